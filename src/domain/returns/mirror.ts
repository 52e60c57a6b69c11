/**
 * What k units of a sold line give back: exactly their part of what was paid, whatever is priced or
 * taxed today. The sale's total is thought of as a row of single minor units, each of them net or one of
 * the taxes, mixed evenly; n units back take the first round(total × n / quantity) of that row.
 *
 * Invariants: 1. returning all units, in whatever portions, gives back exactly net, every tax and total;
 * 2. every portion adds up and none of its parts is negative.
 */
import { invariant } from '../../kernel/invariant.ts';
import type { SoldLine } from '../cart/cart.ts';
import { divideHalfUp } from '../money/minor.ts';
import type { TaxedAmount } from '../tax/tax-amounts.ts';

export function mirrored(sold: SoldLine, quantity: number): TaxedAmount {
  const before = sold.returnedBefore;
  invariant(quantity > 0 && before + quantity <= sold.quantity, 'no more comes back than was sold');
  const parts = [sold.netMinor, ...sold.taxes.map((tax) => tax.taxMinor)];
  const start = firstUnits(parts, paidFor(sold, before));
  const end = firstUnits(parts, paidFor(sold, before + quantity));
  const [netMinor = 0, ...taxes] = end.map((units, index) => units - (start[index] ?? 0));
  const taxMinor = taxes.reduce((sum, tax) => sum + tax, 0);
  return {
    netMinor,
    taxMinor,
    totalMinor: netMinor + taxMinor,
    taxes: sold.taxes.map((tax, index) => ({ ...tax, taxableMinor: netMinor, taxMinor: taxes[index] ?? 0 })),
  };
}

function paidFor(sold: SoldLine, units: number): number {
  return divideHalfUp(BigInt(sold.totalMinor) * BigInt(units), BigInt(sold.quantity));
}

/**
 * How many of the first `count` units of the row belong to each part. The k-th unit of a part of size c
 * stands at (k − ½) / c along the row (Webster's divisor method, which never takes a unit back as the
 * count grows); ties go to the earlier part.
 */
function firstUnits(parts: readonly number[], count: number): number[] {
  const total = parts.reduce((sum, part) => sum + part, 0);
  if (total === 0) return parts.map(() => 0);
  const taken = parts.map((part) => divideHalfUp(BigInt(part) * BigInt(count), BigInt(total)));
  let left = count - taken.reduce((sum, units) => sum + units, 0);
  for (; left > 0; left--) {
    const next = pick(
      parts,
      (a, b) => standsBefore(parts, a, take(taken, a) + 1, b, take(taken, b) + 1),
      (i) => take(taken, i) < take(parts, i),
    );
    taken[next] = take(taken, next) + 1;
  }
  for (; left < 0; left++) {
    const last = pick(
      parts,
      (a, b) => !standsBefore(parts, a, take(taken, a), b, take(taken, b)),
      (i) => take(taken, i) > 0,
    );
    taken[last] = take(taken, last) - 1;
  }
  return taken;
}

function take(list: readonly number[], index: number): number {
  return list[index] ?? 0;
}

function standsBefore(parts: readonly number[], a: number, unitOfA: number, b: number, unitOfB: number): boolean {
  const left = BigInt(2 * unitOfA - 1) * BigInt(take(parts, b));
  const right = BigInt(2 * unitOfB - 1) * BigInt(take(parts, a));
  return left < right || (left === right && a < b);
}

function pick(
  parts: readonly number[],
  wins: (a: number, b: number) => boolean,
  eligible: (index: number) => boolean,
): number {
  let best = -1;
  for (let index = 0; index < parts.length; index++) {
    if (eligible(index) && (best === -1 || wins(index, best))) best = index;
  }
  invariant(best !== -1, 'a row of units holds as many units as its parts');
  return best;
}
