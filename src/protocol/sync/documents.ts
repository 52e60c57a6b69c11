/** The small documents of a store's streams, as changes carry them. Big tables (items, prices, stock) are packed: see `segment`. */
import { z } from 'zod';
import { type Associate, PERMISSIONS, ROLES } from '../../domain/access/associate.ts';
import type { Category, Price, Variant } from '../../domain/catalog/variant.ts';
import { UNIT_PRICE_MAX_MINOR } from '../../domain/money/minor.ts';
import type { Store } from '../../domain/store/store.ts';
import {
  base64Url,
  currencyCode,
  idOf,
  instant,
  name,
  text,
  whole,
  wholeNotNegative,
  wholePositive,
  words,
} from '../scalars.ts';
import { channelOrderDocument, onlineCartDocument } from './channel-documents.ts';

export const storeDocument = z.strictObject({
  id: idOf('location'),
  name,
  kind: z.enum(['store', 'warehouse', 'web-shop']),
  address: z.array(text).max(6),
  taxNumber: z.string().max(40).nullable(),
  currency: z.strictObject({ code: currencyCode, digits: z.int().min(0).max(4) }),
  timeZone: z.string().max(60),
  dayStartsAtHour: z.int().min(0).max(23),
  pricesIncludeTax: z.boolean(),
  priceList: idOf('priceList'),
  taxCategories: z
    .array(
      z.strictObject({
        id: idOf('taxCategory'),
        title: name,
        rates: z
          .array(z.strictObject({ id: z.string().min(1).max(40), title: name, ratePpm: z.int().min(0).max(1_000_000) }))
          .max(4),
      }),
    )
    .max(40),
  receiptFooter: words,
  reasons: z
    .array(
      z.strictObject({
        id: idOf('reason'),
        use: z.enum(['price', 'discount', 'return', 'void', 'paid-in', 'paid-out']),
        title: words,
      }),
    )
    .max(60),
  denominationsMinor: z.array(wholePositive).max(30),
}) satisfies z.ZodType<Store>;

/** How a typed PIN is checked without the server: Argon2id, then an HMAC under a key only this tablet holds. */
export const pinVerifier = z.strictObject({
  salt: base64Url.max(44),
  memoryKib: wholePositive,
  iterations: wholePositive,
  /** HMAC-SHA-256 of the Argon2id output under the incarnation's PIN key. */
  proof: base64Url.max(44),
});
export type PinVerifier = z.infer<typeof pinVerifier>;

export const associateDocument = z.strictObject({
  id: idOf('associate'),
  name,
  initials: z.string().min(1).max(4),
  role: z.enum(ROLES),
  hue: z.int().min(0).max(11),
  active: z.boolean(),
  permissions: z.array(z.enum(PERMISSIONS)).max(PERMISSIONS.length),
  pin: pinVerifier.nullable(),
}) satisfies z.ZodType<Associate>;
export type AssociateDocument = z.infer<typeof associateDocument>;

export const categoryDocument = z.strictObject({
  id: idOf('category'),
  title: words,
  parent: idOf('category').nullable(),
  position: whole,
  hue: z.int().min(0).max(11),
}) satisfies z.ZodType<Category>;

/** A register of the retailer whose receipts any tablet may verify. */
export const registerKeyDocument = z.strictObject({
  register: idOf('register'),
  incarnation: wholePositive,
  name,
  /** The store it stands in, as that was called when the register was connected; missing in older ones. */
  store: name.exactOptional(),
  x: base64Url.max(64),
  y: base64Url.max(64),
});
export type RegisterKeyDocument = z.infer<typeof registerKeyDocument>;

export const variantRow = z.strictObject({
  ordinal: wholeNotNegative,
  id: idOf('variant'),
  item: idOf('item'),
  sku: z.string().min(1).max(60),
  barcodes: z.array(z.string().min(1).max(60)).max(12),
  title: words,
  options: z.array(z.string().max(60)).max(6),
  optionNames: z.array(z.string().max(60)).max(6),
  category: idOf('category'),
  taxCategory: idOf('taxCategory'),
  image: z.string().max(200).nullable(),
  unit: z.enum(['each', 'g']),
  tracked: z.boolean(),
  popularity: wholeNotNegative,
  active: z.boolean(),
}) satisfies z.ZodType<Variant>;

export const priceRow = z.strictObject({
  ordinal: wholeNotNegative,
  priceMinor: z.int().min(0).max(UNIT_PRICE_MAX_MINOR).nullable(),
  compareAtMinor: z.int().min(0).max(UNIT_PRICE_MAX_MINOR).nullable(),
}) satisfies z.ZodType<Price>;

export const levelRow = z.strictObject({ ordinal: wholeNotNegative, onHand: whole, committed: whole, damaged: whole });
export type LevelRow = z.infer<typeof levelRow>;

/** Result of one of this register's own entries that a person must look at, as the store's stream tells it. */
export const exceptionDocument = z.strictObject({
  id: idOf('exception'),
  kind: z.string().max(60),
  entry: idOf('entry').nullable(),
  register: idOf('register').nullable(),
  raisedAt: instant,
  status: z.enum(['open', 'settled']),
  facts: z.record(z.string().max(60), z.unknown()),
  /** By whom (null: by what arrived), when and how it was settled. Absent while open, and from older servers. */
  settled: z
    .strictObject({ at: instant, associate: idOf('associate').nullable(), action: z.string().max(40), note: text })
    .exactOptional(),
});
export type ExceptionDocument = z.infer<typeof exceptionDocument>;

/** One client, `clientRecord`, sealed with the store's client key. */
export const sealedClient = z.strictObject({ id: idOf('client'), sealed: base64Url.max(100_000) });
export type SealedClient = z.infer<typeof sealedClient>;

/**
 * Every kind of change a stream may carry, with the shape of its body. `drop` kinds carry only the ref.
 * A kind that a tablet does not know is kept in order and asked again after its next upgrade.
 */
export const CHANGE_BODIES = {
  'variant.put': variantRow,
  'price.put': priceRow,
  'level.put': levelRow,
  'store.put': storeDocument,
  'associate.put': associateDocument,
  'associate.drop': z.null(),
  'category.put': categoryDocument,
  'category.drop': z.null(),
  'register-key.put': registerKeyDocument,
  'register-key.drop': z.null(),
  'exception.put': exceptionDocument,
  'channel-order.put': channelOrderDocument,
  'channel-order.drop': z.null(),
  'online-cart.put': onlineCartDocument,
  'online-cart.drop': z.null(),
  'client.put': sealedClient,
  'client.drop': z.null(),
} as const;
export type ChangeKind = keyof typeof CHANGE_BODIES;

/**
 * Which kinds live on which stream:
 *   items            variant.put                                   (packed; segments)
 *   prices:<list>    price.put                                     (packed; segments)
 *   stock:<loc>      level.put                                     (packed; segments)
 *   retailer         category.*, register-key.*                    (documents; superseded changes are dropped)
 *   store:<loc>      store.put, associate.*, exception.put         (documents; superseded changes are dropped)
 *   orders:<loc>     channel-order.*, online-cart.*                (documents; superseded changes are dropped)
 *   clients:<loc>    client.*                                      (packed; segments; sealed)
 */
export const streamsOfStore = (store: { id: string; priceList: string }) =>
  [
    'items',
    `prices:${store.priceList}`,
    `stock:${store.id}`,
    'retailer',
    `store:${store.id}`,
    `orders:${store.id}`,
    `clients:${store.id}`,
  ] as const;
