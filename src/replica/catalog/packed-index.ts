/**
 * An inverted index as flat arrays: a sorted vocabulary, and for each term the places it stands in; beside
 * it the codes of all rows as one text. It is built while segments arrive, saved as it lies in memory, and
 * loaded without parsing more than the texts. A posting is an ordinal and the field it was found in.
 *
 * Invariant: the postings of a term ascend.
 */
import { invariant } from '../../kernel/invariant.ts';
import { letterSignature } from './edit-distance.ts';

/** Fields in falling weight: a term that stands in several fields of one row counts in the first. */
export const FIELDS = ['title', 'option', 'sku'] as const;
export type Field = (typeof FIELDS)[number];
const FIELD_BITS = 2;

/** How many terms a query needs to have said all of a title: kept for each language of a row. */
export const TITLE_FORMS = 3;

export interface PackedIndex {
  readonly vocabulary: readonly string[];
  /** Postings of term t are `postings[offsets[t] … offsets[t + 1])`. */
  readonly offsets: Uint32Array;
  readonly postings: Uint32Array;
  readonly signatures: Int32Array;
  /** One more than the highest ordinal. */
  readonly span: number;
  /** By ordinal, TITLE_FORMS numbers each; 0 where there is no such title. */
  readonly titleLengths: Uint8Array;
  readonly codes: CodeText;
}

/**
 * Codes without their separators, each between blanks, so that one pass finds a fragment of any of them:
 * as words of the vocabulary, nearly all different, they would double it.
 */
export interface CodeText {
  /** UTF-8: a string would be passed over ten times slower, for digits are all alike. */
  readonly bytes: Uint8Array;
  /** Where each row's codes begin, ascending, and whose they are. */
  readonly starts: Uint32Array;
  readonly rows: Uint32Array;
}

export const ordinalOf = (posting: number): number => posting >>> FIELD_BITS;
export const fieldOf = (posting: number): number => posting & ((1 << FIELD_BITS) - 1);
/** The lowest posting that a row can have. */
export const postingOf = (ordinal: number): number => ordinal << FIELD_BITS;

