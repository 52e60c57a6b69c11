/**
 * An inverted index as flat arrays: a sorted vocabulary, and for each term the places it stands in. It is
 * built while segments arrive, saved as it lies in memory, and loaded without parsing more than the
 * vocabulary. A posting is an ordinal and the field it was found in.
 */
import { invariant } from '../../kernel/invariant.ts';
import { letterSignature } from './edit-distance.ts';

/** Fields in falling weight: a term that stands in several fields of one row counts in the first. */
export const FIELDS = ['title', 'sku', 'option'] as const;
export type Field = (typeof FIELDS)[number];
const FIELD_BITS = 2;

export interface PackedIndex {
  readonly vocabulary: readonly string[];
  /** Postings of term t are `postings[offsets[t] … offsets[t + 1])`. */
  readonly offsets: Uint32Array;
  readonly postings: Uint32Array;
  readonly signatures: Int32Array;
  /** One more than the highest ordinal. */
  readonly span: number;
}

export const ordinalOf = (posting: number): number => posting >>> FIELD_BITS;
export const fieldOf = (posting: number): number => posting & ((1 << FIELD_BITS) - 1);

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

export interface IndexBuilder {
  /** Every ordinal is added once, with the terms of its fields. */
  add(ordinal: number, terms: Readonly<Record<Field, readonly string[]>>): void;
  /** The index of all that was added. More may be added afterwards. */
  finish(): PackedIndex;
}

export function createIndexBuilder(): IndexBuilder {
  const termNumbers = new Map<string, number>();
  const counts: number[] = [];
  /** Last ordinal + 1 that used the term, to count it once per row. */
  const lastUse: number[] = [];
  let terms = new Uint32Array(1 << 16);
  let postings = new Uint32Array(1 << 16);
  let length = 0;
  let span = 0;

  function append(term: number, posting: number): void {
    if (length === terms.length) {
      terms = doubled(terms);
      postings = doubled(postings);
    }
    terms[length] = term;
    postings[length] = posting;
    length++;
    counts[term] = (counts[term] ?? 0) + 1;
  }

  return {
    add(ordinal, fields) {
      invariant(ordinal < 1 << (32 - FIELD_BITS - 1), 'an ordinal fits a posting');
      span = Math.max(span, ordinal + 1);
      FIELDS.forEach((field, place) => {
        for (const text of fields[field]) {
          let term = termNumbers.get(text);
          if (term === undefined) {
            term = counts.length;
            termNumbers.set(text, term);
            counts.push(0);
            lastUse.push(0);
          }
          if (lastUse[term] === ordinal + 1) continue;
          lastUse[term] = ordinal + 1;
          append(term, (ordinal << FIELD_BITS) | place);
        }
      });
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
      const signatures = Int32Array.from(vocabulary, letterSignature);
      return { vocabulary, offsets, postings: sorted, signatures, span };
    },
  };
}

function doubled(array: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(array.length * 2);
  larger.set(array);
  return larger;
}

/** Of the numbers at the head of a saved index: format, span, terms, postings, bytes of the vocabulary. */
const HEAD_NUMBERS = 6;
const INDEX_FORMAT = 0x45564931;
/** Terms hold letters and digits only, so a line feed can part them. */
const TERM_END = '\n';

export function saveIndex(index: PackedIndex): Uint8Array {
  const text = new TextEncoder().encode(index.vocabulary.join(TERM_END));
  const numbers = [index.offsets, index.postings, index.signatures];
  const numbersLength = numbers.reduce((sum, array) => sum + array.byteLength, 0);
  const bytes = new Uint8Array(HEAD_NUMBERS * 4 + numbersLength + text.length);
  new Uint32Array(bytes.buffer, 0, HEAD_NUMBERS).set([
    INDEX_FORMAT,
    index.span,
    index.vocabulary.length,
    index.postings.length,
    text.length,
    0,
  ]);
  let at = HEAD_NUMBERS * 4;
  for (const array of numbers) {
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), at);
    at += array.byteLength;
  }
  bytes.set(text, at);
  return bytes;
}

/** Null when the bytes are not such an index: it is built again. */
export function loadIndex(given: Uint8Array): PackedIndex | null {
  const bytes = given.byteOffset % 4 === 0 ? given : given.slice();
  if (bytes.length < HEAD_NUMBERS * 4) return null;
  const [format, span = 0, terms = 0, places = 0, textLength = 0] = new Uint32Array(
    bytes.buffer,
    bytes.byteOffset,
    HEAD_NUMBERS,
  );
  const expected = HEAD_NUMBERS * 4 + (terms + 1 + places + terms) * 4 + textLength;
  if (format !== INDEX_FORMAT || bytes.length !== expected) return null;
  let at = bytes.byteOffset + HEAD_NUMBERS * 4;
  const offsets = new Uint32Array(bytes.buffer, at, terms + 1);
  at += offsets.byteLength;
  const postings = new Uint32Array(bytes.buffer, at, places);
  at += postings.byteLength;
  const signatures = new Int32Array(bytes.buffer, at, terms);
  at += signatures.byteLength;
  const text = new TextDecoder().decode(new Uint8Array(bytes.buffer, at, textLength));
  const vocabulary = terms === 0 ? [] : text.split(TERM_END);
  return vocabulary.length === terms ? { vocabulary, offsets, postings, signatures, span } : null;
}
