import { expect, test } from 'vitest';
import type { Cart } from '../../../src/domain/cart/cart.ts';
import { emptyCart } from '../../../src/domain/cart/cart-commands.ts';
import { type OrderInput, planOrder } from '../../../src/domain/order/plan-order.ts';
import { settle, type Terms } from '../../../src/domain/pricing/settle.ts';
import {
  cartOf,
  countingIds,
  EURO,
  exactCash,
  grantOf,
  INCLUSIVE,
  idNumber,
  LOCATION,
  lineOf,
  SHIFT,
} from '../shop.ts';

function inputOf(cart: Cart, terms: Terms = INCLUSIVE, given: Partial<OrderInput> = {}): OrderInput {
  const newId = countingIds();
  const settled = settle(cart, terms);
  return {
    cart,
    settled,
    tenders: exactCash(settled, newId),
    orderId: idNumber('order', 1),
    newId,
    location: LOCATION,
    shift: SHIFT,
    businessDay: '2026-11-21',
    currency: EURO,
    pricesIncludeTax: terms.pricesIncludeTax,
    language: 'en',
    ...given,
  };
}

test('an order is planned whole but for its receipt number, which the journal hands out', () => {
  const plan = grantOf(planOrder(inputOf(cartOf([lineOf(1, { quantity: 2 })]))));
  expect(plan('A1-000007')).toEqual({ ...plan('A1-000008'), receiptNumber: 'A1-000007' });
  expect(plan('A1-000007')).toMatchObject({
    kind: 'sale',
    stock: [{ kind: 'sale', bucket: 'on-hand', quantity: -2, location: LOCATION }],
    till: [{ kind: 'tender', tender: 'cash', amountMinor: 2000, shift: SHIFT }],
  });
});

test('goods that come back damaged are not for sale again; untracked ones never moved', () => {
  const returned = { origin: null, sold: null, reason: 'x', disposition: 'damaged' } as const;
  const cart = cartOf([lineOf(1, { direction: 'back', returned }), lineOf(2, { tracked: false })]);
  const order = grantOf(planOrder(inputOf(cart)))('A1-000001');
  expect(order.kind).toBe('exchange');
  expect(order.stock).toMatchObject([{ kind: 'return', bucket: 'damaged', quantity: 1 }]);
  expect(order.stock).toHaveLength(1);
});

test('an order for nothing owed has neither tender nor till movement', () => {
  const order = grantOf(planOrder(inputOf(cartOf([lineOf(1, { listPriceMinor: 0 })]))))('A1-000001');
  expect(order).toMatchObject({ tenders: [], till: [], totals: { totalMinor: 0 } });
  expect(order.stock).toHaveLength(1);
});

test('what is not settled is not an order', () => {
  const cart = cartOf([lineOf(1)]);
  expect(planOrder(inputOf(emptyCart(idNumber('cart', 1))))).toEqual({ ok: false, refusal: { code: 'cart-empty' } });
  expect(planOrder(inputOf(cart, INCLUSIVE, { tenders: [] }))).toEqual({
    ok: false,
    refusal: { code: 'balance-open', remainingMinor: 1000 },
  });
});

test('a line that nobody can tax is not sold untaxed', () => {
  const cart = cartOf([lineOf(1, { taxCategory: idNumber('taxCategory', 99) })]);
  expect(planOrder(inputOf(cart))).toEqual({
    ok: false,
    refusal: { code: 'tax-category-unknown', lines: [idNumber('line', 1)] },
  });
});

test('more rates than a receipt lists are refused', () => {
  const taxCategories = Array.from({ length: 41 }, (_, n) => ({
    id: idNumber('taxCategory', n),
    title: `${n}`,
    rates: [{ id: `rate-${n}`, title: `${n}`, ratePpm: 10_000 + n }],
  }));
  const cart = cartOf(taxCategories.map(({ id }, n) => lineOf(n + 1, { taxCategory: id })));
  expect(planOrder(inputOf(cart, { pricesIncludeTax: true, taxCategories }))).toEqual({
    ok: false,
    refusal: { code: 'too-many-tax-rates', max: 40 },
  });
});

test('amounts of another cart are a fault, not a refusal', () => {
  const other = settle(cartOf([lineOf(2)]), INCLUSIVE);
  expect(() => planOrder(inputOf(cartOf([lineOf(1)]), INCLUSIVE, { settled: other }))).toThrow('in their order');
});
