/**
 * What associates do to orders and carts of other channels, and to clients. The same rules as for all
 * bodies: a shape that shipped stays readable for ever, and nothing in them is personal. What is personal
 * about a client lies in the entry's `sealed`.
 */
import { z } from 'zod';
import { CART_LINES_MAX } from '../../domain/cart/cart.ts';
import { CLIENT_FIELDS } from '../client/client-fields.ts';
import { idOf, text, wholePositive } from '../scalars.ts';
import { stockMovement } from './stock-movement.ts';

const parcel = { fulfillment: idOf('fulfillment'), order: idOf('order'), location: idOf('location') };

export const fulfillmentPickBody = z.strictObject(parcel);

export const fulfillmentLayReadyBody = z.strictObject({
  ...parcel,
  /** Where in the store it lies: a shelf's name or number. */
  shelf: z.string().min(1).max(40).nullable(),
});

export const fulfillmentHandOverBody = z.strictObject({
  ...parcel,
  /** What showed that it is the right person: the order's code, or an associate who knows or checked them. */
  proof: z.enum(['code', 'known', 'identity-document']),
  /** Of the parcel's lease, as the tablet knew it. */
  fence: wholePositive,
  /** On-hand goods leave the shelf, committed ones are promised no more. */
  stock: z.array(stockMovement).max(2 * CART_LINES_MAX),
});

/** A request: refused where another holds the cart or it is sold. A sale of the cart stands all the same. */
export const onlineCartClaimBody = z.strictObject({
  location: idOf('location'),
  cart: idOf('cart'),
  /** Which version of the cart the tablet holds. */
  cartVersion: wholePositive,
});

export const onlineCartReleaseBody = z.strictObject({ location: idOf('location'), cart: idOf('cart') });

export const clientCreateBody = z.strictObject({ location: idOf('location'), client: idOf('client') });

export const clientEditBody = z.strictObject({
  location: idOf('location'),
  client: idOf('client'),
  /** Which fields the sealed part says anew. */
  fields: z.array(z.enum(CLIENT_FIELDS)).min(1).max(CLIENT_FIELDS.length),
});

export const exceptionSettleBody = z.strictObject({
  location: idOf('location'),
  exception: idOf('exception'),
  /** What was decided, by the name of a suggested action, or `other`. */
  action: z
    .string()
    .regex(/^[a-z]+(-[a-z]+)*$/)
    .max(40),
  /** Not about a person: notes travel and lie in the clear. */
  note: text,
});
