/** Why the drawer's book says no, in words. Every code has its line, or this does not compile. */
import type { TillRefusal } from '../../domain/till/shift.ts';
import type { JournalRefusal } from '../../replica/index.ts';
import type { Translate } from '../../ui/index.ts';
import { isJournalRefusal, wordsForRefusal } from './refusal-words.ts';
import type { counterWords } from './words.ts';

type Key = keyof typeof counterWords.catalogue.en;

const WORDS = {
  'shift-already-open': 'shiftAlreadyOpen',
  'shift-not-open': 'shiftNotOpen',
  'amount-out-of-range': 'tillAmountOutOfRange',
  'reason-missing': 'reasonAndAmount',
} as const satisfies Record<TillRefusal['code'], Key>;

export function tillWords(refusal: TillRefusal | JournalRefusal, t: Translate<Key>): string {
  return isJournalRefusal(refusal) ? wordsForRefusal(refusal, t) : t(WORDS[refusal.code]);
}
