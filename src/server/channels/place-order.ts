/** An online cart becomes an order: what was agreed is written down, its goods promised, its store told. */
import type { z } from 'zod';
import { learn, NOTHING_KNOWN } from '../../domain/channel/channel-order.ts';
import type { Store } from '../../domain/store/store.ts';
import type { IdSource } from '../../kernel/ids.ts';
import { must } from '../../kernel/invariant.ts';
import { granted, refused, type Verdict } from '../../kernel/verdict.ts';
import type { ChannelOrderAnswer, orderRequest } from '../../protocol/channel/channel-api.ts';
import { handOverDigest } from '../../protocol/channel/hand-over-code.ts';
import type { KeptCart, KeptOrder } from '../ledger/channel-records.ts';
import { channelOrderDocumentOf } from './channel-documents.ts';
import { settledCart } from './online-carts.ts';
import type { Sealing } from './sealing.ts';

export type OrderingRefusal =
  | { readonly code: 'cart-empty' | 'address-missing' }
  | { readonly code: 'not-enough'; readonly variant: string; readonly units: number }
  | { readonly code: 'not-for-sale'; readonly variant: string };

/** How long a store takes to lay goods ready, as clients are told. */
const READY_AFTER_MS = 2 * 3_600_000;

export function planChannelOrder(
  cart: KeptCart,
  request: z.infer<typeof orderRequest>,
  context: {
    readonly store: Store;
    readonly ids: IdSource;
    readonly id: string;
    readonly number: string;
    readonly code: string;
    readonly sealing: Sealing;
    readonly units: ReadonlyMap<number, number>;
    /** ms since 1970 */
    readonly now: number;
  },
): Verdict<KeptOrder, OrderingRefusal> {
  const { store, ids, id, now, sealing } = context;
  if (cart.lines.length === 0) return refused({ code: 'cart-empty' });
  if (request.delivery === 'ship' && request.address === null) return refused({ code: 'address-missing' });
  const { settled } = settledCart(cart, store);
  for (const { variant, ordinal, quantity, tracked, id: line } of cart.lines) {
    if (settled.untaxed.includes(line)) return refused({ code: 'not-for-sale', variant });
    const units = tracked ? (context.units.get(ordinal) ?? 0) : quantity;
    if (units < quantity) return refused({ code: 'not-enough', variant, units });
  }
  const at = new Date(now).toISOString();
  const lines = cart.lines.map((line, place) => {
    const { taxes, netMinor, taxMinor, totalMinor } = must(settled.lines[place], 'every line was settled');
    return { ...line, taxes, netMinor, taxMinor, totalMinor };
  });
  const knowledge = learn(NOTHING_KNOWN, {
    ...{ id: `${id} placed`, order: id, at, kind: 'placed' },
    content: {
      ...{ lines, totals: settled.totals, currency: store.currency.code, location: store.id },
      ...{ pricesIncludeTax: store.pricesIncludeTax, delivery: request.delivery },
    },
  });
  return granted({
    id,
    channel: 'web',
    number: context.number,
    fulfillment: ids('fulfillment'),
    placedAt: at,
    promisedAt: new Date(now + READY_AFTER_MS).toISOString(),
    client: cart.client,
    knowledge,
    facts: [],
    contact: sealing.sealFor(store.id, request.contact),
    address: request.delivery === 'ship' ? sealing.sealFor(store.id, request.address) : null,
    codeDigest: handOverDigest(id, context.code),
  });
}

/** As its client may see it. Null while only pieces of it have arrived. */
export function orderAnswer(order: KeptOrder, store: Store): ChannelOrderAnswer | null {
  const document = channelOrderDocumentOf(order);
  if (document === null) return null;
  return {
    id: document.id,
    number: document.number,
    store: document.location,
    delivery: document.delivery,
    state: document.state,
    fulfillment: document.fulfillment.state,
    placedAt: document.placedAt,
    promisedAt: document.promisedAt,
    currency: document.currency,
    currencyDigits: store.currency.digits,
    lines: document.lines.map(({ id, variant, sku, title, options, image, quantity, unit, ...line }) => ({
      ...{ id, variant, sku, title, options, image, quantity, unit },
      ...{ unitPriceMinor: line.listPriceMinor, totalMinor: line.totalMinor },
    })),
    totalMinor: document.totalMinor,
    paidMinor: document.paidMinor,
    timeline: document.timeline.map(({ at, what, register }) => ({ at, what, isCounter: register !== null })),
  };
}
