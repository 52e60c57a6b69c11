import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Variant } from '../../../src/domain/catalog/variant.ts';
import { prefixDistance } from '../../../src/replica/catalog/edit-distance.ts';
import { loadIndex, saveIndex } from '../../../src/replica/catalog/saved-index.ts';
import { createLayerSearch, type SearchHits } from '../../../src/replica/catalog/search-layers.ts';
import { addSkuTerms, addTerms, bareCode, foldText, queryTerms } from '../../../src/replica/catalog/search-text.ts';
import { chance, indexOf, makeGoods, popularityOf } from './goods-rig.ts';
import { variant } from './replica-rig.ts';

const GOODS = makeGoods(3_000);
const INDEX = indexOf(GOODS);
const SEARCH = createLayerSearch([{ index: INDEX, dead: null }]);
const ALL = GOODS.length;
const POPULARITY = popularityOf(GOODS);
const NO_SALES = new Int32Array(ALL);
const search = (query: string, limit = ALL): SearchHits => SEARCH.search(query, limit, POPULARITY);
const sorted = (list: readonly number[]) => [...list].sort((a, b) => a - b);

const codesOf = (row: Variant) => [row.sku.replaceAll('-', ''), ...row.barcodes].map((code) => code.toLowerCase());

/** Words of a row, cut by other means than the index's: a judge that shares no code with the accused. */
function wordsOf(row: Variant): string[] {
  const plain = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const texts = [...Object.values(row.title), ...row.options, row.sku.replace(/[0-9].*/, '')].map(plain);
  return texts.flatMap((text) => text.split(/[^\p{L}\p{N}]+/u)).filter((word) => word !== '');
}
const WORDS = GOODS.map(wordsOf);

function naive(query: string): number[] {
  const asked = query.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().split(' ').filter(Boolean);
  return GOODS.filter((row, at) =>
    asked.every((term) => {
      if (/\p{sc=Han}/u.test(term)) return WORDS[at]?.some((word) => word.includes(term));
      const isInCode = /[0-9]/.test(term) && term.length >= 4 && codesOf(row).some((code) => code.includes(term));
      return isInCode || WORDS[at]?.some((word) => word.startsWith(term));
    }),
  ).map((row) => row.ordinal);
}

function queriesOf(kind: string, count: number): string[] {
  const dice = chance(kind.length * 31 + count);
  return Array.from({ length: count }, () => {
    const row = dice.of(GOODS);
    const words = row.title.en.split(' ');
    const word = dice.of(words);
    switch (kind) {
      case 'prefix':
        return word.slice(0, 1 + dice.below(5));
      case 'word':
        return word;
      case 'two words':
        return `${words[2]} ${words[0]}`;
      case 'word and beginning':
        return `${words[1]} ${words[2]?.slice(0, 3)}`;
      case 'colour':
        return row.options[0] ?? '';
      case 'sku':
        return (row.sku.split('-')[1] ?? '').slice(0, 4 + dice.below(3));
      default: {
        const han = [...(row.title['zh-TW'] ?? '')];
        const from = dice.below(han.length - 1);
        return han.slice(from, from + 2).join('');
      }
    }
  });
}

