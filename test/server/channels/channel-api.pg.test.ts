/** The web shop as a stranger's program sees it: HTTP, a key, and nothing else. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openRetailer, type Retailer } from '../../../src/cli/replay/retailer.ts';
import { createIdSource } from '../../../src/kernel/ids.ts';
import { systemRandom, systemTimers } from '../../../src/kernel/system-ports.ts';
import {
  CHANNEL_PATHS,
  channelCart,
  channelItem,
  channelOrder,
  channelProducts,
  channelStores,
  newCartResponse,
  newOrderResponse,
} from '../../../src/protocol/channel/channel-api.ts';
import { handOverDigest } from '../../../src/protocol/channel/hand-over-code.ts';
import { channelOrderDocument } from '../../../src/protocol/sync/channel-documents.ts';
import { createChannelKeys } from '../../../src/server/channels/channel-keys.ts';
import {
  ANSWER_KEPT_MS,
  CART_EXPIRES_MS,
  CART_SHOWN_MS,
  ORDER_SHOWN_MS,
  tidyChannels,
} from '../../../src/server/channels/tidy-channels.ts';
import { withTenant } from '../../../src/server/db/database.ts';
import { assembleServer, type Server } from '../../../src/server/http/assemble.ts';
import { createLogger } from '../../../src/server/http/logging.ts';
import { createPostgresLedger } from '../../../src/server/ledger/postgres-ledger.ts';
import { openEpoch } from '../../../src/server/streams/epoch.ts';
import { openTestPostgres } from '../../support/database.ts';

const START = Date.parse('2026-03-02T10:00:00.000Z');
const SKU = '85123A';

let now = START;
const clock = { now: () => now, elapsed: () => now };
const ports = { clock, random: systemRandom, timers: systemTimers };
let database: Awaited<ReturnType<typeof openTestPostgres>>;
let server: Server;
let shop: Retailer;
let publishable: string;
let secretKey: string;

beforeAll(async () => {
  database = await openTestPostgres();
  await openEpoch({ db: database.db, file: null, random: systemRandom });
  server = await assembleServer({ ...ports, database, logger: createLogger({ level: 'silent' }) });
});
afterAll(async () => {
  await server.close();
  await database.close();
});

beforeEach(async () => {
  now = START;
  const ids = createIdSource(ports);
  const line = { sku: SKU, title: 'White hanging heart', quantity: 1, priceMinor: 255 };
  const invoice = { number: '1', at: new Date(START).toISOString(), isCredit: false, lines: [line], refused: {} };
  shop = await openRetailer(
    { database, segments: server.segments, ids, now: new Date(START).toISOString() },
    { invoices: [invoice], tills: 1 },
  );
  const keys = createChannelKeys({ owner: database.db, ...ports, codeHash: server.keys.codeHash });
  publishable = await keys.make({ tenant: shop.tenant, name: 'Web shop', kind: 'publishable' });
  secretKey = await keys.make({ tenant: shop.tenant, name: 'Payments', kind: 'secret' });
});

interface Call {
  readonly body?: unknown;
  readonly method?: string;
  readonly key?: string;
  readonly idempotency?: string;
  readonly secret?: string;
}
let calls = 0;

async function call(path: string, { body, method, key = publishable, idempotency, secret }: Call = {}) {
  const response = await server.app.request(path, {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    headers: {
      authorization: `Bearer ${key}`,
      ...(secret === undefined ? {} : { 'evertill-secret': secret }),
      ...(body === undefined
        ? {}
        : {
            'content-type': 'application/json',
            'idempotency-key': idempotency ?? `call-${String(++calls).padStart(16, '0')}`,
          }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, json: (await response.json()) as { code?: string } };
}

const at = (path: string, ids: Record<string, string>) => path.replaceAll(/\{(\w+)\}/g, (_, name) => ids[name] ?? '');

async function variantOf(): Promise<string> {
  const products = channelProducts.parse((await call(at(CHANNEL_PATHS.products, { store: shop.store.id }))).json);
  const item = products.items[0]?.item ?? '';
  const { variants } = channelItem.parse((await call(at(CHANNEL_PATHS.item, { store: shop.store.id, item }))).json);
  return variants[0]?.variant ?? '';
}

async function filledCart(quantity: number) {
  const made = newCartResponse.parse(
    (await call(CHANNEL_PATHS.carts, { body: { store: shop.store.id, language: 'en' } })).json,
  );
  const path = at(CHANNEL_PATHS.cartLines, { cart: made.cart.id });
  const body = { version: 1, lines: [{ variant: await variantOf(), quantity }] };
  const cart = channelCart.parse((await call(path, { method: 'PUT', body, secret: made.secret })).json);
  return { cart, secret: made.secret };
}

const contact = { name: 'Grace Hopper', phone: null, email: 'grace@example.com' };
const orderBody = (version: number) => ({ version, delivery: 'collect', contact, address: null });

const level = () =>
  withTenant(database.db, shop.tenant, (tx) =>
    tx.selectFrom('stock_level').select(['on_hand', 'committed']).executeTakeFirstOrThrow(),
  );

test('a stranger sees stores, goods at the store’s price, and whether they may be had', async () => {
  const { stores, retailer } = channelStores.parse((await call(CHANNEL_PATHS.stores)).json);
  expect([retailer, stores.map(({ name }) => name)]).toEqual(['Real invoices', ['London']]);
  const { items } = channelProducts.parse((await call(at(CHANNEL_PATHS.products, { store: shop.store.id }))).json);
  expect(items).toMatchObject([{ fromMinor: 255, availability: 'in-stock', variants: 1 }]);
  const search = (words: string) =>
    call(`${at(CHANNEL_PATHS.products, { store: shop.store.id })}?search=${encodeURIComponent(words)}`);
  expect(channelProducts.parse((await search('HEART white')).json).items).toHaveLength(1);
  expect(channelProducts.parse((await search('100% _')).json).items).toHaveLength(0);
});

test('without a key, with a wrong or a revoked one, nothing is answered', async () => {
  expect(await call(CHANNEL_PATHS.stores, { key: 'evp_wrong' })).toMatchObject({ status: 401 });
  await database.db
    .updateTable('channel_key')
    .set({ revoked_at: new Date(now).toISOString() })
    .execute();
  expect((await call(CHANNEL_PATHS.stores)).json.code).toBe('key-unknown');
});

test('a cart is filled, priced as the counter would, and ordered: goods promised, the store told, no name in the clear', async () => {
  const { cart, secret } = await filledCart(3);
  expect(cart).toMatchObject({ version: 2, totalMinor: 765, taxMinor: 128, netMinor: 637 });
  const placed = newOrderResponse.parse(
    (await call(at(CHANNEL_PATHS.cartOrder, { cart: cart.id }), { body: orderBody(2), secret })).json,
  );
  expect(placed.number).toMatch(/^W-\d+$/);
  expect(await level()).toEqual({ on_hand: 200_000, committed: 3 });
  const told = await withTenant(database.db, shop.tenant, (tx) =>
    tx.selectFrom('change').select('body').where('kind', '=', 'channel-order.put').execute(),
  );
  const document = channelOrderDocument.parse(told[0]?.body);
  expect(document).toMatchObject({ state: 'placed', fulfillment: { state: 'open' }, totalMinor: 765 });
  expect(document.codeDigest).toBe(handOverDigest(placed.order, placed.handOverCode));
  expect(JSON.stringify(told)).not.toMatch(/grace|hopper/i);

  const paid = { kind: 'paid', id: 'evt-1', at: new Date(now).toISOString(), payment: 'pay-1', amountMinor: 765 };
  const events = at(CHANNEL_PATHS.orderEvents, { order: placed.order });
  expect((await call(events, { body: { events: [paid] } })).json.code).toBe('key-not-secret');
  expect((await call(events, { body: { events: [paid] }, key: secretKey })).json).toEqual({ state: 'paid' });
  expect((await call(events, { body: { events: [paid] }, key: secretKey })).json).toEqual({ state: 'paid' });
  const order = at(CHANNEL_PATHS.order, { order: placed.order });
  expect(channelOrder.parse((await call(order, { secret: placed.secret })).json)).toMatchObject({ paidMinor: 765 });
  expect((await call(order, { secret })).json.code).toBe('order-unknown');

  const cancelled = { kind: 'cancelled', id: 'evt-2', at: new Date(now).toISOString(), reason: 'changed-mind' };
  await call(events, { body: { events: [cancelled] }, key: secretKey });
  expect(await level()).toEqual({ on_hand: 200_000, committed: 0 });
});

test('the same order sent again and again, at the same time too, is one order with one answer', async () => {
  const { cart, secret } = await filledCart(2);
  const path = at(CHANNEL_PATHS.cartOrder, { cart: cart.id });
  const again = () => call(path, { body: orderBody(2), secret, idempotency: 'the-very-same-request' });
  const answers = await Promise.all([again(), again(), again()]);
  answers.push(await again());
  expect(new Set(answers.map(({ json }) => JSON.stringify(json))).size).toBe(1);
  expect(await level()).toEqual({ on_hand: 200_000, committed: 2 });
  const other = await call(path, { body: orderBody(3), secret, idempotency: 'the-very-same-request' });
  expect(other).toMatchObject({ status: 409, json: { code: 'idempotency-reuse' } });
});

test('the last one: of two clients who order at the same time one gets it, the other hears so', async () => {
  await withTenant(database.db, shop.tenant, (tx) => tx.updateTable('stock_level').set({ on_hand: 1 }).execute());
  const carts = await Promise.all([filledCart(1), filledCart(1)]);
  const answers = await Promise.all(
    carts.map(({ cart, secret }) =>
      call(at(CHANNEL_PATHS.cartOrder, { cart: cart.id }), { body: orderBody(2), secret }),
    ),
  );
  expect(answers.map(({ json }) => json.code ?? 'ordered').toSorted()).toEqual(['not-enough', 'ordered']);
  expect(await level()).toEqual({ on_hand: 1, committed: 1 });
  const { items } = channelProducts.parse((await call(at(CHANNEL_PATHS.products, { store: shop.store.id }))).json);
  expect(items[0]?.availability).toBe('none');
});

test('a cart on two screens: the older one is told the version, and what it did not change stays', async () => {
  const { cart, secret } = await filledCart(1);
  const path = at(CHANNEL_PATHS.cartLines, { cart: cart.id });
  expect(await call(path, { method: 'PUT', body: { version: 1, lines: [] }, secret })).toMatchObject({
    status: 409,
    json: { code: 'version-old', version: 2 },
  });
  expect((await call(path, { method: 'PUT', body: { version: 2, lines: [] } })).json.code).toBe('cart-unknown');
});

test('a store that fell silent promises less: what walked out meanwhile nobody knows', async () => {
  await withTenant(database.db, shop.tenant, async (tx) => {
    await tx.updateTable('stock_level').set({ on_hand: 2 }).execute();
    const { ordinal, variant } = await tx
      .selectFrom('stock_movement')
      .select(['ordinal', 'variant'])
      .executeTakeFirstOrThrow();
    await tx
      .insertInto('stock_movement')
      .values({
        ...{ tenant: shop.tenant, location: shop.store.id, id: 'mov_sold', ordinal, variant, kind: 'sale' },
        ...{
          bucket: 'on-hand',
          quantity: -56,
          entry: null,
          line: null,
          at: new Date(START - 86_400_000).toISOString(),
        },
      })
      .execute();
    await tx
      .insertInto('incarnation')
      .values({
        ...{ tenant: shop.tenant, register: shop.registers[0] ?? '', incarnation: 1, location: shop.store.id },
        ...{ series: 'LON1A', public_key: '{}', pin_key: new Uint8Array(32), status: 'active', last_hash: '' },
        ...{ last_sequence: 0, durable_through: 0, unsent: 0, build: '' },
        enrolled_at: new Date(START).toISOString(),
        last_seen_at: new Date(START).toISOString(),
      })
      .execute();
  });
  const availability = async () =>
    channelProducts.parse((await call(at(CHANNEL_PATHS.products, { store: shop.store.id }))).json).items[0]
      ?.availability;
  expect(await availability()).toBe('few');
  now += 4 * 3_600_000;
  expect(await availability()).toBe('none');
});

/** What tablets are told last of each cart and order. */
async function told(): Promise<string[]> {
  const changes = await withTenant(database.db, shop.tenant, (tx) =>
    tx.selectFrom('change').select(['kind', 'ref']).where('stream', 'like', 'orders:%').orderBy('sequence').execute(),
  );
  return [...new Map(changes.map(({ kind, ref }) => [ref, kind])).values()].toSorted();
}
const tidy = () => tidyChannels({ database, ledger: createPostgresLedger(database), clock }, shop.tenant);

