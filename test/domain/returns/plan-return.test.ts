import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkOrder } from '../../../src/domain/order/check-order.ts';
import type { Order } from '../../../src/domain/order/order.ts';
import type { Terms } from '../../../src/domain/pricing/settle.ts';
import { checkReturn } from '../../../src/domain/returns/check-return.ts';
import { returnableLines, returnCartLine } from '../../../src/domain/returns/plan-return.ts';
import {
  arbCart,
  arbTerms,
  cartOf,
  codeOf,
  EXCLUSIVE,
  grantOf,
  INCLUSIVE,
  idNumber,
  lineOf,
  ring,
  SEED,
} from '../shop.ts';

/** Brings back up to `quantity` of every returnable line, as the n-th order after the sale. */
function bringBack(sale: Order, before: readonly Order[], quantity: number, terms: Terms): Order | null {
  const n = before.length + 1;
  const lines = returnableLines(sale, before, false)
    .filter((line) => line.returnable > 0)
    .map((returnable, index) =>
      grantOf(
        returnCartLine({
          order: sale,
          returnable,
          id: idNumber('line', n * 100 + index),
          quantity: Math.min(quantity, returnable.returnable),
          reason: 'too-small',
          disposition: 'restock',
        }),
      ),
    );
  return lines.length === 0 ? null : ring(cartOf(lines), terms, { orderId: idNumber('order', 100 + n) });
}

const sale = ring(
  cartOf([lineOf(1, { quantity: 3, listPriceMinor: 999 }), lineOf(2)], {
    kind: 'amount',
    amountMinor: 100,
    reason: 'r',
  }),
  INCLUSIVE,
  { orderId: idNumber('order', 1) },
);

test('a sold line can come back as often as it was sold, less what came back before', () => {
  const first = bringBack(sale, [], 2, INCLUSIVE);
  if (!first) throw new Error('something came back');
  expect(returnableLines(sale, [first], false).map((line) => [line.returnedBefore, line.returnable])).toEqual([
    [2, 1],
    [1, 0],
  ]);
  expect(returnableLines(sale, [first], true).map((line) => line.returnable)).toEqual([0, 0]);
});

test('lines that came back in an exchange are not for sale twice', () => {
  const returned = { origin: null, sold: null, reason: 'x', disposition: 'restock' } as const;
  const exchange = ring(cartOf([lineOf(1), lineOf(2, { direction: 'back', returned })]));
  expect(returnableLines(exchange, [], false)).toHaveLength(1);
});

test.each([0, -1, 1.5, 4])('%d of three is refused', (quantity) => {
  const [returnable] = returnableLines(sale, [], false);
  if (!returnable) throw new Error('the sale has a line');
  const given = {
    order: sale,
    returnable,
    id: idNumber('line', 70),
    quantity,
    reason: 'x',
    disposition: 'restock',
  } as const;
  expect(codeOf(returnCartLine(given))).toBe('quantity-out-of-range');
});

test('a refund gives back what was paid, not what it costs today, and says at what price it was sold', () => {
  const back = bringBack(sale, [], 3, INCLUSIVE);
  const [first] = back?.lines ?? [];
  expect(first).toMatchObject({
    totalMinor: sale.lines[0]?.totalMinor,
    listPriceMinor: 974,
    adjustments: [],
    direction: 'back',
  });
  expect(back?.totals.totalMinor).toBe(-sale.totals.totalMinor);
});

test('a sale with tax inside comes back whole in a store whose prices come without', () => {
  const back = bringBack(sale, [], 3, EXCLUSIVE);
  expect(back?.totals).toMatchObject({
    netMinor: -sale.totals.netMinor,
    taxMinor: -sale.totals.taxMinor,
    totalMinor: -sale.totals.totalMinor,
  });
  expect(back && checkOrder(back)).toEqual([]);
});

test('whatever was sold, bringing all of it back in portions gives back every amount of every line exactly', () => {
  fc.assert(
    fc.property(
      arbCart,
      arbTerms,
      fc.array(fc.integer({ min: 1, max: 4_000 }), { maxLength: 4 }),
      (cart, terms, portions) => {
        const sold = ring(cart, terms, { orderId: idNumber('order', 1) });
        const back: Order[] = [];
        for (const portion of [...portions, 1_000_000]) {
          const order = bringBack(sold, back, portion, terms);
          if (!order) break;
          expect(checkOrder(order)).toEqual([]);
          expect(checkReturn(order, sold, back)).toEqual([]);
          back.push(order);
        }
        for (const line of sold.lines.filter((candidate) => candidate.direction === 'out')) {
          const parts = back.flatMap((order) => order.lines).filter((part) => part.origin?.line === line.id);
          const sum = (amount: (part: (typeof parts)[number]) => number) =>
            parts.reduce((total, part) => total + amount(part), 0);
          expect(sum((part) => part.quantity)).toBe(line.quantity);
          expect(sum((part) => part.netMinor)).toBe(line.netMinor);
          expect(sum((part) => part.totalMinor)).toBe(line.totalMinor);
          line.taxes.forEach((tax, index) => {
            expect(sum((part) => part.taxes[index]?.taxMinor ?? 0)).toBe(tax.taxMinor);
            expect(sum((part) => part.taxes[index]?.taxableMinor ?? 0)).toBe(tax.taxableMinor);
          });
        }
      },
    ),
    { seed: SEED, numRuns: 200 },
  );
});

test('the same goods brought back at two tills that were apart: the second is found, whichever it is', () => {
  const here = bringBack(sale, [], 3, INCLUSIVE);
  const there = here && { ...here, id: idNumber('order', 200) };
  if (!here || !there) throw new Error('something came back');
  expect(checkReturn(there, sale, [here]).map((finding) => finding.code)).toEqual([
    'return-exceeds-sale',
    'return-exceeds-sale',
  ]);
  expect(checkReturn(here, sale, [here])).toEqual([]);
});

test('a return that gives back more than its part, or of a line that was never sold, is found', () => {
  const back = bringBack(sale, [], 1, INCLUSIVE);
  if (!back) throw new Error('something came back');
  const change = (line: Partial<Order['lines'][number]>): Order => ({
    ...back,
    lines: back.lines.map((before, index) => (index === 0 ? { ...before, ...line } : before)),
  });
  expect(checkReturn(change({ totalMinor: 980 }), sale, []).map(({ code }) => code)).toEqual(['return-amount']);
  expect(checkReturn(change({ totalMinor: 960 }), sale, []).map(({ code }) => code)).toEqual(['return-amount']);
  const origin = { order: sale.id, line: idNumber('line', 99), receiptNumber: 'A1-000001' };
  expect(checkReturn(change({ origin }), sale, []).map(({ code }) => code)).toEqual(['return-unknown-line']);
  expect(checkReturn(change({ variant: idNumber('variant', 9) }), sale, []).map(({ code }) => code)).toEqual([
    'return-unknown-line',
  ]);
});
