/**
 * The small documents in memory, read again whenever a round was applied. They were checked when they were taken in.
 * Those of the retailer and the store only: orders and carts are many, and the views read what changed of them.
 */
import type { Category } from '../../domain/catalog/variant.ts';
import type { Store } from '../../domain/store/store.ts';
import type { AssociateDocument, ExceptionDocument, RegisterKeyDocument } from '../../protocol/sync/documents.ts';
import type { Documents } from './documents.ts';
import type { DocumentRecord, ReplicaDatabase, ReplicaHandle } from './replica-database.ts';
import type { ReplicaNewsPort } from './replica-store.ts';

export interface OpenDocuments extends Documents {
  /** Resolves when what the replica held at the call can be read. Call it once at start. */
  refresh(): Promise<void>;
  close(): void;
}

interface Snapshot {
  readonly store: Store | null;
  readonly associates: readonly AssociateDocument[];
  readonly categories: readonly Category[];
  readonly registerKeys: readonly RegisterKeyDocument[];
  readonly exceptions: readonly ExceptionDocument[];
}

const NONE: Snapshot = { store: null, associates: [], categories: [], registerKeys: [], exceptions: [] };

export function createDexieDocuments(options: {
  readonly handle: ReplicaHandle;
  readonly news: ReplicaNewsPort;
  readonly onFault?: (error: unknown) => void;
}): OpenDocuments {
  let snapshot = NONE;
  const listeners = new Set<() => void>();
  let lastRead = 0;

  async function refresh(): Promise<void> {
    const mine = ++lastRead;
    const records = await options.handle.run(smallDocuments);
    // A later reading saw more.
    if (mine !== lastRead) return;
    snapshot = snapshotOf(records);
    for (const listener of [...listeners]) listener();
  }

  const stop = options.news.subscribe((news) => {
    if (news.kind !== 'round-applied' && news.kind !== 'dropped') return;
    refresh().catch((error) => options.onFault?.(error));
  });

  return {
    store: () => snapshot.store,
    associates: () => snapshot.associates,
    categories: () => snapshot.categories,
    registerKeys: () => snapshot.registerKeys,
    exceptions: () => snapshot.exceptions,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    refresh,
    close: stop,
  };
}

/** The streams are `retailer` and `store:` with an id; in a key a list comes after every text, and `;` after `:`. */
function smallDocuments(db: ReplicaDatabase): Promise<readonly DocumentRecord[]> {
  return db.transaction('r', db.documents, async () => {
    const ofStreams = (from: readonly unknown[], to: readonly unknown[]) =>
      db.documents.where('[stream+family+ref]').between(from, to).toArray();
    const [retailer, store] = await Promise.all([
      ofStreams(['retailer'], ['retailer', []]),
      ofStreams(['store:'], ['store;']),
    ]);
    return [...retailer, ...store];
  });
}

function snapshotOf(records: readonly DocumentRecord[]): Snapshot {
  const bodies = <T>(family: string): T[] =>
    records.filter((record) => record.family === family).map((record) => record.body as T);
  return {
    store: bodies<Store>('store')[0] ?? null,
    associates: bodies<AssociateDocument>('associate').sort((a, b) => order(a.name, b.name)),
    categories: bodies<Category>('category').sort((a, b) => a.position - b.position || order(a.id, b.id)),
    registerKeys: bodies<RegisterKeyDocument>('register-key'),
    exceptions: bodies<ExceptionDocument>('exception').sort((a, b) => order(b.raisedAt, a.raisedAt)),
  };
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
