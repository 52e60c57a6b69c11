/**
 * One transaction of the browser's own database. Requests are sent off as they are asked for and none waits
 * for another: what a sale must know comes in one turn, what it writes leaves in the next, and with it the
 * order to commit.
 *
 * Invariants: 1. resolves only after `complete`; 2. rejects only after `abort`, or when the transaction never
 * began; 3. a write resolves once it was asked for: what becomes of it is what becomes of the transaction.
 */
import type { JournalRows, JournalTable, JournalTransaction, RowKey } from './store.ts';

interface TransactionOptions {
  readonly db: IDBDatabase;
  readonly range: typeof IDBKeyRange;
  readonly mode: 'read' | 'write';
  readonly tables: readonly JournalTable[];
  readonly durability: IDBTransactionDurability;
}

export function runTransaction<T>(
  options: TransactionOptions,
  work: (tx: JournalTransaction) => Promise<T>,
): Promise<T> {
  const { db, mode, tables, durability } = options;
  return new Promise<T>((resolve, reject) => {
    const transaction = db.transaction([...tables], mode === 'write' ? 'readwrite' : 'readonly', { durability });
    let isComplete = false;
    let isAborted = false;
    let outcome: { readonly value: T } | null = null;
    let thrown: { readonly error: unknown } | null = null;
    const settle = () => {
      // A request that failed by itself is the cause; what `work` threw because of it is not.
      if (isAborted) reject(transaction.error ?? thrown?.error ?? new DOMException('aborted', 'AbortError'));
      else if (isComplete && thrown) reject(thrown.error);
      else if (isComplete && outcome) resolve(outcome.value);
    };
    transaction.oncomplete = () => {
      isComplete = true;
      settle();
    };
    transaction.onabort = () => {
      isAborted = true;
      settle();
    };
    work(transactionOver(transaction, options.range)).then(
      (value) => {
        outcome = { value };
        finish(() => transaction.commit());
        settle();
      },
      (error: unknown) => {
        thrown = { error };
        finish(() => transaction.abort());
        settle();
      },
    );
  });
}

/** A transaction that has ended, or is ending, says so by throwing; how it ended its events tell. */
function finish(end: () => void): void {
  try {
    end();
  } catch (error) {
    if ((error as { name?: unknown }).name !== 'InvalidStateError') throw error;
  }
}

function answerOf<T>(request: IDBRequest<T>): Promise<T> {
  const answer = new Promise<T>((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  // Asked together with others, one may fail while nobody looks: the transaction fails with it.
  answer.catch(() => undefined);
  return answer;
}

function transactionOver(transaction: IDBTransaction, range: typeof IDBKeyRange): JournalTransaction {
  const store = (table: JournalTable) => transaction.objectStore(table);
  const key = (parts: RowKey): IDBValidKey => (parts.length > 1 ? [...parts] : (parts[0] ?? ''));
  const between = (life: string, after: number, before: number) =>
    range.bound([life, after], [life, before], true, true);
  const byIndex = (index: string, query: IDBValidKey | IDBKeyRange) =>
    answerOf<JournalRows['entries'][]>(store('entries').index(index).getAll(query));

  return {
    get: async (table, parts) => answerOf(store(table).get(key(parts))),
    add: async (table, row) => {
      store(table).add(row);
    },
    put: async (table, row) => {
      store(table).put(row);
    },
    remove: async (table, parts) => {
      store(table).delete(key(parts));
    },
    clear: async (table) => {
      store(table).clear();
    },
    async removeRange(table, life, through) {
      const gone = between(life, 0, through + 1);
      const count = answerOf(store(table).count(gone));
      store(table).delete(gone);
      return count;
    },
    all: async (table) => answerOf(store(table).getAll()),
    async range(table, query) {
      const asked = between(query.life, query.after ?? 0, query.before ?? Number.MAX_SAFE_INTEGER);
      return query.newestFirst
        ? newestFirst<JournalRows[typeof table]>(store(table), asked, query.limit ?? Number.POSITIVE_INFINITY)
        : answerOf(store(table).getAll(asked, query.limit));
    },
    count: async (table, life) => answerOf(store(table).count(between(life, 0, Number.MAX_SAFE_INTEGER))),
    entriesAbout: async (order) => byIndex('about', order),
    entriesOfDay: async (day) => byIndex('day', day),
    entriesEnding: async (reversed) => byIndex('receiptEnd', range.bound(reversed, `${reversed}\uffff`)),
  };
}

function newestFirst<T>(store: IDBObjectStore, asked: IDBKeyRange, limit: number): Promise<T[]> {
  return new Promise((resolve, reject) => {
    const found: T[] = [];
    const request = store.openCursor(asked, 'prev');
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const { result: cursor } = request;
      if (cursor === null || found.length >= limit) return resolve(found);
      found.push(cursor.value as T);
      cursor.continue();
    };
  });
}
