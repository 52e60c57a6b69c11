import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkPostVoid } from '../../../src/domain/order/check-post-void.ts';
import { type PostVoidInput, planPostVoid } from '../../../src/domain/order/plan-post-void.ts';
import { settle } from '../../../src/domain/pricing/settle.ts';
import { returnableLines, returnCartLine } from '../../../src/domain/returns/plan-return.ts';
import { planTenders } from '../../../src/domain/tender/plan-tenders.ts';
import { postVoidBody } from '../../../src/protocol/entry/bodies.ts';
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
} from '../shop.ts';

const LATER = idNumber('shift', 2);

function inputOf(order: PostVoidInput['order'], given: Partial<PostVoidInput> = {}): PostVoidInput {
  const base = { order, followers: [], voided: false, newId: countingIds(), location: LOCATION, shift: LATER };
  return { ...base, businessDay: '2026-11-22', reason: 'rsn-mistake', ...given };
}

const cart = cartOf([lineOf(1, { quantity: 2 }), lineOf(2, { tracked: false })]);
const paid = grantOf(
  planTenders(settle(cart, INCLUSIVE).totals.totalMinor, [
    { id: idNumber('tender', 1), kind: 'card', amountMinor: 1000, reference: 'T-77' },
    { id: idNumber('tender', 2), kind: 'cash', amountMinor: 5000, reference: null },
  ]),
).tenders;
const order = ring(cart, INCLUSIVE, { tenders: paid, orderId: idNumber('order', 1) });

test('what was paid goes back without the change that was given, and goods go back where they were', () => {
  const postVoid = grantOf(planPostVoid(inputOf(order)))('A1-000002');
  expect(postVoid).toMatchObject({ totalMinor: -3000, orderReceiptNumber: 'A1-000001', receiptNumber: 'A1-000002' });
  expect(postVoid.tenders.map(({ kind, direction, amountMinor }) => [kind, direction, amountMinor])).toEqual([
    ['card', 'out', 1000],
    ['cash', 'out', 2000],
  ]);
  expect(postVoid.stock).toMatchObject([{ kind: 'void', quantity: 2, bucket: 'on-hand' }]);
  expect(postVoid.till.map(({ tender, kind, amountMinor, shift }) => [tender, kind, amountMinor, shift])).toEqual([
    ['card', 'refund', -1000, LATER],
    ['cash', 'refund', -2000, LATER],
  ]);
});

test('voided twice, after a return, elsewhere or without a reason: refused', () => {
  const [returnable] = returnableLines(order, [], false);
  if (!returnable) throw new Error('the order has a line');
  const back = {
    order,
    returnable,
    id: idNumber('line', 60),
    quantity: 1,
    reason: 'x',
    disposition: 'restock',
  } as const;
  const follower = ring(cartOf([grantOf(returnCartLine(back))]), INCLUSIVE, { orderId: idNumber('order', 2) });
  const unrelated = ring(cartOf([lineOf(5)]), INCLUSIVE, { orderId: idNumber('order', 3) });

  expect(codeOf(planPostVoid(inputOf(order, { voided: true })))).toBe('already-voided');
  expect(codeOf(planPostVoid(inputOf(order, { followers: [unrelated, follower] })))).toBe('has-returns');
  expect(codeOf(planPostVoid(inputOf(order, { followers: [unrelated] })))).toBe(null);
  expect(codeOf(planPostVoid(inputOf(order, { location: idNumber('location', 2) })))).toBe('other-location');
  expect(codeOf(planPostVoid(inputOf(order, { reason: ' ' })))).toBe('reason-missing');
});

test('whatever the order was, its post-void undoes it to the unit, is sound, and fits the wire', () => {
  fc.assert(
    fc.property(arbExchange, ({ cart: exchanged, terms }) => {
      const placed = ring(exchanged, terms);
      const postVoid = grantOf(planPostVoid(inputOf(placed)))('A1-000009');
      expect(checkPostVoid(postVoid, placed)).toEqual([]);
      expect(checkPostVoid(postVoid, null)).toEqual([]);
      expect(postVoidBody.safeParse(postVoid).error).toBeUndefined();
      const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);
      expect(sum([...placed.till, ...postVoid.till].map((movement) => movement.amountMinor))).toBe(0);
      expect(sum([...placed.stock, ...postVoid.stock].map((movement) => movement.quantity))).toBe(0);
    }),
    { seed: SEED, numRuns: 150 },
  );
});

const sound = grantOf(planPostVoid(inputOf(order)))('A1-000002');

test.each([
  ['another total', { totalMinor: -2999 }, ['tenders-balance', 'void-total']],
  ['another order', { order: idNumber('order', 8) }, ['void-other-order']],
  ['another receipt', { orderReceiptNumber: 'B2-000001' }, ['void-other-order']],
  ['another location', { location: idNumber('location', 2) }, ['void-location']],
  ['another currency', { currency: 'USD' }, ['void-currency']],
  ['no goods', { stock: [] }, ['stock-movements']],
  ['another shift', { shift: idNumber('shift', 3) }, ['till-movements']],
  ['no tenders', { tenders: [] }, ['tenders-balance', 'till-movements', 'void-tenders']],
] as const)('a post-void with %s is found', (_, change, codes) => {
  const found = new Set(checkPostVoid({ ...sound, ...change }, order).map((finding) => finding.code));
  expect([...found].sort()).toEqual(codes);
});

test('without the order at hand, only its own sums are judged', () => {
  expect(checkPostVoid({ ...sound, orderReceiptNumber: 'B2-000001' }, null)).toEqual([]);
  expect(checkPostVoid({ ...sound, totalMinor: 1 }, null)).toHaveLength(1);
});
