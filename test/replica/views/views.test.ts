import { beforeEach, describe, expect, test } from 'vitest';
import { readClientCode } from '../../../src/protocol/channel/hand-over-code.ts';
import type { View } from '../../../src/replica/views/views.ts';
import { idNumber } from '../../domain/shop.ts';
import { RIG } from '../../support/journal-rig.ts';
import {
  CODE,
  cartNumbered,
  createChannelTablet,
  exceptionNumbered,
  later,
  orderNumbered,
  turns,
} from './channel-rig.ts';
import { createModelDisk, type ModelDisk } from './model-disk.ts';

let disk: ModelDisk;
let tablet: ReturnType<typeof createChannelTablet>;
let views: ReturnType<typeof tablet.openViews>;

beforeEach(() => {
  disk = createModelDisk();
  tablet = createChannelTablet(disk);
  views = tablet.openViews();
});

async function settled(): Promise<void> {
  await turns();
  await views.settled();
  await turns();
}

async function begun(): Promise<void> {
  views.begin();
  await settled();
}

/** Listens to a view from now on, and keeps every answer. */
function heard<T>(view: View<T>): { readonly answers: T[]; now(): T | null; leave(): void } {
  const answers: T[] = [];
  const listen = () => {
    const answer = view.get();
    if (answer !== null) answers.push(answer);
  };
  const leave = view.subscribe(listen);
  listen();
  return { answers, now: () => view.get(), leave };
}
const toPick = () => heard(views.orders({ queue: 'to-pick', limit: 10 }));
const numbers = (list: readonly { readonly number: string }[] | null) => list?.map(({ number }) => number);