test('a cart nobody came back for expires, and leaves the tablets; one that is still filled stays', async () => {
  const { cart, secret } = await filledCart(1);
  const path = at(CHANNEL_PATHS.cartLines, { cart: cart.id });
  now += CART_EXPIRES_MS - 1_000;
  const line = { variant: await variantOf(), quantity: 2 };
  await call(path, { method: 'PUT', body: { version: 2, lines: [line] }, secret });
  now += 2_000;
  await tidy();
  expect((await call(at(CHANNEL_PATHS.cart, { cart: cart.id }), { secret })).json).toMatchObject({ state: 'open' });
  now += CART_EXPIRES_MS;
  await tidy();
  expect((await call(path, { method: 'PUT', body: { version: 3, lines: [] }, secret })).json.code).toBe('cart-expired');
  expect(await told()).toEqual(['online-cart.put']);
  now += CART_SHOWN_MS + 1_000;
  await Promise.all([tidy(), tidy()]);
  expect(await told()).toEqual(['online-cart.drop']);
});

test('an order that is over stays on tablets for weeks, one that waits for ever; its client still sees it', async () => {
  const orders = await Promise.all(
    [1, 1].map(async () => {
      const { cart, secret } = await filledCart(1);
      const body = orderBody(2);
      const answer = await call(at(CHANNEL_PATHS.cartOrder, { cart: cart.id }), { body, secret });
      return newOrderResponse.parse(answer.json);
    }),
  );
  const [over] = orders;
  if (over === undefined) throw new Error('it was ordered');
  const cancelled = { kind: 'cancelled', id: 'evt-9', at: new Date(now).toISOString(), reason: 'changed-mind' };
  const events = at(CHANNEL_PATHS.orderEvents, { order: over.order });
  await call(events, { body: { events: [cancelled] }, key: secretKey });
  now += ORDER_SHOWN_MS - 1_000;
  await tidy();
  expect(await told()).toEqual(['channel-order.put', 'channel-order.put', 'online-cart.drop', 'online-cart.drop']);
  now += 2_000;
  await tidy();
  const heads = () =>
    withTenant(database.db, shop.tenant, (tx) =>
      tx.selectFrom('stream').select(['id', 'head']).orderBy('id').execute(),
    );
  const before = await heads();
  await tidy();
  expect(await heads()).toEqual(before);
  expect(await told()).toEqual(['channel-order.drop', 'channel-order.put', 'online-cart.drop', 'online-cart.drop']);
  const order = at(CHANNEL_PATHS.order, { order: over.order });
  expect((await call(order, { secret: over.secret })).json).toMatchObject({ state: 'cancelled' });
  const answers = () =>
    withTenant(database.db, shop.tenant, (tx) => tx.selectFrom('channel_answer').select('at').execute());
  expect((await answers()).every(({ at: kept }) => Date.parse(kept) > now - ANSWER_KEPT_MS)).toBe(true);
});
