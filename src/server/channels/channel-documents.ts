/** Records of other channels as the tablets of a store are told of them. */
import { paidMinor, stateOf } from '../../domain/channel/channel-order.ts';
import { contentOf, parcelState } from '../../domain/channel/channel-record.ts';
import type { FulfillmentMove } from '../../domain/fulfillment/fulfillment.ts';
import { parcelLease } from '../../domain/fulfillment/parcel-lease.ts';
import type { ChannelOrderDocument, OnlineCartDocument } from '../../protocol/sync/channel-documents.ts';
import type { KeptCart, KeptOrder } from '../ledger/channel-records.ts';
import type { StreamChange } from '../ledger/ledger.ts';

/** Nothing while it is not known what was ordered: then it is no store's yet. */
export function channelOrderPut(order: KeptOrder): StreamChange[] {
  const document = channelOrderDocumentOf(order);
  if (document === null) return [];
  return [{ stream: `orders:${document.location}`, kind: 'channel-order.put', ref: order.id, body: document }];
}

/** A cart is told to the store its client means to come by. */
export function onlineCartPut(cart: KeptCart): StreamChange[] {
  const { location, lastFence: _, language: __, ...rest } = cart;
  if (location === null) return [];
  const body: OnlineCartDocument = { ...rest, location };
  return [{ stream: `orders:${location}`, kind: 'online-cart.put', ref: cart.id, body }];
}

const TIMELINE_WORDS = {
  pick: 'picked',
  'lay-ready': 'laid-ready',
  'hand-over': 'handed-over',
  cancel: 'cancelled',
} as const satisfies Record<FulfillmentMove, ChannelOrderDocument['timeline'][number]['what']>;

export function channelOrderDocumentOf(order: KeptOrder): ChannelOrderDocument | null {
  const content = contentOf(order);
  const lease = parcelLease(order);
  if (content === null || lease === null) return null;
  const handedOver = order.facts.filter(({ move }) => move === 'hand-over').toSorted(byTime)[0];
  const laidReady = order.facts.findLast(({ move, shelf }) => move === 'lay-ready' && shelf !== undefined);
  return {
    id: order.id,
    channel: order.channel,
    number: order.number,
    location: content.location,
    delivery: content.delivery,
    state: stateOf(order.knowledge),
    placedAt: order.placedAt,
    promisedAt: order.promisedAt,
    currency: content.currency,
    totalMinor: content.totals.totalMinor,
    paidMinor: paidMinor(order.knowledge),
    lines: content.lines.map((line) => ({
      id: line.id,
      variant: line.variant,
      ordinal: line.ordinal,
      sku: line.sku,
      title: line.title,
      options: [...line.options],
      image: line.image,
      quantity: line.quantity,
      unit: line.unit,
      tracked: line.tracked,
      listPriceMinor: line.listPriceMinor,
      totalMinor: line.totalMinor,
    })),
    client: order.client,
    contact: order.contact,
    codeDigest: order.codeDigest,
    fulfillment: {
      id: order.fulfillment,
      state: parcelState(order),
      shelf: laidReady?.shelf ?? null,
      handedOver: handedOver === undefined ? null : { at: handedOver.at, ...personOf(handedOver.by) },
      lease,
    },
    timeline: timelineOf(order),
  };
}

type Moment = ChannelOrderDocument['timeline'][number];

function timelineOf(order: KeptOrder): Moment[] {
  const { content, payments, cancelled } = order.knowledge;
  const nobody = { associate: null, register: null };
  const moments: Moment[] = [{ at: order.placedAt, what: 'placed', ...nobody }];
  if (content !== null && content.version > 1) moments.push({ at: content.at, what: 'changed', ...nobody });
  for (const { at } of payments) moments.push({ at, what: 'paid', ...nobody });
  if (cancelled !== null) moments.push({ at: cancelled.at, what: 'cancelled', ...nobody });
  for (const { at, move, by } of order.facts) moments.push({ at, what: TIMELINE_WORDS[move], ...personOf(by) });
  return moments.toSorted(byTime);
}

function personOf(by: KeptOrder['facts'][number]['by']) {
  return { associate: by?.associate ?? null, register: by?.register ?? null };
}

function byTime(a: { readonly at: string }, b: { readonly at: string }): number {
  return a.at < b.at ? -1 : a.at > b.at ? 1 : 0;
}
