/**
 * Answers a query over layers of packed indexes: the segments' index, and a small one of rows changed
 * since. A row matches when each term of the query stands in it: as a word's beginning, or, only where
 * nothing begins so, with a slip of the finger, or, where that finds nothing either, inside a word.
 */
import { bitsIn, letterSignature, prefixDistance } from './edit-distance.ts';
import { FIELDS, fieldOf, lowerBound, ordinalOf, type PackedIndex } from './packed-index.ts';
import { type QueryTerm, queryTerms } from './search-text.ts';

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

const EXACT = 3;
const PREFIX = 1.5;
const INSIDE = 0.4;
/** In the order of FIELDS. */
const FIELD_WEIGHTS: readonly number[] = FIELDS.map((field) => ({ title: 1, sku: 1, option: 0.6 })[field]);
/** Slips forgiven, by the length of what was typed. */
const ONE_SLIP_FROM = 4;
const TWO_SLIPS_FROM = 8;
const INSIDE_FROM = 2;
/** Beyond any term of ours in code unit order. */
const AFTER_ALL = '\uffff';

/** Neighbouring terms of one layer that a query term stands for, with how well. Their postings are neighbours too. */
interface Match {
  readonly from: number;
  readonly to: number;
  readonly weight: number;
}

interface Plan {
  readonly matches: readonly (readonly Match[])[];
  readonly postings: number;
}

/** Scratch of one searcher, as large as the catalogue, so that typing allocates nothing of that size. */
interface Scratch {
  step: Uint8Array;
  score: Float32Array;
  best: Float32Array;
}

export interface LayerSearch {
  search(query: string, limit: number, popularityOf: (ordinal: number) => number): SearchHits;
}

export function createLayerSearch(layers: readonly SearchLayer[]): LayerSearch {
  const span = Math.max(1, ...layers.map((layer) => layer.index.span));
  const scratch: Scratch = {
    step: new Uint8Array(span),
    score: new Float32Array(span),
    best: new Float32Array(span),
  };
  return {
    search(query, limit, popularityOf) {
      const terms = queryTerms(query).slice(0, 12);
      if (terms.length === 0) return { ordinals: [], ranks: [], total: 0 };
      const plans = terms.map((term) => planTerm(layers, term));
      let found = plans.every((plan) => plan.postings > 0) ? rowsWithAll(layers, plans, scratch) : [];
      if (found.length === 0 && terms.length > 1) {
        // Each word exists, yet not together: perhaps one of them is another word with a slip.
        found = rowsWithAll(
          layers,
          terms.map((term, place) => withSlips(layers, term, plans[place])),
          scratch,
        );
      }
      const ordinals = bestOf(found, limit, scratch.score, popularityOf);
      return { ordinals, ranks: ranksOf(ordinals, scratch.score, popularityOf), total: found.length };
    },
  };
}

function planTerm(layers: readonly SearchLayer[], term: QueryTerm): Plan {
  const plain = planOf(layers, (index) => (term.isGram ? wholeTerm(index, term.text) : beginnings(index, term.text)));
  if (term.isGram || isLive(layers, plain)) return plain;
  const slips = slipsFor(term);
  const near = planOf(layers, (index) => (slips === 0 ? [] : nearTerms(index, term.text, slips)));
  if (isLive(layers, near)) return near;
  return planOf(layers, (index) => (term.text.length < INSIDE_FROM ? [] : termsContaining(index, term.text)));
}

function withSlips(layers: readonly SearchLayer[], term: QueryTerm, plan: Plan | undefined): Plan {
  const slips = slipsFor(term);
  if (term.isGram || slips === 0) return plan ?? { matches: layers.map(() => []), postings: 0 };
  const near = planOf(layers, (index) => nearTerms(index, term.text, slips));
  return {
    matches: layers.map((_, layer) => [...(plan?.matches[layer] ?? []), ...(near.matches[layer] ?? [])]),
    postings: (plan?.postings ?? 0) + near.postings,
  };
}

function slipsFor(term: QueryTerm): number {
  if (term.text.length >= TWO_SLIPS_FROM) return 2;
  return term.text.length >= ONE_SLIP_FROM ? 1 : 0;
}

function planOf(layers: readonly SearchLayer[], find: (index: PackedIndex) => readonly Match[]): Plan {
  const matches = layers.map((layer) => find(layer.index));
  let postings = 0;
  layers.forEach(({ index }, layer) => {
    for (const { from, to } of matches[layer] ?? []) postings += (index.offsets[to] ?? 0) - (index.offsets[from] ?? 0);
  });
  return { matches, postings };
}

