/** Why a person changed what the machine proposed: the store's own list, kept in entries by id, shown by title. */
import { type Language, wordsIn } from '../../domain/catalog/variant.ts';
import type { Reason, Store } from '../../domain/store/store.ts';

export function reasonChoices(store: Store, use: Reason['use'], language: Language): { id: string; label: string }[] {
  return store.reasons
    .filter((reason) => reason.use === use)
    .map((reason) => ({ id: reason.id, label: wordsIn(reason.title, language) }));
}

/** An entry may carry a reason the store has since dropped, or plain text: then it speaks for itself. */
export function reasonTitle(store: Store, reason: string, language: Language): string {
  const known = store.reasons.find(({ id }) => id === reason);
  return known ? wordsIn(known.title, language) : reason;
}
