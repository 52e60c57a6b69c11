/**
 * Changes of one packed stream, packed: numbers as arrays, rows of goods as one run of JSON, their codes
 * sorted. A reader copies bytes instead of building a thousand objects, and opens a row when it is asked for.
 *
 * Invariant: sequences ascend; of one ordinal, the last change in a record is the newest.
 */
import type { Price, Variant } from '../../domain/catalog/variant.ts';
import { NO_PRICE, type ShelfTable, shelfTableOf } from '../../protocol/segment/tables.ts';
import type { LevelRow } from '../../protocol/sync/documents.ts';
import { codeNumber } from './code-index.ts';

export type LoggedBody = Variant | Price | LevelRow;

export interface LoggedChange {
  readonly sequence: number;
  readonly body: LoggedBody;
}

export interface PackedChanges {
  readonly sequences: Float64Array;
  readonly ordinals: Uint32Array;
  /** Of prices and levels: NUMBERS_PER_ROW each. Empty for goods. */
  readonly numbers: Float64Array;
  /** Of goods: the JSON of each in a line of its own, and where the lines end. Empty for the others. */
  readonly ends: Uint32Array;
  readonly text: Uint8Array;
  /** Of goods: code keys, ascending, and beside each the place of its row in this record. */
  readonly keys: Float64Array;
  readonly keyRows: Uint32Array;
}

/** One record holds many changes. */
export interface LogRecord extends PackedChanges {
  readonly stream: string;
  /** Sequence of its last change. */
  readonly to: number;
}

/** How builds before this one wrote a record. */
interface PlainLogRecord {
  readonly stream: string;
  readonly to: number;
  readonly changes: readonly LoggedChange[];
}

export const NUMBERS_PER_ROW = 3;

export function packChanges(table: ShelfTable, changes: readonly LoggedChange[]): PackedChanges {
  const isItems = table === 'items';
  const numbers = new Float64Array(isItems ? 0 : changes.length * NUMBERS_PER_ROW);
  const texts: string[] = [];
  const keys: number[] = [];
  const keyRows: number[] = [];
  const addCode = (code: string, place: number) => {
    keys.push(codeNumber(code));
    keyRows.push(place);
  };
  changes.forEach(({ body }, place) => {
    if (isItems) {
      const variant = body as Variant;
      texts.push(JSON.stringify(variant));
      addCode(variant.sku, place);
      for (const code of variant.barcodes) addCode(code, place);
    } else
      numbers.set(table === 'prices' ? numbersOfPrice(body as Price) : numbersOfLevel(body as LevelRow), place * 3);
  });
  return {
    sequences: Float64Array.from(changes, ({ sequence }) => sequence),
    ordinals: Uint32Array.from(changes, ({ body }) => body.ordinal),
    numbers,
    ...packTexts(texts),
    ...sortedCodes(keys, keyRows),
  };
}

const numbersOfPrice = ({ priceMinor, compareAtMinor }: Price) => [priceMinor ?? NO_PRICE, compareAtMinor ?? NO_PRICE];
const numbersOfLevel = ({ onHand, committed, damaged }: LevelRow) => [onHand, committed, damaged];

/** JSON holds no line feed: all are encoded at once, and their ends are looked for. */
function packTexts(texts: readonly string[]): Pick<PackedChanges, 'ends' | 'text'> {
  const text = encoder.encode(texts.length === 0 ? '' : `${texts.join('\n')}\n`);
  const ends = new Uint32Array(texts.length);
  for (let place = 0, end = 0; place < ends.length; place++) {
    end = text.indexOf(LINE_END, end) + 1;
    ends[place] = end;
  }
  return { ends, text };
}

const LINE_END = 10;
const encoder = new TextEncoder();

function sortedCodes(keys: readonly number[], rows: readonly number[]): Pick<PackedChanges, 'keys' | 'keyRows'> {
  const order = Uint32Array.from(keys.keys()).sort((a, b) => (keys[a] as number) - (keys[b] as number) || a - b);
  return {
    keys: Float64Array.from(order, (at) => keys[at] as number),
    keyRows: Uint32Array.from(order, (at) => rows[at] as number),
  };
}

