import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Variant } from '../../../src/domain/catalog/variant.ts';
import { must } from '../../../src/kernel/invariant.ts';
import {
  AT,
  categoryId,
  createFakeServer,
  createTablet,
  EPOCH,
  fetchAll,
  fill,
  itemId,
  PRICES,
  pull,
  STOCK,
  STREAMS,
  type Tablet,
  variant,
} from './replica-rig.ts';

async function shownRows(tablet: Tablet, span: number) {
  await tablet.shelf.settled();
  const rows = await Promise.all(Array.from({ length: span }, (_, ordinal) => tablet.shelf.row(ordinal)));
  return rows.filter((row) => row !== null);
}

describe('the shelf', () => {
  test('is the fold of segments and changes, whatever way they came: at once, in pieces, twice, with crashes between', async () => {
    const edit = fc.record({
      kind: fc.constantFrom('variant', 'price', 'level'),
      ordinal: fc.integer({ min: 0, max: 13 }),
      value: fc.integer({ min: 0, max: 50 }),
    });
    const step = fc.record({
      edits: fc.array(edit, { maxLength: 12 }),
      how: fc.constantFrom('pull', 'fill', 'half a fill', 'pull twice', 'new page', 'old segments, then changes'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
        const server = createFakeServer();
        let tablet = createTablet();
        const truth = {
          variants: new Map<number, Variant>(),
          prices: new Map<number, number>(),
          levels: new Map<number, number>(),
        };
        for (const { edits, how } of steps) {
          const before = { items: server.head('items'), [PRICES]: server.head(PRICES), [STOCK]: server.head(STOCK) };
          for (const { kind, ordinal, value } of edits) {
            if (kind === 'variant') {
              const row = variant(ordinal, {
                title: { en: `Title ${value}` },
                barcodes: [`40${value}`],
                active: value % 7 !== 0,
              });
              truth.variants.set(ordinal, row);
              server.putVariant(row);
            } else if (kind === 'price') {
              truth.prices.set(ordinal, value);
              server.putPrice({ ordinal, priceMinor: value, compareAtMinor: null });
            } else {
              truth.levels.set(ordinal, value);
              server.putLevel({ ordinal, onHand: value, committed: 0, damaged: 0 });
            }
          }
          if (how === 'new page') tablet = tablet.reopen();
          if (how === 'half a fill') {
            const tables = [server.manifest('items')];
            await tablet.store.activatePartial({ epoch: EPOCH, tables });
            const [part] = must(tables[0], 'items').parts;
            if (part !== undefined)
              await tablet.store.keepSegment(part.hash, must(server.segments.get(part.hash), 'bytes'));
            await tablet.shelf.settled();
            tablet = tablet.reopen();
          }
          if (how === 'fill') await fill(tablet, server);
          if (how === 'old segments, then changes') {
            const { cursors } = await tablet.store.progress();
            const tables = (['items', PRICES, STOCK] as const)
              .filter((stream) => (before[stream] ?? 0) > (cursors[stream] ?? 0))
              .map((stream) => server.manifest(stream, before[stream]));
            await fetchAll(tablet, server, tables);
            await pull(tablet, server, { tables }, 3);
          }
          expect(await pull(tablet, server, {}, 2)).toMatchObject({ ok: true });
          if (how === 'pull twice') {
            const pages = STREAMS.flatMap((stream) => server.pages(stream, 0, 5));
            await tablet.store.applyRound({ epoch: EPOCH, incarnation: 1, included: 0, serverTime: AT, pages });
          }
          // A look in the middle, so that the next step meets a shelf that holds something.
          await tablet.shelf.settled();
        }
        const expected = [...truth.variants.values()]
          .sort((a, b) => a.ordinal - b.ordinal)
          .map((row) => ({
            ...row,
            priceMinor: truth.prices.get(row.ordinal) ?? null,
            compareAtMinor: null,
            level:
              server.head(STOCK) === 0
                ? expect.anything()
                : { onHand: truth.levels.get(row.ordinal) ?? 0, committed: 0, damaged: 0 },
          }));
        expect(await shownRows(tablet, 14)).toEqual(expected);
        expect(await shownRows(tablet.reopen(), 14)).toEqual(expected);
        const active = expected.filter((row) => row.active);
        const found = must(await tablet.shelf.search('title', 50), 'the newest search');
        expect(found.rows.map((row) => row.ordinal).sort((a, b) => a - b)).toEqual(active.map((row) => row.ordinal));
        for (const value of [1, 8, 20]) {
          const code = `40${value}`;
          const carriers = active.filter((row) => row.barcodes.includes(code)).map((row) => row.ordinal);
          const answer = await tablet.shelf.scan(code);
          const rows = answer.kind === 'found' ? answer.rows.map((row) => row.ordinal) : [];
          expect(rows).toEqual(carriers);
        }
      }),
      { seed: 20261121, numRuns: 25 },
    );
  }, 60_000);

  test('sells from the first segments on, and shows stock when the fill is whole', async () => {
    const server = createFakeServer();
    for (let ordinal = 0; ordinal < 8; ordinal++) {
      server.putVariant(variant(ordinal, { title: { en: `Scarf ${ordinal}` }, barcodes: [`900${ordinal}`] }));
      server.putPrice({ ordinal, priceMinor: 500, compareAtMinor: 700 });
      server.putLevel({ ordinal, onHand: 3, committed: 1, damaged: 0 });
    }
    const tablet = createTablet();
    await tablet.shelf.settled();
    expect(tablet.shelf.state()).toMatchObject({ phase: 'empty', rows: 0 });
    const tables = ['items', PRICES, STOCK].map((stream) => server.manifest(stream));
    await tablet.store.activatePartial({ epoch: EPOCH, tables });
    const [items, prices, stock] = tables.map((table) => table.parts);
    for (const { hash } of [...(items?.slice(0, 1) ?? []), ...(prices ?? []), ...(stock ?? [])]) {
      await tablet.store.keepSegment(hash, must(server.segments.get(hash), 'bytes'));
    }
    await tablet.shelf.settled();
    expect(tablet.shelf.state()).toMatchObject({ phase: 'filling', rows: 4, expectedRows: 8, asOf: null });
    const { bytes, expectedBytes } = tablet.shelf.state();
    expect(bytes).toBeGreaterThan(0);
    expect(bytes).toBeLessThan(expectedBytes);
    expect(await tablet.shelf.scan('9001')).toMatchObject({
      kind: 'found',
      rows: [{ ordinal: 1, priceMinor: 500, compareAtMinor: 700, level: null }],
    });
    expect(await tablet.shelf.scan('9007')).toEqual({ kind: 'unknown', code: '9007', complete: false });
    expect(await tablet.shelf.search('scarf', 10)).toMatchObject({ total: 4, complete: false });
    await fetchAll(tablet, server, tables);
    await pull(tablet, server, { tables });
    await tablet.shelf.settled();
    expect(tablet.shelf.state()).toMatchObject({ phase: 'ready', rows: 8, asOf: AT });
    expect(tablet.shelf.state().bytes).toBe(tablet.shelf.state().expectedBytes);
    expect((await tablet.shelf.row(7))?.level).toEqual({ onHand: 3, committed: 1, damaged: 0 });
    expect(await tablet.shelf.scan('9999')).toEqual({ kind: 'unknown', code: '9999', complete: true });
  });

  test('counts an own sale once: in the overlay until the round that contains it, in the level from then on', async () => {
    const server = createFakeServer();
    server.putVariant(variant(0));
    server.putLevel({ ordinal: 0, onHand: 10, committed: 0, damaged: 0 });
    const tablet = createTablet();
    await pull(tablet, server);
    await tablet.shelf.settled();
    const sales = [1, 2, 3].map((sequence) => ({ sequence, quantity: -sequence }));
    tablet.shelf.setOverlay(({ sequence }) => {
      const open = sales.filter((sale) => sale.sequence > sequence);
      const onHand = open.reduce((sum, sale) => sum + sale.quantity, 0);
      return open.length === 0 ? new Map() : new Map([[0, { onHand, damaged: 0 }]]);
    });
    const shown = async () => (await tablet.shelf.row(0))?.level?.onHand;
    const seen: (number | undefined)[] = [await shown()];
    tablet.shelf.subscribe(() => shown().then((level) => seen.push(level)));
    server.putLevel({ ordinal: 0, onHand: 7, committed: 0, damaged: 0 });
    await pull(tablet, server, { included: 2 });
    await tablet.shelf.settled();
    server.putLevel({ ordinal: 0, onHand: 4, committed: 0, damaged: 0 });
    await pull(tablet, server, { included: 3 });
    await tablet.shelf.settled();
    expect(await shown()).toBe(4);
    expect(new Set(seen)).toEqual(new Set([4]));
    tablet.shelf.setOverlay(new Map([[0, { onHand: -1, committed: 0, damaged: 1 }]]));
    expect((await tablet.shelf.row(0))?.level).toEqual({ onHand: 3, committed: 0, damaged: 1 });
  });

  test('finds codes as printed: leading zeros, letters, one code on two variants, a dropped variant', async () => {
    const server = createFakeServer();
    server.putVariant(variant(0, { barcodes: ['012345678905'] }));
    server.putVariant(variant(1, { barcodes: ['HOUSE-7'] }));
    server.putVariant(variant(2, { barcodes: ['TWICE'] }));
    server.putVariant(variant(3, { barcodes: ['TWICE'] }));
    server.putVariant(variant(4, { sku: '0042', barcodes: ['777'], active: false }));
    server.putVariant(variant(5, { sku: '42' }));
    const tablet = createTablet();
    await fill(tablet, server);
    await tablet.shelf.settled();
    const scanned = async (code: string) => {
      const answer = await tablet.shelf.scan(code);
      return answer.kind === 'found' ? answer.rows.map((row) => row.ordinal) : answer.kind;
    };
    expect(await scanned('012345678905')).toEqual([0]);
    expect(await scanned('0012345678905')).toEqual([0]);
    expect(await scanned('12345678905')).toBe('unknown');
    expect(await scanned('HOUSE-7')).toEqual([1]);
    expect(await scanned('house-7')).toBe('unknown');
    expect(await scanned('TWICE')).toEqual([2, 3]);
    expect(await scanned('777')).toEqual([4]);
    expect(await scanned('SKU-1')).toEqual([1]);
    expect(await scanned('42')).toEqual([5]);
    expect(await scanned('0042')).toEqual([4]);
    expect(await scanned('')).toBe('unknown');
    // A variant that gave its code away no longer answers to it.
    server.putVariant(variant(1, { barcodes: ['HOUSE-8'] }));
    await pull(tablet, server);
    await tablet.shelf.settled();
    expect(await scanned('HOUSE-7')).toBe('unknown');
    expect(await scanned('HOUSE-8')).toEqual([1]);
  });

  test('shows a changed row once, and finds it by its new words only', async () => {
    const server = createFakeServer();
    server.putVariant(variant(0, { title: { en: 'Scarf' }, barcodes: ['900'] }));
    server.putVariant(variant(1, { title: { en: 'Shawl' } }));
    const tablet = createTablet();
    await fill(tablet, server);
    await tablet.shelf.settled();
    server.putVariant(variant(0, { title: { en: 'Lantern' }, barcodes: ['900'] }));
    await pull(tablet, server);
    await tablet.shelf.settled();
    const found = async (query: string) => (await tablet.shelf.search(query, 10))?.rows.map((row) => row.title.en);
    expect(await found('lantern')).toEqual(['Lantern']);
    expect(await found('scarf')).toEqual([]);
    expect(await found('sha')).toEqual(['Shawl']);
    const answer = await tablet.shelf.scan('900');
    expect(answer.kind === 'found' && answer.rows.map((row) => row.title.en)).toEqual(['Lantern']);
  });

  test('lays out the grid: one row per item, best sellers first, with the categories inside the asked one', async () => {
    const server = createFakeServer();
    const shirt = { item: itemId(100), category: categoryId(2), title: { en: 'Shirt' } };
    server.putVariant(variant(0, { ...shirt, options: ['S'], popularity: 5, active: false }));
    server.putVariant(variant(1, { ...shirt, options: ['M'], popularity: 5 }));
    server.putVariant(variant(2, { ...shirt, options: ['L'], popularity: 6 }));
    server.putVariant(variant(3, { category: categoryId(3), title: { en: 'Zebra' }, popularity: 1 }));
    server.putVariant(variant(4, { category: categoryId(3), title: { en: 'Apple' }, popularity: 1 }));
    const category = (n: number, parent: number | null) => ({
      id: categoryId(n),
      title: { en: `C${n}` },
      parent: parent === null ? null : categoryId(parent),
      position: n,
      hue: 0,
    });
    for (const [n, parent] of [
      [1, null],
      [2, 1],
      [3, null],
    ] as const) {
      server.put('retailer', 'category.put', categoryId(n), category(n, parent));
    }
    const tablet = createTablet();
    await fill(tablet, server);
    await tablet.shelf.settled();
    const page = async (query: Parameters<typeof tablet.shelf.browse>[0]) => {
      const { items, total } = await tablet.shelf.browse(query);
      return [items.map(({ row }) => row.ordinal), total];
    };
    const sizes = async () => {
      const { items } = await tablet.shelf.browse({ category: null, offset: 0, limit: 10 });
      return items.find(({ row }) => row.item === itemId(100))?.variants.map((row) => row.options[0]);
    };
    expect(await page({ category: null, offset: 0, limit: 10 })).toEqual([[1, 4, 3], 3]);
    expect(await page({ category: null, offset: 1, limit: 1 })).toEqual([[4], 3]);
    expect(await page({ category: categoryId(1), offset: 0, limit: 10 })).toEqual([[1], 1]);
    expect(await page({ category: categoryId(9), offset: 0, limit: 10 })).toEqual([[], 0]);
    expect(await sizes()).toEqual(['M', 'L']);
    server.putVariant(variant(3, { category: categoryId(2), title: { en: 'Zebra' }, popularity: 90 }));
    server.putVariant(variant(5, { ...shirt, options: ['XL'] }));
    await pull(tablet, server);
    await tablet.shelf.settled();
    expect(await page({ category: categoryId(1), offset: 0, limit: 10 })).toEqual([[3, 1], 2]);
    expect(await sizes()).toEqual(['M', 'L', 'XL']);
  });
});

