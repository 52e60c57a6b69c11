import { describe, expect, test } from 'vitest';
import type { Variant } from '../../../src/domain/catalog/variant.ts';
import { createLayerSearch } from '../../../src/replica/catalog/search-layers.ts';
import { inventGoods } from '../../bench/goods/goods.ts';
import { chance, indexOf, popularityOf } from './goods-rig.ts';
import { gifts } from './real-goods.ts';

const TITLES = 2_000;
const FIRST = 20;
const MET_MIN = { word: 0.98, title: 0.995 };

type Dice = ReturnType<typeof chance>;

/** One letter changed, missed, added or swapped with the next, anywhere in the word. */
function slipped(word: string, dice: Dice): string {
  const at = dice.below(word.length - 1);
  const letter = String.fromCharCode(97 + dice.below(26));
  const edits = [
    word.slice(0, at) + letter + word.slice(at + 1),
    word.slice(0, at) + word.slice(at + 1),
    word.slice(0, at) + letter + word.slice(at),
    word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2),
  ];
  const edited = dice.of(edits);
  return edited === word ? slipped(word, dice) : edited;
}

/** Shares of titles found with one slip in a word of five letters or more: by that word alone, and as a whole title. */
function recallOf(goods: readonly Variant[]) {
  const search = createLayerSearch([{ index: indexOf(goods), dead: null }]);
  const popularity = popularityOf(goods);
  const dice = chance(20261122);
  const met = { word: 0, title: 0 };
  const missed: string[] = [];
  for (let tried = 0; tried < TITLES; ) {
    const { title } = dice.of(goods);
    const words = title.en.toLowerCase().split(/[^\p{L}\p{N}]+/u);
    const long = words.filter((word) => word.length >= 5 && /^[a-z]+$/.test(word));
    if (long.length === 0) continue;
    tried++;
    const word = dice.of(long);
    const typed = slipped(word, dice);
    const titlesFound = (query: string) =>
      search.search(query, FIRST, popularity).ordinals.map((ordinal) => goods[ordinal]?.title.en ?? '');
    if (titlesFound(typed).some((found) => found.toLowerCase().includes(word))) met.word++;
    else missed.push(`${typed} for ${word}`);
    if (titlesFound(title.en.toLowerCase().replace(word, typed)).includes(title.en)) met.title++;
    else missed.push(`${title.en} with ${typed}`);
  }
  return { word: met.word / TITLES, title: met.title / TITLES, missed };
}

describe('a title with one slip in it is found', () => {
  test.each([
    ['invented goods', () => inventGoods(20_000).map(({ variant }) => variant)],
    ['real gifts', gifts],
  ] as const)(
    'among %s',
    (name, goodsOf) => {
      const goods = goodsOf();
      if (goods === null) {
        console.info(`${name} are not beside the project.`);
        return;
      }
      const { word, title, missed } = recallOf(goods);
      console.info(
        `${name}: by the word ${(100 * word).toFixed(2)} %, by the title ${(100 * title).toFixed(2)} %`,
        missed.slice(0, 12),
      );
      expect(word).toBeGreaterThanOrEqual(MET_MIN.word);
      expect(title).toBeGreaterThanOrEqual(MET_MIN.title);
    },
    120_000,
  );
});
