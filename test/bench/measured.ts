/** What a bench hands back: for one budget, the figure of each repetition, and what it was made of. */
import type { BudgetId } from './budgets.ts';
import { median } from './figures.ts';
import type { Link } from './link.ts';
import type { BenchShop } from './shop/bench-shop.ts';
import type { Offered } from './shop/offered.ts';

export interface Measured {
  readonly id: BudgetId;
  /** Ratios to the limit (or absolute figures, where the budget has none), one per repetition. */
  readonly figures: readonly number[];
  /** For the reader: times, percentiles, counts. */
  readonly of: Readonly<Record<string, number>>;
}

export interface Bench {
  readonly name: string;
  readonly holds: readonly BudgetId[];
  run(ground: Ground): Promise<readonly Measured[]>;
}

/** What all benches of a run share. */
export interface Ground {
  readonly products: number;
  readonly repetitions: number;
  /** In front of the shop; serves the bench pages too. */
  readonly link: Link;
  readonly shop: () => Promise<BenchShop>;
  readonly offered: (products: number) => Promise<Offered>;
  /** Profile of a tablet that holds everything and was closed in order. To be copied, not used. */
  readonly filledProfile: () => Promise<string>;
  say(sentence: string): void;
}

/** One figure per repetition against the middle of the limits: limits wander less than they are needed apart. */
export function against(figures: readonly number[], limits: readonly number[]): number[] {
  const limit = median(limits);
  if (!(limit > 0)) throw new Error('a limit was measured as nothing');
  return figures.map((figure) => figure / limit);
}
