/** Notes and coins in daily use, per currency: the quick amounts of a checkout and the rows of a till count. */
import type { Currency } from '../money/minor.ts';

/** In hundredths of the unit, largest first. */
const IN_USE: Readonly<Record<string, readonly number[]>> = {
  // The Netherlands and Belgium round cash to five cents, yet one and two cents stay legal tender.
  EUR: [20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 20, 10, 5, 2, 1],
  GBP: [5_000, 2_000, 1_000, 500, 200, 100, 50, 20, 10, 5, 2, 1],
  USD: [10_000, 5_000, 2_000, 1_000, 500, 100, 25, 10, 5, 1],
  TWD: [200_000, 100_000, 50_000, 20_000, 10_000, 5_000, 1_000, 500, 100],
  CNY: [10_000, 5_000, 2_000, 1_000, 500, 100, 50, 10],
  SGD: [100_000, 10_000, 5_000, 1_000, 500, 200, 100, 50, 20, 10, 5],
  HKD: [100_000, 50_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 20, 10],
};

/** One, two and five, up and down: what most currencies of the world come in. */
const USUAL: readonly number[] = [10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 20, 10, 5, 2, 1];

/** In minor units. What is worth less than one of them is left out. */
export function denominationsOf({ code, digits }: Currency): readonly number[] {
  const scale = 10 ** digits;
  return (IN_USE[code] ?? USUAL).map((hundredths) => (hundredths * scale) / 100).filter(Number.isSafeInteger);
}
