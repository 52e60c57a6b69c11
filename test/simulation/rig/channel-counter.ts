/** What an associate does for other channels, by what the tablet shows and nothing else: parcels, online carts, and sales between them. */
import { emptyCart } from '../../../src/domain/cart/cart-commands.ts';
import { FULFILLMENT_MOVES, handOverMovements } from '../../../src/domain/fulfillment/fulfillment.ts';
import { planOrder } from '../../../src/domain/order/plan-order.ts';
import { settle } from '../../../src/domain/pricing/settle.ts';
import { planTenders } from '../../../src/domain/tender/plan-tenders.ts';
import { openShift } from '../../../src/features/counter/open-shift.ts';
import type { EntryBody } from '../../../src/protocol/entry/entry.ts';
import type { ChannelOrderDocument, OnlineCartDocument } from '../../../src/protocol/sync/channel-documents.ts';
import type { AssociateDocument } from '../../../src/protocol/sync/documents.ts';
import { cartActs, type OwnEntry, shownCart, shownOrder } from '../../../src/replica/views/shown-orders.ts';
import { RIG } from '../../support/journal-rig.ts';
import { cartLineOf, storeAt } from './shop.ts';
import type { Tab } from './tab.ts';
import type { SimTablet } from './tablet.ts';
import type { World } from './world.ts';

const associate = { id: RIG.associate } as AssociateDocument;

export function createChannelCounter({ world, tablet }: { readonly world: World; readonly tablet: SimTablet }) {
  const store = storeAt(tablet.location);

  async function ownEntries(tab: Tab): Promise<readonly OwnEntry[]> {
    const records = await tab.journal.after(tablet.heard.progress.included, 10_000);
    return records.map(({ entry }) => ({ ...entry, refusal: null }));
  }

  function told<T>(kind: string): readonly T[] {
    return [...tablet.heard.documents.values()].flatMap((one) => (one.kind === kind ? [one.body as T] : []));
  }

  /** Orders as this tablet shows them. */
  async function shownOrders(tab: Tab): Promise<readonly ChannelOrderDocument[]> {
    const own = await ownEntries(tab);
    return told<ChannelOrderDocument>('channel-order.put').map((document) => shownOrder(document, own));
  }

  async function shownCarts(tab: Tab) {
    const own = await ownEntries(tab);
    const { register, incarnation } = tablet.who;
    return told<OnlineCartDocument>('online-cart.put').map((document) =>
      shownCart(document, cartActs(document.id, own), { register, incarnation }, world.clock.now()),
    );
  }

  async function parcel(tab: Tab): Promise<void> {
    const open = (await shownOrders(tab)).filter(
      ({ state, fulfillment }) => state === 'paid' && Object.keys(FULFILLMENT_MOVES[fulfillment.state]).length > 0,
    );
    const order = open[world.random.below(Math.max(1, open.length))];
    if (order === undefined) return;
    const parcelOf = { order: order.id, fulfillment: order.fulfillment.id, location: tablet.location };
    const by = { associate: associate.id };
    if (order.fulfillment.state === 'open' && world.chance(0.5)) {
      await tab.journal.append({ kind: 'fulfillment.pick', ...by, body: () => parcelOf });
      return;
    }
    if (order.fulfillment.state !== 'ready') {
      await tab.journal.append({ kind: 'fulfillment.lay-ready', ...by, body: () => ({ ...parcelOf, shelf: 'A 1' }) });
      if (world.chance(0.5)) return;
    }
    const newId = () => tab.ids('movement');
    const stock = [...handOverMovements(order.lines, { location: tablet.location, newId })];
    const { fence } = order.fulfillment.lease;
    const body = () => ({ ...parcelOf, proof: 'code' as const, fence, stock });
    await tab.journal.append({ kind: 'fulfillment.hand-over', ...by, body });
  }

  async function claim(tab: Tab): Promise<void> {
    const free = (await shownCarts(tab)).filter(({ state }) => state === 'open');
    const cart = free[world.random.below(Math.max(1, free.length))];
    if (cart === undefined) return;
    const body = () => ({ location: tablet.location, cart: cart.id, cartVersion: cart.version });
    await tab.journal.append({ kind: 'online-cart.claim', associate: associate.id, body });
  }

  /** A cart that it asked for: sold, or given back. Whether the claim was granted is known only with a network. */
  async function finishCart(tab: Tab): Promise<void> {
    const asked = (await shownCarts(tab)).filter(({ ownClaim }) => ownClaim === 'asked' || ownClaim === 'held');
    const cart = asked[world.random.below(Math.max(1, asked.length))];
    const [line] = cart?.lines ?? [];
    if (cart === undefined || line === undefined) return;
    if (world.chance(0.2)) {
      const body = () => ({ location: tablet.location, cart: cart.id });
      await tab.journal.append({ kind: 'online-cart.release', associate: associate.id, body });
      return;
    }
    await sell(tab, line.ordinal, line.quantity, cart.id);
  }

  async function sell(tab: Tab, ordinal: number, quantity: number, cartId: string | null): Promise<void> {
    const { shift } = tab.journal.snapshot();
    if (shift === null) return;
    const line = cartLineOf({ id: tab.ids('line'), ordinal, quantity, offMinor: 0, note: 'sold' });
    const cart = { ...emptyCart(cartId ?? tab.ids('cart')), lines: [line] };
    const settled = settle(cart, store);
    const amountMinor = settled.totals.totalMinor;
    const tenders = planTenders(amountMinor, [{ id: tab.ids('tender'), kind: 'cash', amountMinor, reference: null }]);
    if (!tenders.ok) return;
    const planned = planOrder({
      ...{ cart, settled, tenders: tenders.value.tenders, orderId: tab.ids('order'), newId: tab.ids, language: 'en' },
      ...{ location: tablet.location, shift: shift.id, businessDay: shift.businessDay },
      ...{ currency: store.currency, pricesIncludeTax: true },
    });
    if (!planned.ok) return;
    const body = (numbers: { receiptNumber(): string }) =>
      structuredClone(planned.value(numbers.receiptNumber())) as EntryBody<'order.place'>;
    await tab.journal.append({ kind: 'order.place', associate: associate.id, body });
  }

  async function act(tab: Tab, scarce: number): Promise<void> {
    const now = tab.journal.snapshot();
    if (!now.isWriter) return;
    if (now.shift === null) {
      const counter = {
        journal: tab.journal,
        openCart: tab.openCart,
        store,
        associate,
        ids: tab.ids,
        clock: world.clock,
      };
      await openShift(counter, 0);
      return;
    }
    const what = world.random.next();
    if (what < 0.45) return parcel(tab);
    if (what < 0.6) return claim(tab);
    if (what < 0.8) return finishCart(tab);
    return sell(tab, world.random.below(scarce), 1, null);
  }

  return {
    shownOrders,
    shownCarts,
    /** The next thing to do, after what is under way; goods below `scarce` are few. */
    act(scarce: number): Promise<void> {
      const tab = tablet.hands();
      if (tab === null) return Promise.resolve();
      const done = tab.busy.then(() => act(tab, scarce));
      tab.busy = done.catch(() => undefined);
      return done;
    },
  };
}

export type ChannelCounter = ReturnType<typeof createChannelCounter>;
