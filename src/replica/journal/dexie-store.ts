/**
 * The journal's tables in IndexedDB. Every transaction asks the browser to flush to disk before it says
 * `complete` (`durability: 'strict'`), because a sale that was shown as done must survive a power cut.
 * Dexie opens and upgrades the database; transactions are the browser's own (`native-transaction.ts`).
 */
import Dexie from 'dexie';
import { runTransaction } from './native-transaction.ts';
import { JOURNAL_KEYS, type JournalStore, type JournalTable } from './store.ts';

// On localhost it would trace every failure to the console, also those that are expected and handled.
Dexie.debug = false;

export const JOURNAL_DATABASE = 'evertill-journal';

const INDEXES: Partial<Record<JournalTable, string>> = { entries: '*about, day, receiptEnd' };

const SCHEMA = Object.fromEntries(
  Object.entries(JOURNAL_KEYS).map(([table, key]) => [
    table,
    [key.length > 1 ? `[${key.join('+')}]` : key[0], INDEXES[table as JournalTable]].filter(Boolean).join(', '),
  ]),
);

export interface IndexedDbPorts {
  readonly indexedDB: IDBFactory;
  readonly IDBKeyRange: typeof IDBKeyRange;
}

/** The handle was closed, by its owner or by the browser. */
class HandleClosed extends Error {
  override readonly name = 'DatabaseClosedError';
}

export function openDexieStore(
  ports: IndexedDbPorts,
  options: { name?: string; durability?: 'strict' | 'relaxed' } = {},
): JournalStore {
  const db = new Dexie(options.name ?? JOURNAL_DATABASE, {
    indexedDB: ports.indexedDB,
    IDBKeyRange: ports.IDBKeyRange,
    autoOpen: false,
  });
  db.version(1).stores(SCHEMA);
  const durability = options.durability ?? 'strict';
  let opening: Promise<unknown> | null = null;
  let isClosed = false;

  async function handle(): Promise<IDBDatabase> {
    opening ??= Promise.resolve(db.open());
    await opening;
    if (isClosed || !db.isOpen()) throw new HandleClosed('the handle is closed');
    return db.backendDB();
  }

  return {
    transact: async (mode, tables, work) =>
      runTransaction({ db: await handle(), range: ports.IDBKeyRange, mode, tables, durability }, work),
    close() {
      isClosed = true;
      db.close();
    },
  };
}
