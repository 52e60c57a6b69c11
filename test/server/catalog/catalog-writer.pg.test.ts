import { sql } from 'kysely';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { openCatalogWriter } from '../../../src/server/catalog/catalog-writer.ts';
import { withTenant } from '../../../src/server/db/database.ts';
import { openTestPostgres } from '../../support/database.ts';
import {
  changesOf,
  draftOf,
  headOf,
  ids,
  NOW,
  OTHER_STORE,
  PRICE_LIST,
  STORE,
  seedShop,
  TENANT,
  THINGS,
  write,
} from './shop-rig.ts';

let database = await openTestPostgres();
let used = false;

beforeEach(async () => {
  if (used) {
    await database.close();
    database = await openTestPostgres();
  }
  used = true;
  await seedShop(database);
});
afterAll(() => database.close());

const variants = () => database.db.selectFrom('variant').selectAll().orderBy('ordinal').execute();

describe('the catalogue writer', () => {
  test('gives new variants the next ordinals, and keeps ordinal and id of known ones for life', async () => {
    await write(database, { variants: [draftOf('A'), draftOf('B')] });
    const before = await variants();
    await write(database, { variants: [draftOf('C'), draftOf('B', { title: { en: 'Better thing' } })] });
    const after = await variants();
    expect(after.map(({ sku, ordinal }) => [sku, ordinal])).toEqual([
      ['A', 0],
      ['B', 1],
      ['C', 2],
    ]);
    expect(after.slice(0, 2).map(({ id }) => id)).toEqual(before.map(({ id }) => id));
    expect(after[1]?.row.title).toEqual({ en: 'Better thing' });
  });

  test('tells the streams what changed, and nothing of what did not', async () => {
    const draft = { variants: [draftOf('A', { barcodes: ['4006381333931'] }), draftOf('B')] };
    const first = await write(database, draft);
    expect(first).toMatchObject({
      categories: { created: 1, changed: 0 },
      variants: { created: 2, changed: 0, unchanged: 0 },
      prices: { changed: 2 },
      heads: { items: 2, [`prices:${PRICE_LIST}`]: 2, retailer: 1 },
      streamsToPublish: [],
    });
    const again = await write(database, draft);
    expect(again).toMatchObject({
      variants: { created: 0, changed: 0, unchanged: 2 },
      prices: { changed: 0 },
      heads: {},
    });
    await write(database, {
      variants: [draftOf('B', { prices: [{ priceList: PRICE_LIST, priceMinor: 900, compareAtMinor: 1_000 }] })],
    });
    expect((await changesOf(database, 'items')).map((change) => change.sequence)).toEqual([1, 2]);
    expect((await changesOf(database, `prices:${PRICE_LIST}`)).at(-1)).toMatchObject({
      sequence: 3,
      kind: 'price.put',
      body: { ordinal: 1, priceMinor: 900, compareAtMinor: 1_000 },
    });
  });

  test('holds SKUs apart that differ in case only, and lets several variants carry one barcode', async () => {
    await write(database, {
      variants: [draftOf('85123a', { barcodes: ['7'] }), draftOf('85123A', { barcodes: ['7'] })],
    });
    expect((await variants()).map((row) => row.sku)).toEqual(['85123a', '85123A']);
    const codes = await database.db.selectFrom('identifier').selectAll().orderBy('ordinal').execute();
    expect(codes.map(({ code, ordinal }) => [code, ordinal])).toEqual([
      ['7', 0],
      ['7', 1],
    ]);
  });

  test('makes one item of variants with one key, the same at the next import', async () => {
    await write(database, { variants: [draftOf('S', { itemKey: 'shirt' }), draftOf('M', { itemKey: 'shirt' })] });
    await write(database, { variants: [draftOf('L', { itemKey: 'shirt' }), draftOf('hat')] });
    const items = (await variants()).map((row) => row.item);
    expect(new Set(items.slice(0, 3)).size).toBe(1);
    expect(items[3]).not.toBe(items[0]);
    expect(items[0]).toMatch(/^itm_[0-9A-HJKMNP-TV-Z]{26}$/);
  });

  test('writes stock as movements: a receipt first, the difference later, nothing when it agrees', async () => {
    const stock = (quantity: number) => ({ stock: [{ sku: 'A', location: STORE, quantity }] });
    await write(database, { variants: [draftOf('A')], ...stock(10) });
    await write(database, stock(10));
    await write(database, stock(7));
    await write(database, { stock: [{ sku: 'A', location: OTHER_STORE, quantity: 3 }] });
    const movements = await database.db
      .selectFrom('stock_movement')
      .selectAll()
      .orderBy('location')
      .orderBy('id')
      .execute();
    expect(movements.map(({ location, kind, quantity }) => [location, kind, quantity])).toEqual([
      [STORE, 'receipt', 10],
      [STORE, 'adjustment', -3],
      [OTHER_STORE, 'receipt', 3],
    ]);
    const { rows } = await sql<{ wrong: number }>`
      select count(*) as wrong from stock_level l where on_hand <> (
        select sum(quantity) from stock_movement m where m.location = l.location and m.ordinal = l.ordinal)`.execute(
      database.db,
    );
    expect(rows[0]?.wrong).toBe(0);
    expect((await changesOf(database, `stock:${STORE}`)).map((change) => change.body.onHand)).toEqual([10, 7]);
  });

  test('sends tablets to the segments when more than 2,000 rows of a stream changed', async () => {
    await write(database, { variants: [draftOf('before')] });
    const many = Array.from({ length: 2_100 }, (_, at) => draftOf(`N${at}`));
    const outcome = await write(database, { variants: many });
    expect(outcome.streamsToPublish).toEqual(['items', `prices:${PRICE_LIST}`]);
    expect(await headOf(database, 'items')).toEqual({ head: 2, floor: 2 });
    expect(await changesOf(database, 'items')).toEqual([]);
    expect(await headOf(database, 'retailer')).toEqual({ head: 1, floor: 0 });
  });

  test('leaves nothing behind when the transaction is rolled back', async () => {
    const failed = withTenant(database.db, TENANT, async (transaction) => {
      const writer = await openCatalogWriter({ transaction, tenant: TENANT, ids, now: NOW });
      await writer.putCategories([THINGS]);
      await writer.putVariants([draftOf('A')]);
      await writer.finish();
      throw new Error('power cut');
    });
    await expect(failed).rejects.toThrow('power cut');
    expect(await variants()).toEqual([]);
    expect(await headOf(database, 'items')).toEqual({ head: 0, floor: 0 });
  });

  test('hands out ordinals to two writers at once without a collision', async () => {
    const halves = ['x', 'y', 'z'].map((name) =>
      write(database, { variants: Array.from({ length: 300 }, (_, at) => draftOf(`${name}${at}`)) }),
    );
    await Promise.all(halves);
    const rows = await variants();
    expect(rows.map((row) => row.ordinal)).toEqual(Array.from({ length: 900 }, (_, at) => at));
    expect(rows.every((row) => row.row.ordinal === row.ordinal)).toBe(true);
  });
});
