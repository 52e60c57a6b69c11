import { expect, test } from 'vitest';
import { parseQuantity } from '../../../src/domain/cart/parse-quantity.ts';

test.each([
  ['1', 1],
  ['12', 12],
  ['１２', 12],
  [' 7 ', 7],
  ['007', 7],
  ['1000000', 1_000_000],
])('%j pieces are %i', (text, quantity) => {
  expect(parseQuantity(text, 'each')).toEqual({ ok: true, value: quantity });
});

test.each([
  ['', 'not-a-quantity'],
  ['-1', 'not-a-quantity'],
  ['1e9', 'not-a-quantity'],
  ['two', 'not-a-quantity'],
  ['1 2', 'not-a-quantity'],
  ['1,000,000', 'not-a-quantity'],
  ['8'.repeat(21), 'not-a-quantity'],
  ['1.5', 'not-whole'],
  ['1,000', 'not-whole'],
  ['0', 'quantity-out-of-range'],
  ['1000001', 'quantity-out-of-range'],
  ['4006381333931', 'quantity-out-of-range'],
])('%j pieces are refused: %s', (text, code) => {
  expect(parseQuantity(text, 'each')).toMatchObject({ ok: false, refusal: { code } });
});

test.each([
  ['750', 750],
  ['0.75', 750],
  ['0,750', 750],
  ['1.5', 1500],
  ['1,500', 1500],
  ['.5', null],
  ['0.0005', null],
  ['0', null],
  ['0.000', null],
  ['1000.001', null],
])('weighed goods: %j is %s grams', (text, grams) => {
  const verdict = parseQuantity(text, 'g');
  expect(verdict.ok ? verdict.value : null).toBe(grams);
});
