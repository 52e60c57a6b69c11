import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openSegment } from '../../../src/protocol/segment/columnar.ts';
import { encodePrices, encodeStock } from '../../../src/protocol/segment/rows.ts';
import { packChanges } from '../../../src/replica/catalog/log-records.ts';
import { createPriceTable, createStockTable } from '../../../src/replica/catalog/number-tables.ts';

/** Small ones, those about the edge of four bytes, and the largest price there is. */
const money = fc.oneof(
  fc.nat({ max: 500 }),
  fc.integer({ min: 2 ** 31 - 3, max: 2 ** 31 + 3 }),
  fc.constant(9_999_999_999),
);
const price = fc.option(money);
const held = fc.array(price, { minLength: 1, maxLength: 20 });
const count = fc.oneof(fc.integer({ min: -9, max: 9 }), fc.integer({ min: -(2 ** 40), max: 2 ** 40 }));

test('prices of any size are what the segment and then the changes say', () => {
  fc.assert(
    fc.property(held, fc.array(fc.tuple(fc.nat({ max: 40 }), price), { maxLength: 30 }), (first, changes) => {
      const table = createPriceTable();
      const opened = openSegment(
        encodePrices(
          0,
          first.map((priceMinor) => ({ priceMinor, compareAtMinor: priceMinor })),
        ),
        'prices',
      );
      if (opened.ok) table.takeSegment(opened.value);
      const expected = new Map(first.entries());
      changes.forEach(([ordinal, priceMinor], at) => {
        expected.set(ordinal, priceMinor);
        table.takeChanges(
          packChanges('prices', [{ sequence: at + 1, body: { ordinal, priceMinor, compareAtMinor: null } }]),
        );
      });
      for (let ordinal = 0; ordinal < 45; ordinal++) {
        expect(table.at(ordinal).priceMinor).toBe(expected.get(ordinal) ?? null);
      }
    }),
    { seed: 20261122, numRuns: 200 },
  );
});

test('levels of any size, and below nothing, are kept', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat({ max: 30 }), count), { maxLength: 30 }), (changes) => {
      const table = createStockTable();
      const opened = openSegment(encodeStock(0, [{ onHand: 4, committed: 1, damaged: 0 }]), 'stock');
      if (opened.ok) table.takeSegment(opened.value);
      const expected = new Map<number, number>([[0, 4]]);
      for (const [ordinal, onHand] of changes) expected.set(ordinal, onHand);
      const bodies = changes.map(([ordinal, onHand], at) => ({
        sequence: at + 1,
        body: { ordinal, onHand, committed: 0, damaged: 2 },
      }));
      table.takeChanges(packChanges('stock', bodies));
      for (let ordinal = 0; ordinal < 35; ordinal++) expect(table.at(ordinal).onHand).toBe(expected.get(ordinal) ?? 0);
    }),
    { seed: 20261122, numRuns: 200 },
  );
});
