/** The search engine's own thread. Wires the real IndexedDB and the replica's news channel. */
import { createReplicaNews, NEWS_CHANNEL } from './news.ts';
import { createReplicaHandle } from './replica-database.ts';
import { createSearchEngine } from './search-engine.ts';
import type { FromWorker, ToWorker } from './search-port.ts';

const news = createReplicaNews(new BroadcastChannel(NEWS_CHANNEL));
const engine = createSearchEngine({ handle: createReplicaHandle({ indexedDB, IDBKeyRange }), news });
const scope = self as unknown as {
  postMessage(message: FromWorker): void;
  addEventListener(kind: 'message', listener: (event: MessageEvent<ToWorker>) => void): void;
};

// The page asks for it, too, when it has taken the same in itself: most of it is done by then.
news.subscribe(({ kind }) => {
  if (kind === 'round-applied' || kind === 'segment-kept') void engine.refresh().catch(() => undefined);
});

scope.addEventListener('message', async ({ data }) => {
  try {
    const answer = data.kind === 'ask' ? await engine.answer(data.question) : await engine.refresh(data.seen);
    scope.postMessage({ id: data.id, ok: true, answer });
  } catch {
    scope.postMessage({ id: data.id, ok: false });
  }
});
