import { gunzipSync } from 'node:zlib';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import type { Variant } from '../../../src/domain/catalog/variant.ts';
import { sha256Hex } from '../../../src/kernel/hash.ts';
import { must } from '../../../src/kernel/invariant.ts';
import { openSegment } from '../../../src/protocol/segment/columnar.ts';
import type { TableManifest } from '../../../src/protocol/segment/manifest.ts';
import { variantAt } from '../../../src/protocol/segment/rows.ts';
import { withTenant } from '../../../src/server/db/database.ts';
import { createSegments, type Segments } from '../../../src/server/segments/segments.ts';
import { publish } from '../../../src/server/streams/publish.ts';
import { openTestPostgres } from '../../support/database.ts';
import { changesOf, clock, draftOf, headOf, PRICE_LIST, STORE, seedShop, TENANT, write } from '../catalog/shop-rig.ts';

let database = await openTestPostgres();
let used = false;
let segments: Segments;

beforeEach(async () => {
  if (used) {
    await database.close();
    database = await openTestPostgres();
  }
  used = true;
  await seedShop(database);
  segments = createSegments({ db: database.db, clock });
});
afterAll(() => database.close());

const manyDrafts = (count: number, change: (at: number) => Parameters<typeof draftOf>[1] = () => ({})) =>
  Array.from({ length: count }, (_, at) => draftOf(`SKU-${String(at).padStart(5, '0')}`, change(at)));

async function rowsOf(table: TableManifest): Promise<readonly (Variant | null)[]> {
  const rows: (Variant | null)[] = [];
  for (const part of table.parts) {
    const stored = must(await segments.readSegment(TENANT, part.hash), 'a named segment is there');
    const bytes = gunzipSync(stored.gzip);
    expect(sha256Hex(bytes)).toBe(part.hash);
    expect(bytes.length).toBe(part.bytes);
    const opened = openSegment(new Uint8Array(bytes), 'items');
    if (!opened.ok) throw new Error(opened.refusal.detail);
    for (let row = 0; row < part.rows; row++) rows.push(variantAt(opened.value, row));
  }
  return rows;
}

async function itemsNow(): Promise<readonly Variant[]> {
  const rows = await database.db.selectFrom('variant').select('row').orderBy('ordinal').execute();
  return rows.map((row) => row.row);
}

