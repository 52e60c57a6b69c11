/**
 * What this browser remembers of its client: the chosen store, the cart, the orders placed here. Names and
 * addresses are not among it. What cannot be read is forgotten.
 */
import { z } from 'zod';
import { idOf, sha256Digest } from '../protocol/scalars.ts';

const held = z.strictObject({ id: z.string().max(40), secret: sha256Digest });

const memory = z.strictObject({
  store: idOf('location').nullable(),
  cart: held.nullable(),
  orders: z
    .array(held.extend({ number: z.string().max(40), code: z.string().max(20), placedAt: z.string().max(40) }))
    .max(50),
});
export type ShopMemory = z.infer<typeof memory>;

export const NOTHING_REMEMBERED: ShopMemory = { store: null, cart: null, orders: [] };
const NAME = 'evertill-shop';
const ORDERS_MAX = 50;

export function recall(storage: Pick<Storage, 'getItem'>): ShopMemory {
  try {
    return memory.parse(JSON.parse(storage.getItem(NAME) ?? 'null'));
  } catch {
    return NOTHING_REMEMBERED;
  }
}

/** A browser that keeps nothing (private windows, full disk) still shops, until its window is closed. */
export function remember(storage: Pick<Storage, 'setItem'>, what: ShopMemory): void {
  try {
    storage.setItem(NAME, JSON.stringify({ ...what, orders: what.orders.slice(0, ORDERS_MAX) }));
  } catch {
    // Kept in memory only.
  }
}
