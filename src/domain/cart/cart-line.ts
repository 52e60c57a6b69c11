/** A cart line from a row of the shelf, as it is when it is rung. */
import { granted, refused, type Verdict } from '../../kernel/verdict.ts';
import { type Language, type Variant, wordsIn } from '../catalog/variant.ts';
import type { Disposition } from '../inventory/stock.ts';
import type { CartLine } from './cart.ts';

export type CartLineRefusal =
  /** The retailer dropped it. */
  | { readonly code: 'not-for-sale'; readonly sku: string }
  /** The store's price list has no price for it. Zero is a price. */
  | { readonly code: 'no-price'; readonly sku: string };

export function cartLineOf(
  row: Variant & { readonly priceMinor: number | null },
  rung: { readonly id: string; readonly quantity: number; readonly language: Language },
): Verdict<CartLine, CartLineRefusal> {
  if (!row.active) return refused({ code: 'not-for-sale', sku: row.sku });
  if (row.priceMinor === null) return refused({ code: 'no-price', sku: row.sku });
  return granted({
    id: rung.id,
    direction: 'out',
    variant: row.id,
    ordinal: row.ordinal,
    sku: row.sku,
    title: wordsIn(row.title, rung.language),
    options: [...row.options],
    image: row.image,
    quantity: rung.quantity,
    unit: row.unit,
    tracked: row.tracked,
    listPriceMinor: row.priceMinor,
    taxCategory: row.taxCategory,
    override: null,
    discount: null,
    associate: null,
    note: null,
    returned: null,
  });
}

/** The same goods coming back without a receipt: priced like a sale, at today's price and rates. */
export function withoutReceipt(
  line: CartLine,
  returned: { readonly reason: string; readonly disposition: Disposition },
): CartLine {
  return { ...line, direction: 'back', returned: { origin: null, sold: null, ...returned } };
}
