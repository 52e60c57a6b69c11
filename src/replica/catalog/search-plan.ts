/**
 * Finds what a term of a query stands for in one index: words that begin so, words a slip of the finger
 * away, words and codes that hold it inside. Knows nothing of rows beyond those the codes name.
 */
import { isOneSlipFrom, letterSignature, prefixDistance } from './edit-distance.ts';
import { lowerBound, type PackedIndex } from './packed-index.ts';
import { type CodeHits, codesWith, placeIn } from './search-codes.ts';
import { CODE_FRAGMENT_MIN, hasDigit, type QueryTerm } from './search-text.ts';

/** How well words fit what was typed, as rows of WORTHS. */
export type Fit = 0 | 1 | 2 | 3 | 4 | 5;
const EXACT: Fit = 0;
const BEGINS: Fit = 1;
const ONE_SLIP: Fit = 2;
const TWO_SLIPS: Fit = 3;
const INSIDE: Fit = 4;
/** The whole word, not only a beginning of it, is one slip away. */
const WHOLE_SLIP: Fit = 5;

export const FIT_FIELDS = 4;
/** What a fit is worth in each field: title, option, SKU; found at `fit * FIT_FIELDS + field`. */
// biome-ignore format: a table reads in rows
export const WORTHS = Uint8Array.of(
  60, 36, 24, 0,
  30, 18, 12, 0,
  10, 6, 4, 0,
  7, 4, 3, 0,
  8, 5, 3, 0,
  16, 9, 6, 0,
);
export const EXACT_IN_TITLE = 60;

/** Neighbouring terms that a term of the query stands for: their postings are neighbours too. */
export interface Match {
  readonly from: number;
  readonly to: number;
  readonly fit: Fit;
}

/** What one term stands for in one index. */
export interface Matches {
  readonly words: readonly Match[];
  readonly codes: CodeHits | null;
}

export const NO_MATCHES: Matches = { words: [], codes: null };

export function bothMatches(a: Matches, b: Matches): Matches {
  return { words: [...a.words, ...b.words], codes: a.codes ?? b.codes };
}

/** As typed: a whole pair of characters; words that begin so; and codes that hold what can only be meant for one. */
export function asTyped(index: PackedIndex, term: QueryTerm): Matches {
  if (term.isGram) return { words: wholeTerm(index, term.text), codes: null };
  const words = beginnings(index, term.text);
  return { words, codes: isCodeFragment(term.text) ? codesWith(index.codes, term.text) : null };
}

function wholeTerm(index: PackedIndex, text: string): Match[] {
  const term = lowerBound(index.vocabulary, text);
  return index.vocabulary[term] === text ? [{ from: term, to: term + 1, fit: EXACT }] : [];
}

/** Beyond any term of ours in code unit order. */
const AFTER_ALL = '\uffff';

/** The word itself sorts before all that begin with it. */
function beginnings(index: PackedIndex, text: string): Match[] {
  const whole = wholeTerm(index, text);
  const from = whole[0]?.to ?? lowerBound(index.vocabulary, text);
  const to = lowerBound(index.vocabulary, text + AFTER_ALL);
  return from < to ? [...whole, { from, to, fit: BEGINS }] : whole;
}

/** Slips forgiven, by the length of what was typed. */
const ONE_SLIP_FROM = 4;
const TWO_SLIPS_FROM = 8;
const TYPED_MAX = 40;

function slipsFor(term: QueryTerm): number {
  const { length } = term.text;
  if (term.isGram || length < ONE_SLIP_FROM || length > TYPED_MAX) return 0;
  return length >= TWO_SLIPS_FROM ? 2 : 1;
}

export function withSlips(index: PackedIndex, term: QueryTerm): Matches {
  const slips = slipsFor(term);
  if (slips === 0) return NO_MATCHES;
  const { vocabulary, signatures } = index;
  const typed = letterSignature(term.text);
  const words: Match[] = [];
  for (let at = 0; at < signatures.length; at++) {
    // A letter typed that the word lacks costs a slip: clearing the lowest missing bits, none may be left.
    let missing = typed & ~(signatures[at] as number);
    if (missing !== 0) {
      missing &= missing - 1;
      if (missing !== 0 && (slips === 1 || (missing & (missing - 1)) !== 0)) continue;
    }
    const word = vocabulary[at] as string;
    const distance = prefixDistance(term.text, word, slips);
    if (distance > slips) continue;
    const fit = isOneSlipFrom(term.text, word) ? WHOLE_SLIP : distance < 2 ? ONE_SLIP : TWO_SLIPS;
    words.push({ from: at, to: at + 1, fit });
  }
  return { words, codes: null };
}

const INSIDE_FROM = 2;

/** Looked for inside codes whatever words begin so. */
export function isCodeFragment(text: string): boolean {
  return text.length >= CODE_FRAGMENT_MIN && hasDigit(text);
}

/** Codes were passed over already for what is a fragment of one. */
export function inside(index: PackedIndex, words: WordsText, term: QueryTerm): Matches {
  if (term.isGram || term.text.length < INSIDE_FROM) return NO_MATCHES;
  const found: Match[] = [];
  let last = -1;
  for (let at = words.text.indexOf(term.text); at !== -1; at = words.text.indexOf(term.text, at + 1)) {
    const word = placeIn(words.starts, at, Math.max(last, 0));
    if (word !== last) found.push({ from: word, to: word + 1, fit: INSIDE });
    last = word;
  }
  const isForCodes = term.text.length >= CODE_FRAGMENT_MIN && !isCodeFragment(term.text);
  return { words: found, codes: isForCodes ? codesWith(index.codes, term.text) : null };
}

/** The vocabulary as one text, to be passed over at once. */
export interface WordsText {
  readonly text: string;
  readonly starts: Uint32Array;
}

export function wordsText(vocabulary: readonly string[]): WordsText {
  const starts = new Uint32Array(vocabulary.length);
  let at = 0;
  vocabulary.forEach((word, place) => {
    starts[place] = at;
    at += word.length + 1;
  });
  return { text: vocabulary.join('\n'), starts };
}
