import fc from 'fast-check';
import { expect, test } from 'vitest';
import { planPostVoid } from '../../../src/domain/order/plan-post-void.ts';
import { type ReceiptSetting, receiptOf, voidReceiptOf } from '../../../src/domain/receipt/receipt.ts';
import type { Store } from '../../../src/domain/store/store.ts';
import {
  arbExchange,
  cartOf,
  countingIds,
  EXCLUSIVE,
  grantOf,
  INCLUSIVE,
  idNumber,
  LOCATION,
  lineOf,
  ring,
  SEED,
  SHIFT,
} from '../shop.ts';

const store: Store = {
  id: LOCATION,
  name: 'Canal Street',
  kind: 'store',
  address: ['Prinsengracht 1', 'Amsterdam'],
  taxNumber: 'NL001',
  currency: { code: 'EUR', digits: 2 },
  timeZone: 'Europe/Amsterdam',
  dayStartsAtHour: 4,
  pricesIncludeTax: true,
  priceList: idNumber('priceList', 1),
  taxCategories: INCLUSIVE.taxCategories,
  receiptFooter: { en: 'Thank you', 'zh-TW': '謝謝光臨' },
  reasons: [],
  denominationsMinor: [],
};
const setting: ReceiptSetting = {
  store,
  registerName: 'Till 1',
  associateName: 'Anna',
  at: '2026-11-21T10:00:00.000Z',
  copy: 0,
  claim: 'ET1.a.b',
};
const reason = 'Loyal guest';

test('a receipt with tax inside: lines, what was taken off, total, and the tax in it', () => {
  const cart = cartOf([lineOf(1, { quantity: 2, discount: { kind: 'percent', percentPpm: 100_000, reason } })]);
  const tenders = [
    {
      id: idNumber('tender', 1),
      kind: 'cash',
      direction: 'in',
      amountMinor: 1800,
      tenderedMinor: 2000,
      changeMinor: 200,
      reference: null,
    },
  ] as const;
  const receipt = receiptOf(ring(cart, INCLUSIVE, { tenders }), setting);
  expect(receipt).toMatchObject({
    kind: 'sale',
    copy: 0,
    footer: 'Thank you',
    claim: 'ET1.a.b',
    header: { name: 'Canal Street' },
  });
  expect(receipt.amounts).toEqual([
    { label: 'subtotal', amountMinor: 2000 },
    { label: 'discount', amountMinor: -200 },
    { label: 'total', amountMinor: 1800 },
    { label: 'tax-included', amountMinor: 312 },
  ]);
  expect(receipt.tenders.map(({ label, amountMinor }) => [label, amountMinor])).toEqual([
    ['paid', 2000],
    ['change', 200],
  ]);
  expect(receipt.facts.map((fact) => fact.label)).toEqual(['receipt-number', 'at', 'register', 'associate']);
});

test('a receipt with tax on top puts the tax before the total', () => {
  const receipt = receiptOf(ring(cartOf([lineOf(1)]), EXCLUSIVE), setting);
  expect(receipt.amounts).toEqual([
    { label: 'tax', amountMinor: 89 },
    { label: 'total', amountMinor: 1089 },
  ]);
});

test('a copy says which copy it is, in the language of the order', () => {
  const order = { ...ring(cartOf([lineOf(1)])), language: 'zh-TW' };
  expect(receiptOf(order, { ...setting, copy: 2 })).toMatchObject({ copy: 2, language: 'zh-TW', footer: '謝謝光臨' });
  expect(receiptOf({ ...order, language: 'xx' }, setting).language).toBe('en');
});

test('a post-void’s slip names the receipt that is void and what was given back', () => {
  const order = ring(cartOf([lineOf(1)]));
  const input = { order, followers: [], voided: false, newId: countingIds(), location: LOCATION, shift: SHIFT };
  const postVoid = grantOf(planPostVoid({ ...input, businessDay: '2026-11-21', reason: 'rsn-mistake' }))('A1-000002');
  const slip = voidReceiptOf(postVoid, order, setting);
  expect(slip.facts).toContainEqual({ label: 'voided-receipt', value: 'A1-000001' });
  expect(slip).toMatchObject({ kind: 'post-void', amounts: [{ label: 'total', amountMinor: -1000 }] });
  expect(slip.tenders).toMatchObject([{ label: 'refunded', amountMinor: 1000 }]);
  expect(voidReceiptOf(postVoid, null, setting).lines).toEqual([]);
});

test('whatever was rung, a receipt’s lines, adjustments and tax come to its total, and its tenders to that', () => {
  fc.assert(
    fc.property(arbExchange, ({ cart, terms }) => {
      const receipt = receiptOf(ring(cart, terms), setting);
      const amount = (label: string) => receipt.amounts.find((row) => row.label === label)?.amountMinor ?? 0;
      const lines = receipt.lines.reduce(
        (sum, line) => line.adjustments.reduce((part, { amountMinor }) => part + amountMinor, sum + line.extendedMinor),
        0,
      );
      expect(lines + amount('tax')).toBe(amount('total'));
      const paid = receipt.tenders.reduce((sum, row) => sum + (row.label === 'paid' ? 1 : -1) * row.amountMinor, 0);
      expect(paid).toBe(amount('total'));
    }),
    { seed: SEED, numRuns: 150 },
  );
});
