/** From a paid cart to an entry in the journal. Only after the entry lies on disk does anybody say "done". */
import type { Cart } from '../../domain/cart/cart.ts';
import type { Language } from '../../domain/catalog/variant.ts';
import type { Order } from '../../domain/order/order.ts';
import { type OrderRefusal, planOrder } from '../../domain/order/plan-order.ts';
import type { SettledCart } from '../../domain/pricing/settle.ts';
import type { Tender } from '../../domain/tender/tender.ts';
import { invariant } from '../../kernel/invariant.ts';
import { granted, refused, type Verdict } from '../../kernel/verdict.ts';
import type { JournalRefusal } from '../../replica/index.ts';
import type { Counter } from './counter.tsx';
import { endCart } from './end-cart.ts';

export type SaleRefusal = OrderRefusal | JournalRefusal | { readonly code: 'shift-not-open' };

export interface CompletedSale {
  readonly order: Order;
  readonly at: string;
  readonly sequence: number;
}

export async function completeSale(
  counter: Pick<Counter, 'journal' | 'openCart' | 'store' | 'associate' | 'ids'>,
  sale: {
    readonly cart: Cart;
    readonly settled: SettledCart;
    readonly tenders: readonly Tender[];
    readonly orderId: string;
    readonly language: Language;
    /** Called once the sale lies on disk, before the cart gives way to the next customer's. */
    readonly onWritten?: (sale: CompletedSale) => void;
  },
): Promise<Verdict<CompletedSale, SaleRefusal>> {
  const { journal, store, associate, ids, openCart } = counter;
  const { shift } = journal.snapshot();
  if (!shift) return refused({ code: 'shift-not-open' });
  const plan = planOrder({
    ...sale,
    newId: ids,
    location: store.id,
    shift: shift.id,
    businessDay: shift.businessDay,
    currency: store.currency,
    pricesIncludeTax: store.pricesIncludeTax,
  });
  if (!plan.ok) return plan;
  // The basket on disk must be the one that is sold, should the tablet die on the next line.
  await openCart.saved();
  let order: Order | null = null;
  const written = await journal.append({
    kind: 'order.place',
    associate: associate.id,
    // Stays asked for until the associate has seen "done": after a crash in between, the sale is shown again.
    print: true,
    body: ({ receiptNumber }) => {
      order = plan.value(receiptNumber());
      return structuredClone(order) as never;
    },
  });
  if (!written.ok) {
    if (written.refusal.code === 'already-done') endCart(openCart, sale.cart);
    return written;
  }
  invariant(order, 'a written order was planned');
  const completed = { order, at: written.value.entry.at, sequence: written.value.sequence };
  sale.onWritten?.(completed);
  // The journal ends the cart with the sale; a fresh one for the next customer.
  endCart(openCart, sale.cart);
  return granted(completed);
}
