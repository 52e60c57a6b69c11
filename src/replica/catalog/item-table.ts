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
  add(row: Pick<Variant, 'ordinal' | 'item' | 'category' | 'popularity' | 'title'>): void;
  /** Takes a row out again: dropped by the retailer, or replaced. */
  remove(ordinal: number): void;
  finish(): ItemTable;
}

export function createItemTableBuilder(begin?: ItemTable): ItemTableBuilder {
  const items = numbering(begin?.items ?? []);
  const categories = numbering(begin?.categories ?? []);
  const titles = [...(begin?.titles ?? [])];
  const itemOf = Array.from(begin?.itemOf ?? []);
  const categoryOf = Array.from(begin?.categoryOf ?? []);
  const popularity = Array.from(begin?.popularity ?? []);
  return {
    add(row) {
      while (itemOf.length <= row.ordinal) {
        itemOf.push(NOBODY);
        categoryOf.push(NOBODY);
        popularity.push(0);
      }
      const item = items.numberOf(row.item);
      titles[item] = foldText(row.title.en);
      itemOf[row.ordinal] = item;
      categoryOf[row.ordinal] = categories.numberOf(row.category);
      popularity[row.ordinal] = row.popularity;
    },
    remove(ordinal) {
      if (ordinal < itemOf.length) itemOf[ordinal] = NOBODY;
    },
    finish: () => ({
      items: items.list,
      titles,
      categories: categories.list,
      itemOf: Uint32Array.from(itemOf),
      categoryOf: Uint32Array.from(categoryOf),
      popularity: Int32Array.from(popularity),
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

export interface GridPage {
  readonly ordinals: readonly number[];
  readonly forms: readonly (readonly number[])[];
  readonly total: number;
}

export interface Grid {
  /**
   * One ordinal per item (its first offered form), best sellers first, then by title. Null: every category.
   * `forms`: beside each, all offered forms of its item, in the order of their ordinals.
   */
  page(categories: ReadonlySet<string> | null, offset: number, limit: number): GridPage;
}

export function createGrid(table: ItemTable): Grid {
  const forms: number[][] = table.items.map(() => []);
  const sold = new Float64Array(table.items.length);
  table.itemOf.forEach((item, ordinal) => {
    if (item === NOBODY) return;
    forms[item]?.push(ordinal);
    sold[item] = (sold[item] ?? 0) + (table.popularity[ordinal] ?? 0);
  });
  const categoryNumbers = new Map(table.categories.map((category, place) => [category, place]));
  let order: readonly number[] | null = null;
  const pages = new Map<string, readonly number[]>();

  function ordered(): readonly number[] {
    order ??= [...forms.keys()]
      .filter((item) => (forms[item]?.length ?? 0) > 0)
      .sort(
        (a, b) => (sold[b] ?? 0) - (sold[a] ?? 0) || compare(table.titles[a] ?? '', table.titles[b] ?? '') || a - b,
      );
    return order;
  }

  /** The first form of each item of these categories. */
  function firstForms(categories: ReadonlySet<string> | null): readonly number[] {
    const key = categories === null ? 'all' : [...categories].sort().join(' ');
    const known = pages.get(key);
    if (known !== undefined) return known;
    const wanted =
      categories === null ? null : new Set([...categories].map((category) => categoryNumbers.get(category)));
    const list: number[] = [];
    for (const item of ordered()) {
      const first = forms[item]?.find((ordinal) => wanted === null || wanted.has(table.categoryOf[ordinal]));
      if (first !== undefined) list.push(first);
    }
    pages.set(key, list);
    return list;
  }

  return {
    page(categories, offset, limit) {
      const all = firstForms(categories);
      const ordinals = all.slice(offset, offset + limit);
      return {
        ordinals,
        forms: ordinals.map((ordinal) => forms[table.itemOf[ordinal] ?? -1] ?? []),
        total: all.length,
      };
    },
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
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
