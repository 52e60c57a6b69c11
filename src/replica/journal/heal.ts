/**
 * Browsers lose their database connection (a killed network process in WebKit, a backing store error in
 * Chromium). The handle is then dead for good; a fresh one usually works. This wrapper opens a fresh one
 * and runs a transaction again only when the failed one certainly left nothing behind: reads, and writes
 * that never began. A write that began is reported, and its caller looks before it tries again.
 */
import type { JournalStore } from './store.ts';

const REOPENS_MAX = 3;

/** Name of what a database threw; Dexie keeps the browser's own name, or the one of its cause. */
export function causeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return 'unknown';
  const { name, inner } = error as { name?: unknown; inner?: { name?: unknown } };
  const innerName = inner?.name;
  return typeof innerName === 'string' ? innerName : typeof name === 'string' ? name : 'unknown';
}

/** Faults of the connection, after which another handle may do. Everything else is not cured by reopening. */
const CONNECTION_FAULTS = new Set([
  'DatabaseClosedError',
  'InvalidStateError',
  'UnknownError',
  'OpenFailedError',
  'TransactionInactiveError',
  'AbortError',
]);

/** The connection went while a write was under way. An error of the write itself aborts it, and is certain. */
export class OutcomeUnknown extends Error {
  override readonly name = 'OutcomeUnknown';
  readonly inner: unknown;

  constructor(inner: unknown) {
    super('the connection went while a write was under way');
    this.inner = inner;
  }
}

export function createHealingStore(open: () => JournalStore): JournalStore {
  let store = open();
  return {
    async transact(mode, tables, work) {
      for (let reopened = 0; ; reopened++) {
        let began = false;
        const used = store;
        try {
          return await used.transact(mode, tables, (tx) => {
            began = true;
            return work(tx);
          });
        } catch (error) {
          if (!CONNECTION_FAULTS.has(causeOf(error))) throw error;
          // Somebody else's call may have opened a fresh handle meanwhile.
          if (store === used) {
            store.close();
            store = open();
          }
          if (mode === 'write' && began) throw new OutcomeUnknown(error);
          if (reopened >= REOPENS_MAX) throw error;
        }
      }
    },
    close: () => store.close(),
  };
}
