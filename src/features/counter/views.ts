/** What screens watch: each hook re-renders its component when, and only when, that thing changed. */
import { useCallback, useMemo, useSyncExternalStore } from 'react';
import type { Cart } from '../../domain/cart/cart.ts';
import type { Category } from '../../domain/catalog/variant.ts';
import { type SettledCart, settle } from '../../domain/pricing/settle.ts';
import type { AssociateDocument } from '../../protocol/sync/documents.ts';
import type { JournalSnapshot, ShelfState } from '../../replica/index.ts';
import { useCounter } from './counter.tsx';

function useWatched<T>(source: { subscribe(listener: () => void): () => void }, read: () => T): T {
  const subscribe = useCallback((listener: () => void) => source.subscribe(listener), [source]);
  return useSyncExternalStore(subscribe, read, read);
}

export function useOpenCart(): Cart {
  const { openCart } = useCounter();
  return useWatched(openCart, () => openCart.current());
}

/** The open cart in amounts, by the terms of this store. */
export function useSettled(): SettledCart {
  const { store } = useCounter();
  const cart = useOpenCart();
  return useMemo(
    () => settle(cart, { pricesIncludeTax: store.pricesIncludeTax, taxCategories: store.taxCategories }),
    [cart, store],
  );
}

export function useJournalSnapshot(): JournalSnapshot {
  const { journal } = useCounter();
  return useWatched(journal, () => journal.snapshot());
}

export function useShelfState(): ShelfState {
  const { shelf } = useCounter();
  return useWatched(shelf, () => shelf.state());
}

export function useCategories(): readonly Category[] {
  const { documents } = useCounter();
  return useWatched(documents, () => documents.categories());
}

export function useAssociates(): readonly AssociateDocument[] {
  const { documents } = useCounter();
  return useWatched(documents, () => documents.associates());
}
