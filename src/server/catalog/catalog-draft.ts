/**
 * What somebody wants the catalogue to be, before ids and ordinals are known: by SKU, item key and
 * category key, the names a retailer's own files use. Importers, the demo shop and the replay speak it.
 */
import type { Unit, Words } from '../../domain/catalog/variant.ts';

export interface CategoryDraft {
  /** The retailer's own name for it; the same key is the same category at the next import. */
  readonly key: string;
  readonly title: Words;
  readonly parentKey: string | null;
  readonly position: number;
  /** 0 to 11. */
  readonly hue: number;
}

export interface VariantDraft {
  /** Case-sensitive; the same SKU is the same variant at the next import. */
  readonly sku: string;
  /** Variants with the same key are forms of one item. Null: an item of its own. */
  readonly itemKey: string | null;
  readonly barcodes: readonly string[];
  readonly title: Words;
  readonly optionNames: readonly string[];
  readonly options: readonly string[];
  readonly categoryKey: string;
  /** Id of a tax category (`txc_…`). */
  readonly taxCategory: string;
  readonly image: string | null;
  readonly unit: Unit;
  readonly tracked: boolean;
  readonly active: boolean;
  /** Missing: a known variant keeps what it has, a new one begins at 0. */
  readonly popularity?: number;
  readonly prices: readonly PriceDraft[];
}

export interface PriceDraft {
  /** Id of a price list (`pls_…`). */
  readonly priceList: string;
  readonly priceMinor: number | null;
  readonly compareAtMinor: number | null;
}

export interface StockDraft {
  readonly sku: string;
  /** Id of a location (`loc_…`). */
  readonly location: string;
  /** How many there are on hand now, in base units. What differs from the books is written as a movement. */
  readonly quantity: number;
}

export interface CatalogDraft {
  readonly categories: readonly CategoryDraft[];
  readonly variants: readonly VariantDraft[];
  readonly stock: readonly StockDraft[];
}

export interface CatalogOutcome {
  readonly categories: { readonly created: number; readonly changed: number };
  readonly variants: { readonly created: number; readonly changed: number; readonly unchanged: number };
  readonly prices: { readonly changed: number };
  readonly stock: { readonly movements: number };
  /** New heads of the streams that were told, to be announced after the commit. */
  readonly heads: Readonly<Record<string, number>>;
  /** Packed streams whose changes were too many to send one by one: their segments must be published next. */
  readonly streamsToPublish: readonly string[];
}
