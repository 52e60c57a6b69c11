/** Rows to columns and back, for the three packed tables: the one place that knows how a hole, a list or a missing word is written. */
import type { Price, Variant, Words } from '../../domain/catalog/variant.ts';
import type { StockLevel } from '../../domain/inventory/stock.ts';
import { EMPTY_LEVEL } from '../../domain/inventory/stock.ts';
import { encodeSegment, type OpenSegment } from './columnar.ts';
import { LIST_SEPARATOR, NO_PRICE } from './tables.ts';

/** `rows[i]` is the variant of ordinal `first + i`, or null where nobody uses that ordinal. */
export function encodeItems(first: number, rows: readonly (Variant | null)[]): Uint8Array {
  const column = <V>(of: (row: Variant) => V, hole: V): V[] => rows.map((row) => (row === null ? hole : of(row)));
  return encodeSegment('items', first, {
    id: column((row) => row.id, ''),
    item: column((row) => row.item, ''),
    sku: column((row) => row.sku, ''),
    barcodes: column((row) => joined(row.barcodes), ''),
    titleEn: column((row) => row.title.en, ''),
    titleZhTw: column((row) => row.title['zh-TW'] ?? '', ''),
    titleZhCn: column((row) => row.title['zh-CN'] ?? '', ''),
    options: column((row) => joined(row.options), ''),
    optionNames: column((row) => joined(row.optionNames), ''),
    category: column((row) => row.category, ''),
    taxCategory: column((row) => row.taxCategory, ''),
    image: column((row) => row.image ?? '', ''),
    unit: column((row) => row.unit, 'each'),
    tracked: column((row) => (row.tracked ? 1 : 0), 0),
    popularity: column((row) => row.popularity, 0),
    active: column((row) => (row.active ? 1 : 0), 0),
  });
}

/** The variant at a place of the segment, or null for a hole. */
export function variantAt(segment: OpenSegment<'items'>, row: number): Variant | null {
  const id = segment.text('id', row);
  if (id === '') return null;
  const image = segment.text('image', row);
  return {
    ordinal: segment.first + row,
    id,
    item: segment.text('item', row),
    sku: segment.text('sku', row),
    barcodes: parted(segment.text('barcodes', row)),
    title: titleAt(segment, row),
    options: parted(segment.text('options', row)),
    optionNames: parted(segment.text('optionNames', row)),
    category: segment.text('category', row),
    taxCategory: segment.text('taxCategory', row),
    image: image === '' ? null : image,
    unit: segment.text('unit', row) === 'g' ? 'g' : 'each',
    tracked: segment.numbers('tracked')[row] === 1,
    popularity: segment.numbers('popularity')[row] ?? 0,
    active: segment.numbers('active')[row] === 1,
  };
}

function titleAt(segment: OpenSegment<'items'>, row: number): Words {
  const taiwan = segment.text('titleZhTw', row);
  const mainland = segment.text('titleZhCn', row);
  return {
    en: segment.text('titleEn', row),
    ...(taiwan === '' ? {} : { 'zh-TW': taiwan }),
    ...(mainland === '' ? {} : { 'zh-CN': mainland }),
  };
}

export function encodePrices(first: number, rows: readonly (Pick<Price, 'priceMinor' | 'compareAtMinor'> | null)[]) {
  return encodeSegment('prices', first, {
    priceMinor: rows.map((row) => row?.priceMinor ?? NO_PRICE),
    compareAtMinor: rows.map((row) => row?.compareAtMinor ?? NO_PRICE),
  });
}

export function encodeStock(first: number, rows: readonly (StockLevel | null)[]): Uint8Array {
  const levels = rows.map((row) => row ?? EMPTY_LEVEL);
  return encodeSegment('stock', first, {
    onHand: levels.map((level) => level.onHand),
    committed: levels.map((level) => level.committed),
    damaged: levels.map((level) => level.damaged),
  });
}

function joined(list: readonly string[]): string {
  return list.join(LIST_SEPARATOR);
}

export function parted(text: string): readonly string[] {
  if (text === '') return [];
  return text.includes(LIST_SEPARATOR) ? text.split(LIST_SEPARATOR) : [text];
}
