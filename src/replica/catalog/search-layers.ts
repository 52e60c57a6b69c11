/**
 * Answers a query over layers of packed indexes: the segments' index, and a small one of rows changed
 * since. A row matches when each term of the query stands in it: as a word's beginning or in a code, or, only
 * where nothing stands so, with a slip of the finger, or, where that finds nothing either, inside a word.
 * When no row has all terms, slips are tried for each, then two words typed as one or one as two.
 */
import { fieldOf, ordinalOf, type PackedIndex, postingOf, TITLE_FORMS } from './packed-index.ts';
import { worthInCodes } from './search-codes.ts';
import {
  asTyped,
  bothMatches,
  EXACT_IN_TITLE,
  FIT_FIELDS,
  inside,
  type Match,
  type Matches,
  WORTHS,
  type WordsText,
  withSlips,
  wordsText,
} from './search-plan.ts';
import { hasDigit, type QueryTerm, queryTerms } from './search-text.ts';

export interface SearchLayer {
  readonly index: PackedIndex;
  /** 1 for rows that another layer holds in a newer form; null when there are none. */
  readonly dead: Uint8Array | null;
}

export interface SearchHits {
  /** Best first. */
  readonly ordinals: readonly number[];
  /** For each of them: the same number where score and popularity leave the order open. */
  readonly ranks: readonly number[];
  readonly total: number;
}

export interface LayerSearch {
  /** Popularity by ordinal. */
  search(query: string, limit: number, popularity: Int32Array): SearchHits;
}

/** What a term stands for in each layer, and at most how many postings that is. */
interface Plan {
  readonly matches: readonly Matches[];
  readonly postings: number;
}

const TERMS_MAX = 12;
const NOTHING: SearchHits = { ordinals: [], ranks: [], total: 0 };

/** Above any sum of terms that are not all of a title. */
const WHOLE_TITLE = 40;
/** From a row in so many on, looking at every row is cheaper than listing those met. */
const DENSE = 8;
/** An answer that took so many steps is worth keeping, up to so many of them. */
const DENSE_POSTINGS_MIN = 4_000;
const DENSE_MAX = 200;

