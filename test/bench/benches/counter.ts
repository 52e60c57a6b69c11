/** At the counter of the real app: scans, words, sales, and changes that arrive meanwhile. */
import type { Page } from 'playwright-core';
import { foldText } from '../../../src/replica/catalog/search-text.ts';
import { scan } from '../../support/tablet.ts';
import { copyProfile, inFreshPage, openBrowser } from '../browser.ts';
import { median, spreadOf } from '../figures.ts';
import type { Goods } from '../goods/goods.ts';
import { against, type Bench, type Measured } from '../measured.ts';
import { signInHere } from '../tablet-app.ts';
import { mainThreadTasks } from '../trace.ts';
import { type Commit, lineAfter, resultsAfter, watchScreen } from '../watch-screen.ts';
import { longest } from './fill.ts';

const SCANS = 100;
const LONG_CART = 200;
const SALES = 30;
const SALE_LINES = 5;
const CHANGED = 1_000;
const WORDS = 30;

export const counter: Bench = {
  name: 'counter',
  holds: ['scan.line', 'scan.line200', 'search.line', 'commit.raw', 'commit.rxdb', 'sync.task'],
  async run({ link, shop: openShop, filledProfile, say }) {
    const shop = await openShop();
    const browser = await openBrowser({ profile: await copyProfile(await filledProfile()), script: watchScreen });
    const { page } = browser;
    try {
      const { ms: frames } = await inFreshPage(link.url, 'frames', { count: 120 });
      const frame = median(frames);
      link.passed.length = 0;
      await page.goto(link.url);
      await signInHere(page);
      const codes = spread(shop.goods, LONG_CART + SCANS + SALES * SALE_LINES + 20);
      await warmUp(page, codes);

      const words = await keystrokes(page, shop.goods);
      say(`results after a key: ${JSON.stringify(spreadOf(words.ms))}, ${words.unchanged} keys changed nothing`);
      const short = await scans(page, codes, SCANS);
      await scans(page, codes, LONG_CART - SCANS);
      const long = await scans(page, codes, SCANS);
      say(`line after a scan: ${JSON.stringify(spreadOf(short))}, into a long cart ${JSON.stringify(spreadOf(long))}`);
      await clearCart(page);

      const { commits, raw } = await sales(page, codes);
      const rxdb = await inFreshPage(link.url, 'rxdbSales', { records: commits.map(({ records }) => ({ records })) });

      const tasks = await mainThreadTasks(browser.cdp, () => changesArrive(page, shop.goods, shop.importGoods));
      const measured: Measured[] = [
        { id: 'search.line', figures: [spreadOf(words.ms).p95 / frame], of: { ...spreadOf(words.ms), frame } },
        { id: 'scan.line', figures: [spreadOf(short).p99 / frame], of: { ...spreadOf(short), frame } },
        { id: 'scan.line200', figures: [spreadOf(long).p99 / frame], of: { ...spreadOf(long), frame } },
        {
          id: 'commit.raw',
          figures: against([median(commits.map(({ ms }) => ms))], raw),
          of: { ms: median(commits.map(({ ms }) => ms)), limitMs: median(raw), sales: commits.length },
        },
        {
          id: 'commit.rxdb',
          figures: against([median(commits.map(({ ms }) => ms))], rxdb.ms),
          of: { limitMs: median(rxdb.ms) },
        },
        { id: 'sync.task', figures: [tasks[0]?.cpuMs ?? 0], of: longest(tasks) },
      ];
      return measured;
    } finally {
      await browser.remove();
    }
  },
};

/** Codes from all over the catalogue, each of another product, handed out one after the other. */
function spread(goods: readonly Goods[], count: number): string[] {
  const step = Math.floor(goods.length / count);
  return Array.from({ length: count }, (_, place) => goods[place * step + 3]?.variant.barcodes[0] ?? '');
}

async function warmUp(page: Page, codes: string[]): Promise<void> {
  await scans(page, codes, 10);
  await clearCart(page);
}

async function clearCart(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Park', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Park', exact: true }).click();
  await cartIsEmpty(page);
}

async function cartIsEmpty(page: Page): Promise<void> {
  await page.locator('section[aria-label="Cart"]').waitFor();
  await page.locator('section[aria-label="Cart"] li').first().waitFor({ state: 'detached' });
}

async function scans(page: Page, codes: string[], count: number): Promise<number[]> {
  const ms: number[] = [];
  for (let place = 0; place < count; place++) {
    ms.push(await lineAfter(page, () => scan(page, codes.shift() ?? '')));
    await page.waitForTimeout(40);
  }
  return ms;
}

async function keystrokes(page: Page, goods: readonly Goods[]): Promise<{ ms: number[]; unchanged: number }> {
  const ms: number[] = [];
  let unchanged = 0;
  const field = page.getByRole('searchbox', { name: 'Search or scan' });
  for (let place = 0; place < WORDS; place++) {
    const words = goods[Math.floor((place * goods.length) / WORDS)]?.variant.title.en.split(' ') ?? [];
    // So few letters that nearly every one of them changes what is found.
    const [first = '', ...rest] = words.map((word) => foldText(word).replaceAll(/[^a-z0-9]/g, ''));
    const query = `${first.slice(0, 4)} ${rest.at(-1)?.slice(0, 2) ?? ''}`;
    await field.click();
    for (const letter of query) {
      const took = await resultsAfter(page, 400, () => page.keyboard.press(letter === ' ' ? 'Space' : letter));
      if (took === null) unchanged++;
      else ms.push(took);
      // A hand, not a scanner.
      await page.waitForTimeout(90);
    }
    await field.fill('');
    await page.waitForTimeout(200);
  }
  return { ms, unchanged };
}

/** After each sale its bytes are written once more as one raw record: in the same page, at the same pace. */
async function sales(page: Page, codes: string[]): Promise<{ commits: Commit[]; raw: number[] }> {
  const commits: Commit[] = [];
  const raw: number[] = [];
  for (let sale = 0; sale < SALES; sale++) {
    await scans(page, codes, SALE_LINES);
    await page.getByRole('button', { name: /^Charge/ }).click();
    await page.getByRole('button', { name: /Exact$/ }).waitFor();
    await page.waitForTimeout(250);
    await page.evaluate(() => window.watch.commits());
    await page.getByRole('button', { name: /Exact$/ }).click();
    await page.getByRole('button', { name: /^New sale/ }).click();
    await cartIsEmpty(page);
    const made = await page.evaluate(() => window.watch.commits());
    commits.push(...made.filter(({ stores }) => stores.includes('entries')));
    await page.waitForTimeout(250);
    raw.push(await page.evaluate(() => window.watch.rawCommit()));
  }
  return { commits, raw };
}

/** Head office imports; the tablet is told, pulls, applies, and shows it. */
async function changesArrive(
  page: Page,
  goods: readonly Goods[],
  importGoods: (changed: readonly Goods[]) => Promise<void>,
): Promise<void> {
  const mark = 'Zzqxw';
  const changed = goods.slice(0, CHANGED).map((row) => ({
    ...row,
    variant: { ...row.variant, title: { ...row.variant.title, en: `${mark} ${row.variant.title.en}` } },
  }));
  await importGoods(changed);
  const field = page.getByRole('searchbox', { name: 'Search or scan' });
  await field.fill(mark);
  await page
    .getByText(new RegExp(`^${mark} `))
    .first()
    .waitFor();
  await field.fill('');
}