/** First term that is not below `text`. */
export function lowerBound(vocabulary: readonly string[], text: string): number {
  let low = 0;
  let high = vocabulary.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((vocabulary[middle] ?? '') < text) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** What of a row can be found. Equal lists given twice in a row cost once: forms of an item share their title. */
export interface RowTerms {
  readonly title: readonly string[];
  readonly titleLengths: readonly number[];
  readonly option: readonly string[];
  readonly sku: readonly string[];
  /** Bare. */
  readonly codes: readonly string[];
}

export interface IndexBuilder {
  /** Every ordinal is added once, with the terms of its fields. */
  add(ordinal: number, terms: RowTerms): void;
  /** The index of all that was added. More may be added afterwards. */
  finish(): PackedIndex;
}

const LENGTH_MAX = 255;
const [TITLE, OPTION, SKU] = [FIELDS.indexOf('title'), FIELDS.indexOf('option'), FIELDS.indexOf('sku')];

export function createIndexBuilder(): IndexBuilder {
  const termNumbers = new Map<string, number>();
  let known = 0;
  let counts = new Uint32Array(1 << 10);
  /** Last ordinal + 1 that used the term, to count it once per row. */
  let lastUse = new Uint32Array(1 << 10);
  let terms = new Uint32Array(1 << 16);
  let postings = new Uint32Array(1 << 16);
  let length = 0;
  let span = 0;
  let isAscending = true;
  let lastOrdinal = -1;
  let titleLengths = new Uint8Array(1 << 12);
  const codes: string[] = [];
  const codeRows: number[] = [];
  let lastTitle: readonly string[] = [];
  let lastTitleNumbers: readonly number[] = [];

  function numberOf(text: string): number {
    const held = termNumbers.get(text);
    if (held !== undefined) return held;
    const term = known++;
    if (term === counts.length) {
      counts = doubled(counts);
      lastUse = doubled(lastUse);
    }
    termNumbers.set(text, term);
    return term;
  }

  function append(term: number, ordinal: number, field: number): void {
    if (lastUse[term] === ordinal + 1) return;
    lastUse[term] = ordinal + 1;
    if (length === terms.length) {
      terms = doubled(terms);
      postings = doubled(postings);
    }
    terms[length] = term;
    postings[length] = (ordinal << FIELD_BITS) | field;
    length++;
    counts[term] = (counts[term] as number) + 1;
  }

  return {
    add(ordinal, row) {
      invariant(ordinal < 1 << (32 - FIELD_BITS - 1), 'an ordinal fits a posting');
      span = Math.max(span, ordinal + 1);
      if (ordinal < lastOrdinal) isAscending = false;
      lastOrdinal = ordinal;
      if (row.title !== lastTitle) {
        lastTitle = row.title;
        lastTitleNumbers = row.title.map(numberOf);
      }
      for (const term of lastTitleNumbers) append(term, ordinal, TITLE);
      for (const text of row.option) append(numberOf(text), ordinal, OPTION);
      for (const text of row.sku) append(numberOf(text), ordinal, SKU);
      while (titleLengths.length < span * TITLE_FORMS) titleLengths = doubled(titleLengths);
      for (let form = 0; form < TITLE_FORMS; form++) {
        titleLengths[ordinal * TITLE_FORMS + form] = Math.min(row.titleLengths[form] ?? 0, LENGTH_MAX);
      }
      if (row.codes.length > 0) {
        codes.push(` ${row.codes.join(' ')} `);
        codeRows.push(ordinal);
      }
    },
    finish() {
      const vocabulary = [...termNumbers.keys()].sort((a, b) => (a < b ? -1 : 1));
      const offsets = new Uint32Array(vocabulary.length + 1);
      const starts = new Uint32Array(vocabulary.length);
      vocabulary.forEach((text, place) => {
        const term = termNumbers.get(text) ?? 0;
        starts[term] = offsets[place] ?? 0;
        offsets[place + 1] = (offsets[place] ?? 0) + (counts[term] ?? 0);
      });
      const sorted = new Uint32Array(length);
      for (let at = 0; at < length; at++) {
        const term = terms[at] ?? 0;
        const start = starts[term] ?? 0;
        sorted[start] = postings[at] ?? 0;
        starts[term] = start + 1;
      }
      if (!isAscending) {
        for (const term of vocabulary.keys()) sorted.subarray(offsets[term], offsets[term + 1]).sort();
      }
      const signatures = Int32Array.from(vocabulary, letterSignature);
      return {
        vocabulary,
        offsets,
        postings: sorted,
        signatures,
        span,
        titleLengths: titleLengths.slice(0, span * TITLE_FORMS),
        codes: codeText(codes, codeRows),
      };
    },
  };
}

/** Rows in the order of their ordinals, so that one of them is found by halves. */
function codeText(lines: readonly string[], rows: readonly number[]): CodeText {
  const order = rows.map((_, place) => place);
  // Segments come in their order but seldom out of it.
  if (rows.some((row, place) => row < (rows[place - 1] ?? 0))) order.sort((a, b) => (rows[a] ?? 0) - (rows[b] ?? 0));
  const encoded = new TextEncoder().encode(order.map((place) => lines[place]).join(LINE_END));
  const starts = new Uint32Array(rows.length);
  for (let line = 1, at = 0; line < starts.length; line++) {
    at = encoded.indexOf(LINE_END_BYTE, at) + 1;
    starts[line] = at;
  }
  return { bytes: encoded, starts, rows: Uint32Array.from(order, (place) => rows[place] ?? 0) };
}

const LINE_END = '\n';
const LINE_END_BYTE = 10;

function doubled<A extends Uint32Array<ArrayBuffer> | Uint8Array<ArrayBuffer>>(array: A): A {
  const larger = new (array.constructor as new (length: number) => A)(array.length * 2);
  larger.set(array);
  return larger;
}
