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
  /** Resolves with the milliseconds from the last Enter to the end of the frame in which one more cart line stands. */
  lineShown(): Promise<number>;
  /** From the last key to the end of the frame in which the results changed; null when they stayed as they were. */
  resultsShown(patienceMs: number): Promise<number | null>;
  /** When, since navigation, something that fits first stood at the end of a frame. */
  whenShown(selector: string): Promise<number>;
  /** From the last Enter until the searched-for text stands. */
  commits(): Commit[];
}

declare global {
  interface Window {
    watch: Watch;
  }
}

/** To be given to the browser as it is: it may use nothing from outside itself. */
export function watchScreen(): void {
  let enterAt = 0;
  let keyAt = 0;
  const commits: Commit[] = [];
  window.addEventListener(
    'keydown',
    (event) => {
      keyAt = performance.now();
      if (event.key === 'Enter') enterAt = keyAt;
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

  window.watch = {
    async lineShown() {
      const lines = document.querySelector('section[aria-label="Cart"]')?.getElementsByTagName('li');
      const before = lines?.length ?? 0;
      const count = () => document.querySelector('section[aria-label="Cart"]')?.getElementsByTagName('li').length ?? 0;
      const shown = await until(() => (count() > before ? true : null), 5_000);
      if (shown === null) throw new Error('the line never came');
      return (await frameEnd()) - enterAt;
    },
    async resultsShown(patienceMs) {
      const results = () => document.querySelector('section[aria-label="Goods"] p[role="status"]')?.parentElement;
      const before = results()?.innerHTML ?? '';
      const changed = () => {
        const now = results();
        return now && now.innerHTML !== before ? true : null;
      };
      const shown = await until(changed, patienceMs);
      if (shown === null) return null;
      return (await frameEnd()) - keyAt;
    },
    async whenShown(selector) {
      await until(() => document.querySelector(selector), 60_000);
      return frameEnd();
    },
    commits: () => commits.splice(0),
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
        commits.push({ ms: performance.now() - begun, stores: [...made.objectStoreNames], records });
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

/** Calls the watch before the deed and awaits it after, so that nothing is missed between. */
export async function whileWatching<T>(page: Page, watch: (page: Page) => Promise<T>, deed: () => Promise<void>) {
  const seen = watch(page);
  await deed();
  return seen;
}
