/** Orders and carts of other channels as a store's tablets are told of them, on the stream `orders:<location>`. */
import { z } from 'zod';
import { CART_LINES_MAX, LINE_QUANTITY_MAX } from '../../domain/cart/cart.ts';
import { CHANNEL_ORDER_STATES } from '../../domain/channel/channel-order.ts';
import { ONLINE_CART_STATES } from '../../domain/channel/online-cart.ts';
import { FULFILLMENT_STATES } from '../../domain/fulfillment/fulfillment.ts';
import { UNIT_PRICE_MAX_MINOR } from '../../domain/money/minor.ts';
import { CLIENT_CODE_PATTERN } from '../channel/hand-over-code.ts';
import {
  base64Url,
  currencyCode,
  idOf,
  instant,
  sha256Digest,
  text,
  wholeNotNegative,
  wholePositive,
} from '../scalars.ts';

const goods = {
  id: idOf('line'),
  variant: idOf('variant'),
  ordinal: wholeNotNegative,
  sku: z.string().min(1).max(60),
  title: text,
  options: z.array(z.string().max(60)).max(6),
  image: z.string().max(200).nullable(),
  quantity: z.int().min(1).max(LINE_QUANTITY_MAX),
  unit: z.enum(['each', 'g']),
  tracked: z.boolean(),
  listPriceMinor: z.int().min(0).max(UNIT_PRICE_MAX_MINOR),
};

const who = {
  at: instant,
  associate: idOf('associate').nullable(),
  register: idOf('register').nullable(),
};

export const TIMELINE_EVENTS = [
  'placed',
  'paid',
  'changed',
  'cancelled',
  'picked',
  'laid-ready',
  'handed-over',
] as const;

export const channelOrderDocument = z.strictObject({
  id: idOf('order'),
  channel: z.literal('web'),
  /** As the client was told it: `W-1042`. */
  number: z.string().min(1).max(40),
  location: idOf('location'),
  delivery: z.enum(['collect', 'ship']),
  state: z.enum(CHANNEL_ORDER_STATES),
  placedAt: instant,
  /** When it was promised to lie ready. */
  promisedAt: instant.nullable(),
  currency: currencyCode,
  totalMinor: wholeNotNegative,
  paidMinor: wholeNotNegative,
  lines: z.array(z.strictObject({ ...goods, totalMinor: wholeNotNegative })).max(CART_LINES_MAX),
  client: idOf('client').nullable(),
  /** `orderContact`, sealed with the store's client key. Null for who gave no name. */
  contact: base64Url.max(4_000).nullable(),
  /** `handOverDigest` of the code the client was given. */
  codeDigest: sha256Digest,
  fulfillment: z.strictObject({
    id: idOf('fulfillment'),
    state: z.enum(FULFILLMENT_STATES),
    shelf: z.string().min(1).max(40).nullable(),
    handedOver: z.strictObject(who).nullable(),
    /** Who may hand it over without asking: `domain/fulfillment/parcel-lease.ts`. */
    lease: z.strictObject({ location: idOf('location'), fence: wholePositive, until: instant.nullable() }),
  }),
  timeline: z.array(z.strictObject({ ...who, what: z.enum(TIMELINE_EVENTS) })).max(200),
});
export type ChannelOrderDocument = z.infer<typeof channelOrderDocument>;

export const onlineCartDocument = z.strictObject({
  id: idOf('cart'),
  /** What the client shows or says at the till. */
  code: z.string().regex(CLIENT_CODE_PATTERN),
  location: idOf('location'),
  state: z.enum(ONLINE_CART_STATES),
  /** Grows with every change. */
  version: wholePositive,
  updatedAt: instant,
  currency: currencyCode,
  lines: z.array(z.strictObject({ ...goods, taxCategory: idOf('taxCategory') })).max(CART_LINES_MAX),
  client: idOf('client').nullable(),
  claim: z
    .strictObject({
      register: idOf('register'),
      incarnation: wholePositive,
      associate: idOf('associate'),
      fence: wholePositive,
      until: instant,
    })
    .nullable(),
  /** The order it became. */
  order: idOf('order').nullable(),
});
export type OnlineCartDocument = z.infer<typeof onlineCartDocument>;