export function createLayerSearch(layers: readonly SearchLayer[]): LayerSearch {
  const span = Math.max(1, ...layers.map((layer) => layer.index.span));
  // As large as the catalogue, made once, so that typing allocates nothing of that size.
  const sums = new Uint16Array(span);
  // What each row is worth to the term at hand, a byte a row: what a posting touches stays in the fastest memory.
  const worths = new Uint8Array(span);
  let found = new Uint32Array(span);
  let next = new Uint32Array(span);
  // What half the catalogue answers is asked all day: the first letter of everything. It is added up once.
  const dense = new Map<string, SearchHits>();
  let denseFor: Int32Array | null = null;

  function planOf(find: (index: PackedIndex, layer: number) => Matches): Plan {
    const matches = layers.map(({ index }, layer) => find(index, layer));
    let postings = 0;
    layers.forEach(({ index: { offsets } }, layer) => {
      const { words, codes } = matches[layer] as Matches;
      for (const { from, to } of words) postings += (offsets[to] as number) - (offsets[from] as number);
      if (codes !== null) postings += codes.isCut ? Infinity : codes.rows.length;
    });
    return { matches, postings };
  }

  const typedPlan = (term: QueryTerm) => planOf((index) => asTyped(index, term));
  const slipPlan = (term: QueryTerm) => planOf((index) => withSlips(index, term));

  function planTerm(term: QueryTerm): Plan {
    const typed = typedPlan(term);
    if (term.isGram || isLive(layers, typed)) return typed;
    const near = slipPlan(term);
    if (isLive(layers, near)) return near;
    return planOf((index) => inside(index, textOf(index), term));
  }

  function forgivingPlan(term: QueryTerm, plan: Plan): Plan {
    const near = slipPlan(term);
    return {
      matches: plan.matches.map((matches, layer) => bothMatches(matches, near.matches[layer] as Matches)),
      postings: plan.postings + near.postings,
    };
  }

  /** Leaves rows that stand behind every plan in `found`, their worths added up in `sums`; says how many. */
  function meet(plans: readonly Plan[]): number {
    if (plans.some((plan) => plan.postings === 0)) return 0;
    let count = 0;
    const byRarity = [...plans].sort((a, b) => a.postings - b.postings);
    for (const [place, plan] of byRarity.entries()) {
      if (place > 0 && count === 0) return 0;
      if (place === 0) count = collect(plan);
      else if (isCheaperByRow(plan, count)) count = keepByRow(plan, count);
      else count = keepSwept(plan, count);
      [found, next] = [next, found];
    }
    return count;
  }

  /** Writes what rows are worth to a plan; lists each when first met, unless it is so many that reading all rows is faster. */
  function sweep(plan: Plan, listed: Uint32Array | null): number {
    worths.fill(0);
    let count = 0;
    for (const [layer, { index, dead }] of layers.entries()) {
      const { words, codes } = plan.matches[layer] as Matches;
      for (const match of words) count = sweepPostings(index, dead, match, worths, listed, count);
      for (let at = 0; codes !== null && at < codes.rows.length; at++) {
        const row = codes.rows[at] as number;
        if (dead !== null && dead[row] === 1) continue;
        if (worths[row] === 0 && listed !== null) listed[count++] = row;
        worths[row] = Math.max(worths[row] as number, codes.worths[at] as number);
      }
    }
    return count;
  }

  function collect(plan: Plan): number {
    const isDense = plan.postings > span / DENSE;
    let count = sweep(plan, isDense ? null : next);
    for (let row = 0; isDense && row < span; row++) if (worths[row] !== 0) next[count++] = row;
    for (let at = 0; at < count; at++) sums[next[at] as number] = worths[next[at] as number] as number;
    return count;
  }

  function keepSwept(plan: Plan, rows: number): number {
    sweep(plan, null);
    let count = 0;
    for (let at = 0; at < rows; at++) {
      const row = found[at] as number;
      if (worths[row] === 0) continue;
      sums[row] = (sums[row] as number) + (worths[row] as number);
      next[count++] = row;
    }
    return count;
  }

  /** Few rows are left: ask for each of them instead. */
  function keepByRow(plan: Plan, rows: number): number {
    let count = 0;
    for (let at = 0; at < rows; at++) {
      const row = found[at] as number;
      let worth = 0;
      for (const [layer, { index, dead }] of layers.entries()) {
        if (dead !== null && dead[row] === 1) continue;
        const { words, codes } = plan.matches[layer] as Matches;
        worth = Math.max(worth, worthOf(index, words, row));
        if (codes !== null) worth = Math.max(worth, worthInCodes(index.codes, codes.fragment, row));
      }
      if (worth === 0) continue;
      sums[row] = (sums[row] as number) + worth;
      next[count++] = row;
    }
    return count;
  }

  /** Adds what a row earns for having nothing in its title but what was typed. */
  function rewardWholeTitles(count: number, terms: number): void {
    for (let at = 0; at < count; at++) {
      const row = found[at] as number;
      if (sums[row] !== EXACT_IN_TITLE * terms) continue;
      let isWhole = false;
      for (const { index, dead } of layers) {
        if (dead !== null && dead[row] === 1) continue;
        const { titleLengths } = index;
        for (let at = row * TITLE_FORMS; at < (row + 1) * TITLE_FORMS; at++) isWhole ||= titleLengths[at] === terms;
      }
      if (isWhole) sums[row] = (sums[row] as number) + WHOLE_TITLE;
    }
  }

  function meetTerms(terms: readonly QueryTerm[], plans: readonly Plan[]): number {
    let count = meet(plans);
    if (count > 0) return count;
    if (terms.length > 1) {
      // Each word exists, yet not together: perhaps one of them is another word with a slip.
      count = meet(terms.map((term, place) => forgivingPlan(term, plans[place] as Plan)));
      if (count > 0) return count;
    }
    for (const other of otherwiseCut(terms)) {
      const otherPlans = other.map(typedPlan);
      if (!otherPlans.every((plan) => isLive(layers, plan))) continue;
      count = meet(otherPlans);
      if (count > 0) return count;
    }
    return 0;
  }

  return {
    search(query, limit, popularity) {
      const terms = queryTerms(query).slice(0, TERMS_MAX);
      if (terms.length === 0) return NOTHING;
      if (popularity !== denseFor) dense.clear();
      denseFor = popularity;
      const known = dense.get(query);
      if (known !== undefined && (known.ordinals.length >= limit || known.ordinals.length === known.total)) {
        return { ordinals: known.ordinals.slice(0, limit), ranks: known.ranks.slice(0, limit), total: known.total };
      }
      const plans = terms.map(planTerm);
      const count = meetTerms(terms, plans);
      rewardWholeTitles(count, terms.length);
      const ordinals = bestOf(found, count, limit, sums, popularity);
      const hits = { ordinals, ranks: ranksOf(ordinals, sums, popularity), total: count };
      const [only] = plans;
      if (plans.length === 1 && only !== undefined && only.postings > DENSE_POSTINGS_MIN && dense.size < DENSE_MAX) {
        dense.set(query, hits);
      }
      return hits;
    },
  };
}