/** Whether any row behind the plan is still there. Stops at the first. */
function isLive(layers: readonly SearchLayer[], plan: Plan): boolean {
  return layers.some(({ index, dead }, layer) =>
    (plan.matches[layer] ?? []).some(({ from, to }) => {
      for (let at = index.offsets[from] ?? 0; at < (index.offsets[to] ?? 0); at++) {
        if (dead?.[ordinalOf(index.postings[at] ?? 0)] !== 1) return true;
      }
      return false;
    }),
  );
}

function wholeTerm(index: PackedIndex, text: string): Match[] {
  const term = lowerBound(index.vocabulary, text);
  return index.vocabulary[term] === text ? [{ from: term, to: term + 1, weight: EXACT }] : [];
}

/** The word itself sorts before all that begin with it. */
function beginnings(index: PackedIndex, text: string): Match[] {
  const whole = wholeTerm(index, text);
  const from = whole[0]?.to ?? lowerBound(index.vocabulary, text);
  const to = lowerBound(index.vocabulary, text + AFTER_ALL);
  return from < to ? [...whole, { from, to, weight: PREFIX }] : whole;
}

function nearTerms(index: PackedIndex, text: string, slips: number): Match[] {
  const signature = letterSignature(text);
  const matches: Match[] = [];
  for (let term = 0; term < index.vocabulary.length; term++) {
    // A letter typed that the word lacks costs a slip.
    if (bitsIn(signature & ~(index.signatures[term] ?? 0)) > slips) continue;
    const distance = prefixDistance(text, index.vocabulary[term] ?? '', slips);
    if (distance <= slips) matches.push({ from: term, to: term + 1, weight: 1 / (1 + distance) });
  }
  return matches;
}

function termsContaining(index: PackedIndex, text: string): Match[] {
  const matches: Match[] = [];
  index.vocabulary.forEach((word, term) => {
    if (word.includes(text)) matches.push({ from: term, to: term + 1, weight: INSIDE });
  });
  return matches;
}

/** Rows that stand behind every plan, with their scores left in the scratch. */
function rowsWithAll(layers: readonly SearchLayer[], plans: readonly Plan[], { step, score, best }: Scratch): number[] {
  const byRarity = [...plans].sort((a, b) => a.postings - b.postings);
  step.fill(0);
  let found: number[] = [];
  byRarity.forEach((plan, place) => {
    const next: number[] = [];
    layers.forEach(({ index, dead }, layer) => {
      for (const { from, to, weight } of plan.matches[layer] ?? []) {
        const end = index.offsets[to] ?? 0;
        for (let at = index.offsets[from] ?? 0; at < end; at++) {
          const posting = index.postings[at] ?? 0;
          const row = ordinalOf(posting);
          if (dead !== null && dead[row] === 1) continue;
          const worth = weight * (FIELD_WEIGHTS[fieldOf(posting)] ?? 0);
          if (step[row] === place) {
            step[row] = place + 1;
            best[row] = worth;
            score[row] = place === 0 ? worth : (score[row] ?? 0) + worth;
            next.push(row);
          } else if (step[row] === place + 1 && worth > (best[row] ?? 0)) {
            score[row] = (score[row] ?? 0) + worth - (best[row] ?? 0);
            best[row] = worth;
          }
        }
      }
    });
    found = next;
  });
  return found;
}

/** The `limit` best, by score, then popularity, then ordinal. */
function bestOf(
  rows: readonly number[],
  limit: number,
  score: Float32Array,
  popularityOf: (ordinal: number) => number,
): number[] {
  const isBefore = (a: number, b: number) => {
    const byScore = (score[a] ?? 0) - (score[b] ?? 0);
    if (byScore !== 0) return byScore > 0;
    const byPopularity = popularityOf(a) - popularityOf(b);
    return byPopularity === 0 ? a < b : byPopularity > 0;
  };
  const top: number[] = [];
  for (const row of rows) {
    const last = top.at(-1);
    if (top.length === limit && (last === undefined || !isBefore(row, last))) continue;
    if (top.length === limit) top.pop();
    let place = top.length;
    while (place > 0 && isBefore(row, top[place - 1] ?? row)) place--;
    top.splice(place, 0, row);
  }
  return top;
}

/** Grows where a row is truly behind the one before it. */
function ranksOf(
  ordinals: readonly number[],
  score: Float32Array,
  popularityOf: (ordinal: number) => number,
): readonly number[] {
  let rank = 0;
  return ordinals.map((ordinal, place) => {
    const before = ordinals[place - 1];
    const isTied =
      before !== undefined && score[before] === score[ordinal] && popularityOf(before) === popularityOf(ordinal);
    if (!isTied) rank++;
    return rank;
  });
}
