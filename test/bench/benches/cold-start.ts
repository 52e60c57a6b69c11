/**
 * The tablet is opened in the morning, without a network: how long until goods can be scanned and found.
 * Typing the PIN, and its check, which is slow on purpose, are left out of the sum; what the counter lets
 * wait afterwards is in it.
 */
import { scan } from '../../support/tablet.ts';
import { benchPage, copyProfile, emptyPage, openBrowser, runTask } from '../browser.ts';
import { median } from '../figures.ts';
import { against, type Bench } from '../measured.ts';
import { signInHere } from '../tablet-app.ts';
import { lineAfter, resultsAfter, watchScreen } from '../watch-screen.ts';

/** A browser's own start page is a hundred scripts, which are nothing of ours. */
const SETTLED_AFTER_MS = 1_500;
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
    const enter: number[] = [];
    const first: number[] = [];
    const empty: number[] = [];
    const read: number[] = [];

    /** A browser that has just been started, and has drawn its own first page, on a disk that holds everything. */
    const cold = async <T>(work: (browser: Awaited<ReturnType<typeof openBrowser>>) => Promise<T>): Promise<T> => {
      const browser = await openBrowser({ profile: await copyProfile(kept), script: watchScreen });
      try {
        await browser.page.goto('about:blank');
        await browser.page.waitForTimeout(SETTLED_AFTER_MS);
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
          // People to choose from.
          const opened = await page.evaluate(() => window.watch.whenShown('main button'));
          const letIn = page.evaluate(waitForCounter);
          await signInHere(page);
          const entered = await letIn;
          const scanned = await lineAfter(page, () => scan(page, code));
          await page.getByRole('searchbox', { name: 'Search or scan' }).click();
          const searched = await resultsAfter(page, 10_000, () => page.keyboard.insertText(word));
          if (searched === null) throw new Error('the words never came');
          return { opened, entered, scanned, searched };
        });
        empty.push(shell);
        read.push(disk.ms);
        open.push(app.opened);
        first.push(app.scanned + app.searched);
        enter.push(app.entered);
        ours.push(app.opened - shell + app.entered + app.scanned + app.searched);
        say(
          `opened ${Math.round(app.opened)}, entered ${Math.round(app.entered)}, scan ${Math.round(app.scanned)}, search ${Math.round(app.searched)}; ` +
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
          enteredMs: median(enter),
          firstAnswersMs: median(first),
          emptyMs: median(empty),
          limitMs: median(read),
        },
      },
    ];
  },
};

/** From the moment the PIN was found right, when its field goes, to the frame that shows the counter. */
async function waitForCounter(): Promise<number> {
  const field = () => document.querySelector('input[autocomplete="current-password"]');
  let hasStood = field() !== null;
  const goneAt = await new Promise<number>((resolve) => {
    const observer = new MutationObserver(() => {
      hasStood ||= field() !== null;
      if (!hasStood || field() !== null) return;
      observer.disconnect();
      resolve(performance.now());
    });
    observer.observe(document, { childList: true, subtree: true });
  });
  return (await window.watch.whenShown('input[type="search"]')) - goneAt;
}