describe('a damaged segment', () => {
  test('is dropped and asked for again, while the rest is found and sold; fetched anew, all is back', async () => {
    const server = createFakeServer();
    for (let ordinal = 0; ordinal < 12; ordinal++)
      server.putVariant(variant(ordinal, { title: { en: `Scarf ${ordinal}` } }));
    const tablet = createTablet();
    await fill(tablet, server);
    const hash = must((await tablet.store.progress()).tables.items?.parts[1]?.hash, 'a part');
    await tablet.handle.run(async (db) => {
      await db.segments.put({ hash, bytes: new Uint8Array(40) });
      await db.derived.clear();
    });
    const hurt = tablet.reopen();
    const told: string[] = [];
    hurt.news.subscribe((news) => told.push(news.kind));
    await hurt.shelf.settled();
    const found = must(await hurt.shelf.search('scarf', 20), 'the newest search');
    expect(found.rows.map((row) => row.ordinal).sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 8, 9, 10, 11]);
    expect(await hurt.shelf.row(5)).toBeNull();
    expect(await hurt.shelf.scan('SKU-9')).toMatchObject({ kind: 'found' });
    expect(told).toContain('segment-dropped');
    await hurt.shelf.settled();
    expect(hurt.shelf.state().phase).toBe('filling');
    expect(await hurt.store.wantedSegments()).toEqual([hash]);
    expect(await hurt.store.keepSegment(hash, must(server.segments.get(hash), 'bytes'))).toEqual({
      ok: true,
      value: 'kept',
    });
    await hurt.shelf.settled();
    expect((await hurt.shelf.search('scarf', 20))?.total).toBe(12);
    expect((await hurt.shelf.row(5))?.sku).toBe('SKU-5');
    expect(hurt.shelf.state().phase).toBe('ready');
  });

  test('of prices leaves the goods without a price, never with another one', async () => {
    const server = createFakeServer();
    for (let ordinal = 0; ordinal < 6; ordinal++) {
      server.putVariant(variant(ordinal));
      server.putPrice({ ordinal, priceMinor: 100, compareAtMinor: null });
    }
    const tablet = createTablet();
    await fill(tablet, server);
    const hash = must((await tablet.store.progress()).tables[PRICES]?.parts[0]?.hash, 'a part');
    await tablet.handle.run((db) => db.segments.put({ hash, bytes: new Uint8Array(40) }));
    const hurt = tablet.reopen();
    await hurt.shelf.settled();
    expect((await hurt.shelf.row(0))?.priceMinor).toBeNull();
    expect((await hurt.shelf.row(5))?.priceMinor).toBe(100);
    expect(await hurt.store.wantedSegments()).toEqual([hash]);
  });
});
