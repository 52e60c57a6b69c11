/**
 * An Order is what was agreed, as the receipt says it. Its lines are never edited afterwards, only
 * followed by other facts. Amounts on a line are positive; `direction` says which way the goods went.
 *
 * Invariants (checked by `checkOrder` on the tablet and again on the server):
 *  1. each line's taxes and net add up to its total, and its adjustments to the difference from the extended price;
 *  2. the order's totals are the sums of its lines, outgoing minus incoming;
 *  3. tenders in minus tenders out equal the total;
 *  4. stock and till movements are exactly what lines and tenders imply.
 */
import type { Unit } from '../catalog/variant.ts';
import type { Disposition, StockMovement } from '../inventory/stock.ts';
import type { TaxLine } from '../tax/tax.ts';
import type { Tender } from '../tender/tender.ts';
import type { TillMovement } from '../till/till.ts';

export type OrderKind = 'sale' | 'return' | 'exchange';
export type Direction = 'out' | 'back';

/** A change of a line's price with its reason; `amountMinor` is what it adds to the line, negative for a discount. */
export interface Adjustment {
  readonly kind: 'price-override' | 'line-discount' | 'cart-discount';
  readonly amountMinor: number;
  readonly reason: string;
  /** The discount as it was typed, for the receipt: parts per million of the price, or null for an amount. */
  readonly percentPpm: number | null;
}

export interface ReturnOrigin {
  readonly order: string;
  readonly line: string;
  readonly receiptNumber: string;
}

export interface OrderLine {
  readonly id: string;
  readonly direction: Direction;
  readonly variant: string;
  readonly ordinal: number;
  readonly sku: string;
  /** Title and options in the language of the receipt. */
  readonly title: string;
  readonly options: readonly string[];
  readonly quantity: number;
  readonly unit: Unit;
  readonly tracked: boolean;
  /** What the price list said when it was rung; for a returned line, what its sale charged. Per piece, or per kilogram. */
  readonly listPriceMinor: number;
  /** `listPriceMinor` times the quantity, before adjustments. */
  readonly extendedMinor: number;
  readonly adjustments: readonly Adjustment[];
  readonly taxCategory: string;
  readonly taxes: readonly TaxLine[];
  readonly netMinor: number;
  readonly taxMinor: number;
  /** What the customer pays (or gets back) for the line, tax included. */
  readonly totalMinor: number;
  /** Who sold it, when that is somebody else than who rang it. */
  readonly associate: string | null;
  readonly note: string | null;
  /** For goods that came back: from which sale, why, and what happens to them. */
  readonly origin: ReturnOrigin | null;
  readonly returnReason: string | null;
  readonly disposition: Disposition | null;
}

export interface OrderTotals {
  readonly netMinor: number;
  readonly taxMinor: number;
  readonly totalMinor: number;
  /** How much adjustments took off, as a positive number. */
  readonly discountMinor: number;
  readonly taxes: readonly TaxLine[];
}

export interface Order {
  readonly id: string;
  readonly channel: 'pos';
  readonly kind: OrderKind;
  readonly location: string;
  readonly receiptNumber: string;
  readonly shift: string;
  readonly businessDay: string;
  readonly cart: string | null;
  readonly client: string | null;
  readonly currency: string;
  readonly currencyDigits: number;
  readonly pricesIncludeTax: boolean;
  readonly language: string;
  readonly lines: readonly OrderLine[];
  readonly totals: OrderTotals;
  readonly tenders: readonly Tender[];
  readonly stock: readonly StockMovement[];
  readonly till: readonly TillMovement[];
}

/** Cancels a completed order whole: goods back on the shelf, tenders given back. */
export interface PostVoid {
  readonly order: string;
  readonly orderReceiptNumber: string;
  readonly receiptNumber: string;
  readonly location: string;
  readonly shift: string;
  readonly businessDay: string;
  readonly reason: string;
  readonly currency: string;
  /** The voided order's total with its sign turned. */
  readonly totalMinor: number;
  readonly tenders: readonly Tender[];
  readonly stock: readonly StockMovement[];
  readonly till: readonly TillMovement[];
}

export function kindOf(lines: readonly Pick<OrderLine, 'direction'>[]): OrderKind {
  if (lines.every((line) => line.direction === 'out')) return 'sale';
  return lines.every((line) => line.direction === 'back') ? 'return' : 'exchange';
}
