import { expect, test } from 'vitest';
import { countedTitles } from '../../../src/features/counter/index.ts';

const shirt = { title: 'Linen shirt', unit: 'each', quantity: 1 } as const;

test('a title stands once, with its pieces over all lines', () => {
  expect(countedTitles([shirt, shirt, { ...shirt, quantity: 4 }, { ...shirt, title: 'Bud vase' }])).toBe(
    'Linen shirt × 6 · Bud vase',
  );
});

test('a weighed line is one, however many grams', () => {
  expect(countedTitles([{ title: 'Tea', unit: 'g', quantity: 250 }])).toBe('Tea');
});
