/** Made-up goods with a vocabulary large enough to search in, the same at every run. */
import type { Variant } from '../../../src/domain/catalog/variant.ts';
import { createIndexBuilder, type PackedIndex } from '../../../src/replica/catalog/packed-index.ts';
import { createRowCutter } from '../../../src/replica/catalog/search-row.ts';
import { variant } from './replica-rig.ts';

/** mulberry32: 32 bits of state are plenty to choose words with. */
export function chance(seed: number) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    below: (limit: number) => Math.floor(next() * limit),
    of<T>(list: readonly T[]): T {
      return list[Math.floor(next() * list.length)] as T;
    },
  };
}

const SYLLABLES =
  'bar ben cor dal del fen gar hol jun kel lar lin mar mel nor ost pel qui ros sal tan tor ul ver wen'.split(' ');
const MATERIALS = [
  'linen',
  'cotton',
  'woollen',
  'silk',
  'leather',
  'ceramic',
  'bamboo',
  'cashmere',
  'porcelain',
  'stainless',
];
const THINGS = [
  'shirt',
  'scarf',
  'lantern',
  'teapot',
  'blanket',
  'cushion',
  'notebook',
  'umbrella',
  'sneakers',
  'headphones',
];
const COLOURS = ['blue', 'crème', 'grün', 'noir', 'scarlet', 'ivory'];
const HAN = [...'亞麻棉絲羊毛皮革陶瓷竹襯衫圍巾燈籠茶壺毛毯靠墊筆記本雨傘球鞋耳機藍奶油綠黑紅象牙'];

export function makeGoods(count: number, seed = 7): Variant[] {
  const dice = chance(seed);
  const brands = Array.from({ length: Math.max(20, count / 25) }, () =>
    Array.from({ length: 2 + dice.below(2) }, () => dice.of(SYLLABLES)).join(''),
  );
  return Array.from({ length: count }, (_, ordinal) => {
    const han = Array.from({ length: 4 + dice.below(4) }, () => dice.of(HAN)).join('');
    return variant(ordinal, {
      sku: `${dice.of(['AB', 'XK', 'T'])}-${10_000 + ordinal}${dice.of(['', 'a', 'B'])}`,
      barcodes: [String(4_000_000_000_000 + ordinal * 7)],
      title: { en: `${dice.of(brands)} ${dice.of(MATERIALS)} ${dice.of(THINGS)}`, 'zh-TW': han },
      options: [dice.of(COLOURS)],
      optionNames: ['Colour'],
      popularity: dice.below(500),
    });
  });
}

export function indexOf(rows: readonly Variant[]): PackedIndex {
  const builder = createIndexBuilder();
  const cut = createRowCutter();
  for (const row of rows) builder.add(row.ordinal, cut(row));
  return builder.finish();
}

export function popularityOf(rows: readonly Variant[]): Int32Array {
  const popularity = new Int32Array(Math.max(0, ...rows.map((row) => row.ordinal)) + 1);
  for (const row of rows) popularity[row.ordinal] = row.popularity;
  return popularity;
}
