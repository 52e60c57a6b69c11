import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { describe, expect, test } from 'vitest';
import { must } from '../../../src/kernel/invariant.ts';
import { createShelf } from '../../../src/replica/catalog/create-shelf.ts';
import { createReplicaNews } from '../../../src/replica/catalog/news.ts';
import { createReplicaHandle } from '../../../src/replica/catalog/replica-database.ts';
import { createSearchEngine } from '../../../src/replica/catalog/search-engine.ts';
import {
  createInProcessSearch,
  createWorkerSearch,
  type SearchPort,
} from '../../../src/replica/catalog/search-port.ts';
import { createFakeServer, createTablet, EPOCH, fetchAll, fill, pull, variant } from './replica-rig.ts';

function scarves(count = 12) {
  const server = createFakeServer();
  for (let ordinal = 0; ordinal < count; ordinal++)
    server.putVariant(variant(ordinal, { title: { en: `Scarf ${ordinal}` } }));
  return server;
}

describe('a search that finds nothing', () => {
  test('says "not here yet" in a fill, and "unknown" once all is here', async () => {
    const server = scarves();
    const tablet = createTablet();
    const asked = async () => must(await tablet.shelf.search('lantern', 5), 'the newest search').complete;
    const browsed = async () => (await tablet.shelf.browse({ category: null, offset: 0, limit: 3 })).complete;
    await tablet.shelf.settled();
    expect([await asked(), await browsed()]).toEqual([false, false]);
    const tables = [server.manifest('items')];
    await tablet.store.activatePartial({ epoch: EPOCH, tables });
    await tablet.shelf.settled();
    expect(await asked()).toBe(false);
    await fetchAll(tablet, server, tables);
    await tablet.shelf.settled();
    expect([await asked(), await browsed()]).toEqual([false, false]);
    await pull(tablet, server, { tables });
    await tablet.shelf.settled();
    expect([await asked(), await browsed()]).toEqual([true, true]);
  });

  test('says "unknown" where every change came one by one, without segments', async () => {
    const server = scarves(3);
    const tablet = createTablet();
    await pull(tablet, server);
    await tablet.shelf.settled();
    expect(await tablet.shelf.search('lantern', 5)).toMatchObject({ total: 0, complete: true });
  });

  test('says "not here yet" while the index is behind what the shelf holds', async () => {
    const server = scarves();
    const ports = { indexedDB: new IDBFactory(), IDBKeyRange };
    const tablet = createTablet(ports.indexedDB);
    await fill(tablet, server);
    const news = createReplicaNews();
    const engine = createInProcessSearch(createSearchEngine({ handle: createReplicaHandle(ports), news }));
    let release: () => void = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const slow: SearchPort = {
      ask: (question) => engine.ask(question),
      async refresh() {
        await held;
        return engine.refresh();
      },
      close: () => engine.close(),
    };
    const shelf = createShelf({ handle: createReplicaHandle(ports), news, search: slow });
    await engine.refresh();
    await shelf.refresh();
    expect(shelf.state().phase).toBe('ready');
    expect((await shelf.search('lantern', 5))?.complete).toBe(false);
    release();
    await shelf.settled();
    expect((await shelf.search('lantern', 5))?.complete).toBe(true);
  });

  test('says "not here yet" when a part is damaged, and what is left is found and sold', async () => {
    const server = scarves();
    const tablet = createTablet();
    await fill(tablet, server);
    await tablet.shelf.settled();
    const hash = must((await tablet.store.progress()).tables.items?.parts[1]?.hash, 'a part');
    const whole = must(server.segments.get(hash), 'bytes');
    for (const length of [whole.length - 1, 40, 0]) {
      await tablet.handle.run(async (db) => {
        await db.segments.put({ hash, bytes: whole.slice(0, length) });
        await db.derived.clear();
      });
      const hurt = tablet.reopen();
      await hurt.shelf.settled();
      expect(await hurt.shelf.search('scarf 5', 5), `${length} bytes`).toMatchObject({ rows: [], complete: false });
      expect((await hurt.shelf.search('scarf', 20))?.total).toBe(8);
      expect(await hurt.shelf.scan('SKU-5')).toMatchObject({ kind: 'unknown', complete: false });
      expect(await hurt.shelf.scan('SKU-9')).toMatchObject({ kind: 'found' });
      expect(await hurt.store.wantedSegments()).toEqual([hash]);
      expect(await hurt.store.keepSegment(hash, whole.slice(0, length))).toMatchObject({
        refusal: { code: 'hash-mismatch' },
      });
      expect(await hurt.store.keepSegment(hash, whole)).toEqual({ ok: true, value: 'kept' });
      await hurt.shelf.settled();
      expect(await hurt.shelf.search('scarf 5', 5)).toMatchObject({ total: 1, complete: true });
    }
  });

  test('says "not here yet" when neither a worker nor this thread can answer; scans go on', async () => {
    const server = scarves();
    const ports = { indexedDB: new IDBFactory(), IDBKeyRange };
    await fill(createTablet(ports.indexedDB), server);
    const search = createWorkerSearch({
      start: () => {
        throw new Error('no worker for you');
      },
      timers: { sleep: () => new Promise(() => {}) },
      fallback: () => ({
        ask: () => Promise.reject(new Error('out of memory')),
        refresh: () => Promise.reject(new Error('out of memory')),
        close() {},
      }),
    });
    const shelf = createShelf({ handle: createReplicaHandle(ports), news: createReplicaNews(), search });
    await shelf.refresh();
    expect(await shelf.search('scarf', 5)).toMatchObject({ rows: [], complete: false });
    expect(await shelf.scan('SKU-9')).toMatchObject({ kind: 'found' });
  });

  test('a full disk keeps the index from being saved, not from being searched', async () => {
    const server = scarves();
    const ports = { indexedDB: new IDBFactory(), IDBKeyRange };
    await fill(createTablet(ports.indexedDB), server);
    const handle = createReplicaHandle(ports);
    await handle.run(async (db) => {
      db.derived.hook('creating', () => {
        throw new DOMException('full', 'QuotaExceededError');
      });
    });
    const engine = createSearchEngine({ handle, news: createReplicaNews() });
    await engine.refresh();
    const answer = await engine.answer({ kind: 'search', query: 'scarf', limit: 20 });
    expect(answer).toMatchObject({ total: 12, isWhole: true });
  });
});
