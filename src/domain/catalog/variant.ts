/**
 * What is sold. An Item is what a shopper would name ("Linen shirt"); a Variant is the form of it that
 * has a price and a stock ("Linen shirt, blue, M"). The shelf holds one row per variant.
 */

/** The languages goods and screens speak. */
export const LANGUAGES = ['en', 'zh-TW', 'zh-CN'] as const;
export type Language = (typeof LANGUAGES)[number];

/** English is always there; other languages fall back to it. */
export type Words = { readonly en: string } & { readonly [L in Exclude<Language, 'en'>]?: string };

/** Whole base units: pieces, or grams of weighed goods (priced per kilogram). */
export type Unit = 'each' | 'g';

export interface Variant {
  /** Permanent place of this variant in every packed table of this retailer. Never reused. */
  readonly ordinal: number;
  readonly id: string;
  readonly item: string;
  readonly sku: string;
  /** GTINs and other codes printed on the goods, as scanned. */
  readonly barcodes: readonly string[];
  readonly title: Words;
  /** Option values in the item's order, for example `["Blue", "M"]`; empty for an item with one form. */
  readonly options: readonly string[];
  /** Names of those options, for example `["Colour", "Size"]`. */
  readonly optionNames: readonly string[];
  readonly category: string;
  readonly taxCategory: string;
  /** File name under the catalogue's pictures, or null. */
  readonly image: string | null;
  readonly unit: Unit;
  /** Untracked goods (postage, gift wrapping) have no stock and never move it. */
  readonly tracked: boolean;
  /** Sold units of late, for ranking and the grid's order. Never an identity. */
  readonly popularity: number;
  /** False once the retailer dropped it: still readable on old receipts, no longer offered. */
  readonly active: boolean;
}

export interface Category {
  readonly id: string;
  readonly title: Words;
  readonly parent: string | null;
  readonly position: number;
  /** One of the design system's tile hues, 0 to 11. */
  readonly hue: number;
}

export interface Price {
  readonly ordinal: number;
  /** Null when the list has no price for this variant: it is then not for sale from this list. */
  readonly priceMinor: number | null;
  /** A former price to strike through, or null. */
  readonly compareAtMinor: number | null;
}

export function wordsIn(words: Words, language: Language): string {
  return words[language] ?? words.en;
}
