/** The demo's past is real: every entry is one a tablet could have sent, and its sums hold. */
import { beforeAll, describe, expect, test } from 'vitest';
import { chanceOf } from '../../src/demo/chance.ts';
import { demoId } from '../../src/demo/demo-ids.ts';
import { localInstant } from '../../src/demo/fortnight/local-time.ts';
import { storeFortnight } from '../../src/demo/fortnight/store-fortnight.ts';
import { DEMO_VARIANTS } from '../../src/demo/shop/catalogue.ts';
import { goodsOf } from '../../src/demo/shop/goods.ts';
import { DEMO_LOCATIONS, RETAILER, STORE_KEYS, type StoreKey } from '../../src/demo/shop/locations.ts';
import { openingStock } from '../../src/demo/shop/opening-stock.ts';
import { checkOrder } from '../../src/domain/order/check-order.ts';
import { checkPostVoid } from '../../src/domain/order/check-post-void.ts';
import type { Order, PostVoid } from '../../src/domain/order/order.ts';
import { ENTRY_BODIES, type EntryEnvelope, entryEnvelope } from '../../src/protocol/entry/entry.ts';
import { chainStart, entryHash } from '../../src/protocol/entry/entry-hash.ts';

/** A Friday afternoon in Europe, morning in New York. */
const NOW = Date.parse('2026-03-13T15:20:00.000Z');

const placed = DEMO_VARIANTS.map((variant, ordinal) => ({
  variant,
  at: {
    ordinal,
    id: demoId('variant', variant.draft.sku),
    item: demoId('item', variant.item.code),
    category: demoId('category', variant.item.category),
  },
}));

function fortnightOf(key: StoreKey, now = NOW): { entries: readonly EntryEnvelope[]; stock: Map<number, number> } {
  const store = DEMO_LOCATIONS[key];
  const goods = placed.map(({ variant, at }) => goodsOf(variant, at, store.priceList));
  const ordinals = new Map(goods.map(({ sku, ordinal }) => [sku, ordinal]));
  const stock = new Map(
    openingStock()
      .filter((row) => row.at === key)
      .map((row) => [ordinals.get(row.sku) ?? -1, row.quantity]),
  );
  const entries = storeFortnight({
    identity: { tenant: RETAILER.id, register: demoId('register', key), incarnation: 1, series: 'AMS1A' },
    store,
    associates: [demoId('associate', 'a'), demoId('associate', 'b')],
    languages: ['en', 'zh-TW'],
    goods,
    stock,
    wrapping: goods.find(({ sku }) => sku === 'SV01') ?? null,
    clients: [],
    visitorsADay: 10,
    now,
    seed: key,
  });
  return { entries, stock };
}

const ordersOf = (entries: readonly EntryEnvelope[]) =>
  entries.filter(({ kind }) => kind === 'order.place').map(({ body }) => body as unknown as Order);

