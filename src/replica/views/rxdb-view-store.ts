/**
 * The views in RxDB: one collection for each kind of row, and one for the mark. Loaded when the first screen
 * stands, never before. Its open edition allows 13 collections in a process, and a store that is built anew
 * is closed before the next is opened: there are never more than these four.
 *
 * What is asked about the disk goes to the storage itself, past RxDB's caches, which would go on answering
 * after somebody has deleted what they were read from.
 */
import type Dexie from 'dexie';
import { createRxDatabase, type MangoQuery, type RxCollection } from 'rxdb';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import type { Observable } from 'rxjs';
import { invariant } from '../../kernel/invariant.ts';
import { type MarkRow, SCHEMAS } from './rxdb-schemas.ts';
import type { Rows, ViewKind } from './view-rows.ts';
import type { Question, ViewDisk, ViewStore, Watcher } from './view-store.ts';

export interface RxdbPorts {
  readonly indexedDB: IDBFactory;
  readonly IDBKeyRange: typeof IDBKeyRange;
  /** Whether other tabs hear of what is written here. */
  readonly hasOtherTabs: boolean;
  /** Another for each test: connections are shared within a process by name. */
  readonly name?: string;
}

/** With another shape of rows it has another name, and the ones before are dropped with it. */
const NAME = 'evertill-views';
const SHAPE = 1;
const MARK = 'mark';

type Collections = { readonly [K in ViewKind]: RxCollection<Rows[K]> } & { readonly feeds: RxCollection<MarkRow> };

export function createRxdbDisk(ports: RxdbPorts): ViewDisk {
  const { indexedDB, IDBKeyRange, hasOtherTabs, name = NAME } = ports;
  const database = `${name}-${SHAPE}`;
  const storage = getRxStorageDexie({ indexedDB, IDBKeyRange } as ConstructorParameters<typeof Dexie>[1]);

  /** As RxDB names them: one database for each collection, and one for itself. */
  async function namesOnDisk(): Promise<readonly string[]> {
    const own = [...Object.keys(SCHEMAS), '_rxdb_internal'].map((one) => `rxdb-dexie-${database}--0--${one}`);
    if (typeof indexedDB.databases !== 'function') return own;
    const found = (await indexedDB.databases()).flatMap((one) => one.name ?? []);
    return found.filter((one) => one.startsWith(`rxdb-dexie-${name}-`));
  }

  return {
    async open() {
      const db = await createRxDatabase({
        name: database,
        storage,
        multiInstance: hasOtherTabs,
        closeDuplicates: true,
      });
      try {
        const schemas = Object.entries(SCHEMAS).map(([kind, schema]) => [kind, { schema }] as const);
        const collections = (await db.addCollections(Object.fromEntries(schemas))) as unknown as Collections;
        return storeOver(collections, async () => {
          await db.close();
        });
      } catch (error) {
        await db.close().catch(() => undefined);
        throw error;
      }
    },
    async drop() {
      for (const one of await namesOnDisk()) await deleted(indexedDB, one);
    },
  };
}

/** Whoever still holds it is told to let go, and does: a request that is blocked for a moment succeeds in the end. */
function deleted(indexedDB: IDBFactory, name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.deleteDatabase(name);
    asked.onsuccess = () => resolve();
    asked.onerror = () => reject(asked.error);
  });
}

function storeOver(collections: Collections, close: () => Promise<void>): ViewStore {
  const { feeds } = collections;
  const of = <K extends ViewKind>(kind: K) => collections[kind] as unknown as RxCollection<Rows[K]>;

  return {
    async mark() {
      const [row] = await feeds.storageInstance.findDocumentsById([MARK], false);
      return row === undefined ? null : JSON.parse(row.mark);
    },
    async putMark(mark) {
      await succeeded(feeds.bulkUpsert([{ id: MARK, mark: JSON.stringify(mark) }]));
    },
    ids: async (kind) => (await onDisk(of(kind), all())).map(({ id }) => id),
    async count(kind) {
      const { storageInstance } = of(kind);
      return (await storageInstance.count(of(kind).count(all()).getPreparedQuery())).count;
    },
    unsent: async (kind) => (await onDisk(of(kind), all({ isUnsent: { $eq: true } }, 'isUnsent'))).map(({ id }) => id),
    async put(kind, rows) {
      await succeeded(of(kind).bulkUpsert([...rows]));
    },
    async remove(kind, ids) {
      await succeeded(of(kind).bulkRemove([...ids]));
      await of(kind).storageInstance.cleanup(0);
    },
    ask: (question) => onDisk(of(question.of), queryOf(question)),
    watch: (question, watcher) =>
      watched(of(question.of).find(queryOf(question)).$, {
        ...watcher,
        onAnswer: (found) => watcher.onAnswer(found.map((document) => document._data)),
      }),
    watchCount(queue, watcher) {
      const selector = { queue: { $eq: queue } };
      return watched(collections.orders.count({ selector, index: ['queue', 'place'] }).$, watcher);
    },
    close,
  };
}

/** A collection says what did not succeed instead of throwing it. */
async function succeeded(written: Promise<{ readonly error: readonly { readonly status: number }[] }>): Promise<void> {
  const { error } = await written;
  invariant(error.length === 0, `a view was not written: ${error[0]?.status}`);
}

function watched<T>(answers: Observable<T>, { onAnswer, onFault }: Watcher<T>): () => void {
  const subscription = answers.subscribe({ next: onAnswer, error: onFault });
  return () => subscription.unsubscribe();
}

function all<K extends ViewKind>(selector: object = {}, index = 'id'): MangoQuery<Rows[K]> {
  return { selector, index: [index], sort: [{ id: 'asc' }] } as MangoQuery<Rows[K]>;
}

/** The index by name: the planner would weigh them all, every time. */
const INDEX_OF = { queue: ['queue', 'place'], number: ['number'], client: ['client', 'age'], code: ['code'] } as const;

function queryOf<K extends ViewKind>({ where, by, after, limit }: Question<K>): MangoQuery<Rows[K]> {
  const [field] = Object.keys(where);
  const equal = Object.entries(where).map(([name, value]) => [name, { $eq: value }]);
  const greater = after === undefined ? [] : [[by, { $gt: after }]];
  const index = field === undefined ? [by] : field === 'id' ? ['id'] : INDEX_OF[field as keyof typeof INDEX_OF];
  return {
    selector: Object.fromEntries([...equal, ...greater]),
    index: [...index],
    sort: by === 'id' ? [{ id: 'asc' }] : [{ [by]: 'asc' }, { id: 'asc' }],
    limit,
  } as unknown as MangoQuery<Rows[K]>;
}

async function onDisk<K extends ViewKind>(
  collection: RxCollection<Rows[K]>,
  query: MangoQuery<Rows[K]>,
): Promise<readonly Rows[K][]> {
  return (await collection.storageInstance.query(collection.find(query).getPreparedQuery())).documents;
}
