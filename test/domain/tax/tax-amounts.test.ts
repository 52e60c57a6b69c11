import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TaxRate } from '../../../src/domain/tax/tax.ts';
import { taxedAmount } from '../../../src/domain/tax/tax-amounts.ts';
import { SEED } from '../shop.ts';

const at = (...ppm: readonly number[]): TaxRate[] =>
  ppm.map((ratePpm, index) => ({ id: `rate-${index}`, title: `${ratePpm}`, ratePpm }));

/** Worked by hand: amount, rates, inclusive, then net, taxes, total. */
test.each([
  ['21 % in 19.99', 1999, [210_000], true, 1652, [347], 1999],
  ['9 % in 4.49', 449, [90_000], true, 412, [37], 449],
  ['20 % in 2.55', 255, [200_000], true, 212, [43], 255],
  ['8.875 % on 24.99', 2499, [88_750], false, 2499, [222], 2721],
  // 1.00 × 8.875 % = 0.08875
  ['8.875 % on 1.00', 100, [88_750], false, 100, [9], 109],
  // 0.10 × 5 % = half a cent: away from zero
  ['half a cent goes up', 10, [50_000], false, 10, [1], 11],
  ['just under half a cent goes down', 9, [50_000], false, 9, [0], 9],
  // Quebec: both rates on the net, each rounded by itself: 5.00 and 9.975
  ['5 % and 9.975 % on 100.00', 10_000, [50_000, 99_750], false, 10_000, [500, 998], 11_498],
  // 114.975 / 1.14975 = 100
  ['5 % and 9.975 % in 114.98', 11_498, [50_000, 99_750], true, 10_000, [500, 998], 11_498],
  // Taiwan: 5 % business tax in 105 dollars, which have no cents
  ['5 % in TWD 105', 105, [50_000], true, 100, [5], 105],
  ['5 % in TWD 99', 99, [50_000], true, 94, [5], 99],
  ['5 % in TWD 10', 10, [50_000], true, 10, [0], 10],
  ['no rate at all', 777, [], true, 777, [], 777],
  ['a rate of zero', 777, [0], true, 777, [0], 777],
  ['a price of zero', 0, [210_000], true, 0, [0], 0],
] as const)('%s', (_, amountMinor, rates, inclusive, netMinor, taxes, totalMinor) => {
  const taxed = taxedAmount(amountMinor, at(...rates), inclusive);
  expect(taxed).toMatchObject({ netMinor, totalMinor, taxMinor: totalMinor - netMinor });
  expect(taxed.taxes.map((tax) => tax.taxMinor)).toEqual(taxes);
  expect(taxed.taxes.every((tax) => tax.taxableMinor === netMinor)).toBe(true);
});

test('rates that round past the amount itself share it instead', () => {
  const taxed = taxedAmount(2, at(1_000_000, 1_000_000, 1_000_000), true);
  expect(taxed).toMatchObject({ netMinor: 0, taxMinor: 2, totalMinor: 2 });
  expect(taxed.taxes.map((tax) => tax.taxMinor)).toEqual([1, 1, 0]);
});

test('net and taxes add up, nothing is negative, and each tax is its rate of the base within half a unit', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.nat({ max: 50 }), fc.nat({ max: 1_000_000_000_000 })),
      fc.array(fc.nat({ max: 300_000 }), { maxLength: 4 }),
      fc.boolean(),
      (amountMinor, ppm, inclusive) => {
        const { netMinor, taxMinor, totalMinor, taxes } = taxedAmount(amountMinor, at(...ppm), inclusive);
        expect(netMinor + taxMinor).toBe(totalMinor);
        expect(inclusive ? totalMinor : netMinor).toBe(amountMinor);
        expect(netMinor).toBeGreaterThanOrEqual(0);
        expect(taxes.reduce((sum, tax) => sum + tax.taxMinor, 0)).toBe(taxMinor);
        const whole = 1_000_000n + (inclusive ? ppm.reduce((sum, rate) => sum + BigInt(rate), 0n) : 0n);
        taxes.forEach((tax, index) => {
          const off = 2n * (BigInt(tax.taxMinor) * whole - BigInt(amountMinor) * BigInt(ppm[index] ?? 0));
          expect(off <= whole && off >= -whole).toBe(true);
        });
      },
    ),
    { seed: SEED, numRuns: 1000 },
  );
});
