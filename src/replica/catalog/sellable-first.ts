/** Among rows that answer a search equally well, those that can be sold now stand first; no other order changes. */
import { available } from '../../domain/inventory/stock.ts';
import type { ShelfRow } from './shelf.ts';

type Offered = Pick<ShelfRow, 'ordinal' | 'priceMinor' | 'tracked' | 'level'>;

export function sellableFirst<R extends Offered>(rows: readonly R[], rankOf: (ordinal: number) => number | null): R[] {
  const runs: { readonly rank: number | null; readonly rows: R[] }[] = [];
  for (const row of rows) {
    const rank = rankOf(row.ordinal);
    const last = runs.at(-1);
    if (last !== undefined && rank !== null && last.rank === rank) last.rows.push(row);
    else runs.push({ rank, rows: [row] });
  }
  return runs.flatMap((run) => [...run.rows.filter(isSellable), ...run.rows.filter((row) => !isSellable(row))]);
}

/** What is not known is no reason to move it back. */
function isSellable({ priceMinor, tracked, level }: Offered): boolean {
  return priceMinor !== null && (!tracked || level === null || available(level) > 0);
}
