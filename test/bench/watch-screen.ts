/**
 * Watches the app from inside its page without being part of it: runs before the app's own code, listens
 * to keys, to changes of the document and to strict transactions. A frame ends when a message posted in
 * its animation callback arrives.
 */
import type { Page } from 'playwright-core';

export interface Commit {
  readonly ms: number;
  readonly stores: readonly string[];
  readonly records: readonly unknown[];
}

export interface Watch {
  /** From the last Enter to the end of the frame in which one more cart line stands. Told by `outcome`. */
  expectLine(): void;
  /** From the last key to the end of the frame in which the results in sight changed. Told by `outcome`. */
  expectResults(patienceMs: number): void;
  /** Milliseconds; null when what was expected did not come in time. */
  outcome(): Promise<number | null>;
  /** When, since navigation, something that fits first stood at the end of a frame. */
  whenShown(selector: string): Promise<number>;
  /** Strict transactions that were completed since they were last asked for. */
  commits(): Commit[];
  /** What the last sale wrote, once more: as one record, in one strict transaction of a database of its own. */
  rawCommit(): Promise<number>;
}

declare global {
  interface Window {
    watch: Watch;
  }
}

/** To be given to the browser as it is: it may use nothing from outside itself. */
export function watchScreen(): void {
  const ROWS_IN_SIGHT = 9;
  let enterAt = 0;
  let keyAt = 0;
  const commits: Commit[] = [];
  let lastSale: readonly unknown[] = [];
  let raw: Promise<IDBDatabase> | null = null;
  window.addEventListener(
    'keydown',
    (event) => {
      keyAt = performance.now();
      if (event.key === 'Enter') enterAt = keyAt;
    },
    true,
  );
  // Text that comes at once (a paste, a method of input) has no key.
  window.addEventListener(
    'beforeinput',
    () => {
      keyAt = Math.max(keyAt, performance.now());
    },
    true,
  );
  const frameEnd = () =>
    new Promise<number>((resolve) => {
      requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => resolve(performance.now());
        channel.port2.postMessage(null);
      });
    });
  const until = <T>(look: () => T | null, patienceMs: number) =>
    new Promise<T | null>((resolve) => {
      const first = look();
      if (first !== null) return resolve(first);
      const observer = new MutationObserver(() => {
        const found = look();
        if (found !== null) end(found);
      });
      const late = setTimeout(() => end(null), patienceMs);
      const end = (found: T | null) => {
        observer.disconnect();
        clearTimeout(late);
        resolve(found);
      };
      observer.observe(document, { childList: true, subtree: true, characterData: true });
    });

  let outcome: Promise<number | null> = Promise.resolve(null);
  const expect = (look: () => true | null, patienceMs: number, since: () => number) => {
    outcome = until(look, patienceMs).then(async (shown) => (shown === null ? null : (await frameEnd()) - since()));
  };
  const cartLines = () => document.querySelector('section[aria-label="Cart"]')?.getElementsByTagName('li').length ?? 0;
  /** What is in sight of them: rows below the window's edge may come later. */
  const results = () => {
    const status = document.querySelector('section[aria-label="Items"] p[role="status"]');
    if (!status) return undefined;
    const rows = [...(status.nextElementSibling?.children ?? [])].slice(0, ROWS_IN_SIGHT);
    return [status, ...rows].map((element) => element.textContent).join('\n');
  };

  window.watch = {
    expectLine() {
      const before = cartLines();
      expect(
        () => (cartLines() > before ? true : null),
        10_000,
        () => enterAt,
      );
    },
    expectResults(patienceMs) {
      const before = results();
      const isOther = (now: string | undefined) => now !== undefined && now !== before;
      expect(
        () => (isOther(results()) ? true : null),
        patienceMs,
        () => keyAt,
      );
    },
    outcome: () => outcome,
    async whenShown(selector) {
      await until(() => document.querySelector(selector), 60_000);
      return frameEnd();
    },
    commits: () => commits.splice(0),
    async rawCommit() {
      raw ??= new Promise((resolve, reject) => {
        const opening = indexedDB.open('bench-raw', 1);
        opening.onupgradeneeded = () => opening.result.createObjectStore('records', { autoIncrement: true });
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(opening.error);
      });
      const db = await raw;
      return new Promise((resolve, reject) => {
        const begun = performance.now();
        const made = db.transaction('records', 'readwrite', { durability: 'strict' });
        made.oncomplete = () => resolve(performance.now() - begun);
        made.onabort = () => reject(made.error);
        made.objectStore('records').add({ records: lastSale });
      });
    },
  };

  const { transaction } = IDBDatabase.prototype;
  const watched = new WeakMap<IDBTransaction, unknown[]>();
  IDBDatabase.prototype.transaction = function (names, mode, options) {
    const begun = performance.now();
    const made = transaction.call(this, names, mode, options);
    if (mode === 'readwrite' && made.durability === 'strict') {
      const records: unknown[] = [];
      watched.set(made, records);
      made.addEventListener('complete', () => {
        const stores = [...made.objectStoreNames];
        commits.push({ ms: performance.now() - begun, stores, records });
        if (stores.includes('entries')) lastSale = records;
      });
    }
    return made;
  };
  for (const verb of ['add', 'put'] as const) {
    const write = IDBObjectStore.prototype[verb];
    IDBObjectStore.prototype[verb] = function (value, key) {
      watched.get(this.transaction)?.push(value);
      return key === undefined ? write.call(this, value) : write.call(this, value, key);
    };
  }
}

/** From the scan's last key to the frame that shows its line. */
export async function lineAfter(page: Page, deed: () => Promise<void>): Promise<number> {
  await page.evaluate(() => window.watch.expectLine());
  await deed();
  const ms = await page.evaluate(() => window.watch.outcome());
  if (ms !== null) return ms;
  const field = await page.getByRole('searchbox').inputValue();
  throw new Error(
    `the line never came; the field says "${field}", the screen: ${await page.locator('body').textContent()}`,
  );
}

/** From the last key to the frame that shows other results than before; null when they stayed the same. */
export async function resultsAfter(page: Page, patienceMs: number, deed: () => Promise<void>): Promise<number | null> {
  await page.evaluate((patience) => window.watch.expectResults(patience), patienceMs);
  await deed();
  return page.evaluate(() => window.watch.outcome());
}
