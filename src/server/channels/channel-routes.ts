/** The channel API over HTTP, as `protocol/channel/channel-api.ts` says it. */
import type { Context } from 'hono';
import type { z } from 'zod';
import type { Refusal, Verdict } from '../../kernel/verdict.ts';
import {
  CHANNEL_PATHS,
  cartLinesRequest,
  channelCart,
  channelCategories,
  channelItem,
  channelOrder,
  channelProducts,
  channelStores,
  HEADER_IDEMPOTENCY,
  HEADER_SECRET,
  IDEMPOTENCY_KEY_PATTERN,
  newCartRequest,
  newCartResponse,
  newOrderResponse,
  orderEventsRequest,
  orderEventsResponse,
  orderRequest,
  productsQuery,
} from '../../protocol/channel/channel-api.ts';
import type { Database } from '../db/database.ts';
import { withTenant } from '../db/database.ts';
import type { Db } from '../db/schema.ts';
import type { AppEnv, EvertillApp } from '../http/context.ts';
import { type Endpoint, parseBody, parseQuery, route } from '../http/endpoint.ts';
import { refuseForNow } from '../http/guards.ts';
import type { RateLimits } from '../http/rate-limits.ts';
import { refuse } from '../http/refusal.ts';
import type { ChannelKeys, ChannelSpeaker } from './channel-keys.ts';
import type { Asked, Channels } from './channels.ts';
import type { ClientSecrets } from './client-secrets.ts';
import { categoriesOf, itemOf, productsOf, storeOf, storesOf } from './shop-window.ts';

export interface ChannelDoors {
  readonly database: Database;
  readonly channels: Channels;
  readonly keys: ChannelKeys;
  readonly secrets: ClientSecrets;
}

interface ChannelRouteTools {
  readonly doors: ChannelDoors;
  readonly limits: RateLimits;
  readonly clock: { now(): number };
  readonly addressOf: (c: Context<AppEnv>) => string;
}

type Description = Omit<Endpoint, 'group' | 'guard' | 'guards'>;
type Handle = (c: Context<AppEnv>, speaker: ChannelSpeaker) => Promise<Response>;

