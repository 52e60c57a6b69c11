/**
 * How another channel speaks with the centre, version 1: under `/api/channel/v1`, with a channel key as
 * bearer token. What changes something carries an idempotency key: the same request again, however often,
 * is answered as the first time. A cart and an order have a secret of their own, given once, that only
 * their client's screen holds; a publishable key reads nothing without it.
 */
import { z } from 'zod';
import { LINE_QUANTITY_MAX } from '../../domain/cart/cart.ts';
import { CHANNEL_ORDER_STATES } from '../../domain/channel/channel-order.ts';
import { ONLINE_CART_STATES } from '../../domain/channel/online-cart.ts';
import { FULFILLMENT_STATES } from '../../domain/fulfillment/fulfillment.ts';
import { orderContact } from '../client/client-fields.ts';
import {
  currencyCode,
  idOf,
  instant,
  language,
  name,
  sha256Digest,
  text,
  wholeNotNegative,
  wholePositive,
  words,
} from '../scalars.ts';

export const CHANNEL_PATHS = {
  stores: '/api/channel/v1/stores',
  categories: '/api/channel/v1/stores/{store}/categories',
  products: '/api/channel/v1/stores/{store}/products',
  item: '/api/channel/v1/stores/{store}/items/{item}',
  carts: '/api/channel/v1/carts',
  cart: '/api/channel/v1/carts/{cart}',
  cartLines: '/api/channel/v1/carts/{cart}/lines',
  cartOrder: '/api/channel/v1/carts/{cart}/order',
  order: '/api/channel/v1/orders/{order}',
  orderEvents: '/api/channel/v1/orders/{order}/events',
} as const;

export const HEADER_IDEMPOTENCY = 'idempotency-key';
export const HEADER_SECRET = 'evertill-secret';
export const IDEMPOTENCY_KEY_PATTERN = /^[A-Za-z0-9_-]{16,64}$/;

/** Lines of an online cart: a person's basket, not a trade order. */
export const ONLINE_CART_LINES_MAX = 100;
const PAGE_MAX = 48;

const secret = sha256Digest;
const money = { currency: currencyCode, currencyDigits: z.int().min(0).max(4) };

export const channelStores = z.strictObject({
  retailer: name,
  stores: z
    .array(
      z.strictObject({ id: idOf('location'), name, address: z.array(text).max(6), timeZone: z.string(), ...money }),
    )
    .max(500),
});

export const channelCategories = z.strictObject({
  categories: z
    .array(
      z.strictObject({
        id: idOf('category'),
        title: words,
        parent: idOf('category').nullable(),
        position: z.int(),
        hue: z.int().min(0).max(11),
      }),
    )
    .max(2_000),
});

/** Never more than may be promised: `few` is three or less. How many exactly is nobody's business. */
export const AVAILABILITIES = ['in-stock', 'few', 'none'] as const;
export type Availability = (typeof AVAILABILITIES)[number];

export const productsQuery = z.strictObject({
  search: z.string().max(80).exactOptional(),
  category: idOf('category').exactOptional(),
  /** `next` of the page before. */
  after: z.string().max(80).exactOptional(),
});

export const channelProducts = z.strictObject({
  ...money,
  items: z
    .array(
      z.strictObject({
        item: idOf('item'),
        title: words,
        image: z.string().max(200).nullable(),
        category: idOf('category'),
        /** The lowest of its variants. */
        fromMinor: wholeNotNegative,
        compareAtMinor: wholeNotNegative.nullable(),
        variants: wholePositive,
        availability: z.enum(AVAILABILITIES),
      }),
    )
    .max(PAGE_MAX),
  next: z.string().max(80).nullable(),
});

export const channelItem = z.strictObject({
  ...money,
  item: idOf('item'),
  title: words,
  category: idOf('category'),
  optionNames: z.array(z.string()).max(6),
  variants: z
    .array(
      z.strictObject({
        variant: idOf('variant'),
        sku: z.string(),
        options: z.array(z.string()).max(6),
        image: z.string().nullable(),
        priceMinor: wholeNotNegative,
        compareAtMinor: wholeNotNegative.nullable(),
        unit: z.enum(['each', 'g']),
        availability: z.enum(AVAILABILITIES),
      }),
    )
    .max(500),
});

