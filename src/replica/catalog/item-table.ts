/**
 * What the grid needs to know of every row without opening a segment: which item it is a form of, its
 * category, how well it sells, whether it is offered, and whether its stock is counted. Saved beside the
 * search index.
 */

import type { Variant } from '../../domain/catalog/variant.ts';
import { joinedBytes } from '../../kernel/joined-bytes.ts';
import { foldText } from './search-text.ts';

/** An array of strings, or strings that lie packed until one is asked for. */
export interface TextList {
  readonly length: number;
  at(place: number): string | undefined;
}

export interface ItemTable {
  readonly items: TextList;
  /** Folded titles of those items, for ties of equal sellers. */
  readonly titles: TextList;
  readonly categories: readonly string[];
  /** By ordinal; NOBODY where no offered variant stands. */
  readonly itemOf: Uint32Array;
  readonly categoryOf: Uint32Array;
  readonly popularity: Int32Array;
  /** 1 where stock is counted: then a level of nothing means that it is sold out. */
  readonly tracked: Uint8Array;
}

export const NOBODY = 0xffffffff;

export interface ItemTableBuilder {
  /** Says which item the row now belongs to, by its number in the table. */
  add(row: Pick<Variant, 'ordinal' | 'item' | 'category' | 'popularity' | 'tracked' | 'title'>): number;
  /** Takes a row out again: dropped by the retailer, or replaced. Says whose it was, or NOBODY. */
  remove(ordinal: number): number;
  /** As it stands; what is added later shows in it, too, except rows beyond its span. */
  finish(): ItemTable;
}

const MIN_SPAN = 1_024;

export function createItemTableBuilder(begin?: ItemTable): ItemTableBuilder {
  const items = numbering(begin?.items ?? []);
  const categories = numbering(begin?.categories ?? []);
  const oldTitles = begin?.titles ?? [];
  const newTitles = new Map<number, string>();
  let itemOf = begin?.itemOf.slice() ?? new Uint32Array(0);
  let categoryOf = begin?.categoryOf.slice() ?? new Uint32Array(0);
  let popularity = begin?.popularity.slice() ?? new Int32Array(0);
  let tracked = begin?.tracked.slice() ?? new Uint8Array(0);
  let span = itemOf.length;
  /** Rows that change mostly stay forms of their item: it is looked at before all items are. */
  const itemBefore = new Map<number, number>();
  let lastTitle = '';
  let lastFolded = '';

  function reach(ordinal: number): void {
    if (ordinal >= itemOf.length) {
      const length = Math.max(ordinal + 1, MIN_SPAN, itemOf.length * 2);
      const before = { itemOf, categoryOf, popularity, tracked };
      itemOf = new Uint32Array(length).fill(NOBODY);
      categoryOf = new Uint32Array(length).fill(NOBODY);
      popularity = new Int32Array(length);
      tracked = new Uint8Array(length);
      itemOf.set(before.itemOf);
      categoryOf.set(before.categoryOf);
      popularity.set(before.popularity);
      tracked.set(before.tracked);
    }
    span = Math.max(span, ordinal + 1);
  }

  return {
    add(row) {
      reach(row.ordinal);
      const item = items.numberOf(row.item, itemBefore.get(row.ordinal));
      if (row.title.en !== lastTitle) {
        lastTitle = row.title.en;
        lastFolded = foldText(lastTitle);
      }
      newTitles.set(item, lastFolded);
      itemOf[row.ordinal] = item;
      categoryOf[row.ordinal] = categories.numberOf(row.category);
      popularity[row.ordinal] = row.popularity;
      tracked[row.ordinal] = row.tracked ? 1 : 0;
      return item;
    },
    remove(ordinal) {
      const item = ordinal < span ? (itemOf[ordinal] as number) : NOBODY;
      if (item === NOBODY) return item;
      itemOf[ordinal] = NOBODY;
      itemBefore.set(ordinal, item);
      return item;
    },
    finish: () => ({
      items: items.list(),
      titles: { length: items.list().length, at: (item) => newTitles.get(item) ?? oldTitles.at(item) },
      categories: Array.from({ length: categories.list().length }, (_, place) => categories.list().at(place) ?? ''),
      itemOf: itemOf.subarray(0, span),
      categoryOf: categoryOf.subarray(0, span),
      popularity: popularity.subarray(0, span),
      tracked: tracked.subarray(0, span),
    }),
  };
}