/** Layers come and go with every change; the index of the segments stays. */
const texts = new WeakMap<PackedIndex, WordsText>();

function textOf(index: PackedIndex): WordsText {
  const text = texts.get(index) ?? wordsText(index.vocabulary);
  texts.set(index, text);
  return text;
}

function sweepPostings(
  { offsets, postings }: PackedIndex,
  dead: Uint8Array | null,
  { from, to, fit }: Match,
  worths: Uint8Array,
  listed: Uint32Array | null,
  before: number,
): number {
  let count = before;
  const end = offsets[to] as number;
  for (let at = offsets[from] as number; at < end; at++) {
    const posting = postings[at] as number;
    const row = ordinalOf(posting);
    if (dead !== null && dead[row] === 1) continue;
    const worth = WORTHS[fit * FIT_FIELDS + fieldOf(posting)] as number;
    const known = worths[row] as number;
    if (worth <= known) continue;
    if (known === 0 && listed !== null) listed[count++] = row;
    worths[row] = worth;
  }
  return count;
}

/** Rows cost a search in each term of the plan, postings a step each. */
function isCheaperByRow(plan: Plan, rows: number): boolean {
  let terms = 0;
  for (const { words, codes } of plan.matches) {
    for (const { from, to } of words) terms += to - from;
    if (codes !== null) terms++;
  }
  return rows * terms * 8 < plan.postings;
}

function worthOf(index: PackedIndex, words: readonly Match[], row: number): number {
  let best = 0;
  for (const { from, to, fit } of words) {
    for (let term = from; term < to; term++) {
      const posting = postingIn(index, term, row);
      if (posting !== null) best = Math.max(best, WORTHS[fit * FIT_FIELDS + fieldOf(posting)] as number);
    }
  }
  return best;
}

function postingIn({ offsets, postings }: PackedIndex, term: number, row: number): number | null {
  let low = offsets[term] as number;
  const end = offsets[term + 1] as number;
  let high = end;
  const wanted = postingOf(row);
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((postings[middle] as number) < wanted) low = middle + 1;
    else high = middle;
  }
  const posting = postings[low] as number;
  return low < end && ordinalOf(posting) === row ? posting : null;
}

