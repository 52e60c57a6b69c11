/** What a store's counter has to do for its web orders, and which goods they are promised. */
import { contentOf } from '../../domain/channel/channel-record.ts';
import { parcelLease } from '../../domain/fulfillment/parcel-lease.ts';
import type { Errand } from '../fortnight/errands.ts';
import type { StoreKey } from '../shop/locations.ts';
import type { WebOrder } from './web-shoppers.ts';

const PICKED_AFTER_MS = 15 * 60_000;
const COLLECTED_AFTER_MS = 90 * 60_000;

export function errandsOf(store: StoreKey, orders: readonly WebOrder[]): readonly Errand[] {
  return orders
    .filter(({ wish }) => wish.store === store && (wish.became === 'ready' || wish.became === 'handed-over'))
    .flatMap(({ wish, order }): readonly Errand[] => {
      const content = contentOf(order);
      const lease = parcelLease(order);
      if (content === null || lease === null) return [];
      const parcel = { order: order.id, fulfillment: order.fulfillment, location: content.location };
      const due = Date.parse(order.placedAt) + PICKED_AFTER_MS;
      const ready: readonly Errand[] = [
        { ...parcel, notBefore: due, what: { kind: 'fulfillment.pick' } },
        { ...parcel, notBefore: due, what: { kind: 'fulfillment.lay-ready', shelf: wish.shelf } },
      ];
      if (wish.became === 'ready') return ready;
      const { lines } = content;
      const notBefore = due + COLLECTED_AFTER_MS;
      return [...ready, { ...parcel, notBefore, what: { kind: 'fulfillment.hand-over', fence: lease.fence, lines } }];
    });
}

/** Units by ordinal that walk-in visitors leave alone. */
export function promisedTo(store: StoreKey, orders: readonly WebOrder[]): ReadonlyMap<number, number> {
  const units = new Map<number, number>();
  for (const { wish, order } of orders) {
    if (wish.store !== store) continue;
    for (const { ordinal, quantity } of contentOf(order)?.lines ?? []) {
      units.set(ordinal, (units.get(ordinal) ?? 0) + quantity);
    }
  }
  return units;
}
