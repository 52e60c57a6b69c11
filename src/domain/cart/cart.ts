/**
 * A Cart is a changeable basket of one register. It remembers what was meant (quantities, overrides,
 * discounts with their reasons); `settle` turns it into amounts, in one pass, every time it is asked.
 * Prices and titles are snapshots taken when the line was rung, so a catalogue change never moves a
 * basket under somebody's hands.
 */
import type { Unit } from '../catalog/variant.ts';
import type { Disposition } from '../inventory/stock.ts';
import type { Direction, ReturnOrigin } from '../order/order.ts';
import type { TaxLine } from '../tax/tax.ts';

/** A discount as it was typed: a share of the price, or an amount off the whole line or cart. */
export type Discount =
  | { readonly kind: 'percent'; readonly percentPpm: number; readonly reason: string }
  | { readonly kind: 'amount'; readonly amountMinor: number; readonly reason: string };

export interface PriceOverride {
  readonly unitPriceMinor: number;
  readonly reason: string;
}

export interface CartLine {
  readonly id: string;
  readonly direction: Direction;
  readonly variant: string;
  readonly ordinal: number;
  readonly sku: string;
  readonly title: string;
  readonly options: readonly string[];
  readonly image: string | null;
  readonly quantity: number;
  readonly unit: Unit;
  readonly tracked: boolean;
  readonly listPriceMinor: number;
  readonly taxCategory: string;
  readonly override: PriceOverride | null;
  readonly discount: Discount | null;
  readonly associate: string | null;
  readonly note: string | null;
  readonly returned: CartReturn | null;
}

/** The sold line that comes back: a refund mirrors what was paid, at the sale's own rates, never today's price. */
export interface SoldLine {
  readonly quantity: number;
  /** Units of it that came back before this cart. */
  readonly returnedBefore: number;
  readonly extendedMinor: number;
  readonly netMinor: number;
  readonly taxMinor: number;
  readonly totalMinor: number;
  readonly taxes: readonly TaxLine[];
}

export interface CartReturn {
  /** Null when there is no receipt: then the line is priced like a sale and its goods come back. */
  readonly origin: ReturnOrigin | null;
  readonly sold: SoldLine | null;
  readonly reason: string;
  readonly disposition: Disposition;
}

export interface Cart {
  readonly id: string;
  readonly lines: readonly CartLine[];
  readonly discount: Discount | null;
  readonly client: string | null;
  /** What the cart is called while it is suspended. */
  readonly label: string | null;
}

/** Lines one cart may hold. The largest invoice of the trade data we test with has 749. */
export const CART_LINES_MAX = 1000;
/** Base units one line may hold: more is a typing error or a barcode typed into the quantity. */
export const LINE_QUANTITY_MAX = 1_000_000;
export const NOTE_LENGTH_MAX = 200;
