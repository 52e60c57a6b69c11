/** The built app as an associate meets it, and what of its doing can be seen from outside. */
import type { Page } from 'playwright-core';
import { enrolmentCode, openShiftIfAsked, scan, signIn } from '../support/tablet.ts';
import { type BenchBrowser, openBrowser } from './browser.ts';
import type { Link } from './link.ts';
import { ASSOCIATE, type BenchShop, REGISTER } from './shop/bench-shop.ts';

const FILLED_WITHIN_MS = 120_000;

export interface FilledTablet {
  readonly browser: BenchBrowser;
  /** From the request for the manifest until everything is stored and words are found. */
  readonly ms: number;
  /** Processor seconds from the tap on "Connect" until then. */
  readonly cpu: number;
  readonly segments: readonly string[];
}

/** A new tablet, enrolled and filled. `around` may watch the part that counts. */
export async function fillTablet(
  shop: BenchShop,
  link: Link,
  around: (browser: BenchBrowser, work: () => Promise<void>) => Promise<void> = (_, work) => work(),
): Promise<FilledTablet> {
  const code = await enrolmentCode(shop, REGISTER);
  const browser = await openBrowser();
  const { page } = browser;
  await page.goto(link.url);
  // Whoever types a code gives the app the time to store itself: that is the first load, and has a figure of its own.
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.getByRole('textbox', { name: 'One-time code' }).fill(code);
  link.passed.length = 0;
  let filledAt = 0;
  let cpu = 0;
  await around(browser, async () => {
    const before = await browser.cpuSeconds();
    await page.getByRole('button', { name: 'Connect', exact: true }).click();
    filledAt = await whenFilled(page);
    cpu = (await browser.cpuSeconds()) - before;
  });
  const manifest = link.passed.find(({ path }) => path.startsWith('/api/sync/manifest'));
  const segments = link.passed.filter(({ path }) => path.startsWith('/api/segments/')).map(({ path }) => path);
  if (manifest === undefined || segments.length === 0) throw new Error('the fill did not pass over the link');
  return { browser, ms: filledAt - manifest.from, cpu, segments };
}

/**
 * Looks at the disk every few milliseconds until the fill is whole and the search index lies beside it. It
 * looks through one connection, at two small keys, so that the looking itself costs next to nothing.
 */
async function whenFilled(page: Page): Promise<number> {
  const filledAt = await page.evaluate(async (patienceMs) => {
    const begun = performance.now();
    const isLate = () => performance.now() - begun > patienceMs;
    const pause = () => new Promise((resolve) => setTimeout(resolve, 20));
    const settled = <T>(asked: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        asked.onsuccess = () => resolve(asked.result);
        asked.onerror = () => reject(asked.error);
      });
    const isThere = async () => (await indexedDB.databases()).some(({ name }) => name === 'evertill-replica');
    while (!(await isThere())) {
      if (isLate()) return null;
      await pause();
    }
    const db = await settled(indexedDB.open('evertill-replica'));
    db.onversionchange = () => db.close();
    for (;;) {
      const transaction = db.transaction(['progress', 'derived'], 'readonly');
      const [progress, index] = await Promise.all([
        settled<{ asOf: string | null; filling: unknown; tables: object } | undefined>(
          transaction.objectStore('progress').get('progress'),
        ),
        settled(transaction.objectStore('derived').getKey('search-index')),
      ]);
      const isWhole = progress?.asOf != null && progress.filling === null && Object.keys(progress.tables).length > 0;
      if (isWhole && index !== undefined) break;
      if (isLate()) return null;
      await pause();
    }
    db.close();
    return Date.now();
  }, FILLED_WITHIN_MS);
  if (filledAt !== null) return filledAt;
  throw new Error(`the fill never ended; the screen says: ${await page.locator('body').textContent()}`);
}

export function signInHere(page: Page): Promise<void> {
  return signIn(page, ASSOCIATE);
}

/** Rings one thing up and pays it, so that the shift is open and every screen has been seen once. */
export async function openDay(page: Page, code: string): Promise<void> {
  await signInHere(page);
  await scan(page, code);
  await page.getByRole('button', { name: /^Charge/ }).click();
  await openShiftIfAsked(page);
  await page.getByRole('button', { name: /Exact$/ }).click();
  await page.getByRole('button', { name: /^New sale/ }).click();
  await page.getByRole('searchbox', { name: 'Search or scan' }).waitFor();
}
