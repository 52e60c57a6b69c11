import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ChannelOrderDocument, OnlineCartDocument } from '../../../src/protocol/sync/channel-documents.ts';
import { cartActs, type OwnEntry, shownCart, shownOrder } from '../../../src/replica/views/shown-orders.ts';
import { idNumber, SEED } from '../../domain/shop.ts';

const AT = '2026-03-02T10:00:00.000Z';
const NOW = Date.parse(AT);
const me = { register: idNumber('register', 1), incarnation: 1 };
const who = { associate: idNumber('associate', 1), register: me.register };

const order: ChannelOrderDocument = {
  ...{ id: idNumber('order', 1), channel: 'web', number: 'W-1001', location: idNumber('location', 1) },
  ...{ delivery: 'collect', state: 'paid', placedAt: AT, promisedAt: null, currency: 'EUR', totalMinor: 500 },
  ...{ paidMinor: 500, lines: [], client: null, contact: null, codeDigest: '0'.repeat(64) },
  fulfillment: {
    ...{ id: idNumber('fulfillment', 1), state: 'open', shelf: null, handedOver: null },
    lease: { location: idNumber('location', 1), fence: 1, until: '2026-03-16T10:00:00.000Z' },
  },
  timeline: [{ at: AT, what: 'placed', associate: null, register: null }],
};
const parcel = { order: order.id, fulfillment: order.fulfillment.id, location: order.location };
const cart: OnlineCartDocument = {
  ...{ id: idNumber('cart', 1), code: 'ABCD2345', location: order.location, state: 'open', version: 2, updatedAt: AT },
  ...{ currency: 'EUR', lines: [], client: null, claim: null, order: null },
};

let entries = 0;
const entry = (kind: OwnEntry['kind'], body: object, refusal: string | null = null) =>
  ({ id: idNumber('entry', ++entries), at: AT, ...who, incarnation: 1, kind, body, refusal }) as OwnEntry;
const pick = () => entry('fulfillment.pick', parcel);
const layReady = (shelf: string | null) => entry('fulfillment.lay-ready', { ...parcel, shelf });
const handOver = () => entry('fulfillment.hand-over', { ...parcel, proof: 'code', fence: 1, stock: [] });

/** What the server makes of an entry, said a second time. */
function placed(document: ChannelOrderDocument, one: OwnEntry): ChannelOrderDocument {
  const rank = ['open', 'picking', 'ready', 'cancelled', 'handed-over'] as const;
  const to = { 'fulfillment.pick': 1, 'fulfillment.lay-ready': 2, 'fulfillment.hand-over': 4 }[one.kind as string] ?? 0;
  const what = ({ 1: 'picked', 2: 'laid-ready', 4: 'handed-over' } as const)[to as 1] ?? 'placed';
  const { fulfillment } = document;
  const state = rank[Math.max(rank.indexOf(fulfillment.state), to)] ?? 'open';
  const moment = { at: one.at, ...who };
  const shelf = (one.body as { shelf?: string | null }).shelf ?? fulfillment.shelf;
  const handedOver = fulfillment.handedOver ?? (to === 4 ? moment : null);
  return {
    ...document,
    fulfillment: {
      ...{ ...fulfillment, state, shelf, handedOver },
      lease: { ...fulfillment.lease, until: rank.indexOf(state) > 1 ? null : fulfillment.lease.until },
    },
    timeline: [...document.timeline, { ...moment, what }],
  };
}

test('wherever the server stands in what this tablet did, the screen shows the same: nothing flickers, nothing counts twice', () => {
  const acts = fc.array(
    fc.constantFrom(
      pick,
      () => layReady('A 3'),
      () => layReady(null),
      handOver,
    ),
    { maxLength: 6 },
  );
  fc.assert(
    fc.property(acts, fc.nat({ max: 6 }), (all, cut) => {
      const own = all.map((act) => act());
      const included = own.slice(0, cut).reduce(placed, order);
      expect(shownOrder(included, own.slice(cut))).toEqual(own.reduce(placed, order));
    }),
    { seed: SEED },
  );
});

test('a parcel that was cancelled centrally and handed over here shows as handed over, by whom', () => {
  const cancelled = { ...order, fulfillment: { ...order.fulfillment, state: 'cancelled' as const } };
  expect(shownOrder(cancelled, [handOver()]).fulfillment).toMatchObject({ state: 'handed-over', handedOver: who });
});

test('another order’s parcels are not touched', () => {
  const other = entry('fulfillment.pick', { ...parcel, order: idNumber('order', 2) });
  expect(shownOrder(order, [other])).toBe(order);
});

const claim = (refusal: string | null = null) =>
  entry('online-cart.claim', { cart: cart.id, cartVersion: 2, location: cart.location }, refusal);
const release = () => entry('online-cart.release', { cart: cart.id, location: cart.location });
const sale = () => entry('order.place', { id: idNumber('order', 7), cart: cart.id });

test('a claim is asked for, held or refused; a sale ends the cart whatever was answered', () => {
  const shown = (document: OnlineCartDocument, ...own: OwnEntry[]) => {
    const { state, ownClaim } = shownCart(document, cartActs(document.id, own), me, NOW);
    return [state, ownClaim];
  };
  const until = new Date(NOW + 60_000).toISOString();
  const held = { ...cart, state: 'claimed' as const, claim: { ...me, associate: who.associate, fence: 1, until } };
  const lapsed = { ...held, claim: { ...held.claim, until: AT } };
  const others = { ...held, claim: { ...held.claim, register: idNumber('register', 2) } };
  expect(shown(cart, claim())).toEqual(['open', 'asked']);
  expect(shown(held)).toEqual(['claimed', 'held']);
  expect(shown(lapsed)).toEqual(['open', 'lapsed']);
  expect(shown(others, claim('cart-held'))).toEqual(['claimed', 'refused']);
  expect(shown(held, release())).toEqual(['open', 'released']);
  expect(shown(others, claim('cart-held'), sale())).toEqual(['completed', 'used']);
  expect(shown({ ...cart, state: 'ordered', order: idNumber('order', 9) }, sale())).toEqual(['ordered', 'used']);
});
