/** Shares a cart discount over the lines it is for, the same way on every register and on the server. */
import { allocate } from '../money/allocate.ts';

export interface Shareable {
  readonly id: string;
  readonly variant: string;
  readonly taxCategory: string;
  readonly amountMinor: number;
}

/**
 * Each line's part of a cart discount, by what it comes to after its own discounts. Ties go by tax
 * category and variant, never by the order of scanning.
 */
export function shareDiscount(takenMinor: number, lines: readonly Shareable[]): ReadonlyMap<string, number> {
  const ordered = [...lines].sort(
    (a, b) => compare(a.taxCategory, b.taxCategory) || compare(a.variant, b.variant) || compare(a.id, b.id),
  );
  const parts = allocate(
    takenMinor,
    ordered.map((line) => line.amountMinor),
  );
  return new Map(ordered.map((line, index) => [line.id, parts[index] ?? 0]));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
