/** What so many of something cost. */
import { invariant } from '../../kernel/invariant.ts';
import type { Unit } from '../catalog/variant.ts';
import { divideHalfUp } from './minor.ts';

/**
 * The most one line may come to, before tax: ten thousand million in a currency with cents. A full cart
 * of such lines, each taxed four times over, still adds up within the safe integers.
 */
export const LINE_AMOUNT_MAX_MINOR = 1_000_000_000_000;

const GRAMS_PER_KILOGRAM = 1000n;

/** Null when the line would come to more than a line may. Prices of weighed goods are per kilogram. */
export function lineAmount(unitPriceMinor: number, quantity: number, unit: Unit): number | null {
  invariant(Number.isSafeInteger(unitPriceMinor) && unitPriceMinor >= 0, 'a unit price is whole and not negative');
  invariant(Number.isSafeInteger(quantity) && quantity >= 0, 'a quantity is whole and not negative');
  const product = BigInt(unitPriceMinor) * BigInt(quantity);
  if (product > BigInt(LINE_AMOUNT_MAX_MINOR) * GRAMS_PER_KILOGRAM) return null;
  const amount = unit === 'g' ? divideHalfUp(product, GRAMS_PER_KILOGRAM) : Number(product);
  return amount > LINE_AMOUNT_MAX_MINOR ? null : amount;
}
