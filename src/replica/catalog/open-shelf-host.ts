/** A shelf of this browser: the real IndexedDB, the channel to other tabs, and the search engine in its own thread. */
import { systemTimers } from '../../kernel/system-ports.ts';
import { createShelf, type OpenShelf, type ShelfOptions } from './create-shelf.ts';
import { createDexieDocuments, type OpenDocuments } from './dexie-documents.ts';
import { createFetchedEngine } from './fetched-engine.ts';
import { createReplicaNews, NEWS_CHANNEL } from './news.ts';
import { createReplicaHandle } from './replica-database.ts';
import { createInProcessSearch, createWorkerSearch } from './search-port.ts';

export interface OpenedShelf {
  readonly shelf: OpenShelf;
  readonly documents: OpenDocuments;
}

/** Both are read once before this resolves. */
export async function openShelfHere(options: Pick<ShelfOptions, 'onFault'> = {}): Promise<OpenedShelf> {
  const prepared = prepareShelfHere(options);
  await prepared.documents.refresh();
  await prepared.shelf.refresh();
  return prepared;
}

/**
 * Nothing is read yet: the first screen needs the documents only, and the shelf is read once it stands.
 * Whoever prepares calls `refresh` of each.
 */
export function prepareShelfHere(options: Pick<ShelfOptions, 'onFault'> = {}): OpenedShelf {
  const news = createReplicaNews(new BroadcastChannel(NEWS_CHANNEL));
  const handle = createReplicaHandle({ indexedDB, IDBKeyRange });
  const documents = createDexieDocuments({ handle, news, ...options });
  const search = createWorkerSearch({
    start: () => new Worker(new URL('./search-worker.ts', import.meta.url), { type: 'module', name: 'search' }),
    timers: systemTimers,
    fallback: () => createInProcessSearch(createFetchedEngine({ handle, news })),
  });
  const shelf = createShelf({
    handle,
    news,
    search,
    priceList: () => documents.store()?.priceList ?? null,
    ...options,
  });
  return { shelf, documents };
}
