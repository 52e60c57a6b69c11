/**
 * The open cart as it lies on disk. It is written often and may lose its last moment in a power cut; what
 * it must never do is bring back a cart that was sold: the append that ends a cart says so in this very
 * row, and a late write of that cart is dropped.
 */
import type { Cart } from '../../domain/cart/cart.ts';
import type { DraftRow, JournalStore } from './store.ts';

/** The fence number this tab holds, or null while another tab sells. */
export interface Fence {
  held: number | null;
}

export const EMPTY_DRAFT: DraftRow = { key: 'open', fence: 0, cart: null, history: [], ended: null };

export interface CartDraft {
  /** `ended`: the cart whose sale or suspension lies in the journal, while no other was begun. */
  load(): Promise<{ readonly cart: Cart | null; readonly history: readonly Cart[]; readonly ended: string | null }>;
  save(cart: Cart, history: readonly Cart[]): Promise<'saved' | 'cart-ended' | 'not-the-writer'>;
}

export function createCartDraft(store: JournalStore, fence: Fence): CartDraft {
  return {
    async load() {
      const row = await store.transact('read', ['draft'], (tx) => tx.get('draft', ['open']));
      return { cart: row?.cart ?? null, history: row?.history ?? [], ended: row?.ended ?? null };
    },
    save: (cart, history) =>
      store.transact('write', ['draft'], async (tx) => {
        const row = (await tx.get('draft', ['open'])) ?? EMPTY_DRAFT;
        if (row.fence !== fence.held) return 'not-the-writer';
        if (row.ended === cart.id) return 'cart-ended';
        await tx.put('draft', { ...row, cart, history, ended: null });
        return 'saved';
      }),
  };
}