describe('views of other channels', () => {
  test('are closed until they begin, and whoever asked before is answered then', async () => {
    tablet.putOrder(orderNumbered(1));
    await tablet.pull();
    const list = toPick();
    const counts = heard(views.counts());
    await settled();
    expect([views.state().kind, list.now(), counts.now()]).toEqual(['closed', null, null]);
    await begun();
    expect(views.state().kind).toBe('ready');
    expect(numbers(list.now())).toEqual(['W-1001']);
    expect(counts.now()).toEqual({ 'to-pick': 1, ready: 0, done: 0 });
  });

  test('wait for the first pull of a new tablet instead of saying that there is nothing', async () => {
    const list = toPick();
    await begun();
    expect([views.state().kind, list.now()]).toEqual(['opening', null]);
    tablet.putOrder(orderNumbered(1));
    await tablet.pull();
    await settled();
    expect([views.state().kind, numbers(list.now())]).toEqual(['ready', ['W-1001']]);
  });

  test('count how far they are while they are built', async () => {
    for (let n = 1; n <= 50; n++) tablet.putOrder(orderNumbered(n));
    await tablet.pull();
    const seen: string[] = [];
    views.subscribe(() => seen.push(`${views.state().kind} ${views.state().built}/${views.state().of}`));
    await begun();
    expect(seen).toEqual(['opening 0/0', 'building 0/50', 'building 25/50', 'building 50/50', 'ready 0/0']);
  });

  test('follow the server: a new order, a change, one that is dropped', async () => {
    tablet.putOrder(orderNumbered(1));
    await tablet.pull();
    const list = toPick();
    const one = heard(views.order(idNumber('order', 2)));
    await begun();
    expect(one.now()).toBe('unknown');
    tablet.putOrder(orderNumbered(2));
    await tablet.pull();
    await settled();
    expect(one.now()).toMatchObject({ number: 'W-1002' });
    const before = list.now();
    tablet.putOrder({ ...orderNumbered(2), state: 'cancelled' });
    await tablet.pull();
    await settled();
    expect(numbers(list.now())).toEqual(['W-1001']);
    expect(list.now()?.[0], 'what did not change is the same object').toBe(before?.[0]);
    tablet.dropOrder(1);
    await tablet.pull();
    await settled();
    expect([numbers(list.now()), disk.drops.count]).toEqual([[], 1]);
  });

  test('a round that changed nothing here tells nobody anything', async () => {
    tablet.putOrder(orderNumbered(1));
    await tablet.pull();
    const list = toPick();
    await begun();
    const told = list.answers.length;
    tablet.putException(exceptionNumbered(1));
    await tablet.pull();
    await settled();
    expect(list.answers.length).toBe(told);
  });

  test('what was done here shows at once, and goes on showing while the server takes it in', async () => {
    tablet.putOrder(orderNumbered(1, { fulfillment: { ...orderNumbered(1).fulfillment, state: 'ready' } }));
    await tablet.pull();
    const order = heard(views.order(idNumber('order', 1)));
    const done = heard(views.orders({ queue: 'done', limit: 5 }));
    await begun();
    const { entry } = tablet.journal.append({ act: 'hand-over', order: 1 });
    await settled();
    expect(order.now()).toMatchObject({ fulfillment: { state: 'handed-over', handedOver: { at: entry.at } } });
    expect(done.now()).toMatchObject([{ isUnsent: true }]);
    tablet.journal.acknowledge(1, new Map());
    await settled();
    // A round that does not contain it yet.
    await tablet.pull(0);
    await settled();
    const document = order.now();
    if (document === null || document === 'unknown') throw new Error('it is there');
    tablet.putOrder(document);
    await tablet.pull(1);
    await settled();
    expect(done.now()).toMatchObject([{ isUnsent: false }]);
    const states = order.answers.map((one) => (one === 'unknown' ? one : one.fulfillment.state));
    expect(states).toEqual(['ready', 'handed-over']);
    expect(order.now()).toMatchObject({ timeline: { length: 2 } });
  });

  test('an order is found by its number, by its client and by the code its client shows', async () => {
    const client = idNumber('client', 1);
    for (const n of [1, 2]) tablet.putOrder(orderNumbered(n, { client }));
    const other = orderNumbered(3, { codeDigest: '0'.repeat(64) });
    tablet.putOrder(other);
    await tablet.pull();
    await begun();
    const read = readClientCode(' abcd-2345');
    if (!read.ok) throw new Error('it is a code');
    const [number, nobody, of, code, wrong] = [
      heard(views.orderByNumber(' w-1003')),
      heard(views.orderByNumber('W-9')),
      heard(views.ordersOf(client)),
      heard(views.orderByCode(read.value)),
      heard(views.orderByCode('ZZZZ2222')),
    ];
    await settled();
    expect([number.now(), nobody.now()]).toMatchObject([{ id: other.id }, 'unknown']);
    expect(numbers(of.now())).toEqual(['W-1002', 'W-1001']);
    expect([code.now(), wrong.now()]).toMatchObject([{ number: 'W-1001' }, 'unknown']);
    expect(read.value).toBe(CODE);
    tablet.journal.append({ act: 'pick', order: 1 });
    await settled();
    expect(code.now()).toMatchObject({ fulfillment: 'picking' });
  });

  test('a code is found once its order arrives', async () => {
    await tablet.pull();
    await begun();
    const code = heard(views.orderByCode(CODE));
    await settled();
    expect(code.now()).toBe('unknown');
    tablet.putOrder(orderNumbered(4));
    await tablet.pull();
    await settled();
    expect(code.now()).toMatchObject({ number: 'W-1004' });
  });

  test('a claim ends by itself, to the second', async () => {
    const claim = { register: RIG.register, incarnation: 1, associate: RIG.associate, fence: 1, until: later(15) };
    tablet.putCart(cartNumbered(2, { state: 'claimed', claim }));
    await tablet.pull();
    await begun();
    const cart = heard(views.cartByCode('ABCD2342'));
    await settled();
    expect(cart.now()).toMatchObject({ state: 'claimed', ownClaim: 'held' });
    await tablet.pass(15 * 60_000 - 1);
    expect(cart.now()).toMatchObject({ ownClaim: 'held' });
    await tablet.pass(1);
    expect(cart.now()).toMatchObject({ state: 'open', ownClaim: 'lapsed' });
  });

  test('a claim that was refused says so as soon as the server did, before its documents do', async () => {
    tablet.putCart(cartNumbered(2));
    await tablet.pull();
    await begun();
    const cart = heard(views.cart(idNumber('cart', 2)));
    tablet.journal.append({ act: 'claim', cart: 2 });
    await settled();
    tablet.journal.acknowledge(1, new Map([[1, 'cart-held']]));
    await settled();
    await tablet.pull(1);
    await settled();
    const claims = cart.answers.map((one) => (one === 'unknown' ? one : one.ownClaim));
    expect(claims).toEqual([null, 'asked', 'refused', null]);
  });

  test('a sale completes the cart it was made of', async () => {
    tablet.putCart(cartNumbered(2));
    await tablet.pull();
    await begun();
    const cart = heard(views.cart(idNumber('cart', 2)));
    tablet.journal.append({ act: 'sell', cart: 2 });
    await settled();
    expect(cart.now()).toMatchObject({ state: 'completed', ownClaim: 'used', order: idNumber('order', 502) });
  });

  test('exceptions: the oldest open one first, then what was settled last; settled here counts at once', async () => {
    const settledAt = (at: string) => ({ at, associate: null, action: 'other', note: '' });
    tablet.putException(exceptionNumbered(2));
    tablet.putException(exceptionNumbered(1));
    tablet.putException(exceptionNumbered(3, { status: 'settled', settled: settledAt(later(3)) }));
    tablet.putException(exceptionNumbered(4, { status: 'settled', settled: settledAt(later(2)) }));
    await tablet.pull();
    await begun();
    const list = heard(views.exceptions({ limit: 10 }));
    await settled();
    const told = () => list.now()?.map((one) => `${Number(one.id.slice(-3))} ${one.status} ${one.isUnsent}`);
    expect(told()).toEqual(['1 open false', '2 open false', '3 settled false', '4 settled false']);
    tablet.journal.append({ act: 'settle', exception: 1 });
    await settled();
    expect(told()).toEqual(['2 open false', '1 settled true', '3 settled false', '4 settled false']);
    expect(list.now()?.[1]).toMatchObject({ settled: { action: 'other', note: 'seen', associate: RIG.associate } });
  });

  test('the same question is the same view, and a view that nobody hears any more knows nothing old', async () => {
    tablet.putOrder(orderNumbered(1));
    await tablet.pull();
    await begun();
    expect(views.order(idNumber('order', 1))).toBe(views.order(idNumber('order', 1)));
    const one = heard(views.order(idNumber('order', 1)));
    await settled();
    one.leave();
    tablet.journal.append({ act: 'pick', order: 1 });
    await settled();
    expect(one.now(), 'for a while it goes on').toMatchObject({ fulfillment: { state: 'picking' } });
    await tablet.pass(60_000);
    expect(one.now()).toBeNull();
  });
});

