/** A packed index as bytes: its arrays as they lie in memory, its words as UTF-8. */
import { joinedBytes } from '../../kernel/joined-bytes.ts';
import { type PackedIndex, TITLE_FORMS } from './packed-index.ts';

/** Of the numbers at the head: format, span, terms, postings, bytes of the vocabulary, rows with codes, bytes of codes, nothing. */
const HEAD_NUMBERS = 8;
const INDEX_FORMAT = 0x45564932;
/** Terms hold letters and digits only, so a line feed can part them. */
const TERM_END = '\n';

export function saveIndex(index: PackedIndex): Uint8Array {
  const encoder = new TextEncoder();
  const words = encoder.encode(index.vocabulary.join(TERM_END));
  const codes = index.codes.bytes;
  const parts = [
    Uint32Array.of(
      INDEX_FORMAT,
      index.span,
      index.vocabulary.length,
      index.postings.length,
      words.length,
      index.codes.rows.length,
      codes.length,
      0,
    ),
    index.offsets,
    index.postings,
    index.signatures,
    index.codes.starts,
    index.codes.rows,
    index.titleLengths,
    words,
    codes,
  ];
  return joinedBytes(parts);
}

/** Null when the bytes are not such an index: it is built again. */
export function loadIndex(given: Uint8Array): PackedIndex | null {
  const bytes = given.byteOffset % 4 === 0 ? given : given.slice();
  if (bytes.length < HEAD_NUMBERS * 4) return null;
  const head = new Uint32Array(bytes.buffer, bytes.byteOffset, HEAD_NUMBERS);
  const [format, span = 0, terms = 0, places = 0, wordBytes = 0, codeRows = 0, codeBytes = 0] = head;
  const numbers = HEAD_NUMBERS + (terms + 1) + places + terms + 2 * codeRows;
  const expected = numbers * 4 + span * TITLE_FORMS + wordBytes + codeBytes;
  if (format !== INDEX_FORMAT || bytes.length !== expected) return null;
  let at = bytes.byteOffset + HEAD_NUMBERS * 4;
  const taken = (count: number, width: number): number => {
    const from = at;
    at += count * width;
    return from;
  };
  const offsets = new Uint32Array(bytes.buffer, taken(terms + 1, 4), terms + 1);
  const postings = new Uint32Array(bytes.buffer, taken(places, 4), places);
  const signatures = new Int32Array(bytes.buffer, taken(terms, 4), terms);
  const starts = new Uint32Array(bytes.buffer, taken(codeRows, 4), codeRows);
  const rows = new Uint32Array(bytes.buffer, taken(codeRows, 4), codeRows);
  const titleLengths = new Uint8Array(bytes.buffer, taken(span * TITLE_FORMS, 1), span * TITLE_FORMS);
  const words = new TextDecoder().decode(new Uint8Array(bytes.buffer, taken(wordBytes, 1), wordBytes));
  const codes = new Uint8Array(bytes.buffer, taken(codeBytes, 1), codeBytes);
  const vocabulary = terms === 0 ? [] : words.split(TERM_END);
  if (vocabulary.length !== terms) return null;
  return { vocabulary, offsets, postings, signatures, span, titleLengths, codes: { bytes: codes, starts, rows } };
}
