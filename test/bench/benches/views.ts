/** A store with thousands of open web orders: the list that is opened, and the till while the views are first laid out. */
import type { Page } from 'playwright-core';
import { goTo } from '../../support/tablet.ts';
import { benchPage, copyProfile, inFreshPage, openBrowser, runTask } from '../browser.ts';
import { median, spreadOf } from '../figures.ts';
import type { Bench } from '../measured.ts';
import { signInHere } from '../tablet-app.ts';
import { mainThreadTasks } from '../trace.ts';
import { watchScreen } from '../watch-screen.ts';
import { longest } from './fill.ts';

const ORDERS = 5_000;
const LOOKS = 6;
const SETTLED_AFTER_MS = 1_500;

export const views: Bench = {
  name: 'views',
  holds: ['views.list', 'views.task'],
  async run({ link, shop: openShop, filledProfile, say }) {
    await openShop();
    const browser = await openBrowser({ profile: await copyProfile(await filledProfile()), script: watchScreen });
    const { page } = browser;
    const frame = median((await inFreshPage(link.url, 'frames', { count: 120 })).ms);
    link.setUp(false);
    try {
      await page.goto(benchPage(link.url));
      await runTask(page, 'layOrders', { count: ORDERS });
      await page.goto(link.url);
      await signInHere(page);
      if (await areLaidOut(page)) throw new Error('the views were laid out before anybody could look');
      const begun = Date.now();
      const tasks = await mainThreadTasks(browser.cdp, async () => {
        while (!(await areLaidOut(page))) {
          await page.waitForTimeout(200);
        }
      });
      say(`laid out within ${Date.now() - begun} ms`);

      const opened: number[] = [];
      const lists: number[] = [];
      for (let look = 0; look < LOOKS; look++) {
        // Anew each time: what was looked at is kept at hand for a while.
        await page.goto(link.url);
        await signInHere(page);
        await page
          .getByText(/orders to pick/)
          .first()
          .waitFor({ state: 'attached' });
        await page.waitForTimeout(SETTLED_AFTER_MS);
        opened.push(await listAfter(page, 'To pick', () => goTo(page, 'Orders')));
        for (const queue of ['Ready', 'To pick', 'Ready']) {
          await page.waitForTimeout(SETTLED_AFTER_MS);
          const segment = page.locator('label').filter({ hasText: new RegExp(`^${queue}`) });
          lists.push(await listAfter(page, queue, () => segment.click()));
        }
      }
      const open = spreadOf(opened);
      say(`from the till to the list ${JSON.stringify(open)}; between lists ${JSON.stringify(spreadOf(lists))} ms`);
      return [
        {
          id: 'views.list',
          figures: lists.map((ms) => ms / frame),
          of: { ...spreadOf(lists), frame, openP50: open.p50 },
        },
        { id: 'views.task', figures: [tasks[0]?.cpuMs ?? 0], of: longest(tasks) },
      ];
    } finally {
      link.setUp(true);
      await browser.remove();
    }
  },
};

/** The mark lies beside the rows as soon as they are whole. */
function areLaidOut(page: Page): Promise<boolean> {
  return page.evaluate(async () => {
    const name = (await indexedDB.databases()).find((one) => one.name?.endsWith('--feeds'))?.name;
    if (name === undefined) return false;
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open(name);
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });
    try {
      return await new Promise<boolean>((resolve, reject) => {
        const asked = db.transaction('docs', 'readonly').objectStore('docs').count();
        asked.onsuccess = () => resolve(asked.result > 0);
        asked.onerror = () => reject(asked.error);
      });
    } finally {
      db.close();
    }
  });
}

/** From the tap to the frame that shows the first of these orders. */
async function listAfter(page: Page, queue: string, tap: () => Promise<void>): Promise<number> {
  await page.evaluate(() => {
    window.addEventListener('click', () => performance.mark('tap'), { capture: true });
  });
  const shown = page.evaluate((name) => window.watch.whenShown(`ul[aria-label="${name}"] li`), queue);
  await tap();
  const at = await shown;
  const tappedAt = await page.evaluate(() => performance.getEntriesByName('tap').at(-1)?.startTime ?? Number.NaN);
  return at - tappedAt;
}
