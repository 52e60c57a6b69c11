/** Shoppers on the web: what the channel API decides, over the model's ledger and with nothing lost on the way. */
import { createIdSource } from '../../../src/kernel/ids.ts';
import { instantOf } from '../../../src/kernel/ports.ts';
import { onlineCartPut } from '../../../src/server/channels/channel-documents.ts';
import { hearOfOrder, orderCart } from '../../../src/server/channels/decide-orders.ts';
import { mayChange } from '../../../src/server/channels/online-carts.ts';
import type { KeptCart, KeptOrder } from '../../../src/server/ledger/channel-records.ts';
import type { LedgerTransaction } from '../../../src/server/ledger/ledger.ts';
import { RIG } from '../../support/journal-rig.ts';
import { testSealing } from '../../support/open-sealing.ts';
import type { ModelServer } from './model-server.ts';
import { cartLineOf, storeAt } from './shop.ts';
import type { World } from './world.ts';

/** What somebody did on the web, as the one who did it remembers it. */
export interface WebDeed {
  readonly order: string;
  readonly ordinal: number;
  readonly quantity: number;
  isCancelled: boolean;
}

export function createWebShop(input: { world: World; server: ModelServer; location: string }) {
  const { world, server, location } = input;
  const ids = createIdSource({ clock: world.clock, random: world.random });
  const store = storeAt(location);
  const tools = { ids, clock: world.clock, sealing: testSealing, secrets: { codeOf: () => 'ABCD2345' } };
  const orders: WebDeed[] = [];
  const carts: string[] = [];
  let codes = 0;

  /** Null while the server is away, and where it went away meanwhile. */
  async function transact<T>(work: (tx: LedgerTransaction) => Promise<T>): Promise<T | null> {
    return server.isUp() ? server.ledger.transact(RIG.tenant, work) : null;
  }

  function newCart(ordinal: number, quantity: number): KeptCart {
    const line = cartLineOf({ id: ids('line'), ordinal, quantity, offMinor: 0, note: '' });
    const { id, variant, sku, title, image, unit, tracked, listPriceMinor, taxCategory } = line;
    const options = [...line.options];
    return {
      ...{ id: ids('cart'), code: String(++codes), location, state: 'open', version: 2, updatedAt: now() },
      ...{ currency: 'EUR', client: null, claim: null, lastFence: 0, order: null, language: 'en' },
      lines: [
        {
          ...{ id, variant, ordinal, sku, title, options, image, quantity },
          unit,
          tracked,
          listPriceMinor,
          taxCategory,
        },
      ],
    };
  }

  const now = () => instantOf(world.clock);

  async function orderAndPay(tx: LedgerTransaction, cart: KeptCart): Promise<KeptOrder | null> {
    const contact = { name: 'Ada', phone: null, email: null };
    const request = { version: cart.version, delivery: 'collect' as const, contact, address: null };
    const ordered = await orderCart(tx, cart, request, { store, tools });
    if (!ordered.ok) return null;
    const { id, knowledge } = ordered.value;
    const amountMinor = knowledge.content?.value.totals.totalMinor ?? 0;
    const paid = { kind: 'paid' as const, id: `paid ${id}`, at: now(), payment: id, amountMinor };
    return hearOfOrder(tx, ordered.value, [paid], tools);
  }

  function remember(order: KeptOrder | null): void {
    const line = order?.knowledge.content?.value.lines[0];
    if (!order || !line) return;
    orders.push({ order: order.id, ordinal: line.ordinal, quantity: line.quantity, isCancelled: false });
  }

  return {
    orders,
    carts,
    /** Ordered and paid, or refused because there is not enough. */
    async order(ordinal: number, quantity: number): Promise<void> {
      remember(await transact((tx) => orderAndPay(tx, newCart(ordinal, quantity))));
    },
    /** Somebody changes their mind, at home or after they came by: the channel tells it all the same. */
    async cancel(): Promise<void> {
      const deed = orders[world.random.below(Math.max(1, orders.length))];
      if (deed === undefined || deed.isCancelled) return;
      const done = await transact(async (tx) => {
        const before = (await tx.lockChannelOrders([deed.order])).get(deed.order);
        if (before === undefined) return null;
        const told = { id: `cancelled ${deed.order}`, at: now(), reason: 'changed-mind' };
        return hearOfOrder(tx, before, [{ kind: 'cancelled', ...told }], tools);
      });
      if (done) deed.isCancelled = true;
    },
    /** A cart whose client means to come by. */
    async fillCart(ordinal: number, quantity: number): Promise<void> {
      const cart = newCart(ordinal, quantity);
      const done = await transact(async (tx) => {
        await tx.saveOnlineCarts([cart]);
        await tx.publish(onlineCartPut(cart));
        return true;
      });
      if (done) carts.push(cart.id);
    },
    /** Its client goes on shopping, or orders it after all: unless an associate holds it. */
    async touchCart(isOrdered: boolean): Promise<void> {
      const id = carts[world.random.below(Math.max(1, carts.length))];
      if (id === undefined) return;
      const order = await transact(async (tx) => {
        const cart = (await tx.lockOnlineCarts([id])).get(id);
        const free = cart && mayChange(cart, cart.version, world.clock.now());
        if (!free?.ok) return null;
        if (isOrdered) return orderAndPay(tx, free.value);
        const lines = free.value.lines.map((line) => ({ ...line, quantity: line.quantity + 1 }));
        const changed = { ...free.value, lines, version: free.value.version + 1, updatedAt: now() };
        await tx.saveOnlineCarts([changed]);
        await tx.publish(onlineCartPut(changed));
        return null;
      });
      remember(order);
    },
  };
}

export type WebShop = ReturnType<typeof createWebShop>;
