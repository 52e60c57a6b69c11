import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Variant } from '../../src/domain/catalog/variant.ts';
import { encodeSegment, openSegment, tableOfSegment } from '../../src/protocol/segment/columnar.ts';
import { encodeItems, encodePrices, encodeStock, variantAt } from '../../src/protocol/segment/rows.ts';

/** Latin, accents, both Chinese scripts, a surrogate pair, right-to-left, and characters of one to four bytes. */
const written = fc
  .array(
    fc.constantFrom('a', 'Z', '9', ' ', 'é', 'ß', '衫', '衬', '𠮷', '👕', 'ش', 'ก', '\u{2028}', '"', '\\', '\uFEFF'),
    {
      maxLength: 12,
    },
  )
  .map((characters) => characters.join(''));
const label = written.filter((text) => text !== '');

const variant = fc
  .record({
    id: fc.integer({ min: 0, max: 99_999 }).map((n) => `var_${String(n).padStart(26, '0')}`),
    item: fc.constantFrom('itm_A', 'itm_B', 'itm_C'),
    sku: label,
    barcodes: fc.array(label, { maxLength: 3 }),
    en: written,
    taiwan: fc.option(label),
    mainland: fc.option(label),
    options: fc.array(label, { maxLength: 3 }),
    image: fc.option(label),
    unit: fc.constantFrom('each' as const, 'g' as const),
    tracked: fc.boolean(),
    active: fc.boolean(),
    popularity: fc.integer({ min: 0, max: 2 ** 31 - 1 }),
  })
  .map(
    ({ en, taiwan, mainland, ...rest }): Omit<Variant, 'ordinal'> => ({
      ...rest,
      title: {
        en,
        ...(taiwan === null ? {} : { 'zh-TW': taiwan }),
        ...(mainland === null ? {} : { 'zh-CN': mainland }),
      },
      optionNames: rest.options.map((_, place) => `name ${place}`),
      category: 'cat_A',
      taxCategory: 'txc_A',
    }),
  );
const rowsOfItems = fc
  .tuple(fc.integer({ min: 0, max: 5_000 }), fc.array(fc.option(variant, { freq: 4 }), { minLength: 1, maxLength: 90 }))
  .map(([first, rows]) => ({
    first,
    rows: rows.map((row, place): Variant | null => (row === null ? null : { ...row, ordinal: first + place })),
  }));

function opened(bytes: Uint8Array) {
  const segment = openSegment(bytes, 'items');
  if (!segment.ok) throw new Error(segment.refusal.detail);
  return segment.value;
}

const SAMPLE: Variant = {
  ordinal: 0,
  id: 'var_1',
  item: 'itm_1',
  sku: 'LS-1',
  barcodes: ['4006381333931'],
  title: { en: 'Linen shirt', 'zh-TW': '亞麻襯衫', 'zh-CN': '亚麻衬衫' },
  options: ['Blue', 'M'],
  optionNames: ['Colour', 'Size'],
  category: 'cat_1',
  taxCategory: 'txc_1',
  image: 'shirt.svg',
  unit: 'each',
  tracked: true,
  popularity: 7,
  active: true,
};
const sampleBytes = () =>
  encodeItems(
    2_000,
    Array.from({ length: 20 }, (_, place) =>
      place % 7 === 3 ? null : { ...SAMPLE, ordinal: 2_000 + place, id: `var_${place}`, sku: `LS-${place}` },
    ),
  );

