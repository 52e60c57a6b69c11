/** What other channels and clients bring to the golden messages: entries, and changes of a store's streams. */
import { handOverMovements } from '../../src/domain/fulfillment/fulfillment.ts';
import type { IdSource } from '../../src/kernel/ids.ts';
import type { Entry } from '../../src/protocol/entry/entry.ts';
import { idNumber, LOCATION, lineOf } from '../domain/shop.ts';

export function channelDrafts(newId: IdSource): readonly { readonly kind: Entry['kind']; readonly body: object }[] {
  const location = LOCATION;
  const parcel = { fulfillment: idNumber('fulfillment', 1), order: idNumber('order', 900), location };
  const { id, variant, ordinal, quantity, tracked } = lineOf(1, { quantity: 3 });
  const stock = handOverMovements([{ id, variant, ordinal, quantity, tracked }], {
    location,
    newId: () => newId('movement'),
  });
  const cart = idNumber('cart', 900);
  const client = idNumber('client', 1);
  return [
    { kind: 'fulfillment.pick', body: parcel },
    { kind: 'fulfillment.lay-ready', body: { ...parcel, shelf: 'A 3' } },
    { kind: 'fulfillment.hand-over', body: { ...parcel, proof: 'code', fence: 1, stock } },
    { kind: 'online-cart.claim', body: { location, cart, cartVersion: 4 } },
    { kind: 'online-cart.release', body: { location, cart } },
    { kind: 'client.create', body: { location, client } },
    { kind: 'client.edit', body: { location, client, fields: ['phone', 'note'] } },
    {
      kind: 'exception.settle',
      body: { location, exception: idNumber('exception', 1), action: 'counted', note: 'Found behind the counter' },
    },
  ];
}

export function channelChanges(as: { readonly at: string; readonly register: string; readonly hash: string }) {
  const { at: AT, register: REGISTER, hash: HASH } = as;
  const who = { associate: idNumber('associate', 1), register: REGISTER };
  const goods = {
    ...{ id: idNumber('line', 1), variant: idNumber('variant', 1), ordinal: 1, sku: '85123A', title: 'Linen shirt' },
    ...{ options: ['Blue', 'M'], image: 'linen-shirt.svg', quantity: 2, unit: 'each', tracked: true },
    listPriceMinor: 1_999,
  };
  const order = {
    ...{ id: idNumber('order', 900), channel: 'web', number: 'W-1042', location: LOCATION, delivery: 'collect' },
    ...{ state: 'paid', placedAt: AT, promisedAt: AT, currency: 'EUR', totalMinor: 3_998, paidMinor: 3_998 },
    ...{ lines: [{ ...goods, totalMinor: 3_998 }], client: idNumber('client', 1), contact: 'AhM0', codeDigest: HASH },
    fulfillment: {
      ...{ id: idNumber('fulfillment', 1), state: 'handed-over', shelf: 'A 3' },
      handedOver: { at: AT, ...who },
      lease: { location: LOCATION, fence: 1, until: null },
    },
    timeline: [
      { at: AT, what: 'placed', associate: null, register: null },
      { at: AT, what: 'handed-over', ...who },
    ],
  };
  const cart = {
    ...{ id: idNumber('cart', 900), code: 'K7QM3FXD', location: LOCATION, state: 'claimed', version: 4 },
    ...{ updatedAt: AT, currency: 'EUR', lines: [{ ...goods, taxCategory: idNumber('taxCategory', 1) }] },
    ...{ client: null, order: null },
    claim: { register: REGISTER, incarnation: 1, associate: who.associate, fence: 2, until: AT },
  };
  return [
    { sequence: 1, kind: 'channel-order.put', ref: order.id, body: order },
    { sequence: 2, kind: 'channel-order.drop', ref: idNumber('order', 901), body: null },
    { sequence: 3, kind: 'online-cart.put', ref: cart.id, body: cart },
    { sequence: 4, kind: 'online-cart.drop', ref: idNumber('cart', 901), body: null },
  ];
}
