/** What is typed into the search of orders: a number, the code of a hand-over, the code of a cart. */
import { useMemo } from 'react';
import { readClientCode } from '../../protocol/channel/hand-over-code.ts';
import type { OrderSummary, ShownCart, View } from '../../replica/index.ts';
import { useWatched } from '../../ui/index.ts';
import { useCounter } from '../counter/index.ts';

const NOTHING: View<'unknown'> = { get: () => 'unknown', subscribe: () => () => undefined };

export interface Found {
  readonly orders: readonly OrderSummary[];
  readonly cart: ShownCart | null;
  /** False while an answer is on its way. */
  readonly isSettled: boolean;
}

export function useFound(text: string): Found {
  const { views } = useCounter();
  const code = useMemo(() => {
    const read = readClientCode(text);
    return read.ok ? read.value : null;
  }, [text]);
  const byNumber = useAnswer(useMemo(() => (text === '' ? NOTHING : views.orderByNumber(text)), [views, text]));
  const byCode = useAnswer(useMemo(() => (code === null ? NOTHING : views.orderByCode(code)), [views, code]));
  const cart = useAnswer(useMemo(() => (code === null ? NOTHING : views.cartByCode(code)), [views, code]));
  const orders = [byNumber, byCode].filter((one): one is OrderSummary => one !== null && one !== 'unknown');
  return {
    orders: orders.filter(({ id }, place) => orders.findIndex((one) => one.id === id) === place),
    cart: cart === 'unknown' ? null : cart,
    isSettled: byNumber !== null && byCode !== null && cart !== null,
  };
}

function useAnswer<T>(view: View<T>): T | null {
  return useWatched(view, () => view.get());
}
