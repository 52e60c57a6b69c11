/** What a store of views promises, kept by RxDB over IndexedDB and by the model that other tests stand on. */
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { describe, expect, test } from 'vitest';
import { createRxdbDisk } from '../../../src/replica/views/rxdb-view-store.ts';
import { type OrderRow, type Rows, rowOf, VIEW_KINDS } from '../../../src/replica/views/view-rows.ts';
import type { FeedMark, Question, ViewDisk, ViewStore } from '../../../src/replica/views/view-store.ts';
import { idNumber } from '../../domain/shop.ts';
import { cartNumbered, exceptionNumbered, later, orderNumbered, turns } from './channel-rig.ts';
import { createModelDisk } from './model-disk.ts';

let disks = 0;
const DISKS: readonly { readonly name: string; readonly newDisk: () => ViewDisk }[] = [
  { name: 'the model', newDisk: createModelDisk },
  {
    name: 'RxDB',
    newDisk: () =>
      createRxdbDisk({ indexedDB: new IDBFactory(), IDBKeyRange, hasOtherTabs: false, name: `contract${disks++}` }),
  },
];

const MARK: FeedMark = { epoch: 'e', incarnation: 1, included: 4, cursors: { 'orders:x': 7 } };
const order = (n: number, change: Parameters<typeof orderNumbered>[1] = {}) =>
  rowOf.orders(orderNumbered(n, change), []);
const ready = (n: number) => order(n, { fulfillment: { ...orderNumbered(n).fulfillment, state: 'ready' } });
const queue = (name: OrderRow['queue'], limit = 10): Question<'orders'> => ({
  ...{ of: 'orders', where: { queue: name }, by: 'place', limit },
});
const numbers = (rows: readonly OrderRow[]) => rows.map(({ number }) => Number(number.slice(2)) - 1000);

async function answered<T>(look: () => T, wanted: T): Promise<void> {
  for (let patience = 200; patience > 0 && JSON.stringify(look()) !== JSON.stringify(wanted); patience--)
    await turns(1);
  expect(look()).toEqual(wanted);
}

