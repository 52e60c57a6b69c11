/**
 * Cuts text into the terms that the search index holds, and a query into the terms it asks for. Both
 * sides fold alike: width (NFKC), case, accents. Chinese and kana have no spaces, so they are held as
 * single characters and pairs, and asked for as pairs.
 */

export interface QueryTerm {
  readonly text: string;
  /** Held as it is; no prefixes, no typos. */
  readonly isGram: boolean;
}

const ASCII = /^[\0-\x7f]*$/;
/** Combining accents only: kana's voicing marks and Hangul's letters are no accents. */
const ACCENTS = /[\u0300-\u036f]/g;
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

export function foldText(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase();
  return text
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFD')
    .replace(ACCENTS, '')
    .replace(UNDECOMPOSED, (letter) => LETTERS_THAT_DO_NOT_DECOMPOSE[letter] ?? letter)
    .normalize('NFC');
}

type Script = 'word' | 'gram' | 'gap';

function scriptOf(unit: number): Script {
  if (unit < 0x80) {
    return (unit >= 97 && unit <= 122) || (unit >= 48 && unit <= 57) ? 'word' : 'gap';
  }
  if (unit < 0xc0 || unit === 0xd7 || unit === 0xf7) return 'gap';
  if (unit < 0x2000) return 'word';
  if (unit < 0x2c00) return 'gap';
  if (unit < 0x3005) return 'word';
  if (unit < 0x3040) return unit <= 0x3007 ? 'gram' : 'gap';
  if (unit <= 0x9fff) return 'gram';
  // Hangul and other letters written with spaces.
  if (unit < 0xd800) return 'word';
  // Planes 2 and 3 are Han; other pairs are emoji and symbols.
  if (unit <= 0xdbff) return unit >= 0xd840 && unit <= 0xd8ff ? 'gram' : 'gap';
  if (unit <= 0xdfff) return 'gap';
  return unit >= 0xf900 && unit <= 0xfaff ? 'gram' : 'gap';
}

/** Calls back for each run of one script in folded text. */
function eachRun(folded: string, run: (text: string, isGram: boolean) => void): void {
  let at = 0;
  while (at < folded.length) {
    const script = scriptOf(folded.charCodeAt(at));
    let end = at + 1;
    if (script === 'gap') {
      at = end;
      continue;
    }
    while (end < folded.length) {
      const unit = folded.charCodeAt(end);
      // The second half of a pair belongs to its first.
      const isSecondHalf = script === 'gram' && unit >= 0xdc00 && unit <= 0xdfff;
      if (!isSecondHalf && scriptOf(unit) !== script) break;
      end++;
    }
    run(folded.slice(at, end), script === 'gram');
    at = end;
  }
}

/** Adds the terms of a text to `into`, repetitions included. */
export function addTerms(text: string, into: string[]): void {
  eachRun(foldText(text), (run, isGram) => {
    if (!isGram) {
      into.push(run);
      return;
    }
    const characters = [...run];
    characters.forEach((character, place) => {
      into.push(character);
      const next = characters[place + 1];
      if (next !== undefined) into.push(character + next);
    });
  });
}

/** A SKU is found by its parts and by all of it without separators: `AB-12/c` as `ab`, `12`, `c` and `ab12c`. */
export function addCodeTerms(code: string, into: string[]): void {
  const before = into.length;
  addTerms(code, into);
  if (into.length - before > 1)
    into.push(
      into
        .slice(before)
        .filter((term) => term !== '')
        .join(''),
    );
}

export function queryTerms(query: string): readonly QueryTerm[] {
  const terms = new Map<string, QueryTerm>();
  eachRun(foldText(query), (run, isGram) => {
    const characters = isGram ? [...run] : [];
    if (characters.length < 2) terms.set(run, { text: run, isGram });
    for (let place = 0; place + 1 < characters.length; place++) {
      const pair = `${characters[place]}${characters[place + 1]}`;
      terms.set(pair, { text: pair, isGram: true });
    }
  });
  return [...terms.values()];
}
