/** Parcels, online carts and clients, as tablets' entries change them. */
import { expect, test } from 'vitest';
import { type ChannelEvent, learn, NOTHING_KNOWN } from '../../../src/domain/channel/channel-order.ts';
import { handOverMovements } from '../../../src/domain/fulfillment/fulfillment.ts';
import { channelOrderDocument, onlineCartDocument } from '../../../src/protocol/sync/channel-documents.ts';
import type { KeptCart, KeptOrder } from '../../../src/server/ledger/channel-records.ts';
import { createPostgresLedger } from '../../../src/server/ledger/postgres-ledger.ts';
import { sealForServer } from '../../support/open-sealing.ts';
import { cartLine, granted, newId, START_MS, type Till } from '../../support/shop-floor.ts';
import type { PushRig } from './push-rig.ts';

const AT = new Date(START_MS).toISOString();

export function channelTests(rig: PushRig): void {
  const ledger = () => createPostgresLedger(rig.database);
  const documents = async (kind: string) => {
    const pulled = granted(await rig.shop.pull(rig.till));
    const page = pulled.streams.find(({ stream }) => stream === `orders:${rig.location}`);
    return page?.changes.filter((change) => change.kind === kind) ?? [];
  };

  /** A paid web order for so many shirts, to be collected here. */
  async function webOrder(quantity: number): Promise<KeptOrder> {
    const { shirt, location } = rig;
    const id = newId('order');
    const line = {
      ...{ id: newId('line'), variant: shirt.variant, ordinal: shirt.ordinal, sku: 'SHIRT', title: 'Shirt' },
      ...{ options: [], image: null, quantity, unit: 'each' as const, tracked: true, listPriceMinor: 1_250 },
      ...{ taxCategory: newId('taxCategory'), taxes: [], netMinor: 1_250 * quantity, taxMinor: 0 },
      totalMinor: 1_250 * quantity,
    };
    const totals = { netMinor: line.netMinor, taxMinor: 0, totalMinor: line.totalMinor, discountMinor: 0, taxes: [] };
    const content = {
      ...{ lines: [line], totals, currency: 'EUR', pricesIncludeTax: true, location },
      delivery: 'collect' as const,
    };
    const told = { order: id, at: AT };
    const events: ChannelEvent[] = [
      { ...told, id: 'event-1', kind: 'placed', content },
      { ...told, id: 'event-2', kind: 'paid', payment: 'payment-1', amountMinor: line.totalMinor },
    ];
    const order: KeptOrder = {
      id,
      channel: 'web',
      number: `W-${id.slice(-6)}`,
      fulfillment: newId('fulfillment'),
      placedAt: AT,
      promisedAt: null,
      client: null,
      knowledge: events.reduce(learn, NOTHING_KNOWN),
      facts: [],
      contact: null,
      codeDigest: '0'.repeat(64),
      address: null,
    };
    await ledger().transact(rig.shop.tenant, async (tx) => {
      await tx.saveChannelOrders([order], AT);
      await tx.moveStock([
        {
          movement: {
            ...{ id: newId('movement'), kind: 'reservation', bucket: 'committed', location, line: line.id, quantity },
            ...{ variant: shirt.variant, ordinal: shirt.ordinal },
          },
          by: { ...rig.till.who, id: newId('entry'), sequence: 0, location, at: AT, associate: rig.shop.associate },
        },
      ]);
    });
    return order;
  }

  const handOver = (till: Till, order: KeptOrder) => {
    const { location } = rig;
    const lines = order.knowledge.content?.value.lines ?? [];
    const stock = handOverMovements(lines, { location, newId: () => newId('movement') });
    return till.entry('fulfillment.hand-over', {
      ...{ order: order.id, fulfillment: order.fulfillment, location, proof: 'code', fence: 1 },
      stock: [...stock],
    });
  };

  test('a web order is picked, laid ready and handed over: goods leave once, nothing is promised any more', async () => {
    await rig.stock(5);
    const order = await webOrder(2);
    const parcel = { order: order.id, fulfillment: order.fulfillment, location: rig.location };
    const results = await rig.outcomes(
      [rig.till.entry('fulfillment.pick', parcel)],
      [rig.till.entry('fulfillment.lay-ready', { ...parcel, shelf: 'A 3' })],
      [handOver(rig.till, order)],
    );
    expect(results).toEqual(['placed', 'placed', 'placed']);
    expect(await rig.levelOf(rig.shirt.ordinal)).toMatchObject({ on_hand: 3, committed: 0 });
    const [change] = (await documents('channel-order.put')).toReversed();
    const document = channelOrderDocument.parse(change?.body);
    expect(document).toMatchObject({
      state: 'paid',
      fulfillment: { state: 'handed-over', shelf: 'A 3', handedOver: { associate: rig.shop.associate } },
    });
    expect(document.timeline.map(({ what }) => what)).toEqual([
      'placed',
      'paid',
      'picked',
      'laid-ready',
      'handed-over',
    ]);
    expect(await rig.exceptionsOf()).toEqual([]);
  });

  test('two tablets that were apart hand over one parcel: goods leave once, one exception names both', async () => {
    await rig.stock(5);
    const order = await webOrder(2);
    const other = await rig.shop.addTill(rig.location);
    const first = handOver(rig.till, order);
    const second = handOver(other, order);
    await rig.push([first]);
    const answer = granted(await rig.shop.push(other, other.push([second])));
    expect(answer.results).toMatchObject([{ result: 'placed-with-exceptions', reasons: ['handed-over-twice'] }]);
    expect(await rig.levelOf(rig.shirt.ordinal)).toMatchObject({ on_hand: 3, committed: 0 });
    expect(await rig.exceptionsOf()).toMatchObject([
      { kind: 'handed-over-twice', facts: { subject: order.id, handOvers: [first.id, second.id].toSorted() } },
    ]);
  });

  test('a parcel is handed over by the right of an older version of its order: it counts, and an exception names the holder', async () => {
    await rig.stock(5);
    const order = await webOrder(2);
    await ledger().transact(rig.shop.tenant, async (tx) => {
      const known = (await tx.lockChannelOrders([order.id])).get(order.id);
      const value = known?.knowledge.content?.value;
      if (known === undefined || value === undefined) throw new Error('the order was written');
      const changed = { id: 'changed', order: order.id, at: AT, kind: 'changed', version: 2, content: value } as const;
      await tx.saveChannelOrders([{ ...known, knowledge: learn(known.knowledge, changed) }], AT);
    });
    const results = await rig.outcomes([handOver(rig.till, order)]);
    expect(results).toEqual(['placed-with-exceptions handed-over-without-right']);
    expect(await rig.levelOf(rig.shirt.ordinal)).toMatchObject({ on_hand: 3, committed: 0 });
    expect(await rig.exceptionsOf()).toMatchObject([
      {
        kind: 'handed-over-without-right',
        facts: { subject: order.id, holder: rig.location, fence: 2, used: 1 },
      },
    ]);
  });

  test('the last one is sold at the counter although a web order was promised it: the sale stands, the order is named', async () => {
    await rig.stock(1);
    const order = await webOrder(1);
    expect(await rig.outcomes([rig.till.sell([rig.shirt, 1]).entry])).toEqual([
      'placed-with-exceptions promise-broken',
    ]);
    expect(await rig.exceptionsOf()).toMatchObject([{ kind: 'promise-broken', facts: { orders: [order.id] } }]);
  });

  test('a parcel nobody knows here: the goods left all the same, and somebody looks', async () => {
    await rig.stock(5);
    const order = await webOrder(2);
    const lost = { ...order, id: newId('order') };
    expect(await rig.outcomes([handOver(rig.till, lost)])).toEqual(['placed-with-exceptions parcel-unknown']);
    expect(await rig.levelOf(rig.shirt.ordinal)).toMatchObject({ on_hand: 3, committed: 2 });
  });

  async function onlineCart(): Promise<KeptCart> {
    const { location } = rig;
    const cart: KeptCart = {
      ...{
        id: newId('cart'),
        code: newId('cart')
          .slice(-8)
          .replaceAll(/[01OIL]/g, '2'),
        location,
        version: 3,
      },
      ...{ state: 'open', claim: null, lastFence: 0, order: null, updatedAt: AT, currency: 'EUR', lines: [] },
      ...{ client: null, language: 'en' },
    };
    await ledger().transact(rig.shop.tenant, (tx) => tx.saveOnlineCarts([cart]));
    return cart;
  }
  const claim = (till: Till, cart: KeptCart) =>
    till.entry('online-cart.claim', { cart: cart.id, cartVersion: cart.version, location: rig.location });
  test('of two tablets that claim one online cart the second is refused, and told so again when it asks again', async () => {
    const cart = await onlineCart();
    const other = await rig.shop.addTill(rig.location);
    expect(await rig.outcomes([claim(rig.till, cart)])).toEqual(['placed']);
    const refused = other.push([claim(other, cart)]);
    for (let time = 0; time < 2; time++) {
      expect(granted(await rig.shop.push(other, refused)).results).toMatchObject([
        { result: 'refused', reasons: ['cart-held'] },
      ]);
    }
    const [change] = (await documents('online-cart.put')).toReversed();
    expect(onlineCartDocument.parse(change?.body)).toMatchObject({
      state: 'claimed',
      claim: { register: rig.till.who.register, fence: 1 },
    });
  });

  test('a cart sold offline while another tablet held it: the sale stands, both sides are named', async () => {
    await rig.stock(5);
    const cart = await onlineCart();
    const other = await rig.shop.addTill(rig.location);
    await rig.push([claim(rig.till, cart)]);
    const { entry } = other.sellCart([cartLine(rig.shirt, 1)], cart.id);
    const answer = granted(await rig.shop.push(other, other.push([entry])));
    expect(answer.results).toMatchObject([{ reasons: ['cart-claim-lost'] }]);
    expect((await rig.exceptionsOf()).find(({ kind }) => kind === 'cart-claim-lost')).toMatchObject({
      facts: { subject: cart.id, holder: rig.till.who.register },
    });
  });

  const sealed = (value: unknown) => sealForServer(value);

  test('two tablets edit one client while apart: different fields both hold; after erasure nothing comes back', async () => {
    const client = newId('client');
    const { location } = rig;
    const fields = {
      ...{ name: 'Ada Lovelace', phone: null, email: null, birthday: null, language: null, note: null },
      ...{ preferences: [], consents: [] },
    };
    const other = await rig.shop.addTill(location);
    await rig.push([rig.till.write('client.create', { client, location }, sealed(fields))]);
    await rig.push([
      rig.till.write('client.edit', { client, location, fields: ['phone'] }, sealed({ phone: '+44 20 7946 0000' })),
    ]);
    const note = other.write('client.edit', { client, location, fields: ['note'] }, sealed({ note: 'Likes linen' }));
    granted(await rig.shop.push(other, other.push([note])));
    const read = () => rig.own((tx) => tx.selectFrom('client').select('record').where('id', '=', client).execute());
    expect(await read()).toMatchObject([{ record: { phone: '+44 20 7946 0000', note: 'Likes linen' } }]);

    await rig.own((tx) =>
      tx.updateTable('client').set({ record: null, erased_at: AT }).where('id', '=', client).execute(),
    );
    const late = rig.till.write('client.edit', { client, location, fields: ['note'] }, sealed({ note: 'Tall' }));
    expect(await rig.outcomes([late])).toEqual(['placed']);
    expect(await read()).toEqual([{ record: null }]);
  });

  test('what cannot be opened about a client is kept, and a person hears of it', async () => {
    const client = newId('client');
    const { location } = rig;
    const entry = rig.till.write('client.create', { client, location }, sealed({ name: 7 }));
    expect(await rig.outcomes([entry])).toEqual(['placed-with-exceptions client-unreadable']);
  });

  test('a tablet settles an exception of its own store, once', async () => {
    await rig.stock(0);
    await rig.push([rig.till.sell([rig.shirt, 1]).entry]);
    const [raised] = await rig.exceptionsOf();
    const settle = (till: Till, note: string) =>
      till.entry('exception.settle', {
        ...{ exception: raised?.id ?? '', action: 'counted', note },
        location: till.identity.location,
      });
    const elsewhere = await rig.shop.addTill(await rig.shop.addLocation());
    granted(await rig.shop.push(elsewhere, elsewhere.push([settle(elsewhere, 'not mine')])));
    expect(await rig.exceptionsOf()).toMatchObject([{ status: 'open' }]);
    await rig.push([settle(rig.till, 'found one behind the counter')], [settle(rig.till, 'again')]);
    expect(await rig.exceptionsOf()).toMatchObject([
      { status: 'settled', action: 'counted', note: 'found one behind the counter', settled_by: rig.shop.associate },
    ]);
  });
}
