/**
 * Money is a whole number of minor units (cents) of one currency, as a plain safe integer whose name
 * ends in `Minor`. Which currency, and how many digits it shows, is said once per order or store.
 *
 * Invariants: 1. no amount is ever a fraction; 2. no amount leaves the safe integers.
 */
import { invariant } from '../../kernel/invariant.ts';

/** What a store trades in. `digits` is how many minor digits people use (TWD trades with 0, though ISO 4217 says 2). */
export interface Currency {
  /** ISO 4217, for example `EUR`. */
  readonly code: string;
  readonly digits: number;
}

/** The largest unit price that may be typed or imported: 99,999,999.99 in a currency with cents. */
export const UNIT_PRICE_MAX_MINOR = 9_999_999_999;

/** Half away from zero, as tax offices and cashiers round: 0.5 → 1, −0.5 → −1. */
export function roundHalfUp(numerator: bigint, denominator: bigint): bigint {
  invariant(denominator > 0n, 'a rounded division has a positive denominator');
  const magnitude = numerator < 0n ? -numerator : numerator;
  const rounded = (2n * magnitude + denominator) / (2n * denominator);
  return numerator < 0n ? -rounded : rounded;
}

/** The same as a plain number. Exact for any safe integers, and a fault beyond them. */
export function divideHalfUp(numerator: bigint, denominator: bigint): number {
  const result = Number(roundHalfUp(numerator, denominator));
  invariant(Number.isSafeInteger(result), 'an amount of money stays within the safe integers');
  return result;
}
