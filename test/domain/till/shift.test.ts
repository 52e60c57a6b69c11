import fc from 'fast-check';
import { expect, test } from 'vitest';
import { planPostVoid } from '../../../src/domain/order/plan-post-void.ts';
import {
  foldShift,
  NO_SHIFT,
  planShiftClose,
  planShiftOpen,
  planTillPay,
  type ShiftEvent,
} from '../../../src/domain/till/shift.ts';
import type { ShiftOpen } from '../../../src/domain/till/till.ts';
import { shiftCloseBody, shiftOpenBody, tillPayBody } from '../../../src/protocol/entry/bodies.ts';
import {
  arbExchange,
  cartOf,
  codeOf,
  countingIds,
  grantOf,
  INCLUSIVE,
  idNumber,
  LOCATION,
  lineOf,
  ring,
  SEED,
  SHIFT,
} from '../shop.ts';

const place = { location: LOCATION, businessDay: '2026-11-21', currency: 'EUR' } as const;

function opened(floatMinor: number): ShiftOpen {
  const body = grantOf(planShiftOpen({ ...place, summary: NO_SHIFT, newId: countingIds(), floatMinor }));
  return { ...body, shift: SHIFT, till: body.till.map((movement) => ({ ...movement, shift: SHIFT })) };
}

const open: ShiftEvent = { kind: 'shift.open', body: opened(10_000) };
const returned = { origin: null, sold: null, reason: 'x', disposition: 'restock' } as const;
const sale = ring(cartOf([lineOf(1, { quantity: 3 })]), INCLUSIVE, { orderId: idNumber('order', 1) });
const back = ring(cartOf([lineOf(2, { direction: 'back', returned })]), INCLUSIVE, { orderId: idNumber('order', 2) });
const both = ring(cartOf([lineOf(3, { quantity: 2 }), lineOf(4, { direction: 'back', returned })]), INCLUSIVE, {
  orderId: idNumber('order', 3),
});

function pay(direction: 'in' | 'out', amountMinor: number): ShiftEvent {
  const summary = foldShift([open]);
  const reason = 'rsn-window-cleaner';
  return {
    kind: 'till.pay',
    body: grantOf(planTillPay({ summary, newId: countingIds(), location: LOCATION, direction, amountMinor, reason })),
  };
}

function voidOf(order: typeof sale): ShiftEvent {
  const input = { order, followers: [], voided: false, newId: countingIds(), location: LOCATION, shift: SHIFT };
  const plan = planPostVoid({ ...input, businessDay: '2026-11-21', reason: 'rsn-mistake' });
  return { kind: 'order.post-void', body: grantOf(plan)('A1-000009') };
}

test('a day at the till: what should be in it is the float and every movement since', () => {
  const summary = foldShift([
    open,
    { kind: 'order.place', body: sale },
    { kind: 'cart.suspend', body: {} },
    { kind: 'order.place', body: back },
    { kind: 'order.place', body: both },
    pay('in', 500),
    pay('out', 2_000),
    voidOf(sale),
  ]);
  expect(summary).toMatchObject({
    status: 'open',
    shift: SHIFT,
    floatMinor: 10_000,
    expectedCashMinor: 10_000 + 3_000 - 1_000 + 1_000 + 500 - 2_000 - 3_000,
    cashSalesMinor: 4_000,
    cashRefundsMinor: 4_000,
    paidInMinor: 500,
    paidOutMinor: 2_000,
    cardMinor: 0,
    sales: 2,
    returns: 1,
    voids: 1,
    totalMinor: 0,
  });
});

test('cards are counted apart, and change is not twice in the till', () => {
  const tenders = [
    {
      id: idNumber('tender', 1),
      kind: 'card',
      direction: 'in',
      amountMinor: 800,
      tenderedMinor: 800,
      changeMinor: 0,
      reference: null,
    },
    {
      id: idNumber('tender', 2),
      kind: 'cash',
      direction: 'in',
      amountMinor: 200,
      tenderedMinor: 1_000,
      changeMinor: 800,
      reference: null,
    },
  ] as const;
  const order = ring(cartOf([lineOf(1)]), INCLUSIVE, { tenders });
  expect(foldShift([open, { kind: 'order.place', body: order }])).toMatchObject({
    cardMinor: 800,
    expectedCashMinor: 10_200,
    cashSalesMinor: 200,
  });
});

