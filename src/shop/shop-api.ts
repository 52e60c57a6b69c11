/**
 * The web shop's way to the centre: the channel API, as verdicts. An answer is believed only when it has
 * the shape that was agreed; everything else is an ordinary state of a network.
 */
import { z } from 'zod';
import { granted, refused, type Verdict } from '../kernel/verdict.ts';
import {
  CHANNEL_PATHS,
  CHANNEL_REFUSALS,
  channelCart,
  channelCategories,
  channelItem,
  channelOrder,
  channelProducts,
  channelStores,
  HEADER_IDEMPOTENCY,
  HEADER_SECRET,
  newCartResponse,
  newOrderResponse,
  type orderRequest,
} from '../protocol/channel/channel-api.ts';
import { SHOP_PATHS, shopResponse } from '../protocol/channel/own-shop.ts';

export type ShopRefusalCode = (typeof CHANNEL_REFUSALS)[number] | 'no-shop' | 'out-of-reach' | 'not-understood';
export interface ShopRefusal {
  readonly code: ShopRefusalCode;
  /** Of which variant there is not enough, and how many there are. */
  readonly variant?: string | undefined;
  readonly units?: number | undefined;
}
export type Answer<T> = Promise<Verdict<T, ShopRefusal>>;
export type Fetch = (path: string, init?: RequestInit) => Promise<Response>;

export type Stores = z.infer<typeof channelStores>;
export type ShopStore = Stores['stores'][number];
export type Products = z.infer<typeof channelProducts>;
export type Item = z.infer<typeof channelItem>;
export type Category = z.infer<typeof channelCategories>['categories'][number];
export type WebCart = z.infer<typeof channelCart>;
export type WebOrder = z.infer<typeof channelOrder>;
export type OrderWish = z.infer<typeof orderRequest>;

/** What is the client's alone to read and change. */
export interface Held {
  readonly id: string;
  readonly secret: string;
}

const KNOWN_CODES: readonly string[] = [...CHANNEL_REFUSALS, 'no-shop'];
const refusalSeen = z.looseObject({
  code: z.string(),
  variant: z.string().optional(),
  units: z.number().optional(),
});

export type ShopApi = Awaited<ReturnType<typeof connectShop>> extends Verdict<infer T, ShopRefusal> ? T : never;

/** Asks the server which shop it shows, and gives what speaks with it. `newKey` makes an idempotency key. */
export async function connectShop(send: Fetch, newKey: () => string) {
  const shop = await ask(send, 'GET', SHOP_PATHS.shop, shopResponse, {});
  if (!shop.ok) return shop;
  const authorization = `Bearer ${shop.value.key}`;
  const path = (template: string, ids: Readonly<Record<string, string>>) =>
    template.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(ids[name] ?? ''));
  const read = <T>(at: string, answer: z.ZodType<T>, held?: Held) =>
    ask(send, 'GET', at, answer, { authorization, ...secretOf(held) });
  /** Tried again under the same key when nobody answered: it takes effect once. */
  const change = async <T>(method: 'POST' | 'PUT', at: string, answer: z.ZodType<T>, body: object, held?: Held) => {
    const headers = { authorization, [HEADER_IDEMPOTENCY]: newKey(), ...secretOf(held) };
    const first = await ask(send, method, at, answer, headers, body);
    if (first.ok || first.refusal.code !== 'out-of-reach') return first;
    return ask(send, method, at, answer, headers, body);
  };

  return granted({
    hasDemoPayments: shop.value.hasDemoPayments,
    stores: () => read(CHANNEL_PATHS.stores, channelStores),
    categories: (store: string) => read(path(CHANNEL_PATHS.categories, { store }), channelCategories),
    products: (store: string, query: { search?: string; category?: string; after?: string }) =>
      read(`${path(CHANNEL_PATHS.products, { store })}?${new URLSearchParams(query)}`, channelProducts),
    item: (store: string, item: string) => read(path(CHANNEL_PATHS.item, { store, item }), channelItem),
    newCart: (store: string, language: string) =>
      change('POST', CHANNEL_PATHS.carts, newCartResponse, { store, language }),
    cart: (held: Held) => read(path(CHANNEL_PATHS.cart, { cart: held.id }), channelCart, held),
    setLines: (held: Held, version: number, lines: readonly { variant: string; quantity: number }[]) =>
      change('PUT', path(CHANNEL_PATHS.cartLines, { cart: held.id }), channelCart, { version, lines }, held),
    order: (held: Held, wish: OrderWish) =>
      change('POST', path(CHANNEL_PATHS.cartOrder, { cart: held.id }), newOrderResponse, wish, held),
    readOrder: (held: Held) => read(path(CHANNEL_PATHS.order, { order: held.id }), channelOrder, held),
    pay: (held: Held) =>
      ask(send, 'POST', SHOP_PATHS.pay, z.strictObject({}), {}, { order: held.id, secret: held.secret }),
  });
}

function secretOf(held: Held | undefined): Record<string, string> {
  return held === undefined ? {} : { [HEADER_SECRET]: held.secret };
}

async function ask<T>(
  send: Fetch,
  method: 'GET' | 'POST' | 'PUT',
  path: string,
  answer: z.ZodType<T>,
  headers: Readonly<Record<string, string>>,
  body?: object,
): Answer<T> {
  const init: RequestInit = {
    method,
    headers: {
      accept: 'application/json',
      ...headers,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    credentials: 'omit',
    cache: 'no-store',
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  };
  const response = await send(path, init).catch(() => null);
  if (response === null) return refused({ code: 'out-of-reach' });
  const json: unknown = await response.json().catch(() => undefined);
  if (response.ok) {
    const parsed = answer.safeParse(json);
    return parsed.success ? granted(parsed.data) : refused({ code: 'not-understood' });
  }
  const seen = refusalSeen.safeParse(json);
  if (!seen.success || !KNOWN_CODES.includes(seen.data.code)) {
    return refused({ code: response.status >= 500 ? 'out-of-reach' : 'not-understood' });
  }
  const { code, variant, units } = seen.data;
  return refused({ code: code as ShopRefusalCode, variant, units });
}
