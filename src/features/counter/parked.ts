/** A customer steps away: the cart is suspended into the journal, and resumed from it later. */
import type { Cart } from '../../domain/cart/cart.ts';
import { granted, refused, type Verdict } from '../../kernel/verdict.ts';
import type { JournalRefusal } from '../../replica/index.ts';
import type { Counter } from './counter.tsx';
import { endCart } from './end-cart.ts';

export type ParkRefusal =
  | JournalRefusal
  | { readonly code: 'cart-empty' }
  | { readonly code: 'cart-in-use' }
  | { readonly code: 'cart-gone' };

type Parking = Pick<Counter, 'journal' | 'openCart' | 'store' | 'associate'>;

export async function suspendCart(counter: Parking, label: string | null): Promise<Verdict<Cart, ParkRefusal>> {
  const { journal, openCart, store, associate } = counter;
  const open = openCart.current();
  if (open.lines.length === 0) return refused({ code: 'cart-empty' });
  const cart: Cart = { ...open, label: label?.trim() || open.label };
  await openCart.saved();
  const written = await journal.append({
    kind: 'cart.suspend',
    associate: associate.id,
    body: () => ({ location: store.id, cart: structuredClone(cart) as never }),
  });
  if (!written.ok) return written;
  endCart(openCart, cart);
  return granted(cart);
}

export async function resumeCart(counter: Parking, id: string): Promise<Verdict<Cart, ParkRefusal>> {
  const { journal, openCart, store, associate } = counter;
  if (openCart.current().lines.length > 0) return refused({ code: 'cart-in-use' });
  const cart = journal.snapshot().parkedCarts.find((parked) => parked.id === id);
  if (!cart) return refused({ code: 'cart-gone' });
  const written = await journal.append({
    kind: 'cart.resume',
    associate: associate.id,
    body: () => ({ location: store.id, cart: id }),
  });
  if (!written.ok) return written;
  // What was scanned while the journal wrote comes along.
  const scanned = openCart.current();
  if (scanned.id !== id) openCart.replace({ ...cart, lines: [...cart.lines, ...scanned.lines] });
  return granted(cart);
}
