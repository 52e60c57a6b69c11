/** What stands between a cart and a finished sale, in words. Every code has its line, or this does not compile. */
import type { TenderRefusal } from '../../domain/tender/plan-tenders.ts';
import type { JournalRefusal } from '../../replica/index.ts';
import type { Translate } from '../../ui/index.ts';
import { type counterWords, isJournalRefusal, type SaleRefusal, wordsForRefusal } from '../counter/index.ts';
import type { checkoutWords } from './words.ts';

type Key = keyof typeof checkoutWords.catalogue.en;
type SharedKey = keyof typeof counterWords.catalogue.en;
type Money = (minor: number) => string;

const TENDER_WORDS = {
  'amount-not-positive': 'typeAmount',
  'nothing-due': 'nothingToPay',
  'tender-exceeds-balance': 'cardOver',
  'amount-too-large': 'amountTooLarge',
  'too-many-tenders': 'tooManyTenders',
} as const satisfies Record<TenderRefusal['code'], Key>;

export function tenderWords(refusal: TenderRefusal, isRefund: boolean, t: Translate<Key>, money: Money): string {
  if (refusal.code !== 'tender-exceeds-balance') return t(TENDER_WORDS[refusal.code]);
  return t(isRefund ? 'overRefund' : 'cardOver', { amount: money(refusal.overByMinor) });
}

const SALE_WORDS = {
  'cart-empty': 'emptyCart',
  'balance-open': 'orderUnsound',
  'tax-category-unknown': 'taxUnknown',
  'too-many-tax-rates': 'orderUnsound',
  'shift-not-open': 'openShiftFirst',
} as const satisfies Record<Exclude<SaleRefusal['code'], JournalRefusal['code']>, Key>;

const JOURNAL_TITLES = {
  'not-the-writer': 'notTheWriter',
  'storage-failed': 'storageFailed',
  'outcome-unknown': 'outcomeUnknown',
  'entry-too-large': 'entryTooLarge',
  'already-done': 'alreadyDone',
  'returned-before': 'returnedBefore',
} as const satisfies Record<JournalRefusal['code'], SharedKey>;

/** A title and what is safe: whether it was sold, and where the cart is. */
export function saleWords(
  refusal: SaleRefusal,
  t: Translate<Key>,
  shared: Translate<SharedKey>,
): { readonly title: string; readonly text: string } {
  if (isJournalRefusal(refusal)) {
    return { title: shared(JOURNAL_TITLES[refusal.code]), text: wordsForRefusal(refusal, shared) };
  }
  return { title: t(SALE_WORDS[refusal.code], { code: refusal.code }), text: t('cartKept') };
}
