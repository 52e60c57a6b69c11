/**
 * Cuts text into the terms that the search index holds, and a query into the terms it asks for. Both
 * sides fold alike: width (NFKC), case, accents, forms of Chinese, kinds of kana. Scripts written without
 * spaces (Chinese, kana, Thai and its neighbours) are held as single characters and pairs, and asked for as
 * pairs, so that any fragment of them is found.
 */
import { simplified } from './search-han.ts';

export interface QueryTerm {
  readonly text: string;
  /** Held as it is; no prefixes, no typos. */
  readonly isGram: boolean;
}

const ASCII = /^[\0-\x7f]*$/;
/** Nothing of this has another width, an accent or another way to be composed. */
const ASCII_AND_HAN = /^[\0-\x7f\u4e00-\u9fff]*$/;
/** Accents of Latin, Greek and Cyrillic, points of Hebrew and Arabic, its stretching: kana's voicing marks and Thai vowels are no accents. */
const ACCENTS = /[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]|\u0640/g;
const LETTERS_THAT_DO_NOT_DECOMPOSE: Readonly<Record<string, string>> = {
  ß: 'ss',
  ø: 'o',
  đ: 'd',
  ł: 'l',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
  ð: 'd',
  þ: 'th',
};
const UNDECOMPOSED = /[ßøđłæœıðþ]/g;
/** NFKC would glue it to the number behind it. */
const NUMBER_SIGN = /\u2116/g;
const KATAKANA = /[\u30a1-\u30f6]/g;
const KATAKANA_ABOVE_HIRAGANA = 0x60;
/** "children's" is typed as "childrens"; other apostrophes part words ("l'eau"). */
const POSSESSIVE = /([\p{L}\p{N}])['’]s(?![\p{L}\p{N}])/gu;

export function foldText(text: string): string {
  if (ASCII.test(text)) return withoutPossessive(text.toLowerCase());
  if (ASCII_AND_HAN.test(text)) return withoutPossessive(simplified(text.toLowerCase()));
  const plain = text
    .replace(NUMBER_SIGN, 'no ')
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFD')
    .replace(ACCENTS, '')
    .replace(UNDECOMPOSED, (letter) => LETTERS_THAT_DO_NOT_DECOMPOSE[letter] ?? letter)
    .normalize('NFC')
    .replace(KATAKANA, (kana) => String.fromCharCode(kana.charCodeAt(0) - KATAKANA_ABOVE_HIRAGANA));
  return withoutPossessive(simplified(plain));
}

function withoutPossessive(text: string): string {
  return text.includes("'s") || text.includes('’s') ? text.replace(POSSESSIVE, '$1s') : text;
}

type Script = 'word' | 'gram' | 'gap';

const MIDDLE_DOT_OF_KANA = 0x30fb;

const GAP = 0;
const GRAM = 2;
const NUMBERS = { gap: GAP, word: 1, gram: GRAM } as const;
/** By unit: asked a hundred times for every product. */
const SCRIPTS = Uint8Array.from({ length: 0x10000 }, (_, unit) => NUMBERS[scriptOf(unit)]);

function scriptOf(unit: number): Script {
  if (unit < 0x80) {
    return (unit >= 97 && unit <= 122) || (unit >= 48 && unit <= 57) ? 'word' : 'gap';
  }
  if (unit < 0xc0 || unit === 0xd7 || unit === 0xf7) return 'gap';
  // Thai, Lao; Burmese; Khmer.
  if ((unit >= 0xe00 && unit <= 0xeff) || (unit >= 0x1000 && unit <= 0x109f)) return 'gram';
  if (unit >= 0x1780 && unit <= 0x17ff) return 'gram';
  if (unit < 0x2000) return 'word';
  if (unit < 0x2c00) return 'gap';
  if (unit < 0x3005) return 'word';
  if (unit < 0x3040) return unit <= 0x3007 ? 'gram' : 'gap';
  if (unit <= 0x9fff) return unit === MIDDLE_DOT_OF_KANA ? 'gap' : 'gram';
  // Hangul and other letters written with spaces.
  if (unit < 0xd800) return 'word';
  // Planes 2 and 3 are Han; other pairs are emoji and symbols.
  if (unit <= 0xdbff) return unit >= 0xd840 && unit <= 0xd8ff ? 'gram' : 'gap';
  if (unit <= 0xdfff) return 'gap';
  return unit >= 0xf900 && unit <= 0xfaff ? 'gram' : 'gap';
}

/** Calls back for each run of one script in folded text, with the place it begins at. */
function eachRun(folded: string, run: (text: string, isGram: boolean, from: number) => void): void {
  const { length } = folded;
  let at = 0;
  while (at < length) {
    const script = SCRIPTS[folded.charCodeAt(at)];
    let end = at + 1;
    if (script === GAP) {
      at = end;
      continue;
    }
    while (end < length) {
      const unit = folded.charCodeAt(end);
      // The second half of a pair belongs to its first.
      const isSecondHalf = script === GRAM && unit >= 0xdc00 && unit <= 0xdfff;
      if (!isSecondHalf && SCRIPTS[unit] !== script) break;
      end++;
    }
    run(folded.slice(at, end), script === GRAM, at);
    at = end;
  }
}

/**
 * Adds the terms of a text to `into`, repetitions included. Words tied by a hyphen also count as one:
 * "T-shirt" as `tshirt`. Gives the text as it was folded.
 */
export function addTerms(text: string, into: { push(term: string): void }): string {
  const folded = foldText(text);
  let before = '';
  let beforeEnds = -1;
  eachRun(folded, (run, isGram, from) => {
    if (!isGram) {
      into.push(run);
      if (beforeEnds === from - 1 && folded.charCodeAt(beforeEnds) === HYPHEN) into.push(before + run);
      before = run;
      beforeEnds = from + run.length;
      return;
    }
    for (let place = 0; place < run.length; ) {
      const next = place + widthAt(run, place);
      into.push(run.slice(place, next));
      if (next < run.length) into.push(run.slice(place, next + widthAt(run, next)));
      place = next;
    }
  });
  return folded;
}

const HYPHEN = 0x2d;

/** Units of the character that stands there. */
function widthAt(text: string, place: number): number {
  return (text.codePointAt(place) ?? 0) > 0xffff ? 2 : 1;
}

/** Letters and digits of a code without what stands between them: `AB-12/c` as `ab12c`. */
export function bareCode(code: string): string {
  if (BARE.test(code)) return code;
  let bare = '';
  eachRun(foldText(code), (run) => {
    bare += run;
  });
  return bare;
}

const BARE = /^[0-9a-z]*$/;
const DIGIT = /[0-9]/;
/** From this many characters on a term is looked for inside codes, and a part of a SKU with a digit is no term. */
export const CODE_FRAGMENT_MIN = 4;

export function hasDigit(text: string): boolean {
  return DIGIT.test(text);
}

/**
 * The words in a SKU. Its long parts with digits are almost all different: they stand among the codes, and
 * only how they begin is a word: `BX100123-blu` is `bx`, `bx1` and `blu`. Gives the bare SKU.
 */
export function addSkuTerms(sku: string, into: string[]): string {
  let bare = '';
  let runs = 0;
  eachRun(foldText(sku), (run, isGram) => {
    runs++;
    bare += run;
    if (isGram) addTerms(run, into);
    else if (run.length < CODE_FRAGMENT_MIN || !hasDigit(run)) into.push(run);
    else {
      const letters = run.slice(0, run.search(DIGIT));
      if (letters !== '') into.push(letters);
    }
  });
  if (bare.length < CODE_FRAGMENT_MIN || !hasDigit(bare)) {
    if (runs > 1) into.push(bare);
  } else {
    const head = bare.slice(0, CODE_FRAGMENT_MIN - 1);
    if (hasDigit(head)) into.push(head);
  }
  return bare;
}

export function queryTerms(query: string): readonly QueryTerm[] {
  const terms = new Map<string, QueryTerm>();
  eachQueryTerm(foldText(query), (text, isGram) => terms.set(text, { text, isGram }));
  return [...terms.values()];
}

/** How many terms `queryTerms` would give for a text that is folded. */
export function countQueryTerms(folded: string): number {
  const terms = new Set<string>();
  eachQueryTerm(folded, (text) => terms.add(text));
  return terms.size;
}

function eachQueryTerm(folded: string, take: (text: string, isGram: boolean) => void): void {
  eachRun(folded, (run, isGram) => {
    if (!isGram) return take(run, false);
    let next = widthAt(run, 0);
    if (next >= run.length) return take(run, true);
    for (let place = 0; next < run.length; ) {
      const end = next + widthAt(run, next);
      take(run.slice(place, end), true);
      place = next;
      next = end;
    }
  });
}
