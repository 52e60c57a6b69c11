import fc from 'fast-check';
import { expect, test } from 'vitest';
import { allocate } from '../../../src/domain/money/allocate.ts';
import { SEED } from '../shop.ts';

test('a discount of one euro over three equal lines leaves its odd cent with the first', () => {
  expect(allocate(100, [10, 10, 10])).toEqual([34, 33, 33]);
  expect(allocate(-100, [10, 10, 10])).toEqual([-34, -33, -33]);
});

test('the largest remainder comes first, not the largest line', () => {
  expect(allocate(10, [1, 1, 9])).toEqual([1, 1, 8]);
  expect(allocate(5, [3, 3, 1])).toEqual([2, 2, 1]);
});

test('where nothing has weight, all take the same', () => {
  expect(allocate(7, [0, 0, 0])).toEqual([3, 2, 2]);
});

test('nothing over nobody is nothing; something over nobody is a fault', () => {
  expect(allocate(0, [])).toEqual([]);
  expect(() => allocate(1, [])).toThrow('something must be there');
});

test('fractions and negative weights are faults', () => {
  expect(() => allocate(1.5, [1])).toThrow();
  expect(() => allocate(1, [-1, 2])).toThrow();
});

test('it conserves money, keeps its sign, and never moves a part by a whole unit', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.integer({ min: -1e9, max: 1e9 }), fc.maxSafeInteger()),
      fc.array(fc.nat({ max: 1e12 }), { minLength: 1, maxLength: 30 }),
      (totalMinor, weights) => {
        const parts = allocate(totalMinor, weights);
        expect(parts.reduce((sum, part) => sum + BigInt(part), 0n)).toBe(BigInt(totalMinor));
        const all = weights.reduce((sum, weight) => sum + BigInt(weight), 0n);
        parts.forEach((part, index) => {
          expect(Object.is(part, -0)).toBe(false);
          expect(part === 0 || Math.sign(part) === Math.sign(totalMinor)).toBe(true);
          if (all === 0n) return;
          // |part − total × weight / all| < 1, without a fraction.
          const off = BigInt(part) * all - BigInt(totalMinor) * BigInt(weights[index] ?? 0);
          expect(off < all && off > -all).toBe(true);
        });
      },
    ),
    { seed: SEED, numRuns: 500 },
  );
});