describe('a search over the packed index', () => {
  test.each(['prefix', 'word', 'two words', 'word and beginning', 'colour', 'sku', 'two Chinese characters'])(
    'finds what reading every row finds: %s',
    (kind) => {
      let found = 0;
      for (const query of queriesOf(kind, 60)) {
        const expected = naive(query);
        const hits = search(query);
        expect(sorted(hits.ordinals), query).toEqual(expected);
        expect(hits.total).toBe(expected.length);
        found += expected.length;
      }
      expect(found).toBeGreaterThan(60);
    },
  );

  test('gives the first of the same order, however many are asked for', () => {
    for (const query of ['l', 'linen', 'blue scarf', '毛']) {
      const all = search(query).ordinals;
      expect(search(query, 7).ordinals).toEqual(all.slice(0, 7));
    }
  });

  test('forgives one slip from four letters and two from eight, and finds what was meant nearly always', () => {
    const dice = chance(99);
    let tried = 0;
    let met = 0;
    while (tried < 400) {
      const row = dice.of(GOODS);
      const word = dice.of(row.title.en.split(' '));
      if (word.length < 5) continue;
      const slipped = slip(word, dice);
      if (slipped === word || naive(slipped).length > 0) continue;
      tried++;
      const expected = new Set(naive(word));
      if (search(slipped, 20).ordinals.some((ordinal) => expected.has(ordinal))) met++;
    }
    expect(met / tried).toBeGreaterThan(0.98);
  });

  test('prefers a word that begins as typed over a slip of another', () => {
    const rows = [
      variant(0, { title: { en: 'Later' }, popularity: 900 }),
      variant(1, { title: { en: 'Latte' } }),
      variant(2, { title: { en: 'Lather' } }),
    ];
    const small = createLayerSearch([{ index: indexOf(rows), dead: null }]);
    const found = (query: string) => small.search(query, 9, popularityOf(rows)).ordinals;
    expect(found('lat')).toEqual([0, 1, 2]);
    expect(found('latt')).toEqual([1]);
    expect(found('latr')).toEqual([0, 1, 2]);
    expect(found('cat')).toEqual([]);
  });

  test('ranks a whole word over a beginning, a title over an option, and the better seller among equals', () => {
    const rows = [
      variant(0, { title: { en: 'Roses tin' }, popularity: 9 }),
      variant(1, { title: { en: 'Rose tin' }, popularity: 1 }),
      variant(2, { title: { en: 'Mug' }, options: ['Rose'], popularity: 50 }),
      variant(3, { title: { en: 'Rose vase' }, popularity: 4 }),
    ];
    const small = createLayerSearch([{ index: indexOf(rows), dead: null }]);
    const found = small.search('rose', 9, popularityOf(rows));
    expect(found.ordinals).toEqual([3, 1, 2, 0]);
  });

  test('looks inside words last, and tries a slip when each word exists but never together', () => {
    const rows = [
      variant(0, { title: { en: 'Headphones black' } }),
      variant(1, { title: { en: 'Phone stand' } }),
      variant(2, { title: { en: 'Blank book' } }),
    ];
    const small = createLayerSearch([{ index: indexOf(rows), dead: null }]);
    const found = (query: string) => small.search(query, 9, NO_SALES).ordinals;
    expect(found('phone')).toEqual([1]);
    expect(found('adpho')).toEqual([0]);
    expect(found('headphones blank')).toEqual([0]);
  });

  test('lets a changed row answer in its new form only', () => {
    const dead = new Uint8Array(INDEX.span);
    dead[5] = 1;
    const newer = indexOf([variant(5, { title: { en: 'Zeppelin kite' } })]);
    const layered = createLayerSearch([
      { index: INDEX, dead },
      { index: newer, dead: null },
    ]);
    const old = GOODS[5]?.title.en.split(' ') ?? [];
    expect(layered.search(old.join(' '), ALL, NO_SALES).ordinals).not.toContain(5);
    expect(layered.search(`kite ${old[1]}`, ALL, NO_SALES).ordinals).not.toContain(5);
    expect(layered.search('zeppelin', ALL, NO_SALES).ordinals).toEqual([5]);
    expect(layered.search('zepelin kite', ALL, NO_SALES).ordinals).toEqual([5]);
  });

  test('is the same from its saved form, and damaged forms are built anew', () => {
    const saved = saveIndex(INDEX);
    const shifted = new Uint8Array(saved.length + 1);
    shifted.set(saved, 1);
    for (const bytes of [saved, shifted.subarray(1)]) {
      const loaded = loadIndex(bytes);
      expect(loaded).not.toBeNull();
      if (loaded === null) continue;
      const again = createLayerSearch([{ index: loaded, dead: null }]);
      for (const query of queriesOf('word', 20)) expect(again.search(query, 9, POPULARITY)).toEqual(search(query, 9));
    }
    for (const length of [0, 10, 24, saved.length - 1]) expect(loadIndex(saved.slice(0, length))).toBeNull();
    expect(loadIndex(new Uint8Array(saved.length))).toBeNull();
  });

  test('is never thrown off by what people type', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (query) => {
        const hits = search(query, 5);
        expect(hits.ordinals.length).toBeLessThanOrEqual(5);
      }),
      { seed: 20261121, numRuns: 100 },
    );
    expect(search('').total).toBe(0);
    expect(search('x'.repeat(5_000)).total).toBe(0);
    expect(search('linen '.repeat(50)).total).toBe(search('linen').total);
  }, 30_000);
});

