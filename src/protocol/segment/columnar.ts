/**
 * The bytes of a segment, format 1: the magic `EVS1`, the header's length (u32, little endian), a JSON
 * header, then columns, each beginning on a multiple of 8 bytes so that a typed array can lie over it.
 *
 * Invariants: 1. one content has one encoding, so that an unchanged part keeps its hash; 2. opening
 * checks every offset and index once, so that reading afterwards cannot leave the bytes; 3. damaged
 * bytes are a refusal, never an exception; 4. text is decoded only when asked for.
 */
import { invariant, must } from '../../kernel/invariant.ts';
import { granted, refused, type Verdict } from '../../kernel/verdict.ts';
import { type ColumnHeader, headerFrom } from './header.ts';
import { type ColumnType, PACKED_TABLES, type PackedTable, SEGMENT_FORMAT } from './tables.ts';

const MAGIC = 0x31535645; // "EVS1" read as little endian
const PREAMBLE = 8;
/** Beyond this a header is not ours: the largest we write is under 2 kB. */
const HEADER_BYTES_MAX = 64_000;
/** Dictionaries beyond this many values take 32-bit indexes. */
const NARROW_DICTIONARY_MAX = 65_535;

type ColumnsOf<T extends PackedTable> = (typeof PACKED_TABLES)[T];
type ValueOf<C> = C extends 'text' | 'dictionary' ? string : number;
export type SegmentValues<T extends PackedTable> = {
  readonly [C in keyof ColumnsOf<T>]: readonly ValueOf<ColumnsOf<T>[C]>[];
};
export type NumberColumn<T extends PackedTable> = {
  [C in keyof ColumnsOf<T>]: ValueOf<ColumnsOf<T>[C]> extends number ? C : never;
}[keyof ColumnsOf<T>] &
  string;
export type TextColumn<T extends PackedTable> = Exclude<keyof ColumnsOf<T> & string, NumberColumn<T>>;

export interface OpenSegment<T extends PackedTable> {
  readonly table: T;
  /** First ordinal. */
  readonly first: number;
  readonly rows: number;
  /** The numbers of a column, lying over the segment's own bytes. Not to be written to. */
  numbers(column: NumberColumn<T>): Int32Array | Float64Array | Uint8Array;
  text(column: TextColumn<T>, row: number): string;
  /** For who reads the same column of many rows. */
  texts(column: TextColumn<T>): (row: number) => string;
}

export type SegmentFault = { readonly code: 'segment-unreadable'; readonly detail: string };

export function encodeSegment<T extends PackedTable>(table: T, first: number, values: SegmentValues<T>): Uint8Array {
  const types: Record<string, ColumnType> = PACKED_TABLES[table];
  const lists = values as Record<string, readonly (string | number)[]>;
  const rows = must(Object.values(lists)[0], 'a table has columns').length;
  invariant(rows > 0, 'a segment holds at least one row');
  const body = createBody();
  const columns = Object.entries(types).map(([name, type]) => {
    const list = must(lists[name], () => `table ${table} has a column ${name}`);
    invariant(list.length === rows, () => `column ${name} of ${table} is as long as the others`);
    return { name, type, ...writeColumn(body, type, list) };
  });
  const header = new TextEncoder().encode(JSON.stringify({ format: SEGMENT_FORMAT, table, first, rows, columns }));
  const base = aligned(PREAMBLE + header.length);
  const bytes = new Uint8Array(base + body.length());
  const preamble = new DataView(bytes.buffer);
  preamble.setUint32(0, MAGIC, true);
  preamble.setUint32(4, header.length, true);
  bytes.set(header, PREAMBLE);
  body.copyTo(bytes, base);
  return bytes;
}

function writeColumn(body: Body, type: ColumnType, list: readonly (string | number)[]) {
  switch (type) {
    case 'i32':
      return { at: body.append(checked(Int32Array.from(list as number[]), list)) };
    case 'f64':
      return { at: body.append(checked(Float64Array.from(list as number[]), list)) };
    case 'u8':
      return { at: body.append(checked(Uint8Array.from(list as number[]), list)) };
    case 'text': {
      const { offsets, text } = packText(list as string[]);
      return { at: body.append(offsets), textAt: body.append(text), textBytes: text.length };
    }
    case 'dictionary': {
      const seen = new Map<string, number>();
      const indexes = (list as string[]).map((value) => {
        const known = seen.get(value) ?? seen.size;
        seen.set(value, known);
        return known;
      });
      const { offsets, text } = packText([...seen.keys()]);
      return {
        at: body.append(seen.size > NARROW_DICTIONARY_MAX ? Uint32Array.from(indexes) : Uint16Array.from(indexes)),
        textAt: body.append(text),
        textBytes: text.length,
        values: seen.size,
        valuesAt: body.append(offsets),
      };
    }
  }
}

