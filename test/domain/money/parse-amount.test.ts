import fc from 'fast-check';
import { expect, test } from 'vitest';
import { UNIT_PRICE_MAX_MINOR } from '../../../src/domain/money/minor.ts';
import { parseAmount } from '../../../src/domain/money/parse-amount.ts';
import { SEED } from '../shop.ts';

const EUR = { digits: 2 };
const TWD = { digits: 0 };
const KWD = { digits: 3 };

test.each([
  ['12', 1200],
  ['12.5', 1250],
  ['12,50', 1250],
  ['12.50', 1250],
  ['0', 0],
  ['0.01', 1],
  ['.5', 50],
  [',05', 5],
  ['007', 700],
  [' 3.20 ', 320],
  ['１２', 1200],
  ['１２．５０', 1250],
  ['１２，５', 1250],
  ['1,234.50', 123_450],
  ['1.234,50', 123_450],
  ['1,234,567', 123_456_700],
  ['1.234.567,8', 123_456_780],
  ['12,345,678.9', 1_234_567_890],
  ['99999999.99', UNIT_PRICE_MAX_MINOR],
])('in euros, %j is %i cents', (text, minor) => {
  expect(parseAmount(text, EUR)).toEqual({ ok: true, value: minor });
});

test.each([
  ['', 'not-an-amount'],
  [' ', 'not-an-amount'],
  ['-1', 'not-an-amount'],
  ['+1', 'not-an-amount'],
  ['−1', 'not-an-amount'],
  ['€ 1', 'not-an-amount'],
  ['1 €', 'not-an-amount'],
  ['1e3', 'not-an-amount'],
  ['0x10', 'not-an-amount'],
  ['1.', 'not-an-amount'],
  ['.', 'not-an-amount'],
  ['1 234', 'not-an-amount'],
  ['1..2', 'not-an-amount'],
  ['1,23,456', 'not-an-amount'],
  ['1,234.567,89', 'not-an-amount'],
  ['12,34.50', 'not-an-amount'],
  ['NaN', 'not-an-amount'],
  ['Infinity', 'not-an-amount'],
  ['١٢', 'not-an-amount'],
  ['1\u00002', 'not-an-amount'],
  ['1'.repeat(41), 'not-an-amount'],
  ['1.005', 'ambiguous-amount'],
  ['1,234', 'ambiguous-amount'],
  ['1.2345', 'too-many-digits'],
  ['0.005', 'too-many-digits'],
  ['1234.567', 'too-many-digits'],
  ['1,234.567', 'too-many-digits'],
  ['100000000', 'amount-too-large'],
  ['9'.repeat(40), 'amount-too-large'],
])('in euros, %j is refused: %s', (text, code) => {
  expect(parseAmount(text, EUR)).toMatchObject({ ok: false, refusal: { code } });
});

test('what the currency cannot mean is not ambiguous: a thousand dollars of Taiwan, a dinar and a bit of Kuwait', () => {
  expect(parseAmount('1,234', TWD)).toEqual({ ok: true, value: 1234 });
  expect(parseAmount('1.234', TWD)).toEqual({ ok: true, value: 1234 });
  expect(parseAmount('12.5', TWD)).toMatchObject({ ok: false, refusal: { code: 'too-many-digits', digits: 0 } });
  expect(parseAmount('1.234', KWD)).toEqual({ ok: true, value: 1234 });
});

test('the limit is the caller’s to set, and told in the refusal', () => {
  expect(parseAmount('10.01', EUR, 1000)).toEqual({ ok: false, refusal: { code: 'amount-too-large', maxMinor: 1000 } });
});

test('every amount reads back from what a till writes, with either separator', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: UNIT_PRICE_MAX_MINOR }), fc.constantFrom('.', ','), (minor, separator) => {
      const text = `${Math.floor(minor / 100)}${separator}${String(minor % 100).padStart(2, '0')}`;
      expect(parseAmount(text, EUR)).toEqual({ ok: true, value: minor });
    }),
    { seed: SEED, numRuns: 300 },
  );
});

test('no text whatever makes it throw or gives less than zero or more than the limit', () => {
  const noise = fc.string({
    unit: fc.constantFrom('0', '1', '9', '.', ',', '-', ' ', '€', '１', 'e', '\u0000'),
    maxLength: 24,
  });
  fc.assert(
    fc.property(fc.oneof(noise, fc.string()), fc.integer({ min: 0, max: 4 }), (text, digits) => {
      const verdict = parseAmount(text, { digits });
      if (verdict.ok) {
        expect(Number.isSafeInteger(verdict.value)).toBe(true);
        expect(verdict.value).toBeGreaterThanOrEqual(0);
        expect(verdict.value).toBeLessThanOrEqual(UNIT_PRICE_MAX_MINOR);
      }
    }),
    { seed: SEED, numRuns: 1000 },
  );
});
