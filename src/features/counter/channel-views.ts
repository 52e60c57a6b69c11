/** What other channels brought, as screens watch it: null until the first answer. */
import { useMemo } from 'react';
import type { ChannelOrderDocument } from '../../protocol/sync/channel-documents.ts';
import type { OrderQueue, OrderSummary, ShownCart, ShownException, View, ViewsState } from '../../replica/index.ts';
import { useWatched } from '../../ui/index.ts';
import { useCounter } from './counter.tsx';

function useView<T>(view: View<T>): T | null {
  return useWatched(view, () => view.get());
}

export function useViewsState(): ViewsState {
  const { views } = useCounter();
  return useWatched(views, () => views.state());
}

export function useOrderQueue(queue: OrderQueue, limit: number): readonly OrderSummary[] | null {
  const { views } = useCounter();
  return useView(useMemo(() => views.orders({ queue, limit }), [views, queue, limit]));
}

export function useOrderCounts(): Readonly<Record<OrderQueue, number>> | null {
  const { views } = useCounter();
  return useView(useMemo(() => views.counts(), [views]));
}

export function useChannelOrder(id: string): ChannelOrderDocument | 'unknown' | null {
  const { views } = useCounter();
  return useView(useMemo(() => views.order(id), [views, id]));
}

export function useOnlineCart(id: string): ShownCart | 'unknown' | null {
  const { views } = useCounter();
  return useView(useMemo(() => views.cart(id), [views, id]));
}

export function useExceptions(limit: number): readonly ShownException[] | null {
  const { views } = useCounter();
  return useView(useMemo(() => views.exceptions({ limit }), [views, limit]));
}
