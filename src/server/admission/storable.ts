/** What PostgreSQL can keep of what JSON can say. Everything else is kept too, packed in base64. */

import type { EntryEnvelope } from '../../protocol/entry/entry.ts';
import type { StoredEnvelope } from '../db/schema.ts';

/** U+0000, which no text of PostgreSQL holds, and surrogates without their other half. */
const UNSTORABLE = /\0|\p{Surrogate}/u;
const INTEGER_MAX = 2 ** 31 - 1;

export function isStorable(value: unknown): boolean {
  if (typeof value === 'string') return !UNSTORABLE.test(value);
  if (Array.isArray(value)) return value.every(isStorable);
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([key, member]) => isStorable(key) && isStorable(member));
}

export function storedEnvelope(envelope: EntryEnvelope): StoredEnvelope {
  return isStorable(envelope)
    ? envelope
    : { unstorable: Buffer.from(JSON.stringify(envelope), 'utf8').toString('base64') };
}

/** ISO 8601 has a year 0, PostgreSQL does not. The envelope keeps what was said. */
export function storedInstant(at: string): string {
  return at.startsWith('0000') ? `0001${at.slice(4)}` : at;
}

export function storedVersion(version: number): number {
  return Math.min(version, INTEGER_MAX);
}