describe('whatever becomes of the store behind the views', () => {
  async function shift(): Promise<ReturnType<typeof toPick>> {
    for (const n of [1, 2, 3]) tablet.putOrder(orderNumbered(n));
    await tablet.pull();
    const list = toPick();
    await begun();
    tablet.journal.append({ act: 'hand-over', order: 2 });
    await settled();
    return list;
  }

  test('taken away in the middle of a shift: it is built anew, and nobody who listens sees less meanwhile', async () => {
    const list = await shift();
    disk.takeAway();
    tablet.journal.append({ act: 'lay-ready', order: 1 });
    await settled();
    expect([views.state().kind, numbers(list.now())]).toEqual(['ready', ['W-1003']]);
    expect(list.answers.map((one) => one.length)).toEqual([3, 2, 1]);
  });

  test('one that cannot be opened is dropped and built anew', async () => {
    await shift();
    views.close();
    disk.spoil();
    views = tablet.openViews();
    const list = toPick();
    await begun();
    expect([views.state().kind, numbers(list.now())]).toEqual(['ready', ['W-1001', 'W-1003']]);
  });

  test('of another epoch it is built anew; while the replica is empty, what was known stays', async () => {
    const list = await shift();
    await tablet.replica.dropAll();
    await settled();
    expect(numbers(list.now())).toEqual(['W-1001', 'W-1003']);
    await tablet.pull(0, 'epoch-2');
    await settled();
    expect([disk.drops.count, numbers(list.now()), list.answers.length]).toEqual([2, ['W-1001', 'W-1003'], 2]);
  });

  test('a start after a crash shows what was done just before it, and never less', async () => {
    await shift();
    views.close();
    await turns();
    // The entry was written, and then the power went.
    tablet.journal.append({ act: 'hand-over', order: 3 });
    views = tablet.openViews();
    const list = toPick();
    await begun();
    expect([list.answers.map(numbers), disk.drops.count]).toEqual([[['W-1001']], 1]);
  });
});

describe('two tabs', () => {
  test('show the same while one of them feeds, and the second goes on when the first is closed', async () => {
    tablet.putOrder(orderNumbered(1));
    await tablet.pull();
    await begun();
    const second = tablet.openViews();
    const list = heard(second.orders({ queue: 'to-pick', limit: 5 }));
    second.begin();
    await settled();
    tablet.journal.append({ act: 'pick', order: 1 });
    await settled();
    expect(list.now()).toMatchObject([{ fulfillment: 'picking' }]);
    disk.takeAway();
    tablet.putOrder(orderNumbered(2));
    await tablet.pull();
    await settled();
    await second.settled();
    await turns();
    expect([second.state().kind, numbers(list.now())]).toEqual(['ready', ['W-1001', 'W-1002']]);
    views.close();
    await settled();
    tablet.journal.append({ act: 'hand-over', order: 1 });
    await turns();
    await second.settled();
    await turns();
    expect([second.state().kind, numbers(list.now())]).toEqual(['ready', ['W-1002']]);
    second.close();
  });
});
