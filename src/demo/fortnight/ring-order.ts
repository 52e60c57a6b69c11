/** A cart is paid and becomes an order, through the same decisions a tablet takes. */
import type { Cart } from '../../domain/cart/cart.ts';
import type { Language } from '../../domain/catalog/variant.ts';
import type { Order } from '../../domain/order/order.ts';
import { planOrder } from '../../domain/order/plan-order.ts';
import { settle } from '../../domain/pricing/settle.ts';
import type { Store } from '../../domain/store/store.ts';
import { type OfferedTender, planTenders, quickAmounts } from '../../domain/tender/plan-tenders.ts';
import type { IdSource } from '../../kernel/ids.ts';
import { invariant } from '../../kernel/invariant.ts';
import type { Chance } from '../chance.ts';

export interface Ringing {
  readonly store: Store;
  readonly shift: string;
  readonly businessDay: string;
  readonly language: Language;
  readonly newId: IdSource;
  readonly nextReceiptNumber: () => string;
}

export function ringOrder(cart: Cart, ringing: Ringing, chance: Chance): Order {
  const { store, newId } = ringing;
  const settled = settle(cart, store);
  const planned = planTenders(settled.totals.totalMinor, offer(settled.totals.totalMinor, store, newId, chance));
  invariant(planned.ok, () => `a demo visitor pays what is due, not ${JSON.stringify(planned)}`);
  const order = planOrder({
    cart,
    settled,
    tenders: planned.value.tenders,
    orderId: newId('order'),
    newId,
    location: store.id,
    shift: ringing.shift,
    businessDay: ringing.businessDay,
    currency: store.currency,
    pricesIncludeTax: store.pricesIncludeTax,
    language: ringing.language,
  });
  invariant(order.ok, () => `a demo order adds up, not ${JSON.stringify(order)}`);
  return order.value(ringing.nextReceiptNumber());
}

/** Two of three pay by card; some pay part of it in cash; the rest lay down notes. Refunds go out in cash. */
function offer(dueMinor: number, store: Store, newId: IdSource, chance: Chance): readonly OfferedTender[] {
  const id = newId('tender');
  if (dueMinor === 0) return [];
  if (dueMinor < 0) return [{ id, kind: 'cash', amountMinor: -dueMinor, reference: null }];
  const reference = String(chance.between(100_000, 999_999));
  if (chance.hits(64)) return [{ id, kind: 'card', amountMinor: dueMinor, reference }];
  if (dueMinor > 6_000 && chance.hits(18)) {
    return [
      { id, kind: 'cash', amountMinor: 2_000, reference: null },
      { id: newId('tender'), kind: 'card', amountMinor: dueMinor - 2_000, reference },
    ];
  }
  return [
    { id, kind: 'cash', amountMinor: chance.pick(quickAmounts(dueMinor, store.denominationsMinor)), reference: null },
  ];
}