describe.each(STORE_KEYS)('a fortnight in %s', (key) => {
  let entries: readonly EntryEnvelope[];
  let stock: Map<number, number>;
  beforeAll(() => {
    ({ entries, stock } = fortnightOf(key));
  });

  test('is a journal: numbered without gaps, chained, every body readable, nothing after now', () => {
    let previous = chainStart(demoId('register', key), 1);
    for (const [index, entry] of entries.entries()) {
      entryEnvelope.parse(entry);
      const body = ENTRY_BODIES[entry.kind as keyof typeof ENTRY_BODIES];
      expect(body[1].safeParse(entry.body).error, entry.kind).toBeUndefined();
      expect(entry.sequence).toBe(index + 1);
      expect(entry.previousHash).toBe(previous);
      expect(Date.parse(entry.at)).toBeLessThanOrEqual(NOW);
      previous = entryHash(entry);
    }
    expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
  });

  test('holds a lively trade whose every order passes the check that the server makes', () => {
    const orders = ordersOf(entries);
    expect(orders.length).toBeGreaterThan(110);
    for (const order of orders) expect(checkOrder(order), order.receiptNumber).toEqual([]);
    expect(new Set(orders.map(({ businessDay }) => businessDay)).size).toBe(14);
    const kinds = (test: (order: Order) => boolean) => orders.filter(test).length;
    expect(kinds(({ kind }) => kind === 'return')).toBeGreaterThan(1);
    expect(kinds(({ tenders }) => tenders.length > 1)).toBeGreaterThan(1);
    expect(kinds(({ tenders }) => tenders.some(({ changeMinor }) => changeMinor > 0))).toBeGreaterThan(5);
    expect(kinds(({ lines }) => lines.some(({ adjustments }) => adjustments.length > 0))).toBeGreaterThan(5);
  });

  test('numbers receipts without a gap, post-voids included, and voids nothing twice', () => {
    const numbers = entries
      .map(({ body }) => (body as { receiptNumber?: string }).receiptNumber)
      .filter((number) => number !== undefined);
    expect(numbers).toEqual(numbers.map((_, index) => `AMS1A-${String(index + 1).padStart(6, '0')}`));
    const orders = new Map(ordersOf(entries).map((order) => [order.id, order]));
    const voids = entries
      .filter(({ kind }) => kind === 'order.post-void')
      .map(({ body }) => body as unknown as PostVoid);
    for (const postVoid of voids) expect(checkPostVoid(postVoid, orders.get(postVoid.order) ?? null)).toEqual([]);
    expect(voids.every(({ order }) => orders.has(order))).toBe(true);
    expect(new Set(voids.map(({ order }) => order)).size).toBe(voids.length);
  });

  test('hardly ever sells what the books do not know, and then one piece', () => {
    const levels = new Map(stock);
    for (const { body } of entries) {
      const moves = (body as { stock?: Order['stock'] }).stock ?? [];
      for (const { bucket, ordinal, quantity } of moves) {
        if (bucket === 'on-hand') levels.set(ordinal, (levels.get(ordinal) ?? 0) + quantity);
      }
    }
    const below = [...levels.values()].filter((level) => level < 0);
    expect(below.length).toBeLessThan(8);
    for (const level of below) expect(level).toBe(-1);
  });

  test('closes every shift with a count, a few cents off at most', () => {
    const closes = entries
      .filter(({ kind }) => kind === 'shift.close')
      .map(({ body }) => body as { overShortMinor: number });
    expect(closes.length).toBe(entries.filter(({ kind }) => kind === 'shift.open').length);
    for (const { overShortMinor } of closes) expect(Math.abs(overShortMinor)).toBeLessThanOrEqual(500);
  });
});

test('the same seed and instant give the same fortnight, and another day another one', () => {
  expect(fortnightOf('antwerp')).toEqual(fortnightOf('antwerp'));
  expect(fortnightOf('antwerp', NOW + 86_400_000)).not.toEqual(fortnightOf('antwerp'));
});

test('before the doors open there is no trade today', () => {
  const early = Date.parse('2026-03-13T06:30:00.000Z');
  const days = ordersOf(fortnightOf('amsterdam', early).entries).map(({ businessDay }) => businessDay);
  expect(days).not.toContain('2026-03-13');
  expect(days).toContain('2026-03-12');
});

test('local hours follow the zone over the change of clocks', () => {
  expect(new Date(localInstant('2026-03-28', 600, 'Europe/Amsterdam')).toISOString()).toBe('2026-03-28T09:00:00.000Z');
  expect(new Date(localInstant('2026-03-29', 600, 'Europe/Amsterdam')).toISOString()).toBe('2026-03-29T08:00:00.000Z');
  expect(new Date(localInstant('2026-03-13', 600, 'America/New_York')).toISOString()).toBe('2026-03-13T14:00:00.000Z');
});

test('the dice are even enough and fall the same way twice', () => {
  const [a, b] = [chanceOf('x'), chanceOf('x')];
  const rolls = Array.from({ length: 6_000 }, () => a.between(1, 6));
  expect(rolls).toEqual(Array.from({ length: 6_000 }, () => b.between(1, 6)));
  for (let face = 1; face <= 6; face++) {
    expect(Math.abs(rolls.filter((roll) => roll === face).length - 1_000)).toBeLessThan(120);
  }
});