/** Whether any row behind the plan is still there. Stops at the first. */
function isLive(layers: readonly SearchLayer[], plan: Plan): boolean {
  if (plan.postings === 0) return false;
  return layers.some(({ index: { offsets, postings }, dead }, layer) => {
    const { words, codes } = plan.matches[layer] as Matches;
    const codeRows = codes?.rows ?? [];
    if (dead === null) return words.length + codeRows.length > 0;
    for (const { from, to } of words) {
      for (let at = offsets[from] as number; at < (offsets[to] as number); at++) {
        if (dead[ordinalOf(postings[at] as number)] !== 1) return true;
      }
    }
    return codeRows.some((row) => dead[row] !== 1);
  });
}

const HALF_MIN = 2;

/** Characters that need not be neighbours; the same letters with one blank fewer; with one blank more. */
function* otherwiseCut(terms: readonly QueryTerm[]): Iterable<readonly QueryTerm[]> {
  const word = (text: string): QueryTerm => ({ text, isGram: false });
  const singles = terms.flatMap(({ text, isGram }) =>
    (isGram ? [...text] : [text]).map((part) => ({ text: part, isGram })),
  );
  if (singles.length > terms.length) yield distinct(singles).slice(0, TERMS_MAX);
  for (let at = 0; at + 1 < terms.length; at++) {
    const [first, second] = [terms[at] as QueryTerm, terms[at + 1] as QueryTerm];
    if (first.isGram || second.isGram) continue;
    yield [...terms.slice(0, at), word(first.text + second.text), ...terms.slice(at + 2)];
  }
  for (const [at, { text, isGram }] of terms.entries()) {
    if (isGram || hasDigit(text) || terms.length === TERMS_MAX) continue;
    for (let cut = HALF_MIN; cut <= Math.min(text.length, WORD_MAX) - HALF_MIN; cut++) {
      yield [...terms.slice(0, at), word(text.slice(0, cut)), word(text.slice(cut)), ...terms.slice(at + 1)];
    }
  }
}

function distinct(terms: readonly QueryTerm[]): QueryTerm[] {
  return [...new Map(terms.map((term) => [term.text, term])).values()];
}

const WORD_MAX = 40;

/** The `limit` best, by score, then popularity, then ordinal. */
function bestOf(
  rows: Uint32Array,
  count: number,
  limit: number,
  sums: Uint16Array,
  popularity: Int32Array,
): readonly number[] {
  const isBefore = (score: number, sold: number, row: number, other: number): boolean => {
    const otherScore = sums[other] as number;
    if (score !== otherScore) return score > otherScore;
    const otherSold = popularity[other] ?? 0;
    return sold === otherSold ? row < other : sold > otherSold;
  };
  if (count <= limit) {
    return [...rows.subarray(0, count)].sort((a, b) =>
      isBefore(sums[a] as number, popularity[a] ?? 0, a, b) ? -1 : 1,
    );
  }
  const top: number[] = [];
  // Nearly all rows end at this: below the score of the last of the best.
  let least = -1;
  for (let at = 0; limit > 0 && at < count; at++) {
    const row = rows[at] as number;
    const score = sums[row] as number;
    if (score < least) continue;
    const sold = popularity[row] ?? 0;
    if (top.length === limit) {
      if (!isBefore(score, sold, row, top[limit - 1] as number)) continue;
      top.pop();
    }
    let place = top.length;
    while (place > 0 && isBefore(score, sold, row, top[place - 1] as number)) place--;
    top.splice(place, 0, row);
    if (top.length === limit) least = sums[top[limit - 1] as number] as number;
  }
  return top;
}

/** Grows where a row is truly behind the one before it. */
function ranksOf(ordinals: readonly number[], sums: Uint16Array, popularity: Int32Array): readonly number[] {
  const scoreOf = (row: number) => sums[row] as number;
  let rank = 0;
  return ordinals.map((ordinal, place) => {
    const before = ordinals[place - 1];
    const isTied =
      before !== undefined &&
      scoreOf(before) === scoreOf(ordinal) &&
      (popularity[before] ?? 0) === (popularity[ordinal] ?? 0);
    if (!isTied) rank++;
    return rank;
  });
}
