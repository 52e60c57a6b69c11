/**
 * The life of one PIN being typed. A wrong PIN empties the field and says how many tries are left; after
 * too many, the pad rests until the wait is over.
 *
 *   typing ──submit──▶ checking ──right──▶ (signed in)
 *     ▲                   │ wrong
 *     └───────────────────┴──too many──▶ waiting ──time──▶ typing
 */
import type { PinRefusal } from '../../replica/index.ts';

export const PIN_MIN = 4;
export const PIN_MAX = 8;

/** `not-checked`: the tablet could not look, for example because its storage failed. It says nothing about the PIN. */
export type PinTrouble = PinRefusal | { readonly code: 'not-checked' };

export interface PinEntry {
  readonly phase: 'typing' | 'checking' | 'waiting';
  readonly digits: string;
  readonly refusal: PinTrouble | null;
  /** On the clock that only grows. */
  readonly waitUntil: number;
}

export const EMPTY_PIN: PinEntry = { phase: 'typing', digits: '', refusal: null, waitUntil: 0 };

export type PinEvent =
  | { readonly kind: 'typed'; readonly digits: string }
  | { readonly kind: 'digit'; readonly digit: string }
  | { readonly kind: 'backspace' }
  | { readonly kind: 'clear' }
  | { readonly kind: 'submit' }
  | { readonly kind: 'refused'; readonly refusal: PinTrouble; readonly elapsed: number }
  | { readonly kind: 'tick'; readonly elapsed: number };

export function canSubmit(entry: PinEntry): boolean {
  return entry.phase === 'typing' && entry.digits.length >= PIN_MIN;
}

export function stepPin(entry: PinEntry, event: PinEvent): PinEntry {
  switch (event.kind) {
    case 'tick':
      return entry.phase === 'waiting' && event.elapsed >= entry.waitUntil ? EMPTY_PIN : entry;
    case 'refused': {
      const waitMs = 'waitMs' in event.refusal ? event.refusal.waitMs : 0;
      return {
        phase: waitMs > 0 ? 'waiting' : 'typing',
        digits: '',
        refusal: event.refusal,
        waitUntil: event.elapsed + waitMs,
      };
    }
    case 'submit':
      return canSubmit(entry) ? { ...entry, phase: 'checking' } : entry;
    case 'typed':
      return typed(entry, onlyDigits(event.digits));
    case 'digit':
      return typed(entry, entry.digits + onlyDigits(event.digit));
    case 'backspace':
      return typed(entry, entry.digits.slice(0, -1));
    case 'clear':
      return typed(entry, '');
  }
}

function typed(entry: PinEntry, digits: string): PinEntry {
  if (entry.phase !== 'typing' || digits.length > PIN_MAX) return entry;
  return { phase: 'typing', digits, refusal: null, waitUntil: 0 };
}

function onlyDigits(text: string): string {
  return text.normalize('NFKC').replace(/[^0-9]/g, '');
}
