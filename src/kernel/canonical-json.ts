/**
 * One text for one value: keys sorted by UTF-16 code unit, no white space, as RFC 8785 (JCS) writes it.
 * Narrower than JCS on purpose: numbers must be safe integers, so no two engines can print one
 * differently. Hashes and signatures are taken over this text.
 */
import { BrokenInvariant } from './invariant.ts';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new BrokenInvariant(`canonical JSON holds whole numbers, not ${value}`);
    return String(value === 0 ? 0 : value);
  }
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object') {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
    return `{${members.join(',')}}`;
  }
  throw new BrokenInvariant(`canonical JSON cannot hold a ${typeof value}`);
}