/** A number that does not fit its column would be stored as another number. */
function checked<A extends Int32Array | Float64Array | Uint8Array>(array: A, list: readonly (string | number)[]): A {
  invariant(
    list.every((value, row) => Number.isSafeInteger(value) && array[row] === value),
    'every number of a segment is whole and fits its column',
  );
  return array;
}

function packText(list: readonly string[]): { offsets: Uint32Array; text: Uint8Array } {
  const encoder = new TextEncoder();
  const parts = list.map((value) => encoder.encode(value));
  const offsets = new Uint32Array(list.length + 1);
  parts.forEach((part, row) => {
    offsets[row + 1] = (offsets[row] ?? 0) + part.length;
  });
  const text = new Uint8Array(offsets[list.length] ?? 0);
  parts.forEach((part, row) => {
    text.set(part, offsets[row]);
  });
  return { offsets, text };
}

interface Body {
  append(array: Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array): number;
  length(): number;
  copyTo(target: Uint8Array, base: number): void;
}

function createBody(): Body {
  const parts: { at: number; bytes: Uint8Array }[] = [];
  let end = 0;
  return {
    append(array) {
      const at = aligned(end);
      parts.push({ at, bytes: new Uint8Array(array.buffer, array.byteOffset, array.byteLength) });
      end = at + array.byteLength;
      return at;
    },
    length: () => end,
    copyTo(target, base) {
      for (const part of parts) target.set(part.bytes, base + part.at);
    },
  };
}

function aligned(length: number): number {
  return (length + 7) & ~7;
}

/** Opens bytes of unknown origin. Columns that this build does not know are passed over. */
export function openSegment<T extends PackedTable>(bytes: Uint8Array, table: T): Verdict<OpenSegment<T>, SegmentFault> {
  try {
    return granted(read(bytes, table));
  } catch (fault) {
    if (!(fault instanceof Unreadable)) throw fault;
    return refused({ code: 'segment-unreadable', detail: fault.message });
  }
}

/** Which table a segment holds, without opening its columns. */
export function tableOfSegment(bytes: Uint8Array): Verdict<PackedTable, SegmentFault> {
  try {
    return granted(readHeader(bytes).header.table);
  } catch (fault) {
    if (!(fault instanceof Unreadable)) throw fault;
    return refused({ code: 'segment-unreadable', detail: fault.message });
  }
}

class Unreadable extends Error {}

function readHeader(bytes: Uint8Array) {
  if (bytes.length < PREAMBLE) throw new Unreadable('shorter than its preamble');
  const preamble = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (preamble.getUint32(0, true) !== MAGIC) throw new Unreadable('not a segment of this format');
  const length = preamble.getUint32(4, true);
  if (length > HEADER_BYTES_MAX || PREAMBLE + length > bytes.length) throw new Unreadable('header cut off');
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder().decode(bytes.subarray(PREAMBLE, PREAMBLE + length)));
  } catch {
    throw new Unreadable('header is not JSON');
  }
  const header = headerFrom(json);
  if (header === null) throw new Unreadable('header of another shape');
  return { header, base: aligned(PREAMBLE + length) };
}

function read<T extends PackedTable>(given: Uint8Array, table: T): OpenSegment<T> {
  const { header, base } = readHeader(given);
  if (header.table !== table) throw new Unreadable(`holds ${header.table}, not ${table}`);
  // Typed arrays can lie only over aligned bytes.
  const bytes = given.byteOffset % 8 === 0 ? given : given.slice();
  const region: Region = { bytes, base };
  const numbers = new Map<string, Int32Array | Float64Array | Uint8Array>();
  const texts = new Map<string, (row: number) => string>();
  for (const [name, type] of Object.entries(PACKED_TABLES[table]) as [string, ColumnType][]) {
    const column = header.columns.find((candidate) => candidate.name === name);
    if (column === undefined) throw new Unreadable(`column ${name} is missing`);
    if (column.type !== type) throw new Unreadable(`column ${name} is of type ${column.type}`);
    switch (type) {
      case 'i32':
        numbers.set(name, over(region, Int32Array, column.at, header.rows));
        break;
      case 'f64':
        numbers.set(name, over(region, Float64Array, column.at, header.rows));
        break;
      case 'u8':
        numbers.set(name, over(region, Uint8Array, column.at, header.rows));
        break;
      case 'text':
        texts.set(name, openText(region, column, column.at, header.rows));
        break;
      case 'dictionary':
        texts.set(name, openDictionary(region, column, header.rows));
        break;
    }
  }
  const textsOf = (column: string) => must(texts.get(column), () => `table ${table} has a column ${column} of text`);
  return {
    table,
    first: header.first,
    rows: header.rows,
    numbers: (column) => must(numbers.get(column), () => `table ${table} has a column ${column} of numbers`),
    text: (column, row) => textsOf(column)(row),
    texts: textsOf,
  };
}

