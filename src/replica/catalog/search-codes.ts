/**
 * Fragments of codes: all codes lie in one run of bytes, and one pass over them (it looks at every
 * m-th pair of bytes only) finds where a fragment stands, in whose code, and whether the code begins so.
 */
import { invariant } from '../../kernel/invariant.ts';
import type { CodeText } from './packed-index.ts';

const WHOLE_CODE = 63;
const CODE_BEGINS = 30;
const INSIDE_CODE = 8;

export interface CodeHits {
  readonly fragment: Uint8Array;
  /** Rows whose codes fit, ascending, perhaps repeated, and what each place is worth. */
  readonly rows: readonly number[];
  readonly worths: readonly number[];
  /** So many goods fit that the pass was ended: others fit too. */
  readonly isCut: boolean;
}

/** What more than this many places have in common (a maker's prefix) is nobody's mark. */
const HITS_MAX = 4_096;
const BLANK = 32;

export function codesWith(codes: CodeText, text: string): CodeHits {
  const fragment = new TextEncoder().encode(text);
  const rows: number[] = [];
  const worths: number[] = [];
  let line = 0;
  const takePlace = (at: number) => {
    line = placeIn(codes.starts, at, line);
    rows.push(codes.rows[line] as number);
    worths.push(worthAt(codes.bytes, at, fragment.length));
    return rows.length < HITS_MAX;
  };
  const blocks = blocksFor(codes, fragment);
  let isCut = false;
  if (blocks === null) isCut = eachPlace(codes.bytes, 0, codes.bytes.length, fragment, takePlace);
  for (let at = 0; blocks !== null && at < blocks.length && !isCut; at++) {
    const first = (blocks[at] as number) * BLOCK_LINES;
    const end = codes.starts[first + BLOCK_LINES] ?? codes.bytes.length;
    isCut = eachPlace(codes.bytes, codes.starts[first] as number, end, fragment, takePlace);
  }
  return { fragment, rows, worths, isCut };
}

/** What the codes of one row are worth to a fragment; 0 when it stands in none of them. */
export function worthInCodes(codes: CodeText, fragment: Uint8Array, row: number): number {
  const line = placeIn(codes.rows, row, 0);
  if (codes.rows[line] !== row) return 0;
  let best = 0;
  eachPlace(codes.bytes, codes.starts[line] as number, codes.starts[line + 1] ?? codes.bytes.length, fragment, (at) => {
    best = Math.max(best, worthAt(codes.bytes, at, fragment.length));
    return true;
  });
  return best;
}

function worthAt(bytes: Uint8Array, at: number, length: number): number {
  if (bytes[at - 1] !== BLANK) return INSIDE_CODE;
  return bytes[at + length] === BLANK ? WHOLE_CODE : CODE_BEGINS;
}

/** By pair of bytes: whether the pair stands in the fragment asked for. */
const pairs = new Uint8Array(1 << 16);

/**
 * Ends, and says true, when `onPlace` says no. Every place of the fragment holds one of every `length - 1`
 * pairs; reading them depends on nothing read before, so that they are read many at a time.
 */
function eachPlace(
  bytes: Uint8Array,
  from: number,
  to: number,
  wanted: Uint8Array,
  onPlace: (at: number) => boolean,
): boolean {
  const stride = wanted.length - 1;
  const pairAt = (place: number) => ((wanted[place] as number) << 8) | (wanted[place + 1] as number);
  for (let place = 0; place < stride; place++) pairs[pairAt(place)] = 1;
  let isEnded = false;
  for (let at = from + stride - 1; at + 1 < to && !isEnded; at += stride) {
    if (pairs[((bytes[at] as number) << 8) | (bytes[at + 1] as number)] !== 1) continue;
    for (let begin = at - stride + 1; begin <= at && !isEnded; begin++) {
      let alike = 0;
      while (alike <= stride && bytes[begin + alike] === wanted[alike]) alike++;
      if (alike > stride) isEnded = !onPlace(begin);
    }
  }
  for (let place = 0; place < stride; place++) pairs[pairAt(place)] = 0;
  return isEnded;
}

/**
 * Four digits in a row say in which blocks of lines to look. Counted out of the codes when first asked for: it takes
 * less time than reading it from the disk would.
 */
interface DigitBlocks {
  readonly offsets: Uint32Array;
  readonly blocks: Uint16Array;
}

const BLOCK_LINES = 32;
const FOUR_DIGITS = 10_000;
const DIGIT_ZERO = 48;
const known = new WeakMap<CodeText, DigitBlocks>();

/** The fewest blocks that hold all of the fragment; null when every block may. */
function blocksFor(codes: CodeText, fragment: Uint8Array): Uint16Array | null {
  let best: Uint16Array | null = null;
  eachFourDigits(fragment, 0, fragment.length, (four) => {
    const { offsets, blocks } = known.get(codes) ?? countBlocks(codes);
    const length = (offsets[four + 1] as number) - (offsets[four] as number);
    if (best === null || length < best.length) best = blocks.subarray(offsets[four], offsets[four + 1]);
  });
  return best;
}

function countBlocks(codes: CodeText): DigitBlocks {
  const { bytes, starts } = codes;
  const blockCount = Math.ceil(starts.length / BLOCK_LINES);
  invariant(blockCount <= 1 << 16, 'a number of sixteen bits names a block');
  const offsets = new Uint32Array(FOUR_DIGITS + 1);
  const lastBlock = new Uint32Array(FOUR_DIGITS);
  function eachOfBlock(take: (four: number, block: number) => void): void {
    lastBlock.fill(0);
    for (let block = 0; block < blockCount; block++) {
      const end = starts[(block + 1) * BLOCK_LINES] ?? bytes.length;
      eachFourDigits(bytes, starts[block * BLOCK_LINES] as number, end, (four) => {
        if (lastBlock[four] === block + 1) return;
        lastBlock[four] = block + 1;
        take(four, block);
      });
    }
  }
  eachOfBlock((four) => {
    offsets[four + 1] = (offsets[four + 1] as number) + 1;
  });
  for (let four = 0; four < FOUR_DIGITS; four++)
    offsets[four + 1] = (offsets[four + 1] as number) + (offsets[four] as number);
  const blocks = new Uint16Array(offsets[FOUR_DIGITS] as number);
  const next = offsets.slice();
  eachOfBlock((four, block) => {
    blocks[next[four] as number] = block;
    next[four] = (next[four] as number) + 1;
  });
  const counted = { offsets, blocks };
  known.set(codes, counted);
  return counted;
}

function eachFourDigits(bytes: Uint8Array, from: number, to: number, take: (four: number) => void): void {
  let four = 0;
  let digits = 0;
  for (let at = from; at < to; at++) {
    const digit = (bytes[at] as number) - DIGIT_ZERO;
    if (digit < 0 || digit > 9) {
      digits = 0;
      four = 0;
      continue;
    }
    four = (four * 10 + digit) % FOUR_DIGITS;
    digits++;
    if (digits >= 4) take(four);
  }
}

/** The last start that is not above `at`, at `from` or later: galloping, for hits come in order. */
export function placeIn(starts: Uint32Array, at: number, from: number): number {
  let step = 1;
  let low = from;
  while (low + step < starts.length && (starts[low + step] as number) <= at) {
    low += step;
    step *= 2;
  }
  let high = Math.min(low + step, starts.length);
  while (low + 1 < high) {
    const middle = (low + high) >>> 1;
    if ((starts[middle] as number) <= at) low = middle;
    else high = middle;
  }
  return low;
}
