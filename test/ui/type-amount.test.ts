import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  AMOUNT_TYPED_MAX_MINOR,
  type AmountKey,
  NO_AMOUNT,
  proposedAmount,
  typeAmount,
  typeOdd,
} from '../../src/ui/type-amount.ts';

const press = (keys: readonly AmountKey[], from = NO_AMOUNT) => keys.reduce(typeAmount, from);
const key = fc.constantFrom<AmountKey>('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '00', 'backspace', 'clear');

describe('typing an amount, cents first', () => {
  test('1, 2, 5 is one twenty-five, and a double zero makes it a hundred and twenty-five', () => {
    expect(press(['1', '2', '5']).minor).toBe(125);
    expect(press(['1', '2', '5', '00']).minor).toBe(12_500);
  });

  test('the first digit replaces the proposed amount, the next ones follow it', () => {
    expect(press(['2', '0'], proposedAmount(4_250))).toEqual({ minor: 20, isProposed: false });
  });

  test('backspace on a proposal empties it; on typed digits it takes back the last one', () => {
    expect(press(['backspace'], proposedAmount(4_250)).minor).toBe(0);
    expect(press(['1', '2', '5', 'backspace']).minor).toBe(12);
    expect(press(['backspace']).minor).toBe(0);
  });

  test('a key that would go beyond the largest amount does nothing', () => {
    const largest = { minor: AMOUNT_TYPED_MAX_MINOR, isProposed: false };
    expect(typeAmount(largest, '9')).toBe(largest);
    expect(typeAmount(largest, '00')).toBe(largest);
  });

  test('whatever is pressed, the amount is whole, not negative and within its bound', () => {
    fc.assert(
      fc.property(fc.array(key, { maxLength: 60 }), fc.nat({ max: AMOUNT_TYPED_MAX_MINOR }), (keys, minor) => {
        const end = press(keys, proposedAmount(minor));
        expect(Number.isSafeInteger(end.minor)).toBe(true);
        expect(end.minor).toBeGreaterThanOrEqual(0);
        expect(end.minor).toBeLessThanOrEqual(AMOUNT_TYPED_MAX_MINOR);
      }),
      { seed: 20261121, numRuns: 500 },
    );
  });

  test('typed digits read as they were typed', () => {
    const digits = fc.array(fc.constantFrom<AmountKey>('0', '1', '5', '9'), { minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(digits, (keys) => {
        expect(press(keys).minor).toBe(Number(keys.join('')));
      }),
      { seed: 20261122, numRuns: 300 },
    );
  });
});

describe('typing what is no whole number', () => {
  test('it stands as typed, whatever follows, until it is taken back', () => {
    const typed = typeAmount(typeOdd(press(['1']), '.'), '5');
    expect(typed.odd).toBe('1.5');
    expect(press(['backspace', 'backspace'], typed)).toEqual({ minor: 1, isProposed: false });
    expect(press(['clear'], typed)).toEqual(NO_AMOUNT);
  });

  test('a proposal gives way to it', () => {
    expect(typeOdd(proposedAmount(7), '-').odd).toBe('-');
  });

  test('never is an amount larger than one that can be typed', () => {
    const long = press(
      Array.from({ length: 20 }, () => '9' as const),
      typeOdd(NO_AMOUNT, '.'),
    );
    expect([...(long.odd ?? '')].length).toBeLessThan(20);
    expect(press(['clear', '5'], long).minor).toBe(5);
  });
});
