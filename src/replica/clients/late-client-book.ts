/**
 * Stands where the client book will stand: its code comes when the first associate signs in, because the
 * first screen needs none of it.
 */
import type { HeldClientBook } from './client-book.ts';
import { LOCKED_BOOK } from './locked-book.ts';

const OPENING = { kind: 'opening' } as const;
const UNAVAILABLE = { kind: 'unavailable' } as const;

export function createLateClientBook(load: () => Promise<HeldClientBook>): HeldClientBook {
  const listeners = new Set<() => void>();
  let book = LOCKED_BOOK;
  let loading: Promise<void> | null = null;
  let hasFailed = false;
  let isSignedIn = false;
  let isClosed = false;
  let unlisten = () => {};

  function tell(): void {
    for (const listener of [...listeners]) listener();
  }

  async function take(): Promise<void> {
    try {
      const loaded = await load();
      if (isClosed) return loaded.close();
      book = loaded;
      unlisten = book.subscribe(tell);
      book.setSignedIn(isSignedIn);
    } catch {
      // Asked for again when the next associate signs in.
      hasFailed = true;
      loading = null;
    }
    tell();
  }

  return {
    state() {
      if (book !== LOCKED_BOOK || !isSignedIn) return book.state();
      return hasFailed ? UNAVAILABLE : OPENING;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    get: (id) => book.get(id),
    find: (text, limit) => book.find(text, limit),
    contactOf: (sealed) => book.contactOf(sealed),
    seal: (fields) => book.seal(fields),
    setSignedIn(now) {
      isSignedIn = now;
      book.setSignedIn(now);
      if (now && loading === null) {
        hasFailed = false;
        loading = take();
      }
      tell();
    },
    close() {
      isClosed = true;
      unlisten();
      book.close();
      listeners.clear();
    },
  };
}
