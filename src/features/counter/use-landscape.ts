/** Whether the screen is wide enough for two panes side by side. The same line as the `landscape:` styles. */
import { useSyncExternalStore } from 'react';

const QUERY = '(min-width: 56rem)';

function subscribe(listener: () => void): () => void {
  const media = globalThis.matchMedia(QUERY);
  media.addEventListener('change', listener);
  return () => media.removeEventListener('change', listener);
}

export function useLandscape(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => globalThis.matchMedia(QUERY).matches,
    () => true,
  );
}
