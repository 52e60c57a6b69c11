/**
 * The shelf is what this tablet knows of the goods: packed tables, a log of later changes, barcode,
 * price and stock arrays in memory, and a search index in a worker. A scan never leaves the main
 * thread; a search never runs on it. This file says what a shelf promises.
 */
import type { Variant } from '../../domain/catalog/variant.ts';
import type { StockLevel } from '../../domain/inventory/stock.ts';

export interface ShelfRow extends Variant {
  readonly priceMinor: number | null;
  readonly compareAtMinor: number | null;
  /** Server level plus this tablet's own movements that the level does not contain yet. Null until stock has arrived. */
  readonly level: StockLevel | null;
}

export type ScanAnswer =
  /** One row: it is added at once. Several: the associate chooses (one code on several variants). */
  | { readonly kind: 'found'; readonly rows: readonly ShelfRow[] }
  /** `complete` tells whether the whole catalogue is on this tablet, so that a miss means "unknown to the retailer". */
  | { readonly kind: 'unknown'; readonly code: string; readonly complete: boolean };

export interface SearchAnswer {
  readonly rows: readonly ShelfRow[];
  /** How many match in all, up to a bound. */
  readonly total: number;
  /**
   * Whether all goods are on this tablet and in what answered: then a miss means "unknown to the retailer". False in
   * a fill, while words are still being read, and when a part was found damaged: then it means "not here yet".
   */
  readonly complete: boolean;
}

export interface BrowseAnswer {
  readonly items: readonly ShelfItem[];
  /** How many items there are in all. */
  readonly total: number;
  /** As of a search. */
  readonly complete: boolean;
}

export interface ShelfItem {
  /** The variant that stands for the item: its first active one of the category. */
  readonly row: ShelfRow;
  /** All active variants of the item, in option order. */
  readonly variants: readonly ShelfRow[];
}

export interface ShelfState {
  readonly phase: 'empty' | 'filling' | 'ready';
  readonly rows: number;
  readonly expectedRows: number;
  readonly bytes: number;
  readonly expectedBytes: number;
  /** Server time of the last pull that reached every stream's head, or null. */
  readonly asOf: string | null;
  /** Grows with every change of what the shelf shows. */
  readonly version: number;
}

export interface Shelf {
  state(): ShelfState;
  subscribe(listener: () => void): () => void;
  scan(code: string): Promise<ScanAnswer>;
  /** Words, prefixes, typos, SKU, barcode, Chinese. The newest call wins; an overtaken one resolves to null. */
  search(query: string, limit: number): Promise<SearchAnswer | null>;
  /** Items for the grid, best sellers first. `category` null for all. */
  browse(query: { category: string | null; offset: number; limit: number }): Promise<BrowseAnswer>;
  row(ordinal: number): Promise<ShelfRow | null>;
}