describe('published segments', () => {
  test('hold the very rows of the tables, named by their hash, as of the head they state', async () => {
    await write(database, {
      variants: manyDrafts(4_500, (at) => ({ title: { en: `衫 ${at}`, 'zh-TW': `襯衫 ${at}` } })),
      stock: [{ sku: 'SKU-00007', location: STORE, quantity: 12 }],
    });
    const tables = await segments.manifestFor(TENANT, ['items', `prices:${PRICE_LIST}`, `stock:${STORE}`, 'retailer']);
    expect(tables.map(({ stream, through, parts }) => [stream, through, parts.map((part) => part.rows)])).toEqual([
      ['items', 1, [2_000, 2_000, 500]],
      [`prices:${PRICE_LIST}`, 1, [4_500]],
      [`stock:${STORE}`, 1, [8]],
    ]);
    expect(await rowsOf(must(tables[0], 'items come first'))).toEqual(await itemsNow());
  });

  test('of one changed product cost one small part, not the catalogue', async () => {
    await write(database, { variants: manyDrafts(6_000) });
    const [before] = await segments.manifestFor(TENANT, ['items']);
    await write(database, { variants: [draftOf('SKU-02500', { title: { en: 'Renamed' } })] });
    // A tablet that follows the stream gets this, and nothing else.
    const told = await database.db.selectFrom('change').selectAll().where('stream', '=', 'items').execute();
    expect(told).toHaveLength(1);
    expect(JSON.stringify(told).length).toBeLessThan(1_500);
    // A tablet that is filled later gets one other part.
    const published = await segments.publish(TENANT, 'items');
    expect(published.encoded).toBe(1);
    expect(published.newBytes).toBeLessThan(100_000);
    const hashes = (table: TableManifest | undefined) => table?.parts.map((part) => part.hash) ?? [];
    const kept = hashes(published.manifest).filter((hash) => hashes(before).includes(hash));
    expect(kept).toHaveLength(2);
    expect((await rowsOf(published.manifest))[2_500]?.title.en).toBe('Renamed');
  });

  test('of a change that was taken back have the name they had before', async () => {
    await write(database, { variants: [draftOf('A')] });
    const [before] = await segments.manifestFor(TENANT, ['items']);
    await write(database, { variants: [draftOf('A', { active: false })] });
    await segments.publish(TENANT, 'items');
    await write(database, { variants: [draftOf('A')] });
    const { manifest } = await segments.publish(TENANT, 'items');
    expect(manifest.parts).toEqual(before?.parts);
    expect(manifest.through).toBe(3);
  });

  test('are made anew for whoever asks after an import that nobody published', async () => {
    await write(database, { variants: [draftOf('A')] });
    await segments.manifestFor(TENANT, ['items']);
    await write(database, { variants: manyDrafts(2_500) });
    const { floor } = await headOf(database, 'items');
    const asked = await Promise.all(Array.from({ length: 8 }, () => segments.manifestFor(TENANT, ['items'])));
    for (const [table] of asked) {
      expect(table?.through).toBeGreaterThanOrEqual(floor);
      expect(table).toEqual(asked[0]?.[0]);
    }
    expect(await rowsOf(must(asked[0]?.[0], 'one table'))).toHaveLength(2_501);
  });

  test('are published when a stream ran far ahead, and the window below them stays readable', async () => {
    segments = createSegments({ db: database.db, clock, compactAfter: 30, keepChanges: 10 });
    await write(database, { variants: manyDrafts(20) });
    expect(await segments.compactIfNeeded(TENANT)).toEqual([]);
    await write(database, { variants: manyDrafts(20, () => ({ title: { en: 'Changed' } })) });
    expect(await segments.compactIfNeeded(TENANT)).toEqual(['items']);
    expect(await headOf(database, 'items')).toEqual({ head: 40, floor: 30 });
    expect((await changesOf(database, 'items')).map((change) => change.sequence)).toEqual(
      Array.from({ length: 10 }, (_, at) => 31 + at),
    );
    expect(await segments.compactIfNeeded(TENANT)).toEqual([]);
  });

  test('of nothing are an empty manifest', async () => {
    expect(await segments.manifestFor(TENANT, ['items'])).toEqual([{ stream: 'items', through: 0, parts: [] }]);
    expect(await segments.readSegment(TENANT, 'f'.repeat(64))).toBeNull();
  });

  test('are not shown to another retailer', async () => {
    await write(database, { variants: [draftOf('A')] });
    const [table] = await segments.manifestFor(TENANT, ['items']);
    const hash = must(table?.parts[0]?.hash, 'one part');
    expect(await segments.readSegment('ten_00000000000000000000000009', hash)).toBeNull();
  });

  test('segments nobody names are kept for a day, then forgotten', async () => {
    await write(database, { variants: [draftOf('A')] });
    const [old] = await segments.manifestFor(TENANT, ['items']);
    const hash = must(old?.parts[0]?.hash, 'one part');
    await write(database, { variants: [draftOf('A', { active: false })] });
    await segments.publish(TENANT, 'items');
    expect(await segments.readSegment(TENANT, hash)).not.toBeNull();
    await write(database, { variants: [draftOf('A', { sku: 'A', popularity: 4 })] });
    const later = createSegments({ db: database.db, clock: { now: () => clock.now() + 25 * 3_600_000 } });
    await later.publish(TENANT, 'items');
    expect(await segments.readSegment(TENANT, hash)).toBeNull();
  });

  test('are exact while writers write: segments up to `through` plus changes above it are the tables', async () => {
    await write(database, { variants: manyDrafts(40) });
    const published: TableManifest[] = [];
    const writers = Array.from({ length: 4 }, async (_, writer) => {
      for (let round = 0; round < 12; round++) {
        await withTenant(database.db, TENANT, async (transaction) => {
          const ordinal = (writer * 7 + round * 3) % 40;
          const row = must((await itemsNow())[ordinal], 'an ordinal in use');
          const body = { ...row, popularity: writer * 1_000 + round };
          await transaction
            .updateTable('variant')
            .set({ row: JSON.stringify(body) })
            .where('ordinal', '=', ordinal)
            .execute();
          await publish(transaction, TENANT, [{ stream: 'items', kind: 'variant.put', ref: String(ordinal), body }]);
        });
      }
    });
    let isOver = false;
    const publisher = (async () => {
      while (!isOver) published.push((await segments.publish(TENANT, 'items')).manifest);
    })();
    await Promise.all(writers);
    isOver = true;
    await publisher;
    expect(new Set(published.map((table) => table.through)).size).toBeGreaterThan(2);
    const truth = await itemsNow();
    const changes = await changesOf(database, 'items');
    for (const table of published) {
      const rows = [...(await rowsOf(table))];
      for (const change of changes.filter(({ sequence }) => sequence > table.through)) {
        rows[Number(change.body.ordinal)] = change.body as unknown as Variant;
      }
      expect(rows, `through ${table.through}`).toEqual(truth);
    }
  });
});
