/**
 * Whatever comes in whatever order (what is done here, what the server places, answers that are lost, rounds,
 * restarts, a store that is taken away): what is shown is the server's documents with the own entries they do
 * not contain, each once; and nothing that was handed over here is ever shown as waiting again.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ChannelOrderDocument } from '../../../src/protocol/sync/channel-documents.ts';
import type { ExceptionDocument } from '../../../src/protocol/sync/documents.ts';
import type { JournalRecord } from '../../../src/replica/index.ts';
import { cartActs, shownCart } from '../../../src/replica/views/shown-orders.ts';
import type { Views } from '../../../src/replica/views/views.ts';
import { idNumber, SEED } from '../../domain/shop.ts';
import { RIG } from '../../support/journal-rig.ts';
import {
  type Act,
  AT,
  cartNumbered,
  createChannelTablet,
  EPOCH,
  entryOf,
  exceptionNumbered,
  orderAfter,
  orderNumbered,
  turns,
} from './channel-rig.ts';
import { createModelDisk } from './model-disk.ts';

const ORDERS = [1, 2, 3] as const;
const CARTS = [2, 3] as const;
const EXCEPTIONS = [1, 2] as const;

const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({ act: fc.constantFrom('pick', 'lay-ready', 'hand-over'), order: fc.constantFrom(...ORDERS) }),
  fc.record({ act: fc.constantFrom('claim', 'release', 'sell'), cart: fc.constantFrom(...CARTS) }),
  fc.record({ act: fc.constant('settle'), exception: fc.constantFrom(...EXCEPTIONS) }),
);

type Step =
  | { readonly do: 'act'; readonly act: Act }
  /** The server places the next entries; whether the tablet hears of it is another matter. */
  | { readonly do: 'place'; readonly count: number }
  | { readonly do: 'pull' | 'hear' | 'restart' | 'take-away' | 'spoil' | 'another-epoch' | 'settle' }
  | { readonly do: 'elsewhere'; readonly act: Act }
  | { readonly do: 'drop'; readonly order: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('act'), act }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('place'), count: fc.integer({ min: 1, max: 3 }) }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constantFrom('pull', 'hear', 'settle') }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('restart', 'take-away', 'spoil', 'another-epoch') }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('elsewhere'), act }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('drop'), order: fc.constantFrom(...ORDERS) }) },
) as fc.Arbitrary<Step>;

/** What the server knows, in the words of its documents. */
function createServer(tablet: ReturnType<typeof createChannelTablet>) {
  const orders = new Map(ORDERS.map((n) => [idNumber('order', n), orderNumbered(n)]));
  const carts = new Map(CARTS.map((n) => [idNumber('cart', n), cartNumbered(n)]));
  const exceptions = new Map(EXCEPTIONS.map((n) => [idNumber('exception', n), exceptionNumbered(n)]));
  const refused = new Map<number, string>();
  let placed = 0;
  for (const order of orders.values()) tablet.putOrder(order);
  for (const cart of carts.values()) tablet.putCart(cart);
  for (const one of exceptions.values()) tablet.putException(one);

  function place({ entry, sequence }: Pick<JournalRecord, 'entry' | 'sequence'>): void {
    const body = entry.body as { order?: string; cart?: string; exception?: string; id?: string };
    const order = orders.get(body.order ?? '');
    if (order !== undefined) {
      orders.set(order.id, orderAfter(order, entry));
      tablet.putOrder(orderAfter(order, entry));
    }
    const cart = carts.get(body.cart ?? '');
    if (cart !== undefined) {
      const isFree = cart.state === 'open' || cart.claim?.register === entry.register;
      if (entry.kind === 'online-cart.claim' && (!isFree || cart.order !== null)) refused.set(sequence, 'cart-held');
      else if (entry.kind === 'online-cart.claim') {
        const { register, incarnation, associate } = entry;
        const claim = { register, incarnation, associate, fence: 1, until: '2030-01-01T00:00:00.000Z' };
        carts.set(cart.id, { ...cart, state: 'claimed', claim });
      } else if (entry.kind === 'order.place' && cart.order === null) {
        carts.set(cart.id, { ...cart, state: 'completed', claim: null, order: body.id ?? null });
      } else if (entry.kind === 'online-cart.release' && cart.claim?.register === entry.register) {
        carts.set(cart.id, { ...cart, state: 'open', claim: null });
      }
      const next = carts.get(cart.id);
      if (next !== undefined && next !== cart) tablet.putCart(next);
    }
    const exception = exceptions.get(body.exception ?? '');
    if (exception !== undefined && exception.status === 'open') {
      const next = settledBy(exception, entry);
      exceptions.set(exception.id, next);
      tablet.putException(next);
    }
  }

  return {
    placed: () => placed,
    refused,
    placeNext(count: number) {
      for (const record of tablet.journal.records.slice(placed, placed + count)) {
        place(record);
        placed = record.sequence;
      }
    },
    placeOfOthers: (act: Act) =>
      place({ entry: { ...entryOf(act), register: idNumber('register', 9) } as JournalRecord['entry'], sequence: -1 }),
    drop(n: number) {
      orders.delete(idNumber('order', n));
      tablet.dropOrder(n);
    },
    documents: () => ({ orders: new Map(orders), carts: new Map(carts), exceptions: new Map(exceptions) }),
  };
}

