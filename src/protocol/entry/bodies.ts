/**
 * What entries say, kind by kind, version 1. A journal is never migrated, so a shape that shipped stays
 * readable for ever: a change of a body is a new version of its kind, beside the old one.
 */
import { z } from 'zod';
import { CART_LINES_MAX, type Cart, LINE_QUANTITY_MAX, NOTE_LENGTH_MAX } from '../../domain/cart/cart.ts';
import { UNIT_PRICE_MAX_MINOR } from '../../domain/money/minor.ts';
import type { Order, PostVoid } from '../../domain/order/order.ts';
import type { ShiftClose, ShiftOpen, TillPay } from '../../domain/till/till.ts';
import {
  businessDay,
  currencyCode,
  idOf,
  language,
  name,
  text,
  whole,
  wholeNotNegative,
  wholePositive,
} from '../scalars.ts';
import { stockMovement } from './stock-movement.ts';

const unitPrice = z.int().min(0).max(UNIT_PRICE_MAX_MINOR);
const quantity = z.int().min(1).max(LINE_QUANTITY_MAX);
const receiptNumber = z.string().min(1).max(40);
const reason = z.string().min(1).max(60);
const note = z.string().max(NOTE_LENGTH_MAX).nullable();
const sku = z.string().min(1).max(60);
const option = z.string().max(60);
const unit = z.enum(['each', 'g']);

const taxLine = z.strictObject({
  rate: z.string().min(1).max(40),
  title: name,
  ratePpm: z.int().min(0).max(1_000_000),
  taxableMinor: whole,
  taxMinor: whole,
});

const tillMovement = z.strictObject({
  id: idOf('movement'),
  shift: idOf('shift'),
  kind: z.enum(['float', 'tender', 'change', 'refund', 'paid-in', 'paid-out']),
  tender: z.enum(['cash', 'card']),
  amountMinor: whole,
});

const tender = z.strictObject({
  id: idOf('tender'),
  kind: z.enum(['cash', 'card']),
  direction: z.enum(['in', 'out']),
  amountMinor: wholeNotNegative,
  tenderedMinor: wholeNotNegative,
  changeMinor: wholeNotNegative,
  reference: z.string().max(60).nullable(),
});

const returnOrigin = z.strictObject({ order: idOf('order'), line: idOf('line'), receiptNumber });

const orderLine = z.strictObject({
  id: idOf('line'),
  direction: z.enum(['out', 'back']),
  variant: idOf('variant'),
  ordinal: wholeNotNegative,
  sku,
  title: text,
  options: z.array(option).max(6),
  quantity,
  unit,
  tracked: z.boolean(),
  listPriceMinor: unitPrice,
  extendedMinor: wholeNotNegative,
  adjustments: z
    .array(
      z.strictObject({
        kind: z.enum(['price-override', 'line-discount', 'cart-discount']),
        amountMinor: whole,
        reason,
        percentPpm: z.int().min(0).max(1_000_000).nullable(),
      }),
    )
    .max(8),
  taxCategory: idOf('taxCategory'),
  taxes: z.array(taxLine).max(4),
  netMinor: wholeNotNegative,
  taxMinor: wholeNotNegative,
  totalMinor: wholeNotNegative,
  associate: idOf('associate').nullable(),
  note,
  origin: returnOrigin.nullable(),
  returnReason: reason.nullable(),
  disposition: z.enum(['restock', 'damaged']).nullable(),
});

export const orderBody = z.strictObject({
  id: idOf('order'),
  channel: z.literal('pos'),
  kind: z.enum(['sale', 'return', 'exchange']),
  location: idOf('location'),
  receiptNumber,
  shift: idOf('shift'),
  businessDay,
  cart: idOf('cart').nullable(),
  client: idOf('client').nullable(),
  currency: currencyCode,
  currencyDigits: z.int().min(0).max(4),
  pricesIncludeTax: z.boolean(),
  language,
  lines: z.array(orderLine).min(1).max(CART_LINES_MAX),
  totals: z.strictObject({
    netMinor: whole,
    taxMinor: whole,
    totalMinor: whole,
    discountMinor: whole,
    taxes: z.array(taxLine).max(40),
  }),
  tenders: z.array(tender).max(20),
  stock: z.array(stockMovement).max(CART_LINES_MAX),
  till: z.array(tillMovement).max(40),
}) satisfies z.ZodType<Order>;

