import { describe, expect, test } from 'vitest';
import type { Variant } from '../../../src/domain/catalog/variant.ts';
import { createLayerSearch } from '../../../src/replica/catalog/search-layers.ts';
import { chance, indexOf, makeGoods, popularityOf } from './goods-rig.ts';

/**
 * A judge that shares no code with the accused: reads every row, cuts words by other means, and says of each
 * row whether it answers. Catalogue: made-up goods, a tenth of them changed since, so that both layers speak.
 */
const OLD = makeGoods(240);
const CHANGED = makeGoods(270, 11).filter((row) => row.ordinal % 10 === 3 || row.ordinal >= 240);
const GOODS = [...OLD.filter((row) => !CHANGED.some((other) => other.ordinal === row.ordinal)), ...CHANGED];

function layeredSearch() {
  const base = indexOf(OLD);
  const dead = new Uint8Array(base.span);
  for (const { ordinal } of CHANGED) if (ordinal < dead.length) dead[ordinal] = 1;
  return createLayerSearch([
    { index: base, dead },
    { index: indexOf(CHANGED), dead: null },
  ]);
}

const plain = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
const bare = (code: string) => plain(code).replaceAll('-', '');

interface Read {
  readonly ordinal: number;
  readonly words: readonly string[];
  readonly han: string;
  readonly codes: readonly string[];
}

function read(row: Variant): Read {
  const sku = bare(row.sku);
  const words = [...row.title.en.split(' '), ...row.options].map(plain);
  return {
    ordinal: row.ordinal,
    words: [...words, plain(row.sku).split('-')[0] ?? '', sku.slice(0, 3)],
    han: row.title['zh-TW'] ?? '',
    codes: [sku, ...row.barcodes],
  };
}
const ROWS = GOODS.map(read);

/** The least number of slips from `typed` to any beginning of `word`, by the full table. */
function slips(typed: string, word: string): number {
  const table = Array.from({ length: typed.length + 1 }, (_, i) =>
    Array.from({ length: word.length + 1 }, (__, j) => (i === 0 ? j : i)),
  );
  const at = (i: number, j: number) => table[i]?.[j] ?? 0;
  for (let i = 1; i <= typed.length; i++) {
    for (let j = 1; j <= word.length; j++) {
      const isSame = typed[i - 1] === word[j - 1];
      let cost = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + (isSame ? 0 : 1));
      const isSwap = i > 1 && j > 1 && typed[i - 1] === word[j - 2] && typed[i - 2] === word[j - 1];
      if (isSwap) cost = Math.min(cost, at(i - 2, j - 2) + 1);
      (table[i] as number[])[j] = cost;
    }
  }
  return Math.min(...(table[typed.length] as number[]));
}

const isHan = (text: string) => /\p{sc=Han}/u.test(text);
const forgiven = (term: string) => (term.length >= 8 ? 2 : term.length >= 4 ? 1 : 0);
const none: ReadonlySet<number> = new Set();

function remembering<T>(make: (term: string) => T): (term: string) => T {
  const known = new Map<string, T>();
  return (term) => {
    const before = known.get(term);
    if (before !== undefined) return before;
    const made = make(term);
    known.set(term, made);
    return made;
  };
}
const rowsWhere = (fits: (row: Read) => boolean): ReadonlySet<number> =>
  new Set(ROWS.filter(fits).map((row) => row.ordinal));

const typedRows = remembering((term) => {
  if (isHan(term)) return rowsWhere((row) => row.han.includes(term));
  const isForCodes = term.length >= 4 && /[0-9]/.test(term);
  return rowsWhere(
    (row) =>
      row.words.some((word) => word.startsWith(term)) || (isForCodes && row.codes.some((code) => code.includes(term))),
  );
});
const isNear = remembering((term) => remembering((word) => slips(term, word) <= forgiven(term)));
const nearRows = remembering((term) =>
  isHan(term) || forgiven(term) === 0 ? none : rowsWhere((row) => row.words.some(isNear(term))),
);
const insideRows = remembering((term) => {
  if (isHan(term) || term.length < 2) return none;
  const isForCodes = term.length >= 4 && !/[0-9]/.test(term);
  return rowsWhere(
    (row) =>
      row.words.some((word) => word.includes(term)) || (isForCodes && row.codes.some((code) => code.includes(term))),
  );
});
const standsFor = (term: string): ReadonlySet<number> =>
  [typedRows, nearRows, insideRows].map((rows) => rows(term)).find((rows) => rows.size > 0) ?? none;

const inAll = (sets: readonly ReadonlySet<number>[]) =>
  [...(sets[0] ?? none)].filter((row) => sets.every((set) => set.has(row)));

function termsOf(query: string): string[] {
  const runs = plain(query).match(/\p{sc=Han}+|[a-z0-9]+/gu) ?? [];
  const cut = runs.flatMap((run) => {
    const characters = [...run];
    if (!isHan(run) || characters.length < 2) return [run];
    return characters.slice(1).map((character, at) => `${characters[at]}${character}`);
  });
  return [...new Set(cut)];
}

