/** What one tile of the grid stands for: an item, all its variants, and what is known of their stock. */
import { available } from '../../domain/inventory/stock.ts';
import type { Shelf, ShelfRow } from '../../replica/index.ts';

export interface ItemTileModel {
  readonly item: string;
  /** The variant that gives title and picture. */
  readonly row: ShelfRow;
  readonly variants: readonly ShelfRow[];
  /** Lowest price of the variants; null when none has one. */
  readonly priceMinor: number | null;
  readonly hasSeveralPrices: boolean;
  readonly stock: StockWord;
}

/** `count` is in base units: pieces, or grams. Nothing is said of goods nobody counts, or whose stock has not arrived. */
export type StockWord =
  | { readonly kind: 'silent' }
  | { readonly kind: 'none' }
  | { readonly kind: 'low' | 'plenty'; readonly count: number; readonly unit: 'each' | 'g' };

const LOW_PIECES = 3;
const LOW_GRAMS = 1000;

export function stockWord(rows: readonly Pick<ShelfRow, 'level' | 'tracked' | 'unit'>[]): StockWord {
  const counted = rows.filter((row) => row.tracked);
  if (counted.length === 0 || counted.length < rows.length) return { kind: 'silent' };
  let total = 0;
  for (const row of counted) {
    if (row.level === null) return { kind: 'silent' };
    total += Math.max(0, available(row.level));
  }
  if (total === 0) return { kind: 'none' };
  const unit = counted[0]?.unit ?? 'each';
  const low = unit === 'g' ? LOW_GRAMS : LOW_PIECES;
  return { kind: total <= low ? 'low' : 'plenty', count: total, unit };
}

export function tileOf(row: ShelfRow, variants: readonly ShelfRow[]): ItemTileModel {
  const all = variants.length > 0 ? variants : [row];
  const prices = all.flatMap((variant) => (variant.priceMinor === null ? [] : [variant.priceMinor]));
  return {
    item: row.item,
    row,
    variants: all,
    priceMinor: prices.length > 0 ? Math.min(...prices) : null,
    hasSeveralPrices: new Set(prices).size > 1,
    stock: stockWord(all),
  };
}

export interface TilePage {
  readonly tiles: readonly ItemTileModel[];
  readonly total: number;
}

export async function loadTiles(
  shelf: Pick<Shelf, 'browse'>,
  category: string | null,
  offset: number,
  limit: number,
): Promise<TilePage> {
  const { items, total } = await shelf.browse({ category, offset, limit });
  return { tiles: items.map(({ row, variants }) => tileOf(row, variants)), total };
}

/** Stock older than this is said with its age. */
const STALE_AFTER_MS = 30 * 60_000;

export function isStale(asOf: string | null, nowMs: number): boolean {
  return asOf !== null && nowMs - Date.parse(asOf) > STALE_AFTER_MS;
}