export const postVoidBody = z.strictObject({
  order: idOf('order'),
  orderReceiptNumber: receiptNumber,
  receiptNumber,
  location: idOf('location'),
  shift: idOf('shift'),
  businessDay,
  reason,
  currency: currencyCode,
  totalMinor: whole,
  tenders: z.array(tender).max(20),
  stock: z.array(stockMovement).max(CART_LINES_MAX),
  till: z.array(tillMovement).max(40),
}) satisfies z.ZodType<PostVoid>;

export const shiftOpenBody = z.strictObject({
  shift: idOf('shift'),
  location: idOf('location'),
  businessDay,
  currency: currencyCode,
  floatMinor: wholeNotNegative,
  till: z.array(tillMovement).max(1),
}) satisfies z.ZodType<ShiftOpen>;

export const tillPayBody = z.strictObject({
  shift: idOf('shift'),
  location: idOf('location'),
  direction: z.enum(['in', 'out']),
  amountMinor: wholePositive,
  reason,
  till: z.array(tillMovement).length(1),
}) satisfies z.ZodType<TillPay>;

export const shiftCloseBody = z.strictObject({
  shift: idOf('shift'),
  location: idOf('location'),
  businessDay,
  currency: currencyCode,
  denominations: z.array(z.strictObject({ denominationMinor: wholePositive, pieces: wholeNotNegative })).max(30),
  countedMinor: wholeNotNegative,
  expectedMinor: whole,
  overShortMinor: whole,
  cardExpectedMinor: whole,
  sales: wholeNotNegative,
  returns: wholeNotNegative,
  voids: wholeNotNegative,
  unsent: wholeNotNegative,
}) satisfies z.ZodType<ShiftClose>;

const discount = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('percent'), percentPpm: z.int().min(1).max(1_000_000), reason }),
  z.strictObject({ kind: z.literal('amount'), amountMinor: wholePositive, reason }),
]);

const cart = z.strictObject({
  id: idOf('cart'),
  lines: z
    .array(
      z.strictObject({
        id: idOf('line'),
        direction: z.enum(['out', 'back']),
        variant: idOf('variant'),
        ordinal: wholeNotNegative,
        sku,
        title: text,
        options: z.array(option).max(6),
        image: z.string().max(200).nullable(),
        quantity,
        unit,
        tracked: z.boolean(),
        listPriceMinor: unitPrice,
        taxCategory: idOf('taxCategory'),
        override: z.strictObject({ unitPriceMinor: unitPrice, reason }).nullable(),
        discount: discount.nullable(),
        associate: idOf('associate').nullable(),
        note,
        returned: z
          .strictObject({
            origin: returnOrigin.nullable(),
            sold: z
              .strictObject({
                quantity,
                returnedBefore: wholeNotNegative,
                extendedMinor: wholeNotNegative,
                netMinor: wholeNotNegative,
                taxMinor: wholeNotNegative,
                totalMinor: wholeNotNegative,
                taxes: z.array(taxLine).max(4),
              })
              .nullable(),
            reason,
            disposition: z.enum(['restock', 'damaged']),
          })
          .nullable(),
      }),
    )
    .min(1)
    .max(CART_LINES_MAX),
  discount: discount.nullable(),
  client: idOf('client').nullable(),
  label: name.nullable(),
}) satisfies z.ZodType<Cart>;

export const cartSuspendBody = z.strictObject({ location: idOf('location'), cart });
export const cartResumeBody = z.strictObject({ location: idOf('location'), cart: idOf('cart') });
export const receiptReprintBody = z.strictObject({
  location: idOf('location'),
  order: idOf('order'),
  /** 1 for the first copy after the original. */
  copy: wholePositive,
});
