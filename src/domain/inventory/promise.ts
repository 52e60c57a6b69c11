/**
 * How many units of a store the centre may promise to somebody who is not standing in it. In the shop the
 * unit on the shelf is the right: who holds it buys it, with or without a network. So the centre promises
 * only what walk-in clients will, almost surely, not have taken since the store was last heard of.
 *
 * Walk-in demand is taken as a Poisson process (rate by the units sold there of late); the k-th unit may be
 * promised while the chance that demand since then leaves fewer than k is below `EPSILON`.
 */
import { available, type StockLevel } from './stock.ts';

export interface StoreOutlook {
  /** Units this store sells of the variant in an hour that it is open, on average. */
  readonly soldPerHour: number;
  /** Hours since every register of the store was heard of, at least once in each; 0 while all are connected. */
  readonly darkHours: number;
  /** Units never promised: shown pieces, counting errors. */
  readonly safety: number;
}

/** The chance the centre takes of promising a unit that is already gone. */
const EPSILON = 0.01;

/** Units, 0 or more. */
export function promisable(level: StockLevel, outlook: StoreOutlook): number {
  const free = Math.max(0, available(level) - outlook.safety);
  const expected = outlook.soldPerHour * outlook.darkHours;
  if (free === 0 || expected === 0) return free;
  // The largest k with P(demand > free − k) < EPSILON: walk up the distribution until its tail is thin enough.
  let taken = 0;
  let chance = Math.exp(-expected);
  let below = chance;
  while (1 - below >= EPSILON && taken < free) {
    taken++;
    chance *= expected / taken;
    below += chance;
  }
  return 1 - below >= EPSILON ? 0 : free - taken;
}
