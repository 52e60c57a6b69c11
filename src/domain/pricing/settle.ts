/**
 * Turns a cart into amounts, in one pass, every time it is asked. Each line is rounded by itself, so
 * the order in which goods were scanned never changes what a customer pays.
 *
 * Invariants: 1. a line's net and taxes add up to its total; 2. totals are the sums of the lines, outgoing
 * minus incoming; 3. discounts never make a line negative, and a cart discount is shared without loss.
 */
import { invariant, must } from '../../kernel/invariant.ts';
import type { Cart, CartLine, Discount } from '../cart/cart.ts';
import { lineAmount } from '../money/line-amount.ts';
import { divideHalfUp } from '../money/minor.ts';
import type { Adjustment, Direction, OrderTotals } from '../order/order.ts';
import { mirrored } from '../returns/mirror.ts';
import type { TaxCategory, TaxLine } from '../tax/tax.ts';
import { taxedAmount } from '../tax/tax-amounts.ts';
import { shareDiscount } from './share-discount.ts';

export interface Terms {
  readonly pricesIncludeTax: boolean;
  readonly taxCategories: readonly TaxCategory[];
}

export interface SettledLine {
  readonly id: string;
  readonly listPriceMinor: number;
  readonly extendedMinor: number;
  readonly adjustments: readonly Adjustment[];
  readonly taxes: readonly TaxLine[];
  readonly netMinor: number;
  readonly taxMinor: number;
  readonly totalMinor: number;
}

export interface SettledCart {
  /** In the order of the cart's lines. */
  readonly lines: readonly SettledLine[];
  readonly totals: OrderTotals;
  /** Lines whose tax category the store does not know: shown untaxed here, refused when ordered. */
  readonly untaxed: readonly string[];
}

export function settle(cart: Cart, terms: Terms): SettledCart {
  const adjusted = cart.lines.map(adjustLine);
  const shared = cart.discount === null ? null : shareCartDiscount(cart, adjusted);
  const rates = new Map(terms.taxCategories.map((category) => [category.id, category.rates]));
  const untaxed: string[] = [];

  const lines = cart.lines.map((line, index): SettledLine => {
    const { extendedMinor, adjustments, amountMinor } = must(adjusted[index], 'every line was adjusted');
    const { id, listPriceMinor } = line;
    const sold = line.returned?.sold;
    if (sold) {
      const paid = mirrored(sold, line.quantity);
      const charged = terms.pricesIncludeTax ? paid.totalMinor : paid.netMinor;
      return { id, listPriceMinor, extendedMinor: charged, adjustments: [], ...paid };
    }
    const lineRates = rates.get(line.taxCategory);
    if (!lineRates) untaxed.push(line.id);
    const part = shared?.get(line.id) ?? 0;
    const discounted =
      part === 0 || cart.discount === null
        ? adjustments
        : [...adjustments, discountOf('cart-discount', cart.discount, part)];
    return {
      id,
      listPriceMinor,
      extendedMinor,
      adjustments: discounted,
      ...taxedAmount(amountMinor - part, lineRates ?? [], terms.pricesIncludeTax),
    };
  });
  const directions = cart.lines.map((line) => line.direction);
  return {
    lines,
    totals: totalsOf(lines.map((line, i) => ({ ...line, direction: must(directions[i], 'one each') }))),
    untaxed,
  };
}

/** The sums of lines, outgoing minus incoming. Rates are listed by their id, so that line order does not show. */
export function totalsOf(
  lines: readonly (Omit<SettledLine, 'id' | 'listPriceMinor'> & { readonly direction: Direction })[],
): OrderTotals {
  let netMinor = 0;
  let taxMinor = 0;
  let totalMinor = 0;
  let discountMinor = 0;
  const taxes = new Map<string, TaxLine>();
  for (const line of lines) {
    const sign = line.direction === 'out' ? 1 : -1;
    netMinor += sign * line.netMinor;
    taxMinor += sign * line.taxMinor;
    totalMinor += sign * line.totalMinor;
    for (const adjustment of line.adjustments) discountMinor -= sign * adjustment.amountMinor;
    for (const tax of line.taxes) {
      const key = JSON.stringify([tax.rate, tax.ratePpm, tax.title]);
      const before = taxes.get(key);
      taxes.set(key, {
        ...tax,
        taxableMinor: (before?.taxableMinor ?? 0) + sign * tax.taxableMinor,
        taxMinor: (before?.taxMinor ?? 0) + sign * tax.taxMinor,
      });
    }
  }
  return {
    netMinor,
    taxMinor,
    totalMinor,
    discountMinor,
    taxes: [...taxes].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, tax]) => tax),
  };
}

/** What a discount takes off `amountMinor`: never more than there is. */
export function discountAmount(discount: Discount, amountMinor: number): number {
  return discount.kind === 'percent'
    ? divideHalfUp(BigInt(amountMinor) * BigInt(discount.percentPpm), 1_000_000n)
    : Math.min(discount.amountMinor, amountMinor);
}

interface AdjustedLine {
  readonly extendedMinor: number;
  readonly adjustments: readonly Adjustment[];
  readonly amountMinor: number;
}

function adjustLine(line: CartLine): AdjustedLine {
  if (line.returned?.sold) return { extendedMinor: 0, adjustments: [], amountMinor: 0 };
  const sentence = 'a cart holds no line beyond what a line may come to';
  const extendedMinor = must(lineAmount(line.listPriceMinor, line.quantity, line.unit), sentence);
  const adjustments: Adjustment[] = [];
  let amountMinor = extendedMinor;
  if (line.override) {
    amountMinor = must(lineAmount(line.override.unitPriceMinor, line.quantity, line.unit), sentence);
    adjustments.push({
      kind: 'price-override',
      amountMinor: amountMinor - extendedMinor,
      reason: line.override.reason,
      percentPpm: null,
    });
  }
  if (line.discount) {
    const taken = discountAmount(line.discount, amountMinor);
    adjustments.push(discountOf('line-discount', line.discount, taken));
    amountMinor -= taken;
  }
  invariant(amountMinor >= 0, 'a discount is bounded by its line');
  return { extendedMinor, adjustments, amountMinor };
}

function shareCartDiscount(cart: Cart, adjusted: readonly AdjustedLine[]): ReadonlyMap<string, number> {
  const outgoing = cart.lines.flatMap((line, index) =>
    line.direction === 'out' ? [{ ...line, amountMinor: adjusted[index]?.amountMinor ?? 0 }] : [],
  );
  const base = outgoing.reduce((sum, line) => sum + line.amountMinor, 0);
  if (cart.discount === null || base === 0) return new Map();
  return shareDiscount(discountAmount(cart.discount, base), outgoing);
}

function discountOf(kind: Adjustment['kind'], discount: Discount, taken: number): Adjustment {
  return {
    kind,
    amountMinor: 0 - taken,
    reason: discount.reason,
    percentPpm: discount.kind === 'percent' ? discount.percentPpm : null,
  };
}
