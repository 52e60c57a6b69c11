import { describe, expect, test } from 'vitest';
import { sha256Hex } from '../../../src/kernel/hash.ts';
import { must } from '../../../src/kernel/invariant.ts';
import { createDexieReplicaStore } from '../../../src/replica/catalog/dexie-replica-store.ts';
import {
  AT,
  createFakeServer,
  createTablet,
  EPOCH,
  fetchAll,
  fill,
  PRICES,
  pull,
  STOCK,
  variant,
} from './replica-rig.ts';

function stocked(rows = 10) {
  const server = createFakeServer();
  for (let ordinal = 0; ordinal < rows; ordinal++) {
    server.putVariant(variant(ordinal));
    server.putPrice({ ordinal, priceMinor: 100 + ordinal, compareAtMinor: null });
    server.putLevel({ ordinal, onHand: ordinal, committed: 0, damaged: 0 });
  }
  return server;
}

describe('the replica', () => {
  test('takes segments and the rest in one round, and knows where it stands', async () => {
    const server = stocked();
    const tablet = createTablet();
    expect(await tablet.store.progress()).toMatchObject({ epoch: null, cursors: {}, asOf: null });
    expect(await fill(tablet, server)).toEqual({ ok: true, value: { changes: 0 } });
    expect(await tablet.store.progress()).toMatchObject({
      epoch: EPOCH,
      incarnation: 1,
      cursors: { items: 10, [PRICES]: 10, [STOCK]: 10, retailer: 0 },
      asOf: AT,
      filling: null,
    });
    expect(await tablet.store.wantedSegments()).toEqual([]);
  });

  test('believes a segment by its hash alone', async () => {
    const server = stocked();
    const tablet = createTablet();
    const [part] = server.manifest('items').parts;
    const bytes = must(server.segments.get(must(part, 'a part').hash), 'bytes');
    const meddled = bytes.slice();
    meddled[bytes.length - 1] = (meddled[bytes.length - 1] ?? 0) ^ 1;
    const hash = must(part, 'a part').hash;
    expect(await tablet.store.keepSegment(hash, meddled)).toEqual({
      ok: false,
      refusal: { code: 'hash-mismatch', hash },
    });
    const login = new TextEncoder().encode('<html>Wi-Fi</html>');
    expect(await tablet.store.keepSegment(sha256Hex(login), login)).toMatchObject({
      refusal: { code: 'segment-unreadable' },
    });
    expect(await tablet.store.keepSegment(hash, bytes)).toEqual({ ok: true, value: 'kept' });
    expect(await tablet.store.keepSegment(hash, bytes)).toEqual({ ok: true, value: 'held' });
  });

  test('switches to no manifest whose segments are not all here', async () => {
    const server = stocked();
    const tablet = createTablet();
    const table = server.manifest('items');
    const refusal = await pull(tablet, server, { tables: [table] });
    expect(refusal).toEqual({
      ok: false,
      refusal: { code: 'segments-missing', hashes: table.parts.map((part) => part.hash) },
    });
    expect((await tablet.store.progress()).epoch).toBeNull();
  });

  test('refuses a hole in a packed stream, an unfinished stream, and another epoch, and keeps what it has', async () => {
    const server = stocked();
    const tablet = createTablet();
    await fill(tablet, server);
    const before = await tablet.store.progress();
    for (const ordinal of [1, 2, 3]) server.putVariant(variant(ordinal, { title: { en: 'New' } }));
    const [page] = server.pages('items', 10);
    const whole = must(page, 'a page');
    const round = { epoch: EPOCH, incarnation: 1, included: 4, serverTime: AT };
    const holed = { ...whole, changes: whole.changes.slice(1) };
    expect(await tablet.store.applyRound({ ...round, pages: [holed] })).toMatchObject({
      refusal: { code: 'gap', stream: 'items', held: 10, got: 12 },
    });
    expect(
      await tablet.store.applyRound({ ...round, pages: [{ ...whole, changes: whole.changes.slice(0, 1) }] }),
    ).toMatchObject({
      refusal: { code: 'gap', held: 11, got: 13 },
    });
    expect(await tablet.store.applyRound({ ...round, pages: [{ ...whole, more: true }] })).toMatchObject({
      refusal: { code: 'incomplete', stream: 'items' },
    });
    expect(await tablet.store.applyRound({ ...round, epoch: 'epoch-2', pages: [whole] })).toMatchObject({
      refusal: { code: 'another-epoch', held: EPOCH, got: 'epoch-2' },
    });
    expect(await tablet.store.progress()).toEqual(before);
    expect(await tablet.store.applyRound({ ...round, pages: [whole] })).toEqual({ ok: true, value: { changes: 3 } });
  });

  test('takes a page it already holds as nothing new', async () => {
    const server = stocked();
    const tablet = createTablet();
    await pull(tablet, server);
    const round = { epoch: EPOCH, incarnation: 1, included: 0, serverTime: AT };
    expect(await tablet.store.applyRound({ ...round, pages: server.pages('items', 0, 3) })).toEqual({
      ok: true,
      value: { changes: 0 },
    });
    expect((await tablet.store.progress()).logged.items).toBe(10);
  });

  test('counts what is included per incarnation, and never backwards', async () => {
    const tablet = createTablet();
    const server = stocked(1);
    await pull(tablet, server, { included: 8 });
    await pull(tablet, server, { included: 5 });
    expect((await tablet.store.progress()).included).toBe(8);
    await pull(tablet, server, { included: 0, incarnation: 2 });
    expect(await tablet.store.progress()).toMatchObject({ incarnation: 2, included: 0 });
  });

  test('keeps changes it has no word for, and goes on', async () => {
    const tablet = createTablet();
    const server = stocked(2);
    server.put('retailer', 'season.put', 'autumn', { whatever: 1 });
    server.put('items', 'variant.put', '1', { ordinal: 1, shape: 'of a later version' });
    server.putVariant(variant(1, { title: { en: 'Readable' } }));
    expect(await pull(tablet, server)).toMatchObject({ ok: true });
    expect(await tablet.store.progress()).toMatchObject({ unread: 2, cursors: { items: 4, retailer: 1 } });
    const unread = await tablet.handle.run((db) => db.unread.toArray());
    expect(unread.map(({ stream, kind }) => [stream, kind])).toEqual([
      ['items', 'variant.put'],
      ['retailer', 'season.put'],
    ]);
  });

  test('forgets segments nobody names, not those of a fill under way', async () => {
    const server = stocked();
    const tablet = createTablet();
    await fill(tablet, server);
    const before = await tablet.store.heldSegments();
    server.putVariant(variant(1, { title: { en: 'New' } }));
    const tables = [server.manifest('items')];
    await tablet.store.activatePartial({ epoch: EPOCH, tables });
    // One part of three is another one.
    expect(await fetchAll(tablet, server, tables)).toBe(1);
    expect((await tablet.store.heldSegments()).size).toBe(before.size + 1);
    await pull(tablet, server, { tables });
    expect((await tablet.store.heldSegments()).size).toBe(before.size);
  });

  test('resumes a fill after the tab was closed in the middle', async () => {
    const server = stocked();
    const tablet = createTablet();
    const tables = ['items', PRICES, STOCK].map((stream) => server.manifest(stream));
    await tablet.store.activatePartial({ epoch: EPOCH, tables });
    const [first] = must(tables[0], 'items').parts;
    await tablet.store.keepSegment(
      must(first, 'a part').hash,
      must(server.segments.get(must(first, 'a part').hash), 'bytes'),
    );
    const again = tablet.reopen();
    const { filling } = await again.store.progress();
    expect(filling?.tables).toEqual(tables);
    expect(await again.store.wantedSegments()).toHaveLength(tables.flatMap((table) => table.parts).length - 1);
  });

  test('on a new epoch forgets everything but segments, which any server names alike', async () => {
    const server = stocked();
    const tablet = createTablet();
    await fill(tablet, server);
    const held = await tablet.store.heldSegments();
    await tablet.store.dropAll();
    expect(await tablet.store.progress()).toMatchObject({ epoch: null, cursors: {}, tables: {}, asOf: null });
    expect(await tablet.store.heldSegments()).toEqual(held);
  });

  test('says so when the disk refuses, and has written nothing', async () => {
    const server = stocked();
    const tablet = createTablet();
    await fill(tablet, server);
    const before = await tablet.store.progress();
    server.putVariant(variant(3, { title: { en: 'New' } }));
    await tablet.handle.run(async (db) => {
      db.progress.hook('updating', () => {
        throw new DOMException('full', 'QuotaExceededError');
      });
    });
    const failing = createDexieReplicaStore({ handle: tablet.handle, news: tablet.news });
    const { cursors } = before;
    const answer = await failing.applyRound({
      epoch: EPOCH,
      incarnation: 1,
      included: 1,
      serverTime: AT,
      pages: server.pages('items', cursors.items ?? 0),
    });
    expect(answer).toMatchObject({ ok: false, refusal: { code: 'storage-failed' } });
    expect(await tablet.store.progress()).toEqual(before);
  });

  test('tidies a long log, and still shows the last of each row', async () => {
    const server = stocked(3);
    const tablet = createTablet();
    await pull(tablet, server);
    for (let round = 0; round < 9; round++) {
      for (let at = 0; at < 1_000; at++)
        server.putLevel({ ordinal: at % 3, onHand: round * 1_000 + at, committed: 0, damaged: 0 });
      await pull(tablet, server);
    }
    await tablet.shelf.settled();
    expect((await tablet.store.progress()).logged[STOCK]).toBeLessThan(3_000);
    expect((await tablet.shelf.row(2))?.level?.onHand).toBe(8_998);
  });
});