function naive(query: string): readonly number[] {
  const terms = termsOf(query);
  const first = inAll(terms.map(standsFor));
  if (first.length > 0 || terms.length === 0) return first;
  if (terms.length > 1) {
    const forgiving = inAll(terms.map((term) => new Set([...standsFor(term), ...nearRows(term)])));
    if (forgiving.length > 0) return forgiving;
  }
  const otherwise: string[][] = [];
  if (terms.some((term) => isHan(term) && term.length > 1)) {
    otherwise.push([...new Set(terms.flatMap((term) => (isHan(term) ? [...term] : [term])))]);
  }
  terms.forEach((term, at) => {
    const after = terms[at + 1];
    if (after !== undefined && !isHan(term) && !isHan(after))
      otherwise.push([...terms.slice(0, at), term + after, ...terms.slice(at + 2)]);
  });
  terms.forEach((term, at) => {
    if (isHan(term) || /[0-9]/.test(term)) return;
    for (let cut = 2; cut <= term.length - 2; cut++)
      otherwise.push([...terms.slice(0, at), term.slice(0, cut), term.slice(cut), ...terms.slice(at + 1)]);
  });
  for (const other of otherwise) {
    const rows = inAll(other.map(typedRows));
    if (rows.length > 0) return rows;
  }
  return [];
}

type Dice = ReturnType<typeof chance>;

function slipped(word: string, dice: Dice): string {
  const at = dice.below(Math.max(1, word.length - 1));
  const letter = String.fromCharCode(97 + dice.below(26));
  return dice.of([
    word.slice(0, at) + letter + word.slice(at + 1),
    word.slice(0, at) + word.slice(at + 1),
    word.slice(0, at) + letter + word.slice(at),
    word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2),
  ]);
}

function part(text: string, dice: Dice, least: number): string {
  const from = dice.below(Math.max(1, text.length - least + 1));
  return text.slice(from, from + least + dice.below(4));
}

const KINDS: readonly ((row: Variant, dice: Dice) => string)[] = [
  (row, dice) => dice.of(row.title.en.split(' ')).slice(0, 1 + dice.below(6)),
  (row, dice) => `${dice.of(row.title.en.split(' '))} ${dice.of(row.title.en.split(' ')).slice(0, 1 + dice.below(4))}`,
  (row, dice) => `${row.options[0]} ${dice.of(row.title.en.split(' '))}`,
  (row, dice) =>
    `${slipped(dice.of(row.title.en.split(' ')), dice)} ${dice.below(2) === 0 ? '' : dice.of(row.title.en.split(' '))}`,
  (row, dice) => part(row.title['zh-TW'] ?? '', dice, 1),
  (row, dice) => `${part(row.title['zh-TW'] ?? '', dice, 1)} ${dice.of(row.title.en.split(' ')).slice(0, 3)}`,
  (row, dice) => part(dice.below(2) === 0 ? bare(row.sku) : (row.barcodes[0] ?? ''), dice, 3),
  (row, dice) => `${part(bare(row.sku), dice, 2)} ${dice.of(row.title.en.split(' ')).slice(0, 2)}`,
  (row) => row.sku,
  (row, dice) => part(dice.of(row.title.en.split(' ')), dice, 3),
  (row, dice) => {
    const title = row.title.en;
    const at = title.indexOf(' ');
    return dice.below(2) === 0
      ? title.slice(0, at) + title.slice(at + 1)
      : `${title.slice(0, 3)} ${title.slice(3, at)}`;
  },
  (row, dice) => `${dice.of(row.title.en.split(' '))} ${dice.of(dice.of(GOODS).title.en.split(' '))}`,
];

describe('a search over the packed index', () => {
  test('finds the very rows that reading all of them finds, for 100,000 queries of every kind', () => {
    const search = layeredSearch();
    const popularity = popularityOf(GOODS);
    const dice = chance(20261122);
    const found = KINDS.map(() => 0);
    for (let asked = 0; asked < 100_000; asked++) {
      const kind = asked % KINDS.length;
      const query = KINDS[kind]?.(dice.of(GOODS), dice) ?? '';
      const expected = naive(query);
      const { ordinals, total } = search.search(query, GOODS.length, popularity);
      const isSame = total === expected.length && ordinals.length === total && new Set(ordinals).size === total;
      const wanted = new Set(expected);
      if (!isSame || ordinals.some((ordinal) => !wanted.has(ordinal))) {
        expect(
          [...ordinals].sort((a, b) => a - b),
          query,
        ).toEqual([...expected].sort((a, b) => a - b));
      }
      if (total > 0) found[kind] = (found[kind] ?? 0) + 1;
    }
    // Queries that find nothing prove little: each kind must mostly find.
    expect(Math.min(...found)).toBeGreaterThan(3_000);
  }, 120_000);
});
