/**
 * An OnlineCart began on a client's own screen and can be finished there or at a counter. While a register
 * holds its claim the web shop shows it and changes nothing. A claim is a right: it has one owner, a
 * fencing number that grows with every owner, and an end, after which the cart is the client's again.
 *
 * Invariants: 1. at any instant a cart has at most one owner; 2. a sale is a fact: it completes the cart
 * whoever held it, and where that was another, the finding names both sides.
 */
import type { Moves } from '../../kernel/machine.ts';
import { granted, refused, type Verdict } from '../../kernel/verdict.ts';

export const ONLINE_CART_STATES = ['open', 'claimed', 'ordered', 'completed', 'expired'] as const;
export type OnlineCartState = (typeof ONLINE_CART_STATES)[number];

export const ONLINE_CART_MOVE_NAMES = ['claim', 'release', 'lapse', 'order', 'complete', 'expire'] as const;
export type OnlineCartMove = (typeof ONLINE_CART_MOVE_NAMES)[number];

/** `order` is the web shop's checkout, `complete` the counter's sale; a sale offline needs no claim that was granted. */
export const ONLINE_CART_MOVES: Moves<OnlineCartState, OnlineCartMove> = {
  open: { claim: 'claimed', order: 'ordered', complete: 'completed', expire: 'expired' },
  claimed: { release: 'open', lapse: 'open', complete: 'completed' },
  ordered: {},
  completed: {},
  expired: { complete: 'completed' },
};

export const CART_CLAIM_STATES = ['asked', 'held', 'refused', 'released', 'lapsed', 'used'] as const;
export type CartClaimState = (typeof CART_CLAIM_STATES)[number];

export const CART_CLAIM_MOVE_NAMES = ['grant', 'refuse', 'release', 'lapse', 'use'] as const;
export type CartClaimMove = (typeof CART_CLAIM_MOVE_NAMES)[number];

/** As the tablet that asked for it sees it. `asked` and used is an offline sale whose claim nobody decided yet. */
export const CART_CLAIM_MOVES: Moves<CartClaimState, CartClaimMove> = {
  asked: { grant: 'held', refuse: 'refused', use: 'used', release: 'released' },
  held: { release: 'released', lapse: 'lapsed', use: 'used' },
  refused: {},
  released: {},
  lapsed: { use: 'used' },
  used: {},
};

/** How long a claim holds from the moment it was granted. A basket is rung up in minutes; a tablet that died must not keep it. */
export const CLAIM_LASTS_MS = 15 * 60_000;

export interface CartClaim {
  readonly register: string;
  readonly incarnation: number;
  readonly associate: string;
  /** Greater than every earlier claim's of this cart. */
  readonly fence: number;
  /** Until when it holds, by the server's clock. */
  readonly until: string;
}

/** What deciding about a claim needs to know of a cart. */
export interface ClaimableCart {
  readonly state: OnlineCartState;
  readonly claim: CartClaim | null;
  readonly lastFence: number;
  /** The order it became, on the web or at a counter. */
  readonly order: string | null;
}

export type ClaimRefusal =
  | { readonly code: 'cart-held'; readonly register: string; readonly until: string }
  | { readonly code: 'cart-ordered'; readonly order: string | null }
  | { readonly code: 'cart-completed'; readonly order: string | null }
  | { readonly code: 'cart-expired' };

export type Claimant = Pick<CartClaim, 'register' | 'incarnation' | 'associate'>;

/**
 * Decides a request for the claim at `now` (ms since 1970). Who holds it already gets it anew, so that a
 * request whose answer was lost can be repeated; a claim past its end gives way.
 */
export function decideClaim(cart: ClaimableCart, by: Claimant, now: number): Verdict<CartClaim, ClaimRefusal> {
  if (cart.state === 'ordered') return refused({ code: 'cart-ordered', order: cart.order });
  if (cart.state === 'completed') return refused({ code: 'cart-completed', order: cart.order });
  if (cart.state === 'expired') return refused({ code: 'cart-expired' });
  const { claim } = cart;
  const isOwn = claim !== null && claim.register === by.register && claim.incarnation === by.incarnation;
  if (claim !== null && !isOwn && Date.parse(claim.until) > now) {
    return refused({ code: 'cart-held', register: claim.register, until: claim.until });
  }
  const { register, incarnation, associate } = by;
  const until = new Date(now + CLAIM_LASTS_MS).toISOString();
  const fence = isOwn ? claim.fence : cart.lastFence + 1;
  return granted({ register, incarnation, associate, fence, until });
}

export type CompletionFinding =
  | { readonly code: 'cart-sold-twice'; readonly cart: string; readonly order: string; readonly other: string | null }
  | { readonly code: 'cart-claim-lost'; readonly cart: string; readonly order: string; readonly holder: string };

/** What a person must look at when `order`, a fact, was made of the cart by `by` at `now` (ms since 1970). */
export function completionFindings(
  cart: ClaimableCart & { readonly id: string },
  order: string,
  by: Pick<Claimant, 'register' | 'incarnation'>,
  now: number,
): readonly CompletionFinding[] {
  if (cart.order === order) return [];
  if (cart.state === 'ordered' || cart.state === 'completed') {
    return [{ code: 'cart-sold-twice', cart: cart.id, order, other: cart.order }];
  }
  const { claim } = cart;
  const isOthers = claim !== null && (claim.register !== by.register || claim.incarnation !== by.incarnation);
  if (!isOthers || Date.parse(claim.until) <= now) return [];
  return [{ code: 'cart-claim-lost', cart: cart.id, order, holder: claim.register }];
}
