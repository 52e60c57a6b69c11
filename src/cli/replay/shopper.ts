/**
 * Somebody who orders on the web: a client of the channel API and of nothing else, over a line that loses
 * and doubles. What was not answered is asked again under the same key, until it is.
 */
import type { z } from 'zod';
import { LINE_QUANTITY_MAX } from '../../domain/cart/cart.ts';
import { invariant, must } from '../../kernel/invariant.ts';
import {
  CHANNEL_PATHS,
  channelCart,
  channelItem,
  channelOrder,
  channelProducts,
  HEADER_IDEMPOTENCY,
  HEADER_SECRET,
  newCartResponse,
  newOrderResponse,
  ONLINE_CART_LINES_MAX,
  orderEventsResponse,
} from '../../protocol/channel/channel-api.ts';
import type { Invoice } from './invoices.ts';
import type { FetchPort } from './network.ts';

export interface Shopper {
  order(invoice: Invoice): Promise<OrderedOnWeb>;
}

export interface OrderedOnWeb {
  readonly order: string;
  /** What they show when they collect it. */
  readonly code: string;
}

interface Asking<T> {
  readonly path: string;
  readonly answer: z.ZodType<T>;
  readonly method?: 'POST' | 'PUT';
  readonly body?: object;
  readonly key?: string;
  readonly secret?: string;
}

const TRIES_MAX = 100;

/** Invoices a web shop could have taken: goods, at the price it shows, in the amounts a basket holds. */
export function couldBeWeb(invoice: Invoice, prices: ReadonlyMap<string, { readonly priceMinor: number }>): boolean {
  const lines = basketOf(invoice);
  return (
    !invoice.isCredit &&
    invoice.lines.some(({ priceMinor }) => priceMinor > 0) &&
    lines.size <= ONLINE_CART_LINES_MAX &&
    [...lines.values()].every((quantity) => quantity <= LINE_QUANTITY_MAX) &&
    invoice.lines.every(({ sku, priceMinor }) => /^\d{5}\w*$/.test(sku) && prices.get(sku)?.priceMinor === priceMinor)
  );
}

export function createShopper(options: {
  readonly origin: string;
  readonly fetch: FetchPort;
  readonly store: string;
  readonly publishableKey: string;
  /** Of whoever takes the money, and tells the centre that it came. */
  readonly secretKey: string;
}): Shopper {
  const variants = new Map<string, string>();
  let requests = 0;

  async function ask<T>({ path, answer, method, body, key, secret }: Asking<T>): Promise<T> {
    requests += 1;
    const headers: Record<string, string> = {
      authorization: `Bearer ${key ?? options.publishableKey}`,
      ...(method === undefined ? {} : { 'content-type': 'application/json' }),
      ...(method === undefined ? {} : { [HEADER_IDEMPOTENCY]: `replay-request-${requests}` }),
      ...(secret === undefined ? {} : { [HEADER_SECRET]: secret }),
    };
    const init = { method: method ?? 'GET', headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
    for (let tries = 0; tries < TRIES_MAX; tries++) {
      const response = await options.fetch(`${options.origin}${path}`, init).catch(() => null);
      if (response === null) continue;
      const text = await response.text();
      invariant(response.ok, () => `the web shop is served, not refused: ${path} ${response.status} ${text}`);
      return answer.parse(JSON.parse(text));
    }
    return invariant(false, () => `${path} is answered within ${TRIES_MAX} tries`) as never;
  }

  /** Looked up as a shopper would: searched, then opened. */
  async function variantOf(sku: string): Promise<string> {
    const known = variants.get(sku);
    if (known !== undefined) return known;
    const { store } = options;
    const query = new URLSearchParams({ search: sku });
    const path = `${CHANNEL_PATHS.products.replace('{store}', store)}?${query}`;
    for (const { item } of (await ask({ path, answer: channelProducts })).items) {
      const at = CHANNEL_PATHS.item.replace('{store}', store).replace('{item}', item);
      for (const one of (await ask({ path: at, answer: channelItem })).variants) variants.set(one.sku, one.variant);
    }
    return must(variants.get(sku), () => `the web shop shows ${sku}`);
  }

  return {
    async order(invoice) {
      const wanted = [...basketOf(invoice)];
      const lines = [];
      for (const [sku, quantity] of wanted) lines.push({ variant: await variantOf(sku), quantity });
      const made = await ask({
        path: CHANNEL_PATHS.carts,
        method: 'POST',
        body: { store: options.store, language: 'en' },
        answer: newCartResponse,
      });
      const { secret } = made;
      const ofCart = (template: string) => template.replace('{cart}', made.cart.id);
      const filled = await ask({
        path: ofCart(CHANNEL_PATHS.cartLines),
        method: 'PUT',
        body: { version: made.cart.version, lines },
        answer: channelCart,
        secret,
      });
      const placed = await ask({
        path: ofCart(CHANNEL_PATHS.cartOrder),
        method: 'POST',
        body: {
          version: filled.version,
          delivery: 'collect',
          contact: { name: `Invoice ${invoice.number}`, phone: null, email: null },
          address: null,
        },
        answer: newOrderResponse,
        secret,
      });
      await tellPaid(placed.order, placed.secret);
      return { order: placed.order, code: placed.handOverCode };
    },
  };

  /** Told twice, as payment providers do. */
  async function tellPaid(order: string, secret: string): Promise<void> {
    const at = (template: string) => template.replace('{order}', order);
    const { totalMinor } = await ask({ path: at(CHANNEL_PATHS.order), answer: channelOrder, secret });
    const paid = { kind: 'paid', at: new Date(0).toISOString(), payment: order, amountMinor: totalMinor };
    for (let time = 0; time < 2; time++) {
      await ask({
        path: at(CHANNEL_PATHS.orderEvents),
        method: 'POST',
        body: { events: [{ ...paid, id: `${order} paid` }] },
        key: options.secretKey,
        answer: orderEventsResponse,
      });
    }
  }
}

function basketOf({ lines }: Invoice): ReadonlyMap<string, number> {
  const basket = new Map<string, number>();
  for (const { sku, quantity } of lines) basket.set(sku, (basket.get(sku) ?? 0) + quantity);
  return basket;
}
