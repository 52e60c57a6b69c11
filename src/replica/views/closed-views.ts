/** Views that nobody opens: for a counter without channels, as a tool or a test drives it. */
import type { View, Views, ViewsState } from './views.ts';

const CLOSED: ViewsState = { kind: 'closed', built: 0, of: 0 };

export function createClosedViews(): Views {
  const nothing: View<never> = { get: () => null, subscribe: () => () => undefined };
  const ask = () => nothing;
  return {
    state: () => CLOSED,
    subscribe: () => () => undefined,
    orders: ask,
    counts: ask,
    order: ask,
    orderByNumber: ask,
    orderByCode: ask,
    ordersOf: ask,
    cart: ask,
    cartByCode: ask,
    exceptions: ask,
  };
}