describe('a segment', () => {
  test('gives back every row as it was, holes included, in any script and any order of reading', () => {
    fc.assert(
      fc.property(rowsOfItems, fc.boolean(), ({ first, rows }, backwards) => {
        const segment = opened(encodeItems(first, rows));
        expect(segment.first).toBe(first);
        expect(segment.rows).toBe(rows.length);
        const places = rows.map((_, place) => place);
        for (const place of backwards ? places.reverse() : places)
          expect(variantAt(segment, place)).toEqual(rows[place]);
      }),
      { seed: 20261121, numRuns: 150 },
    );
  });

  test('of one content has one encoding', () => {
    fc.assert(
      fc.property(rowsOfItems, ({ first, rows }) => {
        expect(encodeItems(first, rows)).toEqual(encodeItems(first, structuredClone(rows)));
      }),
      { seed: 20261121, numRuns: 40 },
    );
  });

  test('keeps prices and levels at their limits, and "no price" apart from "free"', () => {
    const prices = openSegment(
      encodePrices(0, [
        { priceMinor: 9_999_999_999, compareAtMinor: null },
        { priceMinor: 0, compareAtMinor: 1 },
        null,
      ]),
      'prices',
    );
    expect(prices.ok && [...prices.value.numbers('priceMinor')]).toEqual([9_999_999_999, 0, -1]);
    expect(prices.ok && [...prices.value.numbers('compareAtMinor')]).toEqual([-1, 1, -1]);
    const stock = openSegment(
      encodeStock(40, [
        { onHand: -80_995, committed: 3, damaged: 0 },
        null,
        { onHand: 2 ** 31 - 1, committed: 0, damaged: 1 },
      ]),
      'stock',
    );
    expect(stock.ok && [...stock.value.numbers('onHand')]).toEqual([-80_995, 0, 2 ** 31 - 1]);
  });

  test('refuses to hold a number that would become another number', () => {
    expect(() => encodeStock(0, [{ onHand: 2 ** 31, committed: 0, damaged: 0 }])).toThrow(/fits its column/);
    expect(() => encodePrices(0, [{ priceMinor: 1.5, compareAtMinor: null }])).toThrow(/fits its column/);
  });

  test('takes 32-bit indexes when a dictionary outgrows 16 bits', () => {
    const rows = 70_000;
    const list = <V>(of: (place: number) => V) => Array.from({ length: rows }, (_, place) => of(place));
    const empty = list(() => '');
    const zero = list(() => 0);
    const segment = opened(
      encodeSegment('items', 0, {
        id: empty,
        item: list((place) => `itm_${place}`),
        sku: empty,
        barcodes: empty,
        titleEn: empty,
        titleZhTw: empty,
        titleZhCn: empty,
        options: empty,
        optionNames: empty,
        category: empty,
        taxCategory: empty,
        image: empty,
        unit: empty,
        tracked: zero,
        popularity: zero,
        active: zero,
      }),
    );
    expect(segment.text('item', 69_999)).toBe('itm_69999');
    expect(segment.text('item', 65_536)).toBe('itm_65536');
  });

  test('opens from bytes that do not begin on a multiple of eight', () => {
    const bytes = sampleBytes();
    const shifted = new Uint8Array(bytes.length + 3);
    shifted.set(bytes, 3);
    expect(variantAt(opened(shifted.subarray(3)), 0)).toEqual(variantAt(opened(bytes), 0));
  });

  test('written by a newer build with one more column still opens', () => {
    const bytes = sampleBytes();
    const length = new DataView(bytes.buffer).getUint32(4, true);
    const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length)));
    header.columns.push({ name: 'season', type: 'zstd', at: 0 });
    const longer = new TextEncoder().encode(JSON.stringify(header));
    const base = (8 + length + 7) & ~7;
    const newBase = (8 + longer.length + 7) & ~7;
    const grown = new Uint8Array(newBase + bytes.length - base);
    grown.set(bytes.subarray(0, 4));
    new DataView(grown.buffer).setUint32(4, longer.length, true);
    grown.set(longer, 8);
    grown.set(bytes.subarray(base), newBase);
    expect(variantAt(opened(grown), 5)?.sku).toBe('LS-5');
  });
});

describe('damaged bytes', () => {
  test('cut off anywhere are refused', () => {
    const bytes = sampleBytes();
    for (let length = 0; length < bytes.length; length++) {
      expect(openSegment(bytes.slice(0, length), 'items').ok, `cut at ${length}`).toBe(false);
    }
  });

  test('flipped anywhere are refused or read without leaving the segment', () => {
    const bytes = sampleBytes();
    let refusals = 0;
    for (let at = 0; at < bytes.length; at++) {
      for (const flip of [0x01, 0x80, 0xff]) {
        const damaged = bytes.slice();
        damaged[at] = (damaged[at] ?? 0) ^ flip;
        const segment = openSegment(damaged, 'items');
        if (!segment.ok) {
          expect(segment.refusal.code).toBe('segment-unreadable');
          refusals++;
          continue;
        }
        for (let row = 0; row < Math.min(segment.value.rows, 30); row++) variantAt(segment.value, row);
      }
    }
    expect(refusals).toBeGreaterThan(bytes.length / 4);
  });

  test('of another kind are refused with what was found', () => {
    expect(openSegment(new TextEncoder().encode('<html>Sign in to Wi-Fi</html>'), 'items')).toMatchObject({
      refusal: { code: 'segment-unreadable', detail: 'not a segment of this format' },
    });
    expect(openSegment(encodeStock(0, [null]), 'items')).toMatchObject({
      refusal: { code: 'segment-unreadable', detail: 'holds stock, not items' },
    });
    expect(tableOfSegment(encodeStock(0, [null]))).toEqual({ ok: true, value: 'stock' });
  });
});
