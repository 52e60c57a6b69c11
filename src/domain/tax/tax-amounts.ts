/**
 * The tax of one line. All rates of a line stand side by side on one net base, and each is rounded by
 * itself, to the nearest minor unit, half away from zero: "the tax must be rounded to a whole cent using
 * a method that rounds up to the next cent whenever the third decimal place is greater than four"
 * (Streamlined Sales and Use Tax Agreement, section 324; per item is one of its two allowed bases, and
 * the one EU retailers use on receipts).
 *
 * Invariants: 1. net plus taxes are the total; 2. no part is negative for a line that is not.
 */
import { allocate } from '../money/allocate.ts';
import { divideHalfUp } from '../money/minor.ts';
import type { TaxLine, TaxRate } from './tax.ts';

const PPM = 1_000_000n;

export interface TaxedAmount {
  readonly taxes: readonly TaxLine[];
  readonly netMinor: number;
  readonly taxMinor: number;
  readonly totalMinor: number;
}

/** `amountMinor` is what the line comes to after all adjustments: with tax in it when `pricesIncludeTax`. */
export function taxedAmount(amountMinor: number, rates: readonly TaxRate[], pricesIncludeTax: boolean): TaxedAmount {
  const amount = BigInt(amountMinor);
  const ratesTogether = rates.reduce((sum, rate) => sum + BigInt(rate.ratePpm), 0n);
  const denominator = pricesIncludeTax ? PPM + ratesTogether : PPM;
  let parts = rates.map((rate) => divideHalfUp(amount * BigInt(rate.ratePpm), denominator));
  // Only rates near 100 % beside each other, on an amount of a few units, can round past the amount itself.
  if (pricesIncludeTax && sum(parts) > amountMinor)
    parts = allocate(
      amountMinor,
      rates.map((rate) => rate.ratePpm),
    );
  const taxMinor = sum(parts);
  const netMinor = pricesIncludeTax ? amountMinor - taxMinor : amountMinor;
  return {
    taxes: rates.map((rate, index) => ({
      rate: rate.id,
      title: rate.title,
      ratePpm: rate.ratePpm,
      taxableMinor: netMinor,
      taxMinor: parts[index] ?? 0,
    })),
    netMinor,
    taxMinor,
    totalMinor: netMinor + taxMinor,
  };
}

function sum(parts: readonly number[]): number {
  return parts.reduce((total, part) => total + part, 0);
}