function slip(word: string, dice: ReturnType<typeof chance>): string {
  const at = dice.below(word.length - 1);
  const letter = String.fromCharCode(97 + dice.below(26));
  switch (dice.below(4)) {
    case 0:
      return word.slice(0, at) + letter + word.slice(at + 1);
    case 1:
      return word.slice(0, at) + word.slice(at + 1);
    case 2:
      return word.slice(0, at) + letter + word.slice(at);
    default:
      return word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2);
  }
}

describe('text', () => {
  test.each([
    ['Crème BRÛLÉE', 'creme brulee'],
    ['ＡＢＣ１２３', 'abc123'],
    ['Straße', 'strasse'],
    ['Łódź Ørsted', 'lodz orsted'],
    ['İstanbul', 'istanbul'],
    ['ガラス', 'がらす'],
    ['ｶﾞﾗｽ', 'がらす'],
    ['亞麻襯衫', '亚麻衬衫'],
    ['שָׁלוֹם', 'שלום'],
    ['مُحَمَّد', 'محمد'],
    ['한글', '한글'],
  ])('%s is folded to %s', (text, folded) => {
    expect(foldText(text)).toBe(folded);
  });

  test('is cut into words, and Chinese into characters and pairs, also beyond the first plane', () => {
    const terms = (text: string) => {
      const list: string[] = [];
      addTerms(text, list);
      return list;
    };
    expect(terms('T恤 (blue), 2-pack')).toEqual(['t', '恤', 'blue', '2', 'pack', '2pack']);
    expect(terms('襯衫衣')).toEqual(['衬', '衬衫', '衫', '衫衣', '衣']);
    expect(terms('𠮷野家')).toEqual(['𠮷', '𠮷野', '野', '野家', '家']);
    expect(terms('👕 shirt')).toEqual(['shirt']);
    expect(terms('한글 шапка')).toEqual(['한글', 'шапка']);
    expect(queryTerms('襯衫衣 bl').map((term) => term.text)).toEqual(['衬衫', '衫衣', 'bl']);
    const sku = (text: string) => {
      const list: string[] = [];
      addSkuTerms(text, list);
      return list;
    };
    expect(sku('AB-12/c')).toEqual(['ab', '12', 'c', 'ab1']);
    expect(sku('A-1')).toEqual(['a', '1', 'a1']);
    expect(sku('GIFT-BOX')).toEqual(['gift', 'box', 'giftbox']);
    expect(sku('BX100123-blu')).toEqual(['bx', 'blu', 'bx1']);
    expect(bareCode('ＡB-12/c')).toBe('ab12c');
    expect(terms("T-shirt, children's l'eau")).toEqual(['t', 'shirt', 'tshirt', 'childrens', 'l', 'eau']);
    expect(terms('ไก่')).toEqual(['ไ', 'ไก', 'ก', 'ก่', '่']);
  });
});

describe('the distance to a beginning', () => {
  /** By trying every way: slow, and plainly right. */
  function slow(typed: string, word: string): number {
    const table = (i: number, j: number): number => {
      if (i === 0) return j;
      if (j === 0) return i;
      const same = typed[i - 1] === word[j - 1] ? 0 : 1;
      let cost = Math.min(table(i - 1, j) + 1, table(i, j - 1) + 1, table(i - 1, j - 1) + same);
      if (i > 1 && j > 1 && typed[i - 1] === word[j - 2] && typed[i - 2] === word[j - 1]) {
        cost = Math.min(cost, table(i - 2, j - 2) + 1);
      }
      return cost;
    };
    return Math.min(...Array.from({ length: word.length + 1 }, (_, j) => table(typed.length, j)));
  }

  test('is what trying every way gives, up to its bound', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(word, word, fc.constantFrom(1, 2), (typed, other, bound) => {
        expect(prefixDistance(typed, other, bound)).toBe(Math.min(slow(typed, other), bound + 1));
      }),
      { seed: 20261121, numRuns: 1_500 },
    );
  });
});
