/**
 * Splits an amount over weights without making or losing a minor unit: each part is the floor of its
 * fair share, and the units left over go to the largest remainders, ties to the earlier part (the
 * method of largest remainders, as Hamilton's apportionment does it).
 *
 * Invariants: 1. the parts add up to the total; 2. no part is further than one unit from its fair share.
 */
import { invariant } from '../../kernel/invariant.ts';

/** Weights are whole and not negative. When all of them are zero, the total is split evenly. */
export function allocate(totalMinor: number, weights: readonly number[]): number[] {
  invariant(Number.isSafeInteger(totalMinor), 'an allocation splits a whole amount');
  invariant(weights.length > 0 || totalMinor === 0, 'something must be there to take the amount');
  for (const weight of weights) invariant(Number.isSafeInteger(weight) && weight >= 0, 'weights are whole and ≥ 0');

  const sum = weights.reduce((total, weight) => total + BigInt(weight), 0n);
  const shares = sum === 0n ? weights.map(() => 1n) : weights.map(BigInt);
  const whole = sum === 0n ? BigInt(weights.length) : sum;
  const magnitude = BigInt(Math.abs(totalMinor));

  const parts = shares.map((share, index) => ({
    index,
    floor: (magnitude * share) / (whole || 1n),
    remainder: (magnitude * share) % (whole || 1n),
  }));
  let left = magnitude - parts.reduce((total, part) => total + part.floor, 0n);
  const result = parts.map((part) => part.floor);
  for (const part of [...parts].sort((a, b) => compare(b.remainder, a.remainder) || a.index - b.index)) {
    if (left === 0n) break;
    result[part.index] = part.floor + 1n;
    left -= 1n;
  }
  invariant(left === 0n, 'an allocation neither makes nor loses money');
  return result.map((part) => (totalMinor < 0 ? 0 - Number(part) : Number(part)));
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
