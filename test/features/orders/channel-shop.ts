/** A web shop's orders and carts over the goods of the counter's rig. */
import { DEMO_LOCATIONS } from '../../../src/demo/shop/locations.ts';
import { must } from '../../../src/kernel/invariant.ts';
import { handOverDigest } from '../../../src/protocol/channel/hand-over-code.ts';
import type { ChannelOrderDocument, OnlineCartDocument } from '../../../src/protocol/sync/channel-documents.ts';
import { idNumber } from '../../domain/shop.ts';
import { demoRows } from '../counter/counter-rig.ts';

/** The store of the rig. */
export const HERE = DEMO_LOCATIONS.amsterdam.id;
export const CODE = 'K7QM2XP9';
/** Of another order. */
export const OTHER_CODE = 'AAAABBBB';
export const CART_CODE = 'WEB23456';

const row = (title: string) =>
  must(
    demoRows().find((one) => one.title.en === title),
    'the shop sells it',
  );

function goodsOf(title: string, quantity: number, n: number) {
  const { id: variant, ordinal, sku, options, image, unit, tracked, priceMinor } = row(title);
  return {
    ...{ id: idNumber('line', n), variant, ordinal, sku, title, options: [...options], image, quantity, unit, tracked },
    listPriceMinor: must(priceMinor, 'it has a price'),
  };
}

export function webOrder(n: number, change: Partial<ChannelOrderDocument> = {}): ChannelOrderDocument {
  const id = idNumber('order', n);
  const goods = goodsOf('Stoneware mug', 2, n);
  const totalMinor = goods.listPriceMinor * 2;
  return {
    ...{ id, channel: 'web', number: `W-${1000 + n}`, location: HERE, delivery: 'collect' },
    ...{ state: 'paid', placedAt: '2026-03-02T07:30:00.000Z', promisedAt: '2026-03-02T09:30:00.000Z' },
    ...{ currency: 'EUR', totalMinor, paidMinor: totalMinor, client: null, contact: 'c2VhbGVk' },
    lines: [{ ...goods, totalMinor }],
    codeDigest: handOverDigest(id, CODE),
    fulfillment: {
      ...{ id: idNumber('fulfillment', n), state: 'open', shelf: null, handedOver: null },
      lease: { location: HERE, fence: 1, until: '2026-03-16T09:30:00.000Z' },
    },
    timeline: [{ at: '2026-03-02T07:30:00.000Z', what: 'placed', associate: null, register: null }],
    ...change,
  };
}

export function readyOrder(n: number, change: Partial<ChannelOrderDocument> = {}): ChannelOrderDocument {
  const order = webOrder(n, change);
  return { ...order, fulfillment: { ...order.fulfillment, state: 'ready', shelf: 'A3' } };
}

export function webCart(change: Partial<OnlineCartDocument> = {}): OnlineCartDocument {
  const line = (title: string, quantity: number, n: number) => ({
    ...goodsOf(title, quantity, n),
    taxCategory: row(title).taxCategory,
  });
  return {
    ...{ id: idNumber('cart', 5), code: CART_CODE, location: HERE, state: 'open', version: 3 },
    ...{ updatedAt: '2026-03-02T08:50:00.000Z', currency: 'EUR' },
    lines: [line('Stoneware mug', 2, 51), line('Linen shirt', 1, 52)],
    ...{ client: null, claim: null, order: null },
    ...change,
  };
}
