/** Search as you type: the newest question wins, and an answer that was overtaken is never shown. */
import { useEffect, useState } from 'react';
import type { SearchAnswer } from '../../replica/index.ts';
import { useCounter, useShelfState } from '../counter/index.ts';

const RESULTS_MAX = 60;

export interface Search {
  readonly query: string;
  /** Null while the first answer to this query is on its way; the answer before stays until then. */
  readonly answer: SearchAnswer | null;
  /** The answer to what stands in the field at this moment, not to what stood there when it was last drawn. */
  readonly answerNow: () => Promise<SearchAnswer | null>;
  readonly setQuery: (query: string) => void;
}

export function useSearch(): Search {
  const { shelf } = useCounter();
  const { version } = useShelfState();
  const [query, setQuery] = useState('');
  const [kept, keep] = useState<{ readonly to: string; readonly answer: SearchAnswer } | null>(null);
  const asked = query.trim();

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version is a reason to ask again
  useEffect(() => {
    if (asked === '') return keep(null);
    let isCurrent = true;
    void shelf.search(asked, RESULTS_MAX).then((next) => {
      if (isCurrent && next) keep({ to: asked, answer: next });
    });
    return () => {
      isCurrent = false;
    };
  }, [shelf, asked, version]);

  const answerNow = async () => (kept?.to === asked ? kept.answer : shelf.search(asked, RESULTS_MAX));
  return { query, answer: kept?.answer ?? null, answerNow, setQuery };
}
