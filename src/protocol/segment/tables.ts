/**
 * The columns of the packed tables, format 1. On the shelf a row's place is its ordinal minus the segment's
 * first; an ordinal nobody uses has `active` 0 (items), NO_PRICE (prices) or zeros (stock). A part of the
 * clients is one row: many clients packed, then sealed as a whole.
 */
export const SEGMENT_FORMAT = 1;

export type ColumnType =
  /** 32-bit signed whole numbers. */
  | 'i32'
  /** 64-bit floats holding safe integers. */
  | 'f64'
  | 'u8'
  /** UTF-8 text, one offset per row. */
  | 'text'
  /** Text with few distinct values: a dictionary and 16- or 32-bit indexes. */
  | 'dictionary';

/** Stands for "no price" in price columns, which otherwise hold amounts of zero or more. */
export const NO_PRICE = -1;

/** Lists inside a text column are joined by this character, which no barcode or option may contain. */
export const LIST_SEPARATOR = '\u001f';

export const ITEM_COLUMNS = {
  id: 'text',
  item: 'dictionary',
  sku: 'text',
  barcodes: 'text',
  titleEn: 'text',
  titleZhTw: 'text',
  titleZhCn: 'text',
  options: 'dictionary',
  optionNames: 'dictionary',
  category: 'dictionary',
  taxCategory: 'dictionary',
  image: 'dictionary',
  unit: 'dictionary',
  tracked: 'u8',
  popularity: 'i32',
  active: 'u8',
} as const satisfies Record<string, ColumnType>;

export const PRICE_COLUMNS = { priceMinor: 'f64', compareAtMinor: 'f64' } as const satisfies Record<string, ColumnType>;

export const STOCK_COLUMNS = { onHand: 'i32', committed: 'i32', damaged: 'i32' } as const satisfies Record<
  string,
  ColumnType
>;

/** `sealed`: base64url of what the server sealed for the store, as `protocol/client/client-part.ts` says. */
export const CLIENT_COLUMNS = { sealed: 'text' } as const satisfies Record<string, ColumnType>;

export const PACKED_TABLES = {
  items: ITEM_COLUMNS,
  prices: PRICE_COLUMNS,
  stock: STOCK_COLUMNS,
  clients: CLIENT_COLUMNS,
} as const;
export type PackedTable = keyof typeof PACKED_TABLES;
/** Those that anybody at the counter may read, and that rows of goods are made of. */
export type ShelfTable = Exclude<PackedTable, 'clients'>;

/** The table a stream's segments hold, or null for a stream of small documents. */
export function packedTableOf(stream: string): PackedTable | null {
  return stream.startsWith('clients:') ? 'clients' : shelfTableOf(stream);
}

export function shelfTableOf(stream: string): ShelfTable | null {
  const family = stream.split(':', 1)[0];
  return family === 'items' || family === 'prices' || family === 'stock' ? family : null;
}
