/** How the replica's writer tells its readers: within one realm, and to other tabs and workers through a channel. */
import type { ReplicaNews, ReplicaNewsPort } from './replica-store.ts';

/** The part of a BroadcastChannel this needs. A channel never hears itself. */
export interface NewsChannel {
  postMessage(message: unknown): void;
  addEventListener(kind: 'message', listener: (event: { data: unknown }) => void): void;
}

export const NEWS_CHANNEL = 'evertill-replica';

/** Without a channel the news stays in this realm. */
export function createReplicaNews(channel?: NewsChannel): ReplicaNewsPort {
  const listeners = new Set<(news: ReplicaNews) => void>();
  const tell = (news: ReplicaNews) => {
    for (const listener of [...listeners]) listener(news);
  };
  channel?.addEventListener('message', (event) => tell(event.data as ReplicaNews));
  return {
    publish(news) {
      tell(news);
      channel?.postMessage(news);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
