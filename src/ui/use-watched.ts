/** Re-renders when a source that people can subscribe to changes what `read` answers. */
import { useCallback, useSyncExternalStore } from 'react';

export function useWatched<T>(source: { subscribe(listener: () => void): () => void }, read: () => T): T {
  const subscribe = useCallback((listener: () => void) => source.subscribe(listener), [source]);
  return useSyncExternalStore(subscribe, read, read);
}
