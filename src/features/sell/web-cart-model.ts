/** How the claim on an online cart that lies on this counter stands, as the associate should know it. */
import type { ShownCart } from '../../replica/index.ts';

export type ClaimStanding =
  | { readonly kind: 'held'; readonly until: string }
  | { readonly kind: 'asked' | 'asked-offline' | 'lapsed' | 'refused' | 'ordered' | 'completed' }
  | { readonly kind: 'refused-by'; readonly claim: NonNullable<ShownCart['claim']> };

export function claimStanding(
  online: ShownCart,
  here: { readonly register: string; readonly isOnline: boolean; readonly now: number },
): ClaimStanding {
  const { state, claim, ownClaim } = online;
  if (state === 'ordered' || state === 'completed') return { kind: state };
  const isHeld = claim !== null && Date.parse(claim.until) > here.now;
  const isElsewhere = isHeld && claim.register !== here.register;
  if (isElsewhere && (ownClaim === 'refused' || here.isOnline)) return { kind: 'refused-by', claim };
  if (ownClaim === 'refused') return { kind: 'refused' };
  if (ownClaim === 'asked') return { kind: here.isOnline ? 'asked' : 'asked-offline' };
  if (ownClaim === 'held' && isHeld) return { kind: 'held', until: claim.until };
  return { kind: 'lapsed' };
}

/** The client changed it after it came to this counter. */
export function isChangedSince(online: ShownCart, taken: number | null): boolean {
  return taken !== null && online.version > taken && online.state !== 'ordered' && online.state !== 'completed';
}
