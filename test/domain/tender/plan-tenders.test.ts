import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type OfferedTender, planTenders, quickAmounts } from '../../../src/domain/tender/plan-tenders.ts';
import { codeOf, grantOf, SEED } from '../shop.ts';

const cash = (amountMinor: number, id = 'c'): OfferedTender => ({ id, kind: 'cash', amountMinor, reference: null });
const card = (amountMinor: number, id = 'k'): OfferedTender => ({ id, kind: 'card', amountMinor, reference: 'T-1' });

test('a fifty for 34.20 gives 15.80 back', () => {
  expect(planTenders(3420, [cash(5000)])).toEqual({
    ok: true,
    value: {
      tenders: [
        {
          id: 'c',
          kind: 'cash',
          direction: 'in',
          amountMinor: 3420,
          tenderedMinor: 5000,
          changeMinor: 1580,
          reference: null,
        },
      ],
      remainingMinor: 0,
      changeMinor: 1580,
    },
  });
});

test('part by card, the rest in cash; what is missing stays open', () => {
  const { remainingMinor, changeMinor, tenders } = grantOf(planTenders(10_000, [card(6_000), cash(5_000)]));
  expect({ remainingMinor, changeMinor, tenders: tenders.length }).toEqual({
    remainingMinor: 0,
    changeMinor: 1_000,
    tenders: 2,
  });
  expect(grantOf(planTenders(10_000, [card(6_000)])).remainingMinor).toBe(4_000);
  expect(grantOf(planTenders(10_000, [])).remainingMinor).toBe(10_000);
});

test('a refund goes out and has no change', () => {
  const { tenders, remainingMinor } = grantOf(planTenders(-1999, [cash(1999)]));
  expect(tenders).toMatchObject([{ direction: 'out', amountMinor: 1999, tenderedMinor: 1999, changeMinor: 0 }]);
  expect(remainingMinor).toBe(0);
  expect(grantOf(planTenders(-1999, [cash(1000)])).remainingMinor).toBe(-999);
});

test('nothing due is settled by nothing', () => {
  expect(grantOf(planTenders(0, []))).toEqual({ tenders: [], remainingMinor: 0, changeMinor: 0 });
});

test.each([
  ['a card for more than is due', 1000, [card(1001)], 'tender-exceeds-balance'],
  ['a refund for more than is owed', -1000, [cash(1001)], 'tender-exceeds-balance'],
  ['a tender of nothing', 1000, [cash(0)], 'amount-not-positive'],
  ['a tender below zero', 1000, [cash(-5)], 'amount-not-positive'],
  ['a fraction', 1000, [cash(0.5)], 'amount-not-positive'],
  ['not a number', 1000, [cash(Number.NaN)], 'amount-not-positive'],
  ['a barcode for an amount', 1000, [cash(9_001_234_567_890_123)], 'amount-too-large'],
  ['a tender after all is paid', 1000, [cash(1000), cash(1)], 'nothing-due'],
  ['a tender where nothing is due', 0, [cash(1)], 'nothing-due'],
  ['twenty-one tenders', 1000, Array.from({ length: 21 }, () => cash(1)), 'too-many-tenders'],
] as const)('%s is refused', (_, balance, offered, code) => {
  expect(codeOf(planTenders(balance, offered))).toBe(code);
});

test('how much a card is over is told', () => {
  expect(planTenders(1000, [card(1250)])).toEqual({
    ok: false,
    refusal: { code: 'tender-exceeds-balance', tender: 'k', overByMinor: 250 },
  });
});

test('what tenders settle and what stays open are the balance, always', () => {
  const offers = fc.array(
    fc.record({
      id: fc.uuid(),
      kind: fc.constantFrom('cash' as const, 'card' as const),
      amountMinor: fc.integer({ min: 1, max: 9_000 }),
      reference: fc.constant(null),
    }),
    { maxLength: 6 },
  );
  let granted = 0;
  fc.assert(
    fc.property(fc.integer({ min: -20_000, max: 20_000 }), offers, (balance, offered) => {
      const verdict = planTenders(balance, offered);
      if (!verdict.ok) return;
      granted++;
      const { tenders, remainingMinor, changeMinor } = verdict.value;
      const settled = tenders.reduce((sum, t) => sum + (t.direction === 'in' ? 1 : -1) * t.amountMinor, 0);
      expect(settled + remainingMinor).toBe(balance);
      expect(tenders.reduce((sum, t) => sum + t.tenderedMinor - t.amountMinor, 0)).toBe(changeMinor);
      expect(remainingMinor === 0 || Math.sign(remainingMinor) === Math.sign(balance)).toBe(true);
    }),
    { seed: SEED, numRuns: 500 },
  );
  expect(granted).toBeGreaterThan(100);
});

const EURO = [50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 20, 10, 5, 2, 1];
const TAIWAN = [2000, 1000, 500, 200, 100, 50, 10, 5, 1];

test.each([
  [1735, EURO, [1735, 1800, 2000, 5000, 10_000, 20_000]],
  [2000, EURO, [2000, 5000, 10_000, 20_000, 50_000]],
  [13_450, EURO, [13_450, 14_000, 15_000, 20_000, 50_000]],
  [720_000, EURO, [720_000, 750_000]],
  [1280, TAIWAN, [1280, 1400, 1500, 2000]],
  [5, [], [5]],
  [0, EURO, []],
  [-100, EURO, []],
])('for %i the quick amounts are the exact one and the next round ones', (due, denominations, amounts) => {
  expect(quickAmounts(due, denominations)).toEqual(amounts);
});

test('quick amounts begin with the exact one, rise, never fall short, and are few', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000_000 }), fc.constantFrom(EURO, TAIWAN), (due, denominations) => {
      const amounts = quickAmounts(due, denominations);
      expect(amounts[0]).toBe(due);
      expect(amounts.length).toBeLessThanOrEqual(6);
      expect([...amounts].sort((a, b) => a - b)).toEqual(amounts);
      expect(new Set(amounts).size).toBe(amounts.length);
    }),
    { seed: SEED, numRuns: 300 },
  );
});
