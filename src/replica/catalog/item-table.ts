/**
 * What the grid needs to know of every row without opening a segment: which item it is a form of, its
 * category, how well it sells, whether it is offered. Saved beside the search index.
 */
import type { Variant } from '../../domain/catalog/variant.ts';
import { foldText } from './search-text.ts';

export interface ItemTable {
  readonly items: readonly string[];
  /** Folded titles of those items, for ties of equal sellers. */
  readonly titles: readonly string[];
  readonly categories: readonly string[];
  /** By ordinal; NOBODY where no offered variant stands. */
  readonly itemOf: Uint32Array;
  readonly categoryOf: Uint32Array;
  readonly popularity: Int32Array;
}

export const NOBODY = 0xffffffff;

export interface ItemTableBuilder {
  /** Says which item the row now belongs to, by its number in the table. */
  add(row: Pick<Variant, 'ordinal' | 'item' | 'category' | 'popularity' | 'title'>): number;
  /** Takes a row out again: dropped by the retailer, or replaced. Says whose it was, or NOBODY. */
  remove(ordinal: number): number;
  /** As it stands; what is added later shows in it, too, except rows beyond its span. */
  finish(): ItemTable;
}

const MIN_SPAN = 1_024;

export function createItemTableBuilder(begin?: ItemTable): ItemTableBuilder {
  const items = numbering(begin?.items ?? []);
  const categories = numbering(begin?.categories ?? []);
  const titles = [...(begin?.titles ?? [])];
  let itemOf = begin?.itemOf.slice() ?? new Uint32Array(0);
  let categoryOf = begin?.categoryOf.slice() ?? new Uint32Array(0);
  let popularity = begin?.popularity.slice() ?? new Int32Array(0);
  let span = itemOf.length;
  let lastTitle = '';
  let lastFolded = '';

  function reach(ordinal: number): void {
    if (ordinal >= itemOf.length) {
      const length = Math.max(ordinal + 1, MIN_SPAN, itemOf.length * 2);
      const before = { itemOf, categoryOf, popularity };
      itemOf = new Uint32Array(length).fill(NOBODY);
      categoryOf = new Uint32Array(length).fill(NOBODY);
      popularity = new Int32Array(length);
      itemOf.set(before.itemOf);
      categoryOf.set(before.categoryOf);
      popularity.set(before.popularity);
    }
    span = Math.max(span, ordinal + 1);
  }

  return {
    add(row) {
      reach(row.ordinal);
      const item = items.numberOf(row.item);
      if (row.title.en !== lastTitle) {
        lastTitle = row.title.en;
        lastFolded = foldText(lastTitle);
      }
      titles[item] = lastFolded;
      itemOf[row.ordinal] = item;
      categoryOf[row.ordinal] = categories.numberOf(row.category);
      popularity[row.ordinal] = row.popularity;
      return item;
    },
    remove(ordinal) {
      const item = ordinal < span ? (itemOf[ordinal] as number) : NOBODY;
      if (item !== NOBODY) itemOf[ordinal] = NOBODY;
      return item;
    },
    finish: () => ({
      items: items.list,
      titles,
      categories: categories.list,
      itemOf: itemOf.subarray(0, span),
      categoryOf: categoryOf.subarray(0, span),
      popularity: popularity.subarray(0, span),
    }),
  };
}

function numbering(begin: readonly string[]) {
  const list = [...begin];
  const numbers = new Map(list.map((value, place) => [value, place]));
  return {
    list,
    numberOf(value: string): number {
      const known = numbers.get(value);
      if (known !== undefined) return known;
      numbers.set(value, list.length);
      list.push(value);
      return list.length - 1;
    },
  };
}

const TABLE_FORMAT = 1;

/** Texts as JSON, numbers as they are; beside the search index in one saved record. */
export function saveItemTable(table: ItemTable): Uint8Array {
  const { items, titles, categories, itemOf, categoryOf, popularity } = table;
  const text = new TextEncoder().encode(JSON.stringify({ format: TABLE_FORMAT, items, titles, categories }));
  const rows = itemOf.length;
  const bytes = new Uint8Array(8 + rows * 12 + text.length);
  new Uint32Array(bytes.buffer, 0, 2).set([rows, text.length]);
  [itemOf, categoryOf, popularity].forEach((array, place) => {
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), 8 + place * rows * 4);
  });
  bytes.set(text, 8 + rows * 12);
  return bytes;
}

/** Null when the bytes are not such a table: it is built again. */
export function loadItemTable(given: Uint8Array): ItemTable | null {
  const bytes = given.byteOffset % 4 === 0 ? given : given.slice();
  if (bytes.length < 8) return null;
  const [rows = 0, textLength = 0] = new Uint32Array(bytes.buffer, bytes.byteOffset, 2);
  if (bytes.length !== 8 + rows * 12 + textLength) return null;
  try {
    const at = bytes.byteOffset + 8;
    const text = JSON.parse(new TextDecoder().decode(bytes.subarray(8 + rows * 12)));
    if (text.format !== TABLE_FORMAT) return null;
    return {
      items: text.items,
      titles: text.titles,
      categories: text.categories,
      itemOf: new Uint32Array(bytes.buffer, at, rows),
      categoryOf: new Uint32Array(bytes.buffer, at + rows * 4, rows),
      popularity: new Int32Array(bytes.buffer, at + rows * 8, rows),
    };
  } catch {
    return null;
  }
}
