/** One row of a file of stock: so many of a SKU are on hand at a location. */
import { foldWidth, tidied } from '../../kernel/text.ts';
import type { StockDraft } from './catalog-draft.ts';
import type { CsvColumns, CsvRow } from './csv-rows.ts';
import { type ImportProblem, problemAt } from './import-problem.ts';

export const STOCK_COLUMNS = {
  required: ['sku', 'quantity'],
  optional: ['location'],
} as const satisfies CsvColumns;

/** More than a hundred million of one thing is a slip of the keyboard, or a barcode in the wrong column. */
export const STOCK_QUANTITY_MAX = 99_999_999;

export interface StockTerms {
  /** Id by the id or the name, folded to lower case. */
  readonly locations: ReadonlyMap<string, string>;
  /** Where a row without a location belongs; null when each row must say. */
  readonly location: string | null;
}

export interface StockRow {
  readonly draft: StockDraft | null;
  readonly problems: readonly ImportProblem[];
}

export function readStockRow({ line, fields }: CsvRow, terms: StockTerms): StockRow {
  const problems: ImportProblem[] = [];
  const sku = tidied(fields.sku ?? '');
  if (sku === '') problems.push(problemAt(line, 'sku', 'missing'));
  const named = tidied(fields.location ?? '');
  const location = named === '' ? terms.location : (terms.locations.get(named.toLowerCase()) ?? null);
  if (location === null)
    problems.push(problemAt(line, 'location', named === '' ? 'missing' : 'location-unknown', named));
  const typed = foldWidth(fields.quantity ?? '').trim();
  const quantity = Number(typed);
  if (!/^\d{1,20}$/.test(typed))
    problems.push(problemAt(line, 'quantity', typed === '' ? 'missing' : 'not-a-quantity', typed));
  else if (quantity > STOCK_QUANTITY_MAX) problems.push(problemAt(line, 'quantity', 'quantity-out-of-range', typed));
  return { draft: problems.length > 0 || location === null ? null : { sku, location, quantity }, problems };
}
