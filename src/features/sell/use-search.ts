/**
 * Search as you type: the newest question wins, and an answer that was overtaken is never shown. First come
 * as many rows as the window shows, because each may have to be fetched from another part of the catalogue;
 * the rest comes when the hand pauses, or looks further down.
 */
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { SearchAnswer } from '../../replica/index.ts';
import { useCounter, useShelfState } from '../counter/index.ts';

const RESULTS_MAX = 60;
/** A row's least height. */
const ROW_PX = 72;
/** A hand pauses this long before it looks further down than what is in sight. */
const REST_AFTER_MS = 250;

/** No hand types two keys so close together: the rest of a label is likely on its way, and no word. */
const SCANNER_GAP_MS = 35;
/** Until then a label that a scanner types into the field shows no results, which would only flash. */
const HELD_BACK_MS = 90;

export interface Search {
  readonly query: string;
  /** Null until the first answer since the field was empty; later the answer before stays until the next. */
  readonly answer: SearchAnswer | null;
  /** The words that `answer` answers. */
  readonly answered: string;
  /** The answer to what stands in the field at this moment, not to what stood there when it was last drawn. */
  readonly answerNow: () => Promise<SearchAnswer | null>;
  readonly setQuery: (query: string) => void;
  /** Somebody looks further down. */
  readonly lookFurther: () => void;
}

interface Sent {
  readonly to: string;
  readonly version: number;
  readonly limit: number;
  readonly answer: Promise<SearchAnswer | null>;
}

function rowsInSight(): number {
  return Math.min(RESULTS_MAX, Math.ceil(window.innerHeight / ROW_PX));
}

export function useSearch(): Search {
  const { shelf, clock } = useCounter();
  const { version } = useShelfState();
  const [query, show] = useState('');
  const [kept, keep] = useState<{ readonly to: string; readonly answer: SearchAnswer } | null>(null);
  /** The words of which more is shown than the window holds at once. */
  const [furtherOf, lookFurtherAt] = useState<string | null>(null);
  const sent = useRef<Sent | null>(null);
  const typedAt = useRef(0);
  const heldUntil = useRef(0);
  const asked = query.trim();

  const ask = useCallback(
    (to: string, limit: number) => {
      const now = shelf.state().version;
      const last = sent.current;
      if (last?.to === to && last.version === now && last.limit >= limit) return last.answer;
      const answer = shelf.search(to, limit);
      sent.current = { to, version: now, limit, answer };
      return answer;
    },
    [shelf],
  );

  const setQuery = useCallback(
    (next: string) => {
      const now = clock.now();
      heldUntil.current = now - typedAt.current < SCANNER_GAP_MS ? now + HELD_BACK_MS : 0;
      typedAt.current = now;
      // The worker looks while the field is being drawn.
      if (next.trim() !== '') void ask(next.trim(), rowsInSight());
      show(next);
      // With the field, the results go; not a frame later.
      if (next.trim() === '') keep(null);
    },
    [ask, clock],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version is a reason to ask again
  useLayoutEffect(() => {
    if (asked === '') return;
    let isCurrent = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    void ask(asked, furtherOf === asked ? RESULTS_MAX : rowsInSight()).then((answer) => {
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
  }, [ask, clock, asked, version, furtherOf]);

  const lookFurther = useCallback(() => lookFurtherAt(asked), [asked]);
  useEffect(() => {
    if (asked === '') return;
    const timer = setTimeout(lookFurther, REST_AFTER_MS);
    return () => clearTimeout(timer);
  }, [asked, lookFurther]);

  return {
    query,
    answer: asked === '' ? null : (kept?.answer ?? null),
    answered: kept?.to ?? '',
    answerNow: async () => (kept?.to === asked ? kept.answer : ask(asked, rowsInSight())),
    setQuery,
    lookFurther,
  };
}
