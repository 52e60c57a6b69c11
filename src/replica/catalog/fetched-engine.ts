/** The search engine in this thread, where it is seldom needed: it is large, and comes when it is first asked. */
import type { ReplicaHandle } from './replica-database.ts';
import type { ReplicaNewsPort } from './replica-store.ts';
import type { SearchEngine } from './search-engine.ts';

export function createFetchedEngine(ports: { handle: ReplicaHandle; news: ReplicaNewsPort }): SearchEngine {
  let engine: Promise<SearchEngine> | null = null;
  const present = () => {
    engine ??= import('./search-engine.ts')
      .then(({ createSearchEngine }) => createSearchEngine(ports))
      .catch((error) => {
        engine = null;
        throw error;
      });
    return engine;
  };
  return {
    answer: async (question) => (await present()).answer(question),
    refresh: async (seen) => (await present()).refresh(seen),
  };
}
