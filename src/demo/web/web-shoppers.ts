/**
 * The web shop's last days, through the very requests a shopper's browser makes. Each carries a key of its
 * own, so that a seeding that was cut short asks again and is answered as the first time.
 */

import { invariant, must } from '../../kernel/invariant.ts';
import type { Clock } from '../../kernel/ports.ts';
import type { Refusal, Verdict } from '../../kernel/verdict.ts';
import { type Asked, type Channels, createChannels } from '../../server/channels/channels.ts';
import type { ClientSecrets } from '../../server/channels/client-secrets.ts';
import type { Sealing } from '../../server/channels/sealing.ts';
import type { Database } from '../../server/db/database.ts';
import type { KeptOrder } from '../../server/ledger/channel-records.ts';
import type { Ledger } from '../../server/ledger/ledger.ts';
import { type Chance, chanceOf } from '../chance.ts';
import { seededIds } from '../seeded-ids.ts';
import { DEMO_VARIANTS } from '../shop/catalogue.ts';
import type { PlacedVariant } from '../shop/goods.ts';
import { DEMO_LOCATIONS, RETAILER, type StoreKey } from '../shop/locations.ts';
import { openingStock } from '../shop/opening-stock.ts';
import { WEB_WISHES, type WebWish } from './web-wishes.ts';

export interface WebTools {
  readonly database: Database;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly sealing: Sealing;
  readonly secrets: ClientSecrets;
}

/** An order that was placed, and what its store does with it. */
export interface WebOrder {
  readonly wish: WebWish;
  readonly order: KeptOrder;
}

/** Fewer than this and the fortnight could sell what was promised. */
const PLENTY = 12;

export async function shopOnTheWeb(
  tools: WebTools,
  seededAt: number,
  placed: ReadonlyMap<string, PlacedVariant>,
): Promise<readonly WebOrder[]> {
  const orders: WebOrder[] = [];
  for (const wish of WEB_WISHES) {
    const order = await shopOnce(tools, wish, seededAt - wish.minutesAgo * 60_000, placed);
    if (order !== null) orders.push({ wish, order });
  }
  return orders;
}

/** Null for a cart that is still one. */
async function shopOnce(
  tools: WebTools,
  wish: WebWish,
  at: number,
  placed: ReadonlyMap<string, PlacedVariant>,
): Promise<KeptOrder | null> {
  const name = `${wish.store} ${wish.contact.name} ${wish.became}`;
  const clock = { ...tools.clock, now: () => at };
  const channels = createChannels({ ...tools, clock, ids: seededIds(`web ${name}`, clock) });
  const asked = (what: string): Asked => ({
    speaker: { tenant: RETAILER.id, key: 'demo shoppers', kind: 'secret' },
    idempotencyKey: `${what} ${name}`,
    text: `${what} ${name}`,
  });
  const { id: store } = DEMO_LOCATIONS[wish.store];
  const made = granted(await channels.newCart(asked('cart'), { store, language: 'en' })) as { cart: { id: string } };
  const cart = made.cart.id;
  const chance = chanceOf(`web ${name}`);
  const lines = drawn(plentyOf(wish.store), wish.kinds, chance).map((sku) => ({
    variant: must(placed.get(sku), () => `${sku} was placed`).id,
    quantity: chance.hits(25) ? 2 : 1,
  }));
  granted(await channels.changeCart(asked('fill'), cart, { version: 1, lines }));
  if (wish.became === 'cart') return null;
  const { delivery, contact, address } = wish;
  const request = { version: 2, delivery, contact, address: address === null ? null : [...address] };
  const { order } = granted(await channels.placeOrder(asked('order'), cart, request)) as { order: string };
  await pay(channels, asked('pay'), order, at + 60_000);
  if (wish.became === 'cancelled') {
    const event = { kind: 'cancelled' as const, id: `cancelled ${order}`, at: new Date(at + 3_600_000).toISOString() };
    granted(await channels.tellOrder(asked('cancel'), order, { events: [{ ...event, reason: 'changed-mind' }] }));
  }
  const kept = await tools.ledger.transact(RETAILER.id, (tx) => tx.lockChannelOrders([order]));
  return must(kept.get(order), 'an order that was placed is kept');
}

async function pay(channels: Channels, asked: Asked, order: string, at: number): Promise<void> {
  const { totalMinor } = granted(await channels.readOrder(RETAILER.id, order)) as { totalMinor: number };
  const payment = `demo ${order}`;
  const event = {
    kind: 'paid' as const,
    id: payment,
    at: new Date(at).toISOString(),
    payment,
    amountMinor: totalMinor,
  };
  granted(await channels.tellOrder(asked, order, { events: [event] }));
}

/** SKUs of which the store had plenty, active and priced as all the demo's goods are. */
function plentyOf(store: StoreKey): readonly string[] {
  const active = new Set(DEMO_VARIANTS.flatMap(({ draft }) => (draft.active ? [draft.sku] : [])));
  return openingStock().flatMap(({ sku, at, quantity }) =>
    at === store && quantity >= PLENTY && active.has(sku) ? [sku] : [],
  );
}

function drawn(from: readonly string[], count: number, chance: Chance): readonly string[] {
  const taken = new Set<string>();
  while (taken.size < count) taken.add(chance.pick(from));
  return [...taken];
}

function granted<T>(verdict: Verdict<T, Refusal>): T {
  invariant(verdict.ok, () => `the demo's shoppers are served, not refused with ${JSON.stringify(verdict)}`);
  return verdict.value;
}
