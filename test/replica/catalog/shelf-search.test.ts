import { describe, expect, test } from 'vitest';
import type { Variant } from '../../../src/domain/catalog/variant.ts';
import { createFakeServer, createTablet, fill, pull, variant } from './replica-rig.ts';

describe('a search on the shelf', () => {
  test('lets the newest search win', async () => {
    const server = createFakeServer();
    server.putVariant(variant(0, { title: { en: 'Scarf' } }));
    const tablet = createTablet();
    await pull(tablet, server);
    await tablet.shelf.settled();
    const [older, newer] = await Promise.all([tablet.shelf.search('sca', 5), tablet.shelf.search('scar', 5)]);
    expect(older).toBeNull();
    expect(newer).toMatchObject({ total: 1, rows: [{ ordinal: 0 }] });
  });

  test('puts an exact SKU or barcode first, and finds barcodes by their first digits', async () => {
    const server = createFakeServer();
    server.putVariant(variant(0, { sku: '85123A-SET', popularity: 900, title: { en: 'Set of 85123A' } }));
    server.putVariant(variant(1, { sku: '85123A', barcodes: ['4006381333931'] }));
    server.putVariant(variant(2, { sku: '85123a' }));
    const tablet = createTablet();
    await fill(tablet, server);
    await tablet.shelf.settled();
    const found = async (query: string) => (await tablet.shelf.search(query, 10))?.rows.map((row) => row.ordinal);
    expect((await found('85123A'))?.[0]).toBe(1);
    expect((await found('85123a'))?.[0]).toBe(2);
    expect(await found('4006381333931')).toEqual([1]);
    expect(await found('400638')).toEqual([1]);
    expect(await found('４００６３８')).toEqual([1]);
  });

  test('what is sold out stands behind its equals, and before nobody better', async () => {
    const server = createFakeServer();
    const goods = [
      { title: 'Linen shirt', popularity: 9, left: 0 },
      { title: 'Linen shirt', popularity: 5, left: 0 },
      { title: 'Linen shirt', popularity: 5, left: 0, code: '4006381333931' },
      { title: 'Linen shirt', popularity: 5, left: 2 },
      { title: 'Linen shirt', popularity: 1, left: 7 },
    ];
    for (const [ordinal, { title, popularity, left, code }] of goods.entries()) {
      const barcodes = code === undefined ? [] : [code];
      server.putVariant(variant(ordinal, { title: { en: title }, popularity, tracked: true, barcodes }));
      server.putPrice({ ordinal, priceMinor: 100, compareAtMinor: null });
      server.putLevel({ ordinal, onHand: left, committed: 0, damaged: 0 });
    }
    const tablet = createTablet();
    await pull(tablet, server);
    await tablet.shelf.settled();
    const found = async (query: string) => (await tablet.shelf.search(query, 10))?.rows.map((row) => row.ordinal);
    expect(await found('linen')).toEqual([0, 3, 1, 2, 4]);
    expect(await found('4006381333931')).toEqual([2]);
  });

  test('the first few of an answer are the same whether few or many are asked for, also when changes came since', async () => {
    const server = createFakeServer();
    const put = (ordinal: number, left: number, change: Partial<Variant> = {}) => {
      server.putVariant(variant(ordinal, { title: { en: 'Linen shirt' }, ...change }));
      server.putPrice({ ordinal, priceMinor: 100, compareAtMinor: null });
      server.putLevel({ ordinal, onHand: left, committed: 0, damaged: 0 });
    };
    for (let ordinal = 0; ordinal < 20; ordinal++) put(ordinal, ordinal % 3);
    // Wrapping is not counted: that none of it lies there does not send it back.
    put(20, 0, { tracked: false });
    const tablet = createTablet();
    await fill(tablet, server);
    await tablet.shelf.settled();
    const found = async (limit: number) => (await tablet.shelf.search('linen', limit))?.rows.map((row) => row.ordinal);
    const sellable = Array.from({ length: 20 }, (_, ordinal) => ordinal).filter((ordinal) => ordinal % 3 > 0);
    expect(await found(60)).toEqual([...sellable, 20, 0, 3, 6, 9, 12, 15, 18]);
    expect(await found(5)).toEqual(sellable.slice(0, 5));
    put(0, 0, { tracked: false });
    put(20, 0, { tracked: true });
    await pull(tablet, server);
    await tablet.shelf.settled();
    expect(await found(60)).toEqual([0, ...sellable, 3, 6, 9, 12, 15, 18, 20]);
    expect(await found(3)).toEqual([0, ...sellable].slice(0, 3));
  });

  test('an answer of a few rows opens the segments of those rows only', async () => {
    const server = createFakeServer();
    for (let ordinal = 0; ordinal < 40; ordinal++)
      server.putVariant(variant(ordinal, { title: { en: 'Linen shirt' } }));
    const tablet = createTablet();
    await fill(tablet, server);
    await tablet.shelf.settled();
    const fresh = tablet.reopen();
    await fresh.shelf.settled();
    const opened = new Set<string>();
    await fresh.handle.run(async (db) =>
      db.segments.hook('reading', (record) => {
        opened.add(record.hash);
        return record;
      }),
    );
    expect((await fresh.shelf.search('linen', 4))?.rows).toHaveLength(4);
    expect(opened.size).toBe(1);
    expect((await fresh.shelf.search('linen', 60))?.rows).toHaveLength(40);
    expect(opened.size).toBe(10);
  });
});
