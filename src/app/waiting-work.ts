/** What waits for somebody at this counter, in two numbers. */
import { useMemo } from 'react';
import type { Views } from '../replica/index.ts';
import { useWatched } from '../ui/index.ts';

/** More than this nobody counts. */
const COUNTED_MAX = 99;

export function useWaitingWork(views: Views): { readonly toPick: number; readonly toSettle: number } {
  const counts = useMemo(() => views.counts(), [views]);
  const exceptions = useMemo(() => views.exceptions({ limit: COUNTED_MAX }), [views]);
  return {
    toPick: useWatched(counts, () => counts.get()?.['to-pick'] ?? 0),
    // A plain number: the header is drawn anew only when it changes.
    toSettle: useWatched(exceptions, () => (exceptions.get() ?? []).filter(({ status }) => status === 'open').length),
  };
}
