/**
 * The journal's tables in IndexedDB. Every transaction asks the browser to flush to disk before it says
 * `complete` (`durability: 'strict'`), because a sale that was shown as done must survive a power cut.
 */
import Dexie, { type Table, type Transaction } from 'dexie';
import {
  JOURNAL_KEYS,
  type JournalRows,
  type JournalStore,
  type JournalTable,
  type JournalTransaction,
  type RowKey,
} from './store.ts';

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

export function openDexieStore(
  ports: IndexedDbPorts,
  options: { name?: string; durability?: 'strict' | 'relaxed' } = {},
): JournalStore {
  const db = new Dexie(options.name ?? JOURNAL_DATABASE, {
    indexedDB: ports.indexedDB,
    IDBKeyRange: ports.IDBKeyRange,
    chromeTransactionDurability: options.durability ?? 'strict',
    autoOpen: true,
  });
  db.version(1).stores(SCHEMA);
  return {
    transact: (mode, tables, work) =>
      // An explicit promise chain: the transaction's own promise resolves on its `complete` event.
      db.transaction(mode === 'write' ? 'rw' : 'r', [...tables], (transaction) => work(transactionOf(transaction))),
    close: () => db.close(),
  };
}

function transactionOf(transaction: Transaction): JournalTransaction {
  const table = <T extends JournalTable>(name: T) => transaction.table(name) as Table<JournalRows[T], unknown>;
  const key = (parts: RowKey) => (parts.length > 1 ? [...parts] : parts[0]);
  const between = (name: 'entries' | 'results' | 'prints', life: string, after: number, before: number) =>
    table(name).where('[life+sequence]').between([life, after], [life, before], false, false);

  return {
    get: async (name, parts) => table(name).get(key(parts)),
    add: async (name, row) => {
      await table(name).add(row);
    },
    put: async (name, row) => {
      await table(name).put(row);
    },
    remove: async (name, parts) => {
      await table(name).delete(key(parts));
    },
    removeRange: async (name, life, through) => between(name, life, 0, through + 1).delete(),
    all: async (name) => table(name).toArray(),
    range: async (name, query) => {
      let found = between(name, query.life, query.after ?? 0, query.before ?? Number.MAX_SAFE_INTEGER);
      if (query.newestFirst) found = found.reverse();
      if (query.limit !== undefined) found = found.limit(query.limit);
      return (await found.toArray()) as unknown as readonly JournalRows[typeof name][];
    },
    count: async (name, life) => between(name, life, 0, Number.MAX_SAFE_INTEGER).count(),
    clear: async (name) => {
      await table(name).clear();
    },
    entriesAbout: async (order) => table('entries').where('about').equals(order).toArray(),
    entriesOfDay: async (day) => table('entries').where('day').equals(day).toArray(),
    entriesEnding: async (reversed) => table('entries').where('receiptEnd').startsWith(reversed).toArray(),
  };
}
