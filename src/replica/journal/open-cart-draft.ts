/**
 * The open cart as it lies on disk. It is written often and may lose its last moment in a power cut; what
 * it must never do is bring back a cart that was sold: the append that ends a cart says so beside it, and a
 * late write of that cart is dropped.
 */
import type { Cart } from '../../domain/cart/cart.ts';
import type { DraftGuardRow, JournalStore, JournalTransaction } from './store.ts';

/** The fence number this tab holds, or null while another tab sells. */
export interface Fence {
  held: number | null;
}

const NO_GUARD: DraftGuardRow = { key: 'guard', fence: 0, cart: null, ended: null };

export interface CartDraft {
  /** `ended`: the cart whose sale or suspension lies in the journal, while no other was begun. */
  load(): Promise<{ readonly cart: Cart | null; readonly history: readonly Cart[]; readonly ended: string | null }>;
  save(cart: Cart, history: readonly Cart[]): Promise<'saved' | 'cart-ended' | 'not-the-writer'>;
}

export function createCartDraft(store: JournalStore, fence: Fence): CartDraft {
  return {
    load: () =>
      store.transact('read', ['draft'], async (tx) => {
        const [guard, open] = await Promise.all([guardOf(tx), openCartOf(tx)]);
        const isOpen = open.cart !== null && open.cart.id === guard.cart;
        return { cart: isOpen ? open.cart : null, history: isOpen ? open.history : [], ended: guard.ended };
      }),
    save: (cart, history) =>
      store.transact('write', ['draft'], async (tx) => {
        const guard = await guardOf(tx);
        if (guard.fence !== fence.held) return 'not-the-writer';
        if (guard.ended === cart.id) return 'cart-ended';
        await layOpenCart(tx, guard, cart, history);
        return 'saved';
      }),
  };
}

export async function guardOf(tx: JournalTransaction): Promise<DraftGuardRow> {
  const guard = await tx.get('draft', ['guard']);
  if (guard?.key === 'guard') return guard;
  // Rows of before the guard say all of it themselves.
  const before: Partial<DraftGuardRow> = { ...(await tx.get('draft', ['open'])), key: 'guard', cart: null };
  const { fence = 0, ended = null } = before;
  return { ...NO_GUARD, fence, ended, cart: (await openCartOf(tx)).cart?.id ?? null };
}

/** Whoever holds another number writes no basket any more, not even one who knows nothing of the guard. */
export async function fenceDraft(tx: JournalTransaction, fence: number): Promise<void> {
  const guard = await guardOf(tx);
  const { cart, history } = await openCartOf(tx);
  await tx.put('draft', { key: 'open', cart, history });
  await tx.put('draft', { ...guard, fence });
}

/** Makes this the basket on the counter. */
export async function layOpenCart(
  tx: JournalTransaction,
  guard: DraftGuardRow,
  cart: Cart,
  history: readonly Cart[],
): Promise<DraftGuardRow> {
  await tx.put('draft', { key: 'open', cart, history });
  if (guard.cart === cart.id && guard.ended === null) return guard;
  const next = { ...guard, cart: cart.id, ended: null };
  await tx.put('draft', next);
  return next;
}

/** A sale or a suspension ended this cart, wherever it lay. */
export async function endOpenCart(tx: JournalTransaction, guard: DraftGuardRow, cart: string): Promise<DraftGuardRow> {
  const wasOpen = guard.cart === cart;
  if (wasOpen) await tx.put('draft', { key: 'open', cart: null, history: [] });
  const next = { ...guard, cart: wasOpen ? null : guard.cart, ended: cart };
  await tx.put('draft', next);
  return next;
}

async function openCartOf(tx: JournalTransaction): Promise<{ cart: Cart | null; history: readonly Cart[] }> {
  const row = await tx.get('draft', ['open']);
  return row?.key === 'open' ? { cart: row.cart, history: row.history } : { cart: null, history: [] };
}
