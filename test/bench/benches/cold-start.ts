/**
 * The tablet is opened in the morning, without a network: how long until goods can be scanned and found.
 * Typing the PIN, and its check, which is slow on purpose, are left out of the sum.
 */
import { scan } from '../../support/tablet.ts';
import { benchPage, copyProfile, emptyPage, openBrowser, runTask } from '../browser.ts';
import { median } from '../figures.ts';
import { against, type Bench } from '../measured.ts';
import { signInHere } from '../tablet-app.ts';
import { lineAfter, resultsAfter, watchScreen } from '../watch-screen.ts';

/** What scanning and searching need of the replica. */
const STORES = ['segments', 'codes', 'derived', 'log', 'progress', 'documents'];

export const coldStart: Bench = {
  name: 'cold-start',
  holds: ['cold.start'],
  async run({ link, shop: openShop, filledProfile, repetitions, say }) {
    const { goods } = await openShop();
    const kept = await filledProfile();
    const code = goods[7]?.variant.barcodes[0] ?? '';
    const word = goods[7]?.variant.title.en.split(' ')[0] ?? '';
    const ours: number[] = [];
    const open: number[] = [];
    const first: number[] = [];
    const empty: number[] = [];
    const read: number[] = [];

    /** A browser that has just been started, on a disk that holds everything. */
    const cold = async <T>(work: (browser: Awaited<ReturnType<typeof openBrowser>>) => Promise<T>): Promise<T> => {
      const browser = await openBrowser({ profile: await copyProfile(kept), script: watchScreen });
      try {
        return await work(browser);
      } finally {
        await browser.remove();
      }
    };

    link.setUp(false);
    try {
      for (let repetition = 0; repetition < repetitions; repetition++) {
        const shell = await cold(async ({ page }) => {
          await page.goto(emptyPage(link.url));
          await page.waitForFunction(() => 'shownAt' in window);
          return page.evaluate(() => (window as unknown as { shownAt: number }).shownAt);
        });
        const disk = await cold(async ({ page }) => {
          await page.goto(benchPage(link.url));
          return runTask(page, 'readReplica', { stores: STORES });
        });
        const app = await cold(async ({ page }) => {
          await page.goto(link.url, { waitUntil: 'commit' });
          // People to choose from: the shelf and the documents are open.
          const opened = await page.evaluate(() => window.watch.whenShown('main button'));
          await signInHere(page);
          const scanned = await lineAfter(page, () => scan(page, code));
          await page.getByRole('searchbox', { name: 'Search or scan' }).click();
          const searched = await resultsAfter(page, 10_000, () => page.keyboard.insertText(word));
          if (searched === null) throw new Error('the words never came');
          return { opened, scanned, searched };
        });
        empty.push(shell);
        read.push(disk.ms);
        open.push(app.opened);
        first.push(app.scanned + app.searched);
        ours.push(app.opened - shell + app.scanned + app.searched);
        say(
          `opened ${Math.round(app.opened)}, scan ${Math.round(app.scanned)}, search ${Math.round(app.searched)}; ` +
            `empty page ${Math.round(shell)}, disk ${Math.round(disk.ms)} ms`,
        );
      }
    } finally {
      link.setUp(true);
    }
    return [
      {
        id: 'cold.start',
        figures: against(ours, read),
        of: {
          ms: median(ours),
          openedMs: median(open),
          firstAnswersMs: median(first),
          emptyMs: median(empty),
          limitMs: median(read),
        },
      },
    ];
  },
};
