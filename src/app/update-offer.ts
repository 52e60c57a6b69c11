/**
 * When a new version may be taken. It is never taken by itself, and never offered while something on the
 * counter could be lost from sight: an open cart, a payment, a sale that is being written.
 */
export interface UpdateFacts {
  /** A new version lies installed beside this one. */
  readonly isWaiting: boolean;
  readonly cartLines: number;
  readonly isPaying: boolean;
  /** Another window took it already; here only a reload is missing. */
  readonly isReplaced: boolean;
  /** False in a tab that only looks on: the one that sells decides. */
  readonly isWriter: boolean;
}

/** `reload`: this window still runs what another one has left behind. */
export type UpdateOffer = 'none' | 'waiting' | 'ready' | 'reload';

export function updateOffer(facts: UpdateFacts): UpdateOffer {
  if (facts.isReplaced) {
    const isIdle = !facts.isPaying && (facts.cartLines === 0 || !facts.isWriter);
    return isIdle ? 'reload' : 'waiting';
  }
  if (!facts.isWaiting) return 'none';
  return facts.cartLines === 0 && !facts.isPaying && facts.isWriter ? 'ready' : 'waiting';
}