describe.each(DISKS)('a store of views kept by $name', ({ newDisk }) => {
  async function opened(work: (store: ViewStore, disk: ViewDisk) => Promise<void>): Promise<void> {
    const disk = newDisk();
    const store = await disk.open();
    try {
      await work(store, disk);
    } finally {
      await store.close();
      await disk.drop();
    }
  }

  test('is empty at first, and holds what was put when it is opened again', async () => {
    const disk = newDisk();
    const first = await disk.open();
    expect(await first.mark()).toBeNull();
    for (const kind of VIEW_KINDS) expect([await first.count(kind), await first.ids(kind)]).toEqual([0, []]);
    await first.put('orders', [order(1), order(2)]);
    await first.put('carts', [rowOf.carts(cartNumbered(3), [])]);
    await first.put('exceptions', [rowOf.exceptions(exceptionNumbered(4), [])]);
    await first.putMark(MARK);
    await first.putMark({ ...MARK, included: 5 });
    await first.close();
    const second = await disk.open();
    expect(await second.mark()).toEqual({ ...MARK, included: 5 });
    expect(await second.ids('orders')).toEqual([idNumber('order', 1), idNumber('order', 2)]);
    expect([await second.count('carts'), await second.count('exceptions')]).toEqual([1, 1]);
    expect(await second.ask(queue('to-pick'))).toMatchObject([order(1), order(2)]);
    await second.close();
    await disk.drop();
    const third = await disk.open();
    expect([await third.mark(), await third.count('orders')]).toEqual([null, 0]);
    await third.close();
  });

  test('answers by queue in order and no more than asked, by number, by client, by code and page by page', () =>
    opened(async (store) => {
      const promised = order(9, { promisedAt: later(-5) });
      const ann = idNumber('client', 1);
      const hers = [order(4, { client: ann }), order(8, { client: ann, state: 'cancelled' })];
      await store.put('orders', [order(3), ready(5), promised, order(1), ...hers]);
      await store.put('carts', [rowOf.carts(cartNumbered(2), []), rowOf.carts(cartNumbered(3), [])]);
      expect(numbers(await store.ask(queue('to-pick', 3)))).toEqual([9, 1, 3]);
      expect(numbers(await store.ask(queue('ready')))).toEqual([5]);
      const named = (where: Question<'orders'>['where'], by: 'id' | 'age' = 'id') =>
        store.ask({ of: 'orders', where, by, limit: 5 });
      expect(numbers(await named({ number: 'W-1003' }))).toEqual([3]);
      expect(numbers(await named({ id: idNumber('order', 5) }))).toEqual([5]);
      expect(numbers(await named({ client: ann }, 'age'))).toEqual([8, 4]);
      expect(await store.ask({ of: 'carts', where: { code: 'ABCD2343' }, by: 'id', limit: 1 })).toMatchObject([
        { id: idNumber('cart', 3) },
      ]);
      const after = idNumber('order', 4);
      expect(numbers(await store.ask({ of: 'orders', where: {}, by: 'id', after, limit: 2 }))).toEqual([5, 8]);
    }));

  test('knows over which rows something of this register lies', () =>
    opened(async (store) => {
      await store.put('orders', [order(1), { ...order(2), isUnsent: true }]);
      expect(await store.unsent('orders')).toEqual([idNumber('order', 2)]);
      await store.put('orders', [order(2)]);
      expect(await store.unsent('orders')).toEqual([]);
    }));

  test('tells whoever watches, and only them, of every change of the answer', () =>
    opened(async (store) => {
      let seen: readonly number[] = [];
      let count = -1;
      let left = 0;
      const onFault = (error: unknown) => expect.unreachable(String(error));
      const stop = store.watch(queue('to-pick', 2), { onAnswer: (rows) => (seen = numbers(rows)), onFault });
      store.watchCount('to-pick', { onAnswer: (now) => (count = now), onFault });
      store.watch(queue('to-pick'), { onAnswer: () => left++, onFault })();
      await answered(() => [seen, count], [[], 0]);
      await store.put('orders', [order(5), order(7)]);
      await answered(() => [seen, count], [[5, 7], 2]);
      await store.put('orders', [order(6)]);
      await answered(() => [seen, count], [[5, 6], 3]);
      await store.put('orders', [ready(5)]);
      await answered(() => [seen, count], [[6, 7], 2]);
      await store.remove('orders', [idNumber('order', 6)]);
      await answered(() => [seen, count], [[7], 1]);
      await store.put('orders', [order(6)]);
      await answered(() => [seen, count], [[6, 7], 2]);
      expect([await store.count('orders'), await store.ids('orders')]).toMatchObject([3, { length: 3 }]);
      stop();
      await store.put('orders', [order(1)]);
      await answered(() => [seen, count], [[6, 7], 3]);
      expect(left).toBeLessThan(2);
    }));

  test('is of no use once it was taken away, and says so', async () => {
    const disk = newDisk();
    const store = await disk.open();
    await store.put('orders', [order(1)]);
    await store.putMark(MARK);
    await disk.drop();
    await expect(store.mark()).rejects.toThrow();
    await expect(store.count('orders')).rejects.toThrow();
    await expect(store.put('orders', [order(2)])).rejects.toThrow();
    await store.close();
    const next = await disk.open();
    expect([await next.mark(), await next.count('orders')]).toEqual([null, 0]);
    await next.put('orders', [order(3)]);
    expect(await next.count('orders')).toBe(1);
    await next.close();
  });
});

test('a row says of an order what a list shows of it', () => {
  const shelf = { ...orderNumbered(1).fulfillment, state: 'ready' as const, shelf: 'B 7' };
  const row: Rows['orders'] = order(1, { fulfillment: shelf, client: idNumber('client', 3), number: 'w-1x' });
  expect(row).toMatchObject({ queue: 'ready', place: later(1), number: 'W-1X', client: idNumber('client', 3) });
  expect(JSON.parse(row.summary)).toMatchObject({ number: 'w-1x', shelf: 'B 7', units: 2, isUnsent: false });
  expect(order(1, { state: 'cancelled' }).queue).toBe('done');
});
