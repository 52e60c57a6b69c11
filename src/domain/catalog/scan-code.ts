/**
 * What a scanner, a camera or a person handed over, made into one code to look up: symbology prefixes
 * and control characters fall away, full-width digits become plain, and a GTIN gets one form whether it
 * was printed as UPC-A, EAN-13 or GTIN-14 (GS1 General Specifications: a GTIN keeps its identity under
 * leading zeros).
 */
import { foldWidth } from '../../kernel/text.ts';
import { granted, refused, type Verdict } from '../../kernel/verdict.ts';

export interface Scan {
  readonly kind: 'gtin' | 'code' | 'receipt';
  /** The form to show and to file under: EAN-13 for UPC-A, otherwise as printed. SKUs keep their case. */
  readonly code: string;
  /** Every form in which the same code may have been recorded, `code` first. */
  readonly forms: readonly string[];
  /** False for a number of a GTIN's length whose check digit does not fit: maybe misread, maybe a house code. */
  readonly checkDigitOk: boolean;
}

export type ScanRefusal = { readonly code: 'scan-empty' } | { readonly code: 'scan-too-long'; readonly max: number };

/** Longer than any code on goods; a receipt's claim is longer and has its own bound. */
export const CODE_LENGTH_MAX = 60;
const RECEIPT_LENGTH_MAX = 2_000;
const RECEIPT_PREFIX = 'ET1.';

/** AIM symbology identifier: `]`, a letter, a modifier. */
const AIM_PREFIX = /^\](?:[A-Za-z])[0-9A-Za-z]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: scanners really send them, as separators and as suffix
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\ufeff]/g;
/** GS1 Digital Link: an address whose path says `/01/` and a GTIN. */
const DIGITAL_LINK = /^https?:\/\/[^/\s]+\/(?:[^?#\s]*\/)?01\/(\d{8}|\d{12,14})(?:[/?#]|$)/i;
/** GS1 element string: application identifier 01 and a GTIN-14, whatever follows. */
const ELEMENT_STRING = /^(?:\(01\)|01)(\d{14})/;
/** Symbologies and modifiers that carry element strings: GS1-128, GS1 DataBar, GS1 DataMatrix, GS1 QR. */
const GS1_PREFIX = /^\](?:C1|e0|d2|Q3)/;

export function readScan(raw: string): Verdict<Scan, ScanRefusal> {
  if (raw.length > RECEIPT_LENGTH_MAX) return refused({ code: 'scan-too-long', max: RECEIPT_LENGTH_MAX });
  const folded = foldWidth(raw).replace(CONTROL, '').trim();
  const isGs1 = GS1_PREFIX.test(folded);
  const text = folded.replace(AIM_PREFIX, '').trim();
  if (text === '') return refused({ code: 'scan-empty' });
  if (text.startsWith(RECEIPT_PREFIX)) return granted(plain('receipt', text));

  const link = DIGITAL_LINK.exec(text)?.[1];
  if (link) return granted(gtin(link));
  const element = isGs1 || text.startsWith('(01)') ? ELEMENT_STRING.exec(text)?.[1] : undefined;
  if (element) return granted(gtin(element));
  if (/^(?:\d{8}|\d{12,14})$/.test(text)) return granted(gtin(text));
  if (text.length > CODE_LENGTH_MAX) return refused({ code: 'scan-too-long', max: CODE_LENGTH_MAX });
  return granted(plain('code', text));
}

/** The weights of a GTIN's digits are 3 and 1 in turn, from the right, the check digit left out. */
export function isCheckDigitOk(digits: string): boolean {
  if (!/^\d{8,14}$/.test(digits)) return false;
  let sum = 0;
  for (let place = 0; place < digits.length - 1; place++) {
    sum += Number(digits.charAt(digits.length - 2 - place)) * (place % 2 === 0 ? 3 : 1);
  }
  return (10 - (sum % 10)) % 10 === Number(digits.at(-1));
}

/** The one key under which a printed code is filed and found, whatever form it was printed in. */
export function codeKey(code: string): string {
  const text = foldWidth(code).trim();
  return isGtinLength(text) && isCheckDigitOk(text) ? text.padStart(14, '0') : text;
}

function gtin(digits: string): Scan {
  if (!isCheckDigitOk(digits)) return { ...plain('gtin', digits), checkDigitOk: false };
  const full = digits.padStart(14, '0');
  const forms = [14, 13, 12, 8]
    .filter((length) => /^0*$/.test(full.slice(0, 14 - length)))
    .map((l) => full.slice(14 - l));
  const code = digits.length === 8 ? digits : full.startsWith('0') ? full.slice(1) : full;
  return { kind: 'gtin', code, forms: [code, ...forms.filter((form) => form !== code)], checkDigitOk: true };
}

function plain(kind: Scan['kind'], code: string): Scan {
  return { kind, code, forms: [code], checkDigitOk: true };
}

function isGtinLength(text: string): boolean {
  return /^(?:\d{8}|\d{12,14})$/.test(text);
}
