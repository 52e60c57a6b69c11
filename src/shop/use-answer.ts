/** What a page asked of the centre: on its way, there, or refused; asked again when what it depends on changes. */
import { useCallback, useEffect, useState } from 'react';
import type { Verdict } from '../kernel/verdict.ts';
import type { ShopRefusal } from './shop-api.ts';

export type Asked<T> =
  | { readonly kind: 'asking' }
  | { readonly kind: 'there'; readonly value: T }
  /** `last`: what was answered before, where something was. */
  | { readonly kind: 'refused'; readonly refusal: ShopRefusal; readonly last: T | null };

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
      setAsked((before) => {
        if (answer.ok) return { ask, state: { kind: 'there', value: answer.value } };
        const last = before.ask === ask ? lastOf(before.state) : null;
        return { ask, state: { kind: 'refused', refusal: answer.refusal, last } };
      });
    });
    return () => {
      isOver = true;
    };
  }, [ask, round]);
  const again = useCallback(() => setRound((count) => count + 1), []);
  return [asked.ask === ask ? asked.state : { kind: 'asking' }, again];
}

export function lastOf<T>(asked: Asked<T>): T | null {
  if (asked.kind === 'there') return asked.value;
  return asked.kind === 'refused' ? asked.last : null;
}
