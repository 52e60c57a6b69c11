/**
 * What a screen shows of an order or a cart of another channel: the server's document, and over it what
 * this register did that the document does not contain yet. Which entries those are is decided by sequence
 * elsewhere (`included`); laid on again after they are contained, they would change nothing but the timeline.
 */
import { type FulfillmentMove, stateAfter } from '../../domain/fulfillment/fulfillment.ts';
import type { Entry } from '../../protocol/entry/entry.ts';
import type { ChannelOrderDocument, OnlineCartDocument } from '../../protocol/sync/channel-documents.ts';
import type { ShownCart } from './views.ts';

/** Own entries that the documents do not contain, in sequence. */
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
    shown = {
      ...shown,
      fulfillment: {
        ...fulfillment,
        state: stateAfter(fulfillment.state, [{ move }]),
        shelf,
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

/** `now`: ms since 1970, by the best clock there is; a claim past its end holds no longer. */
export function shownCart(
  document: OnlineCartDocument,
  own: readonly OwnEntry[],
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
  for (const entry of own) {
    if (cartOf(entry) !== document.id) continue;
    if (entry.kind === 'order.place' && 'id' in entry.body) {
      const isFirst = shown.order === null;
      shown = { ...shown, ownClaim: 'used', ...(isFirst ? { state: 'completed', order: entry.body.id } : {}) };
    } else if (entry.kind === 'online-cart.claim') {
      shown = { ...shown, ownClaim: entry.refusal === null ? 'asked' : 'refused' };
    } else if (shown.ownClaim === 'asked' || shown.ownClaim === 'held') {
      shown = { ...shown, ownClaim: 'released', state: shown.state === 'claimed' ? 'open' : shown.state };
    }
  }
  return shown;
}
