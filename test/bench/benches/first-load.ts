/**
 * What the sell screen of a tablet that was never here before is made of: page, styles, scripts, fonts and
 * icons, as they came over the wire. Left out are the data, what only enrolling asks for, and the two
 * workers, which the page does not wait for; they are told beside it.
 */
import { enrol, enrolmentCode } from '../../support/tablet.ts';
import { openBrowser } from '../browser.ts';
import type { Link } from '../link.ts';
import type { Bench, Measured } from '../measured.ts';
import { type BenchShop, SPARE_REGISTER } from '../shop/bench-shop.ts';
import { signInHere } from '../tablet-app.ts';

export const firstLoad: Bench = {
  name: 'first-load',
  holds: ['first.load'],
  run: async ({ link, shop }) => [await loaded(await shop(), link)],
};

async function loaded(shop: BenchShop, link: Link): Promise<Measured> {
  const code = await enrolmentCode(shop, SPARE_REGISTER);
  const fresh = await openBrowser();
  const { page } = fresh;
  try {
    link.passed.length = 0;
    await enrol(page, link.url, code);
    await signInHere(page);
    // Enrolling is no part of it: the page that sells is loaded anew.
    await page.reload();
    await signInHere(page);
    const asked = await page.evaluate(() =>
      performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname),
    );
    // The service worker fetches more than is asked for, and what it fetched is asked for without the wire.
    const wanted = new Set(['/', ...asked.filter((path) => !/^\/(api|pictures)\//.test(path))]);
    const sizes = new Map(link.passed.filter(({ bytes }) => bytes > 0).map(({ path, bytes }) => [path, bytes]));
    const isWorker = (path: string) => /-worker-[^/]*\.js$/.test(path);
    const sum = (fits: (path: string) => boolean) =>
      [...wanted].filter(fits).reduce((bytes, path) => bytes + (sizes.get(path) ?? 0), 0) / 1_000;
    const unseen = [...wanted].filter((path) => !sizes.has(path));
    if (unseen.length > 0) throw new Error(`these never came over the wire: ${unseen.join(', ')}`);
    return {
      id: 'first.load',
      figures: [sum((path) => !isWorker(path))],
      of: {
        scriptsKb: sum((path) => path.endsWith('.js') && !isWorker(path)),
        fontKb: sum((path) => path.endsWith('.woff2')),
        workersKb: sum(isWorker),
        files: wanted.size,
      },
    };
  } finally {
    await fresh.remove();
  }
}
