/** What screens watch: each hook re-renders its component when, and only when, that thing changed. */
import type { Cart } from '../../domain/cart/cart.ts';
import type { Category } from '../../domain/catalog/variant.ts';
import { type SettledCart, settle } from '../../domain/pricing/settle.ts';
import type { Store } from '../../domain/store/store.ts';
import type { AssociateDocument } from '../../protocol/sync/documents.ts';
import type { JournalSnapshot, ShelfState } from '../../replica/index.ts';
import { useWatched } from '../../ui/index.ts';
import { useCounter } from './counter.tsx';

export function useOpenCart(): Cart {
  const { openCart } = useCounter();
  return useWatched(openCart, () => openCart.current());
}

/** The last cart that was settled: several parts of a screen ask for the same one. */
let settledLast: { readonly cart: Cart; readonly store: Store; readonly settled: SettledCart } | null = null;

function settledOf(cart: Cart, store: Store): SettledCart {
  if (settledLast?.cart !== cart || settledLast.store !== store) {
    const { pricesIncludeTax, taxCategories } = store;
    settledLast = { cart, store, settled: settle(cart, { pricesIncludeTax, taxCategories }) };
  }
  return settledLast.settled;
}

/** The open cart in amounts, by the terms of this store. */
export function useSettled(): SettledCart {
  const { store } = useCounter();
  return settledOf(useOpenCart(), store);
}

/** One thing about the open cart; other changes of it do not concern who asks. `read` answers a plain value. */
export function useOfCart<T extends string | number | boolean | null>(read: (cart: Cart) => T): T {
  const { openCart } = useCounter();
  return useWatched(openCart, () => read(openCart.current()));
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
