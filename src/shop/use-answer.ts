/** What a page asked of the centre: on its way, there, or refused; asked again when what it depends on changes. */
import { useCallback, useEffect, useState } from 'react';
import type { Verdict } from '../kernel/verdict.ts';
import type { ShopRefusal } from './shop-api.ts';

export type Asked<T> =
  | { readonly kind: 'asking' }
  | { readonly kind: 'there'; readonly value: T }
  | { readonly kind: 'refused'; readonly refusal: ShopRefusal };

/** `ask` must stay the same function while the question is the same. */
export function useAnswer<T>(ask: () => Promise<Verdict<T, ShopRefusal>>): readonly [Asked<T>, () => void] {
  const [asked, setAsked] = useState<{ ask: typeof ask | null; state: Asked<T> }>({
    ask: null,
    state: { kind: 'asking' },
  });
  const [round, setRound] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when somebody says so
  useEffect(() => {
    let isOver = false;
    void ask().then((answer) => {
      if (isOver) return;
      setAsked({
        ask,
        state: answer.ok ? { kind: 'there', value: answer.value } : { kind: 'refused', refusal: answer.refusal },
      });
    });
    return () => {
      isOver = true;
    };
  }, [ask, round]);
  const again = useCallback(() => setRound((count) => count + 1), []);
  return [asked.ask === ask ? asked.state : { kind: 'asking' }, again];
}
