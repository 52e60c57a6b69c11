/** Search as you type: the newest question wins, and an answer that was overtaken is never shown. */
import { useCallback, useLayoutEffect, useRef, useState } from 'react';
import type { SearchAnswer } from '../../replica/index.ts';
import { useCounter, useShelfState } from '../counter/index.ts';

const RESULTS_MAX = 60;

/** No hand types two keys so close together: the rest of a label is likely on its way, and no word. */
const SCANNER_GAP_MS = 35;
/** Until then a label that a scanner types into the field shows no results, which would only flash. */
const HELD_BACK_MS = 90;

export interface Search {
  readonly query: string;
  /** Null until the first answer since the field was empty; later the answer before stays until the next. */
  readonly answer: SearchAnswer | null;
  /** The answer to what stands in the field at this moment, not to what stood there when it was last drawn. */
  readonly answerNow: () => Promise<SearchAnswer | null>;
  readonly setQuery: (query: string) => void;
}

export function useSearch(): Search {
  const { shelf, clock } = useCounter();
  const { version } = useShelfState();
  const [query, show] = useState('');
  const [kept, keep] = useState<{ readonly to: string; readonly answer: SearchAnswer } | null>(null);
  const typedAt = useRef(0);
  const heldUntil = useRef(0);
  const asked = query.trim();

  const setQuery = useCallback(
    (next: string) => {
      const now = clock.now();
      heldUntil.current = now - typedAt.current < SCANNER_GAP_MS ? now + HELD_BACK_MS : 0;
      typedAt.current = now;
      show(next);
      // With the field, the results go; not a frame later.
      if (next.trim() === '') keep(null);
    },
    [clock],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version is a reason to ask again
  useLayoutEffect(() => {
    if (asked === '') return;
    let isCurrent = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    void shelf.search(asked, RESULTS_MAX).then((answer) => {
      if (!answer) return;
      const take = () => isCurrent && keep({ to: asked, answer });
      const waitMs = heldUntil.current - clock.now();
      if (waitMs > 0) timer = setTimeout(take, waitMs);
      else take();
    });
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [shelf, clock, asked, version]);

  const answerNow = async () => (kept?.to === asked ? kept.answer : shelf.search(asked, RESULTS_MAX));
  return { query, answer: asked === '' ? null : (kept?.answer ?? null), answerNow, setQuery };
}