/** Not to be asked often of one row: it is parsed anew each time. */
export function variantIn({ ends, text }: PackedChanges, place: number): Variant {
  return JSON.parse(decoder.decode(text.subarray(place === 0 ? 0 : ends[place - 1], ends[place]))) as Variant;
}

const decoder = new TextDecoder();

/** All rows of a record, parsed at once. */
export function variantsIn({ text }: PackedChanges): readonly Variant[] {
  const lines = decoder.decode(text.subarray(0, Math.max(0, text.length - 1)));
  return JSON.parse(`[${lines.replaceAll('\n', ',')}]`) as Variant[];
}

/** A record as it is read, also of an earlier build. */
export function packedRecord(record: LogRecord | PlainLogRecord): LogRecord {
  if (!('changes' in record)) return record;
  const { stream, to, changes } = record;
  return { stream, to, ...packChanges(shelfTableOf(stream) ?? 'items', changes) };
}

/** The changes of all, one after the other. */
export function joinedChanges(parts: readonly PackedChanges[]): PackedChanges {
  const keys: number[] = [];
  const keyRows: number[] = [];
  const ends: number[] = [];
  let rows = 0;
  let bytes = 0;
  for (const part of parts) {
    part.keys.forEach((key, place) => {
      keys.push(key);
      keyRows.push(rows + (part.keyRows[place] as number));
    });
    for (const end of part.ends) ends.push(bytes + end);
    rows += part.ordinals.length;
    bytes += part.text.length;
  }
  const text = new Uint8Array(bytes);
  let at = 0;
  for (const part of parts) {
    text.set(part.text, at);
    at += part.text.length;
  }
  return {
    sequences: Float64Array.from(parts.flatMap((part) => [...part.sequences])),
    ordinals: Uint32Array.from(parts.flatMap((part) => [...part.ordinals])),
    numbers: Float64Array.from(parts.flatMap((part) => [...part.numbers])),
    ends: Uint32Array.from(ends),
    text,
    ...sortedCodes(keys, keyRows),
  };
}

/** Drops what later changes of the same ordinal replaced, and keeps the order. */
export function withoutSuperseded(changes: PackedChanges): PackedChanges {
  const last = new Map<number, number>();
  changes.ordinals.forEach((ordinal, place) => {
    last.set(ordinal, place);
  });
  return chosenChanges(
    changes,
    [...last.values()].sort((a, b) => a - b),
  );
}

/** Those of these places, which ascend. */
export function chosenChanges(changes: PackedChanges, places: readonly number[]): PackedChanges {
  const placeNow = new Map(places.map((before, now) => [before, now]));
  const keys: number[] = [];
  const keyRows: number[] = [];
  changes.keyRows.forEach((row, at) => {
    const now = placeNow.get(row);
    if (now === undefined) return;
    keys.push(changes.keys[at] as number);
    keyRows.push(now);
  });
  const isItems = changes.ends.length > 0;
  const ends = new Uint32Array(isItems ? places.length : 0);
  const text = new Uint8Array(isItems ? changes.text.length : 0);
  let end = 0;
  if (isItems) {
    places.forEach((place, now) => {
      const part = changes.text.subarray(place === 0 ? 0 : changes.ends[place - 1], changes.ends[place]);
      text.set(part, end);
      end += part.length;
      ends[now] = end;
    });
  }
  const numbersAt = (place: number) => [
    ...changes.numbers.subarray(place * NUMBERS_PER_ROW, (place + 1) * NUMBERS_PER_ROW),
  ];
  return {
    sequences: Float64Array.from(places, (place) => changes.sequences[place] as number),
    ordinals: Uint32Array.from(places, (place) => changes.ordinals[place] as number),
    numbers: Float64Array.from(places.flatMap(numbersAt)),
    ends,
    text: text.slice(0, end),
    ...sortedCodes(keys, keyRows),
  };
}
