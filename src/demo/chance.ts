/**
 * Dice that fall the same way every time: the demo shop's past is invented, and invented once. Mulberry32,
 * seeded by a hash of a text, is even enough for drawing shoppers and is nothing to keep a secret with.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { invariant, must } from '../kernel/invariant.ts';

export interface Chance {
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number;
  /** True in `percent` of a hundred draws. */
  hits(percent: number): boolean;
  pick<T>(from: readonly T[]): T;
}

export function chanceOf(seed: string): Chance {
  const bytes = sha256(utf8ToBytes(seed));
  let state = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  const fraction = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (low: number, high: number) => {
    invariant(low <= high, 'a draw has a range');
    return low + Math.floor(fraction() * (high - low + 1));
  };
  return {
    between,
    hits: (percent) => fraction() * 100 < percent,
    pick: (from) => must(from[between(0, from.length - 1)], 'there is something to pick from'),
  };
}
