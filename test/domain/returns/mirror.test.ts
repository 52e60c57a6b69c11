import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SoldLine } from '../../../src/domain/cart/cart.ts';
import { mirrored } from '../../../src/domain/returns/mirror.ts';
import { SEED } from '../shop.ts';

function soldOf(quantity: number, netMinor: number, taxes: readonly number[]): SoldLine {
  const taxMinor = taxes.reduce((sum, tax) => sum + tax, 0);
  return {
    quantity,
    returnedBefore: 0,
    extendedMinor: netMinor + taxMinor,
    netMinor,
    taxMinor,
    totalMinor: netMinor + taxMinor,
    taxes: taxes.map((tax, index) => ({
      rate: `rate-${index}`,
      title: `Rate ${index}`,
      ratePpm: 50_000,
      taxableMinor: netMinor,
      taxMinor: tax,
    })),
  };
}

test('three pieces for 10.00: the first gives back 3.33, the second 3.34, the third 3.33', () => {
  const sold = soldOf(3, 826, [174]);
  const back = [0, 1, 2].map((returnedBefore) => mirrored({ ...sold, returnedBefore }, 1));
  expect(back.map((part) => part.totalMinor)).toEqual([333, 334, 333]);
  expect(back.map((part) => part.netMinor).reduce((a, b) => a + b)).toBe(826);
});

test('a piece that cost nothing gives back nothing', () => {
  expect(mirrored(soldOf(5, 0, [0]), 2)).toMatchObject({ netMinor: 0, taxMinor: 0, totalMinor: 0 });
});

test('a total of two that is all tax, of two rates: no portion has a negative net', () => {
  const sold = soldOf(2, 0, [1, 1]);
  for (const returnedBefore of [0, 1]) {
    const { netMinor, taxMinor, totalMinor } = mirrored({ ...sold, returnedBefore }, 1);
    expect({ netMinor, taxMinor, totalMinor }).toEqual({ netMinor: 0, taxMinor: 1, totalMinor: 1 });
  }
});

test('more than was sold is a fault', () => {
  expect(() => mirrored({ ...soldOf(2, 100, []), returnedBefore: 1 }, 2)).toThrow('no more comes back than was sold');
});

test('returned in whatever portions, a line gives back exactly its net, each tax and its total', () => {
  const sale = fc.record({
    portions: fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 12 }),
    netMinor: fc.oneof(fc.nat({ max: 12 }), fc.nat({ max: 1_000_000_000_000 })),
    taxes: fc.array(fc.oneof(fc.nat({ max: 5 }), fc.nat({ max: 400_000_000_000 })), { maxLength: 4 }),
  });
  fc.assert(
    fc.property(sale, ({ portions, netMinor, taxes }) => {
      const quantity = portions.reduce((sum, portion) => sum + portion, 0);
      const sold = soldOf(quantity, netMinor, taxes);
      const sums = { netMinor: 0, taxMinor: 0, totalMinor: 0, taxes: taxes.map(() => 0) };
      let returnedBefore = 0;
      for (const portion of portions) {
        const part = mirrored({ ...sold, returnedBefore }, portion);
        returnedBefore += portion;
        expect(part.netMinor + part.taxMinor).toBe(part.totalMinor);
        expect(part.taxes.reduce((sum, tax) => sum + tax.taxMinor, 0)).toBe(part.taxMinor);
        expect(Math.min(part.netMinor, ...part.taxes.map((tax) => tax.taxMinor))).toBeGreaterThanOrEqual(0);
        // No portion is further than one unit from its fair part of the total.
        const off = BigInt(part.totalMinor) * BigInt(quantity) - BigInt(sold.totalMinor) * BigInt(portion);
        expect(off <= BigInt(quantity) && off >= -BigInt(quantity)).toBe(true);
        sums.netMinor += part.netMinor;
        sums.taxMinor += part.taxMinor;
        sums.totalMinor += part.totalMinor;
        part.taxes.forEach((tax, index) => {
          sums.taxes[index] = (sums.taxes[index] ?? 0) + tax.taxMinor;
        });
      }
      expect(sums).toEqual({
        netMinor: sold.netMinor,
        taxMinor: sold.taxMinor,
        totalMinor: sold.totalMinor,
        taxes: [...taxes],
      });
    }),
    { seed: SEED, numRuns: 1000 },
  );
});

test('what comes back depends on how many, not on how they were split before', () => {
  fc.assert(
    fc.property(
      fc.nat({ max: 99_999 }),
      fc.nat({ max: 9_999 }),
      fc.integer({ min: 2, max: 30 }),
      (net, tax, quantity) => {
        const sold = soldOf(quantity, net, [tax]);
        const atOnce = mirrored(sold, quantity - 1).netMinor;
        let oneByOne = 0;
        for (let before = 0; before < quantity - 1; before++) {
          oneByOne += mirrored({ ...sold, returnedBefore: before }, 1).netMinor;
        }
        expect(oneByOne).toBe(atOnce);
      },
    ),
    { seed: SEED, numRuns: 200 },
  );
});
