/**
 * The grid's order: one tile per item, best sellers first. Made when somebody looks; of goods that change
 * later, only their own items are sorted anew.
 */
import { type ItemTable, NOBODY } from './item-table.ts';

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
  /** The table stands so now; only these of its items are others than before. */
  follow(table: ItemTable, items: ReadonlySet<number>): void;
}

/** Forms of item i are `list[starts[i] … starts[i + 1])`, ascending. */
interface Forms {
  readonly starts: Uint32Array;
  readonly list: Uint32Array;
  /** By item. */
  readonly sold: Float64Array;
}

export function createGrid(begin: ItemTable): Grid {
  let table = begin;
  let forms: Forms | null = null;
  let order: Uint32Array | null = null;
  /** Items that `order` has at a place that may be theirs no more. */
  const moved = new Set<number>();
  const pages = new Map<string, Uint32Array>();

  function ordered({ starts, sold }: Forms): Uint32Array {
    if (order !== null && moved.size === 0) return order;
    // Decoded for this once, and not kept: the texts of all items are as large as their index.
    const decoded = new Map<number, string>();
    const titleOf = (item: number) => {
      const title = decoded.get(item) ?? table.titles.at(item) ?? '';
      decoded.set(item, title);
      return title;
    };
    const isBefore = (a: number, b: number) =>
      (sold[b] as number) - (sold[a] as number) || compare(titleOf(a), titleOf(b)) || a - b;
    const isThere = (item: number) => (starts[item] as number) < (starts[item + 1] as number);
    if (order === null)
      order = Uint32Array.from({ length: table.items.length }, (_, item) => item)
        .filter(isThere)
        .sort(isBefore);
    else order = merged(order, moved, [...moved].filter(isThere).sort(isBefore), isBefore);
    moved.clear();
    return order;
  }

  /** The first form of each item of these categories. */
  function firstForms(categories: ReadonlySet<string> | null): Uint32Array {
    const key = categories === null ? 'all' : [...categories].sort().join(' ');
    const known = pages.get(key);
    if (known !== undefined) return known;
    forms ??= formsOf(table);
    const { starts, list } = forms;
    const wanted =
      categories === null ? null : Uint8Array.from(table.categories, (category) => (categories.has(category) ? 1 : 0));
    const all = ordered(forms);
    const found = new Uint32Array(all.length);
    let count = 0;
    for (const item of all) {
      for (let at = starts[item] as number; at < (starts[item + 1] as number); at++) {
        const ordinal = list[at] as number;
        if (wanted !== null && wanted[table.categoryOf[ordinal] as number] !== 1) continue;
        found[count++] = ordinal;
        break;
      }
    }
    const page = found.slice(0, count);
    pages.set(key, page);
    return page;
  }

  return {
    page(categories, offset, limit) {
      const all = firstForms(categories);
      const { starts, list } = forms ?? formsOf(table);
      const ordinals = [...all.subarray(offset, offset + limit)];
      return {
        ordinals,
        forms: ordinals.map((ordinal) => {
          const item = table.itemOf[ordinal] as number;
          return [...list.subarray(starts[item], starts[item + 1])];
        }),
        total: all.length,
      };
    },
    follow(next, items) {
      table = next;
      forms = null;
      pages.clear();
      if (order !== null) for (const item of items) moved.add(item);
    },
  };
}

function formsOf({ items, itemOf, popularity }: ItemTable): Forms {
  const starts = new Uint32Array(items.length + 1);
  const sold = new Float64Array(items.length);
  for (const item of itemOf) if (item !== NOBODY) starts[item + 1] = (starts[item + 1] as number) + 1;
  for (let item = 0; item < items.length; item++)
    starts[item + 1] = (starts[item + 1] as number) + (starts[item] as number);
  const list = new Uint32Array(starts[items.length] as number);
  const next = starts.slice();
  for (let ordinal = 0; ordinal < itemOf.length; ordinal++) {
    const item = itemOf[ordinal] as number;
    if (item === NOBODY) continue;
    const at = next[item] as number;
    list[at] = ordinal;
    next[item] = at + 1;
    sold[item] = (sold[item] as number) + (popularity[ordinal] as number);
  }
  return { starts, list, sold };
}

/** The order without those that moved, and they, sorted, among it. */
function merged(
  order: Uint32Array,
  moved: ReadonlySet<number>,
  again: readonly number[],
  isBefore: (a: number, b: number) => number,
): Uint32Array {
  const result = new Uint32Array(order.length + again.length);
  let count = 0;
  let next = 0;
  for (const item of order) {
    if (moved.has(item)) continue;
    while (next < again.length && isBefore(again[next] as number, item) < 0) result[count++] = again[next++] as number;
    result[count++] = item;
  }
  while (next < again.length) result[count++] = again[next++] as number;
  return result.slice(0, count);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
