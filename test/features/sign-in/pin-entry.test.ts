import { describe, expect, test } from 'vitest';
import { canSubmit, EMPTY_PIN, type PinEvent, stepPin } from '../../../src/features/sign-in/pin-entry.ts';

const run = (...events: PinEvent[]) => events.reduce(stepPin, EMPTY_PIN);
const typed = (digits: string): PinEvent => ({ kind: 'typed', digits });
const wrong = (triesLeft: number, waitMs = 0): PinEvent => ({
  kind: 'refused',
  refusal: { code: 'wrong-pin', triesLeft, waitMs },
  elapsed: 1_000,
});

describe('typing a PIN', () => {
  test('pad, keyboard and paste say the same; what is no digit is left out', () => {
    expect(run({ kind: 'digit', digit: '1' }, { kind: 'digit', digit: '2' }).digits).toBe('12');
    expect(run(typed('12 34')).digits).toBe('1234');
    expect(run(typed('１２３４')).digits).toBe('1234');
    expect(run(typed('12'), { kind: 'backspace' }).digits).toBe('1');
    expect(run(typed('12'), { kind: 'clear' }).digits).toBe('');
  });

  test('four digits may be checked, nine are not taken', () => {
    expect(canSubmit(run(typed('123')))).toBe(false);
    expect(canSubmit(run(typed('1234')))).toBe(true);
    expect(run(typed('12345678'), { kind: 'digit', digit: '9' }).digits).toBe('12345678');
  });

  test('while it is checked nothing can be typed', () => {
    const checking = run(typed('1234'), { kind: 'submit' });
    expect(checking.phase).toBe('checking');
    expect(stepPin(checking, { kind: 'digit', digit: '5' })).toBe(checking);
    expect(stepPin(checking, { kind: 'submit' })).toBe(checking);
  });
});

describe('a wrong PIN', () => {
  test('empties the field, says how many tries are left, and the next digit takes the message away', () => {
    const after = run(typed('1111'), { kind: 'submit' }, wrong(3));
    expect(after).toMatchObject({ phase: 'typing', digits: '', refusal: { code: 'wrong-pin', triesLeft: 3 } });
    expect(stepPin(after, { kind: 'digit', digit: '1' }).refusal).toBeNull();
  });

  test('too many rest the pad until the wait is over', () => {
    const resting = run(typed('1111'), { kind: 'submit' }, wrong(0, 30_000));
    expect(resting).toMatchObject({ phase: 'waiting', waitUntil: 31_000 });
    expect(stepPin(resting, { kind: 'digit', digit: '1' })).toBe(resting);
    expect(canSubmit(resting)).toBe(false);
    expect(stepPin(resting, { kind: 'tick', elapsed: 30_999 })).toBe(resting);
    expect(stepPin(resting, { kind: 'tick', elapsed: 31_000 })).toEqual(EMPTY_PIN);
  });

  test('someone without a PIN is told so, and waits for nothing', () => {
    const refused = run(
      typed('1111'),
      { kind: 'submit' },
      { kind: 'refused', refusal: { code: 'no-pin' }, elapsed: 5 },
    );
    expect(refused).toMatchObject({ phase: 'typing', refusal: { code: 'no-pin' } });
  });
});
