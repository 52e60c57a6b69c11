import { expect, test } from 'vitest';
import type { CartLine } from '../../../src/domain/cart/cart.ts';
import { childrenOf, pathTo } from '../../../src/features/sell/category-chips.tsx';
import { isStale, stockWord, tileOf } from '../../../src/features/sell/item-tiles.ts';
import { commandsOf, draftOf } from '../../../src/features/sell/line-draft.ts';
import { variantGrid } from '../../../src/features/sell/variant-picker.tsx';
import { must } from '../../../src/kernel/invariant.ts';
import { pictureAddress } from '../../../src/protocol/picture-address.ts';
import { markOf } from '../../../src/ui/mark-of.ts';
import { demoCategories, demoRows } from '../counter/counter-rig.ts';

const rows = demoRows();
const shirts = rows.filter(({ title }) => title.en === 'Linen shirt');
const shirt = must(shirts[0], 'shirts are sold');
const withStock = (onHand: number, committed = 0) => ({ ...shirt, level: { onHand, committed, damaged: 9 } });

test('every tile says how many there are; little and none stand out', () => {
  expect(stockWord([withStock(20)])).toEqual({ kind: 'plenty', count: 20, unit: 'each' });
  expect(stockWord([withStock(3)])).toEqual({ kind: 'low', count: 3, unit: 'each' });
  expect(stockWord([withStock(4, 4)])).toEqual({ kind: 'none' });
  expect(stockWord([withStock(-2)])).toEqual({ kind: 'none' });
});

test('an oversold size never hides what the others still have', () => {
  expect(stockWord([withStock(-5), withStock(2)])).toEqual({ kind: 'low', count: 2, unit: 'each' });
});

test('nothing is said of stock that has not arrived, or that nobody counts', () => {
  expect(stockWord([{ ...shirt, level: null }])).toEqual({ kind: 'silent' });
  expect(stockWord([{ ...shirt, tracked: false }])).toEqual({ kind: 'silent' });
});

test('a tile shows the lowest price of its forms', () => {
  const tile = tileOf(shirt, [
    { ...shirt, priceMinor: 900 },
    { ...shirt, priceMinor: 700 },
    { ...shirt, priceMinor: null },
  ]);
  expect([tile.priceMinor, tile.hasSeveralPrices]).toEqual([700, true]);
});

test('stock is stale after half an hour', () => {
  const asOf = '2026-03-02T09:00:00.000Z';
  expect(isStale(asOf, Date.parse(asOf) + 29 * 60_000)).toBe(false);
  expect(isStale(asOf, Date.parse(asOf) + 31 * 60_000)).toBe(true);
  expect(isStale(null, Date.parse(asOf))).toBe(false);
});

test('two options make a table; a hole in it stays a hole', () => {
  const table = must(variantGrid(shirts), 'shirts come in colours and sizes');
  expect(table.across).toEqual(['XS', 'S', 'M', 'L', 'XL']);
  expect(table.at('Chalk', 'M')?.options).toEqual(['Chalk', 'M']);
  expect(table.at('Chalk', '48')).toBeNull();
  expect(variantGrid(shirts.slice(0, 2))).toBeNull();
});

test('a picture may lie in a folder of its own', () => {
  expect(pictureAddress('spring/mug blue.webp')).toBe('/pictures/spring/mug%20blue.webp');
  expect(pictureAddress(null)).toBeNull();
});

test('a title without a picture leaves its mark, in three scripts', () => {
  expect(markOf('Linen shirt')).toBe('LS');
  expect(markOf('亞麻襯衫')).toBe('亞');
  expect(markOf('Wrap-around skirt, long')).toBe('WA');
  expect(markOf('')).toBe('');
});

test('categories keep their place, and a path ends even where somebody made a ring of parents', () => {
  const roots = childrenOf(demoCategories, null);
  expect(roots.map(({ title }) => title.en)[0]).toBe('Clothing');
  const ring = [
    { ...must(roots[0], 'there are roots'), id: 'a', parent: 'b' },
    { ...must(roots[1], 'there are roots'), id: 'b', parent: 'a' },
  ];
  expect(pathTo(ring, 'a').map(({ id }) => id)).toEqual(['b', 'a']);
});

const line: CartLine = {
  id: 'lin_1',
  direction: 'out',
  variant: shirt.id,
  ordinal: 0,
  sku: shirt.sku,
  title: 'Linen shirt',
  options: [],
  image: null,
  quantity: 1,
  unit: 'each',
  tracked: true,
  listPriceMinor: 7900,
  taxCategory: shirt.taxCategory,
  override: null,
  discount: null,
  associate: null,
  note: null,
  returned: null,
};

test('an editor closed without a change changes nothing', () => {
  expect(commandsOf(line, draftOf(line))).toEqual({ ok: true, value: [] });
});

test('a draft gives exactly the commands that were meant, or says what is missing', () => {
  const draft = draftOf(line);
  const price = { minor: 7000, isProposed: false };
  expect(commandsOf(line, { ...draft, price })).toMatchObject({ ok: false, refusal: { panel: 'price' } });
  expect(commandsOf(line, { ...draft, price, priceReason: 'rsn' })).toMatchObject({
    value: [{ kind: 'override-price', override: { unitPriceMinor: 7000, reason: 'rsn' } }],
  });
  const typed = { minor: 101, isProposed: false };
  const discount = { kind: 'percent' as const, typed, reason: 'rsn' };
  expect(commandsOf(line, { ...draft, discount })).toMatchObject({ refusal: { code: 'percent-too-large' } });
  expect(
    commandsOf(line, { ...draft, discount: { ...discount, typed: { ...typed, minor: 15 } }, note: ' gift ' }),
  ).toMatchObject({
    value: [{ kind: 'discount-line', discount: { percentPpm: 150_000 } }, { kind: 'note' }],
  });
});
