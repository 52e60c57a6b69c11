import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Order } from '../../../src/domain/order/order.ts';
import { planPostVoid } from '../../../src/domain/order/plan-post-void.ts';
import { type DayEvent, dayReport } from '../../../src/domain/till/day-report.ts';
import {
  arbExchange,
  cartOf,
  countingIds,
  grantOf,
  INCLUSIVE,
  idNumber,
  LOCATION,
  lineOf,
  REDUCED,
  ring,
  SEED,
  SHIFT,
} from '../shop.ts';

const ANNA = idNumber('associate', 1);
const BO = idNumber('associate', 2);
const AMSTERDAM = { timeZone: 'Europe/Amsterdam' };

function placed(order: Order, at: string, associate = ANNA): DayEvent {
  return { kind: 'order.place', body: order, at, associate };
}

function voided(order: Order, at: string, associate = ANNA): DayEvent {
  const input = { order, followers: [], voided: false, newId: countingIds(), location: LOCATION, shift: SHIFT };
  const plan = planPostVoid({ ...input, businessDay: '2026-11-21', reason: 'rsn-mistake' });
  return { kind: 'order.post-void', body: grantOf(plan)('A1-000009'), at, associate };
}

const morning = ring(
  cartOf([lineOf(1, { quantity: 2 }), lineOf(2, { taxCategory: REDUCED, associate: BO })]),
  INCLUSIVE,
  { orderId: idNumber('order', 1) },
);
const noon = ring(
  cartOf([
    lineOf(3, { direction: 'back', returned: { origin: null, sold: null, reason: 'x', disposition: 'restock' } }),
  ]),
  INCLUSIVE,
  { orderId: idNumber('order', 2) },
);

test('a day by tender, rate, associate and hour of the store’s own clock', () => {
  const report = dayReport(
    [placed(morning, '2026-11-21T08:30:00.000Z'), placed(noon, '2026-11-21T11:05:00.000Z', BO)],
    AMSTERDAM,
  );
  expect(report).toMatchObject({
    sales: 1,
    returns: 1,
    voids: 0,
    outgoingMinor: 3_000,
    returnedMinor: 1_000,
    totalMinor: 2_000,
    units: 2,
  });
  expect(report.byTender).toEqual([{ kind: 'cash', amountMinor: 2_000 }]);
  expect(report.byTaxRate.map(({ rate, taxMinor }) => [rate, taxMinor])).toEqual([
    ['btw-21', 347 - 174],
    ['btw-9', 83],
  ]);
  expect(report.byAssociate).toEqual([
    { associate: ANNA, orders: 1, totalMinor: 2_000 },
    { associate: BO, orders: 2, totalMinor: 0 },
  ]);
  expect(report.byHour).toEqual([
    { hour: 9, orders: 1, totalMinor: 3_000 },
    { hour: 12, orders: 1, totalMinor: -1_000 },
  ]);
});

test('a post-void takes its order out of every sum but the count of what happened', () => {
  const report = dayReport(
    [placed(morning, '2026-11-21T08:30:00.000Z'), voided(morning, '2026-11-21T08:31:00.000Z', BO)],
    AMSTERDAM,
  );
  expect(report).toMatchObject({
    sales: 1,
    voids: 1,
    voidedMinor: 3_000,
    totalMinor: 0,
    netMinor: 0,
    taxMinor: 0,
    units: 0,
  });
  expect(report.byTender).toEqual([{ kind: 'cash', amountMinor: 0 }]);
  expect(report.byAssociate.every((row) => row.orders === 0 && row.totalMinor === 0)).toBe(true);
});

test('a post-void of yesterday’s order counts by rate when the order is found, and by its money when it is not', () => {
  const event = voided(morning, '2026-11-21T08:31:00.000Z');
  const found = dayReport([event], { ...AMSTERDAM, orderOf: (id) => (id === morning.id ? morning : null) });
  expect(found).toMatchObject({ voidedMinor: 3_000, totalMinor: -3_000, taxMinor: -morning.totals.taxMinor });
  const unknown = dayReport([event], AMSTERDAM);
  expect(unknown).toMatchObject({ voidedMinor: 3_000, totalMinor: -3_000, taxMinor: 0 });
  expect(unknown.byTender).toEqual([{ kind: 'cash', amountMinor: -3_000 }]);
});

test('an empty day comes to nothing', () => {
  expect(dayReport([], AMSTERDAM)).toMatchObject({
    sales: 0,
    totalMinor: 0,
    byTender: [],
    byTaxRate: [],
    byAssociate: [],
    byHour: [],
  });
});

test('every breakdown of a day adds up to the same total', () => {
  const event = fc.record({
    rung: arbExchange,
    minute: fc.nat({ max: 1439 }),
    isVoided: fc.boolean(),
    associate: fc.constantFrom(ANNA, BO),
  });
  fc.assert(
    fc.property(fc.array(event, { maxLength: 5 }), (given) => {
      const events = given.flatMap(({ rung, minute, isVoided, associate }, index) => {
        const order = ring(rung.cart, rung.terms, { orderId: idNumber('order', 10 + index) });
        const at = new Date(Date.UTC(2026, 10, 21, 0, minute)).toISOString();
        return isVoided ? [placed(order, at, associate), voided(order, at, associate)] : [placed(order, at, associate)];
      });
      const report = dayReport(events, AMSTERDAM);
      const sum = (rows: readonly { readonly totalMinor: number }[]) =>
        rows.reduce((total, row) => total + row.totalMinor, 0);
      expect(sum(report.byAssociate)).toBe(report.totalMinor);
      expect(sum(report.byHour)).toBe(report.totalMinor);
      expect(report.byTender.reduce((total, row) => total + row.amountMinor, 0)).toBe(report.totalMinor);
      expect(report.netMinor + report.taxMinor).toBe(report.totalMinor);
      expect(report.byTaxRate.reduce((total, row) => total + row.taxMinor, 0)).toBe(report.taxMinor);
    }),
    { seed: SEED, numRuns: 60 },
  );
});
