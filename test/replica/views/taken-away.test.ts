/** Every RxDB database is deleted in the middle of a shift: nothing is lost but the moment it takes to build it anew. */
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { expect, test } from 'vitest';
import { createRxdbDisk } from '../../../src/replica/views/rxdb-view-store.ts';
import { idNumber } from '../../domain/shop.ts';
import { createChannelTablet, orderNumbered, turns } from './channel-rig.ts';

let names = 0;

function opened() {
  const idb = new IDBFactory();
  const disk = createRxdbDisk({ indexedDB: idb, IDBKeyRange, hasOtherTabs: false, name: `shift${names++}` });
  const tablet = createChannelTablet(disk, idb);
  return { idb, disk, tablet };
}

async function deleteAll(idb: IDBFactory): Promise<number> {
  const found = (await idb.databases()).flatMap(({ name }) => (name?.startsWith('rxdb') ? [name] : []));
  for (const name of found) {
    await new Promise<void>((resolve, reject) => {
      const asked = idb.deleteDatabase(name);
      asked.onsuccess = () => resolve();
      asked.onerror = () => reject(asked.error);
    });
  }
  return found.length;
}

async function shift(views: ReturnType<ReturnType<typeof createChannelTablet>['openViews']>) {
  const list = views.orders({ queue: 'to-pick', limit: 10 });
  const seen: (readonly string[])[] = [];
  list.subscribe(() => seen.push(list.get()?.map(({ number }) => number) ?? []));
  views.begin();
  const until = async (wanted: readonly string[]) => {
    for (let patience = 400; patience > 0 && seen.at(-1)?.join() !== wanted.join(); patience--) await turns(1);
    expect(seen.at(-1)).toEqual(wanted);
    await views.settled();
  };
  return { seen, until };
}

test('underneath the open views: they come back whole, and never show less meanwhile', async () => {
  const { idb, tablet, disk } = opened();
  for (const n of [1, 2, 3]) tablet.putOrder(orderNumbered(n));
  await tablet.pull();
  const views = tablet.openViews();
  const { seen, until } = await shift(views);
  await until(['W-1001', 'W-1002', 'W-1003']);
  tablet.journal.append({ act: 'hand-over', order: 2 });
  await until(['W-1001', 'W-1003']);
  expect(await deleteAll(idb)).toBe(5);
  tablet.journal.append({ act: 'hand-over', order: 1 });
  await until(['W-1003']);
  expect(seen).toEqual([['W-1001', 'W-1002', 'W-1003'], ['W-1001', 'W-1003'], ['W-1003']]);
  expect(views.state().kind).toBe('ready');
  expect(tablet.faults.length, 'that it was gone is told').toBeGreaterThan(0);
  const order = views.order(idNumber('order', 2));
  order.subscribe(() => undefined);
  for (let patience = 200; patience > 0 && order.get() === null; patience--) await turns(1);
  expect(order.get()).toMatchObject({ fulfillment: { state: 'handed-over' } });
  views.close();
  await turns(20);
  await disk.drop();
});

test('between two starts, with what was done here and never sent', async () => {
  const { idb, tablet, disk } = opened();
  for (const n of [1, 2]) tablet.putOrder(orderNumbered(n));
  await tablet.pull();
  const first = tablet.openViews();
  await (await shift(first)).until(['W-1001', 'W-1002']);
  tablet.journal.append({ act: 'hand-over', order: 1 });
  first.close();
  await turns(20);
  await deleteAll(idb);
  const second = tablet.openViews();
  const { seen, until } = await shift(second);
  await until(['W-1002']);
  expect(seen).toEqual([['W-1002']]);
  second.close();
  await turns(20);
  await disk.drop();
});

test('rows of another build, which RxDB will not open, are dropped and made anew', async () => {
  const { idb, tablet, disk } = opened();
  tablet.putOrder(orderNumbered(1));
  await tablet.pull();
  const first = tablet.openViews();
  await (await shift(first)).until(['W-1001']);
  first.close();
  await turns(20);
  const name = (await idb.databases()).find((one) => one.name?.endsWith('--orders'))?.name ?? '';
  // A higher version than this build knows: no database opens that way.
  await new Promise<void>((resolve, reject) => {
    const asked = idb.open(name, 999);
    asked.onerror = () => reject(asked.error);
    asked.onsuccess = () => {
      asked.result.close();
      resolve();
    };
  });
  const second = tablet.openViews();
  await (await shift(second)).until(['W-1001']);
  second.close();
  await turns(20);
  await disk.drop();
});
