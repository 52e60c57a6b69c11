/**
 * What a screen shows of an order or a cart of another channel: the server's document, and over it what
 * this register did that the document does not contain yet. Which entries those are is decided by sequence
 * elsewhere (`included`); laid on again after they are contained, they would change nothing but the timeline.
 */
import { type FulfillmentMove, stateAfter } from '../../domain/fulfillment/fulfillment.ts';
import { leaseAfter } from '../../domain/fulfillment/parcel-lease.ts';
import type { Entry } from '../../protocol/entry/entry.ts';
import type { ChannelOrderDocument, OnlineCartDocument } from '../../protocol/sync/channel-documents.ts';
import type { ShownCart } from './views.ts';

/** What this register did, as far as it is laid over the server's documents. */
export type OwnEntry = Pick<Entry, 'id' | 'at' | 'associate' | 'register' | 'incarnation'> &
  Pick<Entry, 'kind' | 'body'> & {
    /** What the server said of a request, where it has. */
    readonly refusal: string | null;
  };

const MOVES = {
  'fulfillment.pick': { move: 'pick', what: 'picked' },
  'fulfillment.lay-ready': { move: 'lay-ready', what: 'laid-ready' },
  'fulfillment.hand-over': { move: 'hand-over', what: 'handed-over' },
} as const satisfies Record<
  string,
  { readonly move: FulfillmentMove; readonly what: ChannelOrderDocument['timeline'][number]['what'] }
>;

/** The order an entry is about, or null. */
export function orderOf(entry: Pick<OwnEntry, 'kind' | 'body'>): string | null {
  return entry.kind in MOVES && 'order' in entry.body && typeof entry.body.order === 'string' ? entry.body.order : null;
}

export function shownOrder(document: ChannelOrderDocument, own: readonly OwnEntry[]): ChannelOrderDocument {
  let shown = document;
  for (const entry of own) {
    if (orderOf(entry) !== document.id) continue;
    const { move, what } = MOVES[entry.kind as keyof typeof MOVES];
    const who = { at: entry.at, associate: entry.associate, register: entry.register };
    const { fulfillment } = shown;
    const shelf = 'shelf' in entry.body && entry.body.shelf !== null ? entry.body.shelf : fulfillment.shelf;
    const state = stateAfter(fulfillment.state, [{ move }]);
    shown = {
      ...shown,
      fulfillment: {
        ...fulfillment,
        state,
        shelf,
        lease: leaseAfter(fulfillment.lease, state),
        handedOver: fulfillment.handedOver ?? (move === 'hand-over' ? who : null),
      },
      timeline: [...shown.timeline, { ...who, what }],
    };
  }
  return shown;
}

/** The cart an entry is about, or null. */
export function cartOf(entry: Pick<OwnEntry, 'kind' | 'body'>): string | null {
  const isAbout =
    entry.kind === 'online-cart.claim' || entry.kind === 'online-cart.release' || entry.kind === 'order.place';
  return isAbout && 'cart' in entry.body && typeof entry.body.cart === 'string' ? entry.body.cart : null;
}

/** What an own entry does to a cart. */
export type OwnCartAct =
  | { readonly act: 'claim'; readonly refusal: string | null }
  | { readonly act: 'release' }
  | { readonly act: 'sell'; readonly order: string };

export function cartActs(cart: string, own: readonly OwnEntry[]): readonly OwnCartAct[] {
  return own.flatMap(({ kind, body, refusal }): readonly OwnCartAct[] => {
    if (cartOf({ kind, body }) !== cart) return [];
    if (kind === 'order.place' && 'id' in body) return [{ act: 'sell', order: body.id }];
    if (kind === 'online-cart.claim') return [{ act: 'claim', refusal }];
    return kind === 'online-cart.release' ? [{ act: 'release' }] : [];
  });
}

/** `now`: ms since 1970, by the best clock there is; a claim past its end holds no longer. */
export function shownCart(
  document: OnlineCartDocument,
  own: readonly OwnCartAct[],
  as: { readonly register: string; readonly incarnation: number },
  now: number,
): ShownCart {
  const { claim } = document;
  const isHeld = claim !== null && Date.parse(claim.until) > now;
  const isOwn = claim?.register === as.register && claim.incarnation === as.incarnation;
  let shown: ShownCart = {
    ...document,
    state: document.state === 'claimed' && !isHeld ? 'open' : document.state,
    ownClaim: isOwn ? (isHeld ? 'held' : 'lapsed') : null,
  };
  for (const done of own) {
    if (done.act === 'sell') {
      const isFirst = shown.order === null;
      shown = { ...shown, ownClaim: 'used', ...(isFirst ? { state: 'completed', order: done.order } : {}) };
    } else if (done.act === 'claim' && shown.ownClaim !== 'used') {
      // Who holds it may ask anew: until the answer, it is held.
      const isHeldStill = shown.ownClaim === 'held' && done.refusal === null;
      shown = { ...shown, ownClaim: done.refusal !== null ? 'refused' : isHeldStill ? 'held' : 'asked' };
    } else if (shown.ownClaim === 'asked' || shown.ownClaim === 'held') {
      shown = { ...shown, ownClaim: 'released', state: shown.state === 'claimed' ? 'open' : shown.state };
    }
  }
  return shown;
}
