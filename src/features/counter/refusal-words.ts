/** What a refusal of the domain or the journal is in words. Every code has its line here, or this file does not compile. */
import type { CartRefusal } from '../../domain/cart/cart-commands.ts';
import type { CartLineRefusal } from '../../domain/cart/cart-line.ts';
import type { JournalRefusal } from '../../replica/index.ts';
import type { Translate } from '../../ui/index.ts';
import type { ParkRefusal } from './parked.ts';
import type { counterWords } from './words.ts';

type CounterKey = keyof typeof counterWords.catalogue.en;
export type CounterRefusal = CartRefusal | CartLineRefusal | JournalRefusal | ParkRefusal;

const WORDS = {
  'cart-full': 'cartFull',
  'line-unknown': 'lineGone',
  'line-already-there': 'lineGone',
  'quantity-out-of-range': 'quantityOutOfRange',
  'price-out-of-range': 'priceOutOfRange',
  'amount-too-large': 'amountTooLarge',
  'discount-out-of-range': 'discountOutOfRange',
  'reason-missing': 'chooseReason',
  'text-too-long': 'textTooLong',
  'mirrors-sale': 'mirrorsSale',
  'return-already-in-cart': 'returnAlreadyInCart',
  'no-price': 'noPrice',
  'not-for-sale': 'notForSale',
  'not-the-writer': 'notTheWriterText',
  'storage-failed': 'storageFailedText',
  'outcome-unknown': 'outcomeUnknownText',
  'entry-too-large': 'entryTooLargeText',
  'already-done': 'alreadyDoneText',
  'returned-before': 'returnedBeforeText',
  'cart-empty': 'cartEmpty',
  'cart-in-use': 'cartInUse',
  'cart-gone': 'cartGone',
} as const satisfies Record<CounterRefusal['code'], CounterKey>;

const JOURNAL_CODES: ReadonlySet<string> = new Set<JournalRefusal['code']>([
  'not-the-writer',
  'storage-failed',
  'outcome-unknown',
  'entry-too-large',
  'already-done',
  'returned-before',
]);

export function isJournalRefusal<R extends { readonly code: string }>(
  refusal: R,
): refusal is Extract<R, JournalRefusal> {
  return JOURNAL_CODES.has(refusal.code);
}

export function wordsForRefusal(refusal: CounterRefusal, t: Translate<CounterKey>): string {
  return t(WORDS[refusal.code], 'cause' in refusal ? { cause: refusal.cause } : {});
}
