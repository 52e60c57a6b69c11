/** Which field a refusal belongs to, and what it is in words. */
import type { ClientRefusal } from '../../domain/client/client.ts';
import type { Translate } from '../../ui/index.ts';
import { type counterWords, isJournalRefusal, wordsForRefusal } from '../counter/index.ts';
import type { clientsWords } from './words.ts';
import type { WriteRefusal } from './write-client.ts';

type Field = 'name' | 'phone' | 'email' | 'birthday' | 'note';

const FIELDS = {
  'name-missing': 'name',
  'not-an-email': 'email',
  'not-a-phone': 'phone',
  'not-a-birthday': 'birthday',
} as const satisfies Record<Exclude<ClientRefusal['code'], 'too-long'>, Field>;

/** Null: of none. */
export function fieldOf(refusal: WriteRefusal): Field | null {
  if (isJournalRefusal(refusal) || refusal.code === 'clients-locked') return null;
  return refusal.code === 'too-long' ? (refusal.field as Field) : FIELDS[refusal.code];
}

export function wordsForWrite(
  refusal: WriteRefusal,
  t: Translate<keyof typeof clientsWords.catalogue.en>,
  shared: Translate<keyof typeof counterWords.catalogue.en>,
): string {
  if (isJournalRefusal(refusal)) return wordsForRefusal(refusal, shared);
  return refusal.code === 'too-long' ? t('too-long', { limit: refusal.limit }) : t(refusal.code);
}