test('what belongs to another shift is passed over, and a new shift begins anew', () => {
  const other = { ...sale, shift: idNumber('shift', 9) };
  expect(foldShift([open, { kind: 'order.place', body: other }])).toEqual(foldShift([open]));
  expect(foldShift([{ kind: 'order.place', body: sale }])).toEqual(NO_SHIFT);
  expect(foldShift([open, { kind: 'order.place', body: sale }, open])).toEqual(foldShift([open]));
});

test('a shift closes with a difference, and says what was open', () => {
  const summary = foldShift([open, { kind: 'order.place', body: sale }]);
  const denominations = [
    { denominationMinor: 5_000, pieces: 2 },
    { denominationMinor: 2_000, pieces: 0 },
    { denominationMinor: 100, pieces: 28 },
  ];
  const close = grantOf(planShiftClose({ ...place, summary, denominations, unsent: 3 }));
  expect(close).toMatchObject({
    countedMinor: 12_800,
    expectedMinor: 13_000,
    overShortMinor: -200,
    sales: 1,
    unsent: 3,
  });
  expect(close.denominations).toHaveLength(2);
  expect(shiftCloseBody.safeParse(close).error).toBeUndefined();
  expect(foldShift([open, { kind: 'shift.close', body: close }]).status).toBe('closed');
});

test('an empty till closes too', () => {
  const summary = foldShift([{ kind: 'shift.open', body: opened(0) }]);
  expect(grantOf(planShiftClose({ ...place, summary, denominations: [], unsent: 0 }))).toMatchObject({
    countedMinor: 0,
    overShortMinor: 0,
  });
});

test('a float of nothing is no movement', () => {
  expect(opened(0).till).toEqual([]);
  expect(shiftOpenBody.safeParse(opened(0)).success && shiftOpenBody.safeParse(opened(10_000)).success).toBe(true);
});

test('what cannot be is refused by code', () => {
  const summary = foldShift([open]);
  const newId = countingIds();
  const paying = { summary, newId, location: LOCATION, direction: 'in', amountMinor: 1, reason: 'x' } as const;
  expect(codeOf(planShiftOpen({ ...place, summary, newId, floatMinor: 0 }))).toBe('shift-already-open');
  expect(codeOf(planShiftOpen({ ...place, summary: NO_SHIFT, newId, floatMinor: -1 }))).toBe('amount-out-of-range');
  expect(codeOf(planShiftOpen({ ...place, summary: NO_SHIFT, newId, floatMinor: 1e15 }))).toBe('amount-out-of-range');
  expect(codeOf(planTillPay({ ...paying, summary: NO_SHIFT }))).toBe('shift-not-open');
  expect(codeOf(planTillPay({ ...paying, amountMinor: 0 }))).toBe('amount-out-of-range');
  expect(codeOf(planTillPay({ ...paying, amountMinor: 0.5 }))).toBe('amount-out-of-range');
  expect(codeOf(planTillPay({ ...paying, reason: '' }))).toBe('reason-missing');
  expect(codeOf(planShiftClose({ ...place, summary: NO_SHIFT, denominations: [], unsent: 0 }))).toBe('shift-not-open');
  const wrong = [{ denominationMinor: 100, pieces: -1 }];
  expect(codeOf(planShiftClose({ ...place, summary, denominations: wrong, unsent: 0 }))).toBe('amount-out-of-range');
  expect(tillPayBody.safeParse(grantOf(planTillPay(paying))).error).toBeUndefined();
});

test('expected cash and card together are the float plus what all orders came to', () => {
  fc.assert(
    fc.property(fc.array(arbExchange, { maxLength: 4 }), (rung) => {
      const orders = rung.map(({ cart, terms }) => ring(cart, terms));
      const summary = foldShift([open, ...orders.map((body): ShiftEvent => ({ kind: 'order.place', body }))]);
      const came = orders.reduce((sum, order) => sum + order.totals.totalMinor, 0);
      expect(summary.expectedCashMinor + summary.cardMinor).toBe(10_000 + came);
      expect(summary.sales + summary.returns).toBe(orders.length);
    }),
    { seed: SEED, numRuns: 60 },
  );
});
