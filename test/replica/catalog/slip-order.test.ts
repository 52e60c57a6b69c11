import { expect, test } from 'vitest';
import { createLayerSearch } from '../../../src/replica/catalog/search-layers.ts';
import { indexOf, popularityOf } from './goods-rig.ts';
import { variant } from './replica-rig.ts';

test('a whole word with one slip stands before words that only begin so, however well those sell', () => {
  const titles = ['Quiet cardigan', 'Quiet scarf', 'Quiet carafe', 'Quiet scarfpin'];
  const goods = titles.map((en, ordinal) => variant(ordinal, { title: { en }, popularity: ordinal === 1 ? 0 : 900 }));
  const search = createLayerSearch([{ index: indexOf(goods), dead: null }]);
  const { ordinals, total } = search.search('carf', 10, popularityOf(goods));
  expect(ordinals[0]).toBe(1);
  expect(total).toBe(4);
});
