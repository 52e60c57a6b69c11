/**
 * Codes that a client shows or says in the store: eight characters without look-alikes, 40 bits. A tablet
 * holds only a digest of an order's code: enough to check without a network what it was told.
 */
import { sha256Hex } from '../../kernel/hash.ts';
import { granted, refused, type Verdict } from '../../kernel/verdict.ts';

export const CODE_ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
export const CLIENT_CODE_PATTERN = /^[2-9A-HJ-NP-Z]{8}$/;

/** As typed, said or scanned: blanks, dashes and case do not matter. */
export function readClientCode(typed: string): Verdict<string, { readonly code: 'not-a-code' }> {
  const code = typed.normalize('NFKC').toUpperCase().replaceAll(/[\s-]/gu, '');
  return CLIENT_CODE_PATTERN.test(code) ? granted(code) : refused({ code: 'not-a-code' });
}

export function handOverDigest(order: string, code: string): string {
  return sha256Hex(`evertill hand-over ${order} ${code}`);
}

/** In two groups, as people read it out. */
export function spokenCode(code: string): string {
  return `${code.slice(0, 4)}-${code.slice(4)}`;
}