export function channelRoutes(app: EvertillApp, tools: ChannelRouteTools): void {
  const { doors, limits, clock } = tools;
  const { channels, secrets } = doors;

  const channel = (endpoint: Description, handle: Handle) => {
    const refusals = ['key-unknown', 'too-many-requests', ...endpoint.refusals];
    route(app, { ...endpoint, refusals, group: 'channel', guard: 'channel' }, async (c) => {
      if (!(await limits.takeForChannel(tools.addressOf(c)))) return refuseForNow(c, limits, 'too-many-requests');
      const speaker = await doors.keys.identify(c.req.header('authorization'));
      return speaker.ok ? handle(c, speaker.value) : refuse(c, speaker.refusal);
    });
  };
  const answer = (c: Context<AppEnv>, verdict: Verdict<object, Refusal>) =>
    verdict.ok ? c.json(verdict.value) : refuse(c, verdict.refusal);

  const reading = (
    endpoint: Description,
    read: (db: Db, speaker: ChannelSpeaker, c: Context<AppEnv>) => Promise<Verdict<object, Refusal>>,
  ) =>
    channel({ ...endpoint, refusals: ['location-unknown', ...endpoint.refusals] }, async (c, speaker) =>
      answer(c, await withTenant(doors.database.db, speaker.tenant, (db) => read(db, speaker, c), { readOnly: true })),
    );

  /** One that changes something: a JSON body and an idempotency key. */
  const changing = <T>(
    endpoint: Description & { body: z.ZodType<T> },
    decide: (asked: Asked, request: T, c: Context<AppEnv>) => Promise<Verdict<object, Refusal>>,
  ) => {
    const refusals = [
      ...['malformed', 'too-large', 'idempotency-key-missing', 'idempotency-reuse'],
      ...endpoint.refusals,
    ];
    channel({ ...endpoint, refusals }, async (c, speaker) => {
      const idempotencyKey = c.req.header(HEADER_IDEMPOTENCY) ?? '';
      if (!IDEMPOTENCY_KEY_PATTERN.test(idempotencyKey)) return refuse(c, { code: 'idempotency-key-missing' });
      const request = await parseBody(c, endpoint.body);
      if (!request.ok) return refuse(c, request.refusal);
      const text = `${c.req.method} ${c.req.path} ${c.get('body').text}`;
      return answer(c, await decide({ speaker, idempotencyKey, text }, request.value, c));
    });
  };

  /** A publishable key reaches only what its client's screen holds the secret of; others' look as if they were not there. */
  const isTold = (c: Context<AppEnv>, kind: ChannelSpeaker['kind'], id: string) =>
    kind === 'secret' || secrets.isSecretOf(id, c.req.header(HEADER_SECRET));

  reading(
    { method: 'get', path: CHANNEL_PATHS.stores, summary: 'Stores', answer: channelStores, refusals: [] },
    async (db, { tenant }) => ({ ok: true, value: await storesOf(db, tenant) }),
  );
  reading(
    { method: 'get', path: CHANNEL_PATHS.categories, summary: 'Categories', answer: channelCategories, refusals: [] },
    async (db, { tenant }) => ({ ok: true, value: await categoriesOf(db, tenant) }),
  );
  reading(
    {
      method: 'get',
      path: CHANNEL_PATHS.products,
      summary: 'What a store sells, at its prices, what sells most first',
      query: productsQuery,
      answer: channelProducts,
      refusals: ['malformed'],
    },
    async (db, { tenant }, c) => {
      const query = parseQuery(c, productsQuery);
      if (!query.ok) return query;
      const store = await storeOf(db, tenant, c.req.param('store') ?? '');
      if (!store.ok) return store;
      return { ok: true, value: await productsOf(db, { tenant, store: store.value, now: clock.now() }, query.value) };
    },
  );
  reading(
    {
      method: 'get',
      path: CHANNEL_PATHS.item,
      summary: 'One item with its variants',
      answer: channelItem,
      refusals: ['item-unknown'],
    },
    async (db, { tenant }, c) => {
      const store = await storeOf(db, tenant, c.req.param('store') ?? '');
      if (!store.ok) return store;
      return itemOf(db, { tenant, store: store.value, now: clock.now() }, c.req.param('item') ?? '');
    },
  );

  changing(
    {
      method: 'post',
      path: CHANNEL_PATHS.carts,
      summary: 'A new cart; its secret is told here only',
      body: newCartRequest,
      answer: newCartResponse,
      refusals: ['location-unknown'],
    },
    (asked, request) => channels.newCart(asked, request),
  );
  channel(
    {
      method: 'get',
      path: CHANNEL_PATHS.cart,
      summary: 'A cart as it stands',
      answer: channelCart,
      refusals: ['cart-unknown'],
    },
    async (c, { tenant, kind }) => {
      const id = c.req.param('cart') ?? '';
      if (!isTold(c, kind, id)) return refuse(c, { code: 'cart-unknown' });
      return answer(c, await channels.readCart(tenant, id));
    },
  );
  const CART_REFUSALS = ['cart-unknown', 'version-old', 'cart-held', 'cart-ordered', 'cart-completed', 'cart-expired'];
  changing(
    {
      method: 'put',
      path: CHANNEL_PATHS.cartLines,
      summary: 'The lines of a cart as they shall be',
      body: cartLinesRequest,
      answer: channelCart,
      refusals: [...CART_REFUSALS, 'not-for-sale'],
    },
    async (asked, request, c) => {
      const id = c.req.param('cart') ?? '';
      if (!isTold(c, asked.speaker.kind, id)) return { ok: false, refusal: { code: 'cart-unknown' } };
      return channels.changeCart(asked, id, request);
    },
  );
  changing(
    {
      method: 'post',
      path: CHANNEL_PATHS.cartOrder,
      summary: 'The cart becomes an order; its code and secret are told here only',
      body: orderRequest,
      answer: newOrderResponse,
      refusals: [...CART_REFUSALS, 'cart-empty', 'not-enough', 'not-for-sale', 'address-missing'],
    },
    async (asked, request, c) => {
      const id = c.req.param('cart') ?? '';
      if (!isTold(c, asked.speaker.kind, id)) return { ok: false, refusal: { code: 'cart-unknown' } };
      return channels.placeOrder(asked, id, request);
    },
  );
  channel(
    {
      method: 'get',
      path: CHANNEL_PATHS.order,
      summary: 'An order as it stands, with what happened to it on every channel',
      answer: channelOrder,
      refusals: ['order-unknown'],
    },
    async (c, { tenant, kind }) => {
      const id = c.req.param('order') ?? '';
      if (!isTold(c, kind, id)) return refuse(c, { code: 'order-unknown' });
      return answer(c, await channels.readOrder(tenant, id));
    },
  );
  changing(
    {
      method: 'post',
      path: CHANNEL_PATHS.orderEvents,
      summary: 'What the channel has heard of an order; with a secret key only',
      body: orderEventsRequest,
      answer: orderEventsResponse,
      refusals: ['key-not-secret', 'order-unknown'],
    },
    async (asked, request, c) => {
      if (asked.speaker.kind !== 'secret') return { ok: false, refusal: { code: 'key-not-secret' } };
      return channels.tellOrder(asked, c.req.param('order') ?? '', request);
    },
  );
}