function settledBy(exception: ExceptionDocument, { at, associate, body }: JournalRecord['entry']): ExceptionDocument {
  const { action, note } = body as { action: string; note: string };
  return exception.status === 'open'
    ? { ...exception, status: 'settled', settled: { at, associate, action, note } }
    : exception;
}

/** The own entries are read as they lie in the journal: this is the statement, the feed is how it comes true. */
function expected(
  { orders, carts, exceptions }: ReturnType<ReturnType<typeof createServer>['documents']>,
  own: readonly JournalRecord[],
) {
  const about = (ref: string) =>
    own.filter(({ entry }) => Object.values(entry.body).includes(ref)).map(({ entry }) => entry);
  const refusalOf = (id: string) =>
    own.find(({ entry, result }) => entry.id === id && result === 'refused')?.reasons[0] ?? null;
  return {
    orders: ORDERS.map((n) => {
      const order = orders.get(idNumber('order', n));
      return order === undefined ? 'unknown' : about(order.id).reduce(orderAfter, order);
    }),
    carts: [...carts.values()].map((cart) => {
      const acts = cartActs(
        cart.id,
        about(cart.id).map((entry) => ({ ...entry, refusal: refusalOf(entry.id) })),
      );
      return shownCart(cart, acts, { register: RIG.register, incarnation: 1 }, Date.parse(AT));
    }),
    exceptions: [...exceptions.values()].map((one) => ({
      ...about(one.id).reduce(settledBy, one),
      isUnsent: about(one.id).length > 0,
    })),
  };
}

function shownIn(views: Views) {
  const asked = {
    orders: ORDERS.map((n) => views.order(idNumber('order', n))),
    carts: CARTS.map((n) => views.cart(idNumber('cart', n))),
    exceptions: views.exceptions({ limit: 10 }),
  };
  return {
    asked,
    now: () => ({
      orders: asked.orders.map((view) => view.get()),
      carts: asked.carts.map((view) => view.get()),
      exceptions: [...(asked.exceptions.get() ?? [])].sort((a, b) => (a.id < b.id ? -1 : 1)),
    }),
  };
}

const RANKS: readonly ChannelOrderDocument['fulfillment']['state'][] = [
  'open',
  'picking',
  'ready',
  'cancelled',
  'handed-over',
];

test('what is shown is the documents and what was done here, whatever comes in between', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 30 }), async (steps) => {
      const disk = createModelDisk();
      const tablet = createChannelTablet(disk);
      const server = createServer(tablet);
      await tablet.pull(0);
      let epoch = EPOCH;
      let pulled = server.documents();
      let included = 0;
      const reached = new Map<string, number>();
      const wrong: string[] = [];
      let views = tablet.openViews();
      let shown = shownIn(views);
      let stops: (() => void)[] = [];
      const open = () => {
        views = tablet.openViews();
        shown = shownIn(views);
        stops = shown.asked.orders.map((view) =>
          view.subscribe(() => {
            const order = view.get();
            if (order === null || order === 'unknown') return;
            const rank = RANKS.indexOf(order.fulfillment.state);
            if (rank < (reached.get(order.id) ?? 0))
              wrong.push(`${order.number} goes back to ${order.fulfillment.state}`);
            if (new Set(order.timeline.map(({ at }) => at)).size < order.timeline.length)
              wrong.push('something counts twice');
            reached.set(order.id, rank);
          }),
        );
        stops.push(...[...shown.asked.carts, shown.asked.exceptions].map((view) => view.subscribe(() => undefined)));
        views.begin();
      };
      const close = async () => {
        for (const stop of stops) stop();
        views.close();
        await turns(2);
      };
      const settle = async () => {
        for (let round = 0; round < 3; round++) {
          await turns(2);
          await views.settled();
        }
        const own = tablet.journal.records.filter(({ sequence }) => sequence > included);
        expect(shown.now()).toEqual(expected(pulled, own));
        expect([views.state().kind, wrong]).toEqual(['ready', []]);
      };
      open();
      for (const one of [...steps, { do: 'settle' } as const]) {
        switch (one.do) {
          case 'act':
            tablet.journal.append(one.act);
            break;
          case 'place':
            server.placeNext(one.count);
            break;
          case 'elsewhere':
            server.placeOfOthers(one.act);
            break;
          case 'drop':
            server.drop(one.order);
            break;
          case 'hear':
            tablet.journal.acknowledge(server.placed(), server.refused);
            break;
          case 'pull':
          case 'another-epoch':
          case 'take-away':
            if (one.do === 'another-epoch') {
              epoch += '+';
              await tablet.replica.dropAll();
            }
            // That it is gone is noticed with the next round, at the latest.
            if (one.do === 'take-away') disk.takeAway();
            pulled = server.documents();
            included = server.placed();
            await tablet.pull(included, epoch);
            break;
          case 'restart':
            await close();
            open();
            break;
          case 'spoil':
            await close();
            disk.spoil();
            open();
            break;
          case 'settle':
            await settle();
            break;
        }
      }
      await close();
    }),
    { seed: SEED, numRuns: 150 },
  );
});
