import type { TillRefusal } from '../../domain/till/shift.ts';
import type { JournalRefusal } from '../../replica/index.ts';
import type { Translate } from '../../ui/index.ts';
import { type counterWords, isJournalRefusal, wordsForRefusal } from '../counter/index.ts';
import type { shiftWords } from './words.ts';

type Key = keyof typeof shiftWords.catalogue.en;

const WORDS = {
  'shift-already-open': 'alreadyOpen',
  'shift-not-open': 'noShift',
  'amount-out-of-range': 'amountOutOfRange',
  'reason-missing': 'reasonFirst',
} as const satisfies Record<TillRefusal['code'], Key>;

export function tillWords(
  refusal: TillRefusal | JournalRefusal,
  t: Translate<Key>,
  shared: Translate<keyof typeof counterWords.catalogue.en>,
): string {
  if (isJournalRefusal(refusal)) return wordsForRefusal(refusal, shared);
  return t(WORDS[refusal.code]);
}