interface Region {
  readonly bytes: Uint8Array;
  readonly base: number;
}

interface ArrayType<A> {
  readonly BYTES_PER_ELEMENT: number;
  new (buffer: ArrayBufferLike, byteOffset: number, length: number): A;
}

function over<A>(region: Region, type: ArrayType<A>, at: number, length: number): A {
  const from = region.base + at;
  if (at % 8 !== 0 || from + length * type.BYTES_PER_ELEMENT > region.bytes.length) {
    throw new Unreadable('a column leaves the segment');
  }
  return new type(region.bytes.buffer, region.bytes.byteOffset + from, length);
}

function openText(region: Region, column: ColumnHeader, offsetsAt: number, count: number): (row: number) => string {
  const offsets = over(region, Uint32Array, offsetsAt, count + 1);
  const text = over(region, Uint8Array, column.textAt ?? 0, column.textBytes ?? 0);
  // Counted, not iterated: tens of thousands of steps are taken before anything has been compiled.
  let before = 0;
  for (let at = 0; at <= count; at++) {
    const offset = offsets[at] as number;
    if (offset < before) throw new Unreadable('text offsets run backwards');
    before = offset;
  }
  if (offsets[0] !== 0 || before !== text.length) throw new Unreadable('text offsets leave the text');
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  // The whole column decoded once serves reading most of its rows; who reads a few would wait for it and hold it.
  const readsBeforeWhole = Math.max(READS_BEFORE_WHOLE, count >> 1);
  let plain: { readonly text: string; readonly starts: Uint32Array } | null = null;
  let reads = 0;
  return (row) => {
    const from = offsets[row];
    const to = offsets[row + 1];
    invariant(from !== undefined && to !== undefined, 'a row lies within its segment');
    if (from === to) return '';
    if (plain !== null) return plain.text.slice(plain.starts[row], plain.starts[row + 1]);
    if (++reads === readsBeforeWhole) plain = decodedWhole(offsets, text);
    return decoder.decode(text.subarray(from, to));
  };
}

const READS_BEFORE_WHOLE = 64;

/** Null where bytes are no UTF-8, or were parted inside a character: then they are read one by one, as they are. */
function decodedWhole(
  offsets: Uint32Array,
  bytes: Uint8Array,
): { readonly text: string; readonly starts: Uint32Array } | null {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { ignoreBOM: true, fatal: true }).decode(bytes);
  } catch {
    return null;
  }
  if (text.length === bytes.length) return { text, starts: offsets };
  const starts = new Uint32Array(offsets.length);
  let units = 0;
  let row = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] as number;
    const isInside = (byte & 0xc0) === 0x80;
    for (; offsets[row] === at; row++) {
      if (isInside) return null;
      starts[row] = units;
    }
    // Four bytes are a pair of units.
    if (!isInside) units += byte >= 0xf0 ? 2 : 1;
  }
  starts.fill(units, row);
  return { text, starts };
}

function openDictionary(region: Region, column: ColumnHeader, rows: number): (row: number) => string {
  const count = column.values ?? 0;
  const indexes =
    count > NARROW_DICTIONARY_MAX
      ? over(region, Uint32Array, column.at, rows)
      : over(region, Uint16Array, column.at, rows);
  for (let row = 0; row < rows; row++) {
    if ((indexes[row] as number) >= count) throw new Unreadable('a dictionary index has no value');
  }
  const valueAt = openText(region, column, column.valuesAt ?? 0, count);
  const values = new Map<number, string>();
  return (row) => {
    const index = must(indexes[row], 'a row lies within its segment');
    const known = values.get(index);
    if (known !== undefined) return known;
    const value = valueAt(index);
    values.set(index, value);
    return value;
  };
}
