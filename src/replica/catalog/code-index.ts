/**
 * Codes (barcodes and SKUs) as sorted numbers: ten bytes a code, found by binary search. A key may stand
 * for several codes (a hash collides, leading zeros are lost), so a hit is a candidate: whoever looks up
 * compares the row's own codes before believing it.
 */
import { codeKey } from '../../domain/catalog/scan-code.ts';
import type { CodesRecord } from './replica-database.ts';

const DIGITS = /^[0-9]{1,15}$/;

/** Digits stand for themselves, which also makes UPC-A and EAN-13 one key; everything else is hashed to 53 bits. */
export function codeNumber(code: string): number {
  return DIGITS.test(code) ? Number(code) : hashed(code);
}

/** Two codes that a scanner may give for the same print: equal, or one GTIN with and without its leading zeros. */
export function isSameCode(a: string, b: string): boolean {
  return a === b || codeKey(a) === codeKey(b);
}

/** Two FNV-1a walks with different beginnings, 21 and 32 bits of them. Negative, to stay apart from digits. */
function hashed(text: string): number {
  let wide = 0x811c9dc5;
  let narrow = 0x01234567;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    wide = Math.imul(wide ^ unit, 0x01000193);
    narrow = Math.imul(narrow ^ (unit + at), 0x01000193);
  }
  return -((narrow >>> 11) * 2 ** 32 + (wide >>> 0)) - 1;
}

export function buildCodes(hash: string, codesOfRow: Iterable<readonly [row: number, code: string]>): CodesRecord {
  const pairs: [number, number][] = [];
  for (const [row, code] of codesOfRow) pairs.push([codeNumber(code), row]);
  pairs.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const rows = pairs.map(([, row]) => row);
  const isNarrow = rows.every((row) => row < 1 << 16);
  return {
    hash,
    keys: Float64Array.from(pairs, ([key]) => key),
    rows: isNarrow ? Uint16Array.from(rows) : Uint32Array.from(rows),
  };
}

/** Rows that may carry the code, each once. */
export function rowsWithKey(codes: Pick<CodesRecord, 'keys' | 'rows'>, key: number): number[] {
  let low = 0;
  let high = codes.keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((codes.keys[middle] ?? 0) < key) low = middle + 1;
    else high = middle;
  }
  const found: number[] = [];
  for (let at = low; codes.keys[at] === key; at++) {
    const row = codes.rows[at];
    if (row !== undefined && !found.includes(row)) found.push(row);
  }
  return found;
}
