/** The centre as the shop's page sees it: one store, two goods, one cart, one order; and a network that can be away. */
import type { Fetch, WebCart, WebOrder } from '../../src/shop/shop-api.ts';
import { idNumber } from '../domain/shop.ts';

export const AT = '2026-03-02T10:00:00.000Z';
export const STORE = idNumber('location', 1);
export const CODE = 'ABCD2345';
const MONEY = { currency: 'EUR', currencyDigits: 2 } as const;
const SECRET = 'a'.repeat(64);
const ITEM = idNumber('item', 1);

export const form = (n: number, options: string[], availability: 'in-stock' | 'few' | 'none' = 'in-stock') => ({
  ...{ variant: idNumber('variant', n), sku: `SKU-${n}`, options, image: null },
  ...{ priceMinor: 1_250, compareAtMinor: null, unit: 'each' as const, availability },
});

export interface FakeCentre {
  readonly fetch: Fetch;
  /** Requests as they arrived: method, path, idempotency key. */
  readonly asked: { readonly what: string; readonly key: string | null }[];
  /** What the next requests meet: nothing, an answer that is lost after its effect, or no network. */
  network: 'there' | 'answer-lost-once' | 'away';
  forms: ReturnType<typeof form>[];
  cart: WebCart;
  order: WebOrder;
}

export function fakeCentre(): FakeCentre {
  const answered = new Map<string, unknown>();
  const line = (quantity: number) => ({
    ...{ id: idNumber('line', 1), variant: idNumber('variant', 1), sku: 'SKU-1', title: 'Linen shirt', options: ['M'] },
    ...{ image: null, quantity, unit: 'each' as const, unitPriceMinor: 1_250, totalMinor: 1_250 * quantity },
  });
  const centre: FakeCentre = {
    fetch: async (path, init) => {
      const method = init?.method ?? 'GET';
      const key = new Headers(init?.headers).get('idempotency-key');
      if (centre.network === 'away') throw new TypeError('Failed to fetch');
      centre.asked.push({ what: `${method} ${path}`, key });
      const before = key === null ? undefined : answered.get(key);
      const answer = before ?? decide(method, path, JSON.parse(typeof init?.body === 'string' ? init.body : '{}'));
      if (key !== null) answered.set(key, answer);
      if (centre.network === 'answer-lost-once' && key !== null) {
        centre.network = 'there';
        throw new TypeError('Failed to fetch');
      }
      const status = typeof answer === 'object' && answer !== null && 'code' in answer && !('id' in answer) ? 409 : 200;
      return Response.json(answer, { status });
    },
    asked: [],
    network: 'there',
    forms: [form(1, ['S'], 'none'), form(2, ['M'])],
    cart: {
      ...{ id: idNumber('cart', 1), code: CODE, store: STORE, state: 'open', version: 1, ...MONEY },
      ...{
        pricesIncludeTax: true,
        lines: [],
        netMinor: 0,
        taxMinor: 0,
        totalMinor: 0,
        claimedUntil: null,
        order: null,
      },
    },
    order: {
      ...{ id: idNumber('order', 1), number: 'W-1001', store: STORE, delivery: 'collect', state: 'paid', ...MONEY },
      ...{ fulfillment: 'open', placedAt: AT, promisedAt: null, lines: [line(1)], totalMinor: 1_250, paidMinor: 1_250 },
      timeline: [{ at: AT, what: 'placed', isCounter: false }],
    },
  };

  function decide(method: string, path: string, body: { version?: number; lines?: { quantity: number }[] }): unknown {
    const place = path.split('?')[0]?.replace('/api/channel/v1', '') ?? '';
    if (place === '/api/shop') return { key: 'evp_key', hasDemoPayments: true };
    if (place === '/stores') {
      const store = { id: STORE, name: 'Linden & Row Amsterdam', address: ['Amsterdam'], timeZone: 'Europe/Amsterdam' };
      return { retailer: 'Linden & Row', stores: [{ ...store, ...MONEY }] };
    }
    if (place.endsWith('/categories')) return { categories: [] };
    if (place.endsWith('/products')) {
      const item = { item: ITEM, title: { en: 'Linen shirt' }, image: null, category: idNumber('category', 1) };
      const price = { fromMinor: 1_250, compareAtMinor: null, variants: 2, availability: 'in-stock' };
      return { ...MONEY, items: [{ ...item, ...price }], next: null };
    }
    if (place.includes('/items/')) {
      const item = {
        item: ITEM,
        title: { en: 'Linen shirt' },
        category: idNumber('category', 1),
        optionNames: ['Size'],
      };
      return { ...MONEY, ...item, variants: centre.forms };
    }
    if (place === '/carts') return { secret: SECRET, cart: centre.cart };
    if (place.endsWith('/lines')) {
      if (centre.cart.claimedUntil !== null) return { code: 'cart-held' };
      if (body.version !== centre.cart.version) return { code: 'version-old' };
      const quantity = body.lines?.[0]?.quantity ?? 0;
      centre.cart = {
        ...{ ...centre.cart, version: centre.cart.version + 1, totalMinor: 1_250 * quantity },
        lines: quantity === 0 ? [] : [{ ...line(quantity), variant: idNumber('variant', 2) }],
      };
      return centre.cart;
    }
    if (method === 'POST' && place.endsWith('/order')) {
      return { secret: SECRET, order: centre.order.id, number: centre.order.number, handOverCode: CODE };
    }
    return place.startsWith('/orders/') ? centre.order : centre.cart;
  }
  return centre;
}

/** What a browser keeps, without a browser. */
export function memoryStorage(): Pick<Storage, 'getItem' | 'setItem'> {
  const kept = new Map<string, string>();
  return { getItem: (name) => kept.get(name) ?? null, setItem: (name, value) => void kept.set(name, value) };
}