function numbering(begin: TextList) {
  const added: string[] = [];
  let numbers: Map<string, number> | null = null;
  const at = (place: number) => (place < begin.length ? begin.at(place) : added[place - begin.length]);
  return {
    list: (): TextList => ({ length: begin.length + added.length, at }),
    /** `guess`: a number that it may well be. */
    numberOf(value: string, guess = -1): number {
      if (guess >= 0 && at(guess) === value) return guess;
      numbers ??= new Map(Array.from({ length: begin.length }, (_, place) => [at(place) ?? '', place]));
      const known = numbers.get(value);
      if (known !== undefined) return known;
      const number = begin.length + added.length;
      numbers.set(value, number);
      added.push(value);
      return number;
    },
  };
}

const TABLE_FORMAT = 3;
const HEAD_NUMBERS = 6;
const LINE_END = '\n';

/** Numbers as they are, then where each text ends, then the texts, line by line, then single bytes; beside the search index in one saved record. */
export function saveItemTable(table: ItemTable): Uint8Array {
  const { categories, itemOf, categoryOf, popularity, tracked } = table;
  const texts = [table.items, table.titles, categories].map(packTexts);
  const [items, titles, kinds] = texts.map(({ text }) => text.length);
  const rows = itemOf.length;
  const head = Uint32Array.of(TABLE_FORMAT, rows, table.items.length, items ?? 0, titles ?? 0, kinds ?? 0);
  const ends = texts.slice(0, 2).map((packed) => packed.ends);
  const parts = [head, itemOf, categoryOf, popularity, ...ends, ...texts.map(({ text }) => text), tracked];
  return joinedBytes(parts);
}

/** Null when the bytes are not such a table: it is built again. */
export function loadItemTable(given: Uint8Array): ItemTable | null {
  const bytes = given.byteOffset % 4 === 0 ? given : given.slice();
  if (bytes.length < HEAD_NUMBERS * 4) return null;
  const [format, rows = 0, count = 0, itemBytes = 0, titleBytes = 0, categoryBytes = 0] = new Uint32Array(
    bytes.buffer,
    bytes.byteOffset,
    HEAD_NUMBERS,
  );
  const numbers = HEAD_NUMBERS + 3 * rows + 2 * count;
  const textBytes = itemBytes + titleBytes + categoryBytes;
  if (format !== TABLE_FORMAT || bytes.length !== numbers * 4 + textBytes + rows) return null;
  const from = bytes.byteOffset;
  const at = (place: number) => from + (HEAD_NUMBERS + place) * 4;
  const textAt = numbers * 4;
  const ends = (place: number) => new Uint32Array(bytes.buffer, at(3 * rows + place * count), count);
  const text = (begin: number, length: number) => bytes.subarray(textAt + begin, textAt + begin + length);
  return {
    items: openTexts(ends(0), text(0, itemBytes)),
    titles: openTexts(ends(1), text(itemBytes, titleBytes)),
    categories: linesOf(text(itemBytes + titleBytes, categoryBytes)),
    itemOf: new Uint32Array(bytes.buffer, at(0), rows),
    categoryOf: new Uint32Array(bytes.buffer, at(rows), rows),
    popularity: new Int32Array(bytes.buffer, at(2 * rows), rows),
    tracked: bytes.subarray(textAt + textBytes),
  };
}

/** Each in a line of its own: a title may hold anything, and is compared only. */
function packTexts(list: TextList): { readonly ends: Uint32Array; readonly text: Uint8Array } {
  const lines = Array.from({ length: list.length }, (_, place) => (list.at(place) ?? '').replaceAll(LINE_END, ' '));
  const text = new TextEncoder().encode(lines.map((line) => line + LINE_END).join(''));
  const ends = new Uint32Array(lines.length);
  for (let place = 0, end = 0; place < ends.length; place++) {
    end = text.indexOf(LINE_END.charCodeAt(0), end) + 1;
    ends[place] = end;
  }
  return { ends, text };
}

function linesOf(text: Uint8Array): string[] {
  return new TextDecoder().decode(text).split(LINE_END).slice(0, -1);
}

function openTexts(ends: Uint32Array, text: Uint8Array): TextList {
  const decoder = new TextDecoder();
  return {
    length: ends.length,
    at(place) {
      const end = ends[place];
      return end === undefined ? undefined : decoder.decode(text.subarray(place === 0 ? 0 : ends[place - 1], end - 1));
    },
  };
}
