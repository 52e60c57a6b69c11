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

/** Looks at the disk every few milliseconds until the fill is whole and the search index lies beside it. */
async function whenFilled(page: Page): Promise<number> {
  const filledAt = await page.evaluate(async (patienceMs) => {
    const isFilled = async (): Promise<boolean> => {
      const names = (await indexedDB.databases()).map(({ name }) => name);
      if (!names.includes('evertill-replica')) return false;
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open('evertill-replica');
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(opening.error);
      });
      try {
        if (!db.objectStoreNames.contains('derived')) return false;
        const transaction = db.transaction(['progress', 'derived'], 'readonly');
        const get = (store: string, key: string) =>
          new Promise<{ asOf?: string | null } | undefined>((resolve) => {
            const asked = transaction.objectStore(store).get(key);
            asked.onsuccess = () => resolve(asked.result);
          });
        const [progress, index] = await Promise.all([get('progress', 'progress'), get('derived', 'search-index')]);
        return typeof progress?.asOf === 'string' && index !== undefined;
      } finally {
        db.close();
      }
    };
    const begun = performance.now();
    while (!(await isFilled())) {
      if (performance.now() - begun > patienceMs) return null;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
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
