/**
 * What an amount becomes when a key of the number pad is pressed. Cents first, as every till does it:
 * 1, 2, 5 is 1.25; `00` makes it 125.00. Nobody types a decimal point.
 *
 * Invariant: the amount is a whole, non-negative number that never exceeds `AMOUNT_TYPED_MAX_MINOR`;
 * a key that would take it further does nothing.
 */
import { UNIT_PRICE_MAX_MINOR } from '../domain/money/minor.ts';

export type PadDigit = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9' | '00';
export type AmountKey = PadDigit | 'backspace' | 'clear';

export interface TypedAmount {
  readonly minor: number;
  /** True while the amount is a proposal (the exact sum due): the first digit replaces it. */
  readonly isProposed: boolean;
  /** What was typed, while it is no whole number: it stands as typed, and `minor` is not what is meant. */
  readonly odd?: string;
}

export const AMOUNT_TYPED_MAX_MINOR = UNIT_PRICE_MAX_MINOR;
const ODD_LENGTH_MAX = 14;
export const NO_AMOUNT: TypedAmount = { minor: 0, isProposed: false };

export function proposedAmount(minor: number): TypedAmount {
  return { minor, isProposed: true };
}

export function typeAmount(state: TypedAmount, key: AmountKey): TypedAmount {
  if (key === 'clear') return NO_AMOUNT;
  if (state.odd !== undefined)
    return retyped(key === 'backspace' ? [...state.odd].slice(0, -1).join('') : state.odd + key);
  if (key === 'backspace') {
    return state.isProposed ? NO_AMOUNT : { minor: Math.floor(state.minor / 10), isProposed: false };
  }
  const before = state.isProposed ? 0 : state.minor;
  const minor = key === '00' ? before * 100 : before * 10 + Number(key);
  if (minor > AMOUNT_TYPED_MAX_MINOR) return state;
  return { minor, isProposed: false };
}

/** A sign, a separator, a letter, typed where only whole numbers count. */
export function typeOdd(state: TypedAmount, character: string): TypedAmount {
  const shown = state.odd ?? (state.isProposed || state.minor === 0 ? '' : String(state.minor));
  return retyped(shown + character);
}

function retyped(text: string): TypedAmount {
  const odd = [...text].slice(0, ODD_LENGTH_MAX).join('');
  return /^[0-9]*$/.test(odd)
    ? { minor: Math.min(Number(odd), AMOUNT_TYPED_MAX_MINOR), isProposed: false }
    : { minor: 0, isProposed: false, odd };
}