export const newCartRequest = z.strictObject({ store: idOf('location'), language });

const cartLine = z.strictObject({
  id: idOf('line'),
  variant: idOf('variant'),
  sku: z.string(),
  title: text,
  options: z.array(z.string()).max(6),
  image: z.string().nullable(),
  quantity: wholePositive,
  unit: z.enum(['each', 'g']),
  unitPriceMinor: wholeNotNegative,
  totalMinor: wholeNotNegative,
});

export const channelCart = z.strictObject({
  id: idOf('cart'),
  /** To show or say at the till. */
  code: z.string(),
  store: idOf('location'),
  state: z.enum(ONLINE_CART_STATES),
  version: wholePositive,
  ...money,
  pricesIncludeTax: z.boolean(),
  lines: z.array(cartLine).max(ONLINE_CART_LINES_MAX),
  netMinor: wholeNotNegative,
  taxMinor: wholeNotNegative,
  totalMinor: wholeNotNegative,
  /** While an associate finishes it: until when. */
  claimedUntil: instant.nullable(),
  order: idOf('order').nullable(),
});
export type ChannelCart = z.infer<typeof channelCart>;

export const newCartResponse = z.strictObject({ secret, cart: channelCart });

/** The lines as they shall be, whole; a line that is left out goes. */
export const cartLinesRequest = z.strictObject({
  /** Which version this changes: refused as `version-old` where another screen, or an associate, was first. */
  version: wholePositive,
  lines: z
    .array(z.strictObject({ variant: idOf('variant'), quantity: z.int().min(1).max(LINE_QUANTITY_MAX) }))
    .max(ONLINE_CART_LINES_MAX),
});

export const orderRequest = z.strictObject({
  version: wholePositive,
  delivery: z.enum(['collect', 'ship']),
  contact: orderContact,
  /** Where to send it; null for what is collected. */
  address: z.array(z.string().min(1).max(120)).min(2).max(6).nullable(),
});

export const newOrderResponse = z.strictObject({
  secret,
  order: idOf('order'),
  number: z.string(),
  /** To show or say when the goods are handed over. */
  handOverCode: z.string(),
});

export const channelOrder = z.strictObject({
  id: idOf('order'),
  number: z.string(),
  store: idOf('location'),
  delivery: z.enum(['collect', 'ship']),
  state: z.enum(CHANNEL_ORDER_STATES),
  fulfillment: z.enum(FULFILLMENT_STATES),
  placedAt: instant,
  promisedAt: instant.nullable(),
  ...money,
  lines: z.array(cartLine).max(ONLINE_CART_LINES_MAX),
  totalMinor: wholeNotNegative,
  paidMinor: wholeNotNegative,
  timeline: z.array(z.strictObject({ at: instant, what: z.string(), isCounter: z.boolean() })).max(200),
});
export type ChannelOrderAnswer = z.infer<typeof channelOrder>;

/** From a channel's own back end, with a secret key: told twice, late or out of order as channels do. */
export const orderEventsRequest = z.strictObject({
  events: z
    .array(
      z.discriminatedUnion('kind', [
        z.strictObject({
          kind: z.literal('paid'),
          id: z.string().min(1).max(80),
          at: instant,
          payment: z.string().min(1).max(80),
          amountMinor: wholePositive,
        }),
        z.strictObject({
          kind: z.literal('cancelled'),
          id: z.string().min(1).max(80),
          at: instant,
          reason: z.string().min(1).max(60),
        }),
      ]),
    )
    .min(1)
    .max(50),
});

export const orderEventsResponse = z.strictObject({ state: z.enum(CHANNEL_ORDER_STATES) });

export const CHANNEL_REFUSALS = [
  'key-unknown',
  'key-not-secret',
  'idempotency-key-missing',
  'idempotency-reuse',
  'location-unknown',
  'item-unknown',
  'variant-unknown',
  'cart-unknown',
  'order-unknown',
  'version-old',
  'cart-held',
  'cart-ordered',
  'cart-completed',
  'cart-expired',
  'cart-empty',
  'not-for-sale',
  'not-enough',
  'address-missing',
] as const;
