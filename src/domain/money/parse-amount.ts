/**
 * Reads an amount of money as people type it or a file holds it: digits with a comma or a point, also
 * full-width. What could mean two amounts is refused, never guessed.
 */
import { foldWidth } from '../../kernel/text.ts';
import { granted, refused, type Verdict } from '../../kernel/verdict.ts';
import { type Currency, UNIT_PRICE_MAX_MINOR } from './minor.ts';

export type AmountRefusal =
  | { readonly code: 'not-an-amount' }
  /** More digits behind the separator than the currency has. */
  | { readonly code: 'too-many-digits'; readonly digits: number }
  /** `1,234` in a currency with cents: a thousand, or one and a bit? */
  | { readonly code: 'ambiguous-amount' }
  | { readonly code: 'amount-too-large'; readonly maxMinor: number };

const PLAIN = /^(\d+)$/;
const ONE_SEPARATOR = /^(\d*)[.,](\d+)$/;
const GROUPED = /^\d{1,3}(?:,\d{3})+$|^\d{1,3}(?:\.\d{3})+$/;
const GROUPED_WITH_DECIMALS = /^(\d{1,3}(?:,\d{3})+)\.(\d+)$|^(\d{1,3}(?:\.\d{3})+),(\d+)$/;

export function parseAmount(
  text: string,
  currency: Pick<Currency, 'digits'>,
  maxMinor: number = UNIT_PRICE_MAX_MINOR,
): Verdict<number, AmountRefusal> {
  const typed = foldWidth(text).trim();
  const parts = split(typed, currency.digits);
  if ('code' in parts) return refused(parts);
  const { whole, decimals } = parts;
  if (decimals.length > currency.digits) return refused({ code: 'too-many-digits', digits: currency.digits });
  const minor = BigInt(whole + decimals.padEnd(currency.digits, '0'));
  if (minor > BigInt(maxMinor)) return refused({ code: 'amount-too-large', maxMinor });
  return granted(Number(minor));
}

function split(typed: string, digits: number): { whole: string; decimals: string } | AmountRefusal {
  // Nobody owes an amount of 40 digits; longer text is not worth reading.
  if (typed.length > 40) return { code: 'not-an-amount' };
  const plain = PLAIN.exec(typed);
  if (plain) return { whole: typed, decimals: '' };

  const both = GROUPED_WITH_DECIMALS.exec(typed);
  if (both) return { whole: (both[1] ?? both[3] ?? '').replace(/\D/g, ''), decimals: both[2] ?? both[4] ?? '' };

  if (GROUPED.test(typed)) {
    const groups = typed.split(/[.,]/);
    // One separator with three digits behind it groups only where nothing else is possible.
    if (groups.length > 2 || digits === 0) return { whole: groups.join(''), decimals: '' };
    if (digits !== 3) return { code: groups[0] === '0' ? 'too-many-digits' : 'ambiguous-amount', digits };
  }
  const single = ONE_SEPARATOR.exec(typed);
  if (single) return { whole: single[1] || '0', decimals: single[2] ?? '' };
  return { code: 'not-an-amount' };
}
