import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CHANGE_BODIES } from '../../src/protocol/sync/documents.ts';
import { isPlainRow, type PackedKind } from '../../src/protocol/sync/read-rows.ts';

const id = (prefix: string) => fc.stringMatching(/^[0-9A-HJKMNP-TV-Z]{26}$/).map((rest) => `${prefix}_${rest}`);
const count = fc.nat();
const short = (min: number) => fc.string({ minLength: min, maxLength: 60 });
const price = fc.option(count);

const ROWS: Readonly<Record<PackedKind, fc.Arbitrary<object>>> = {
  'variant.put': fc.record(
    {
      ordinal: count,
      id: id('var'),
      item: id('itm'),
      sku: short(1),
      barcodes: fc.array(short(1), { maxLength: 12 }),
      title: fc.record(
        { en: fc.string({ maxLength: 500 }), 'zh-TW': fc.string(), 'zh-CN': fc.string() },
        { requiredKeys: ['en'], noNullPrototype: true },
      ),
      options: fc.array(short(0), { maxLength: 6 }),
      optionNames: fc.array(short(0), { maxLength: 6 }),
      category: id('cat'),
      taxCategory: id('txc'),
      image: fc.option(fc.string({ maxLength: 200 })),
      unit: fc.constantFrom('each', 'g'),
      tracked: fc.boolean(),
      popularity: count,
      active: fc.boolean(),
    },
    { noNullPrototype: true },
  ),
  'price.put': fc.record({ ordinal: count, priceMinor: price, compareAtMinor: price }, { noNullPrototype: true }),
  'level.put': fc.record(
    { ordinal: count, onHand: fc.integer(), committed: fc.integer(), damaged: fc.integer() },
    { noNullPrototype: true },
  ),
};

/** What a field may be instead: of another kind, too long, too short, out of bounds, or not there at all. */
const STRANGE = [
  undefined,
  null,
  '',
  'x',
  'x'.repeat(61),
  'x'.repeat(201),
  'x'.repeat(501),
  1.5,
  -1,
  2 ** 53,
  Number.NaN,
  [],
  ['', ''],
  Array.from({ length: 13 }, () => 'x'),
  ['x'.repeat(61)],
  [1],
  {},
  { en: 1 },
  { en: 'a', fr: 'b' },
  { en: 'a', 'zh-TW': 1 },
  true,
  'kg',
  'var_0000000000000000000000000I',
  'itm_00000000000000000000000000',
  'varx00000000000000000000000000',
  'var_000000000000000000000000000',
] as const;

describe.each(Object.keys(ROWS) as PackedKind[])('a row of %s', (kind) => {
  const accepts = (body: unknown) => CHANGE_BODIES[kind].safeParse(body);

  test('that is sound is known at once', () => {
    fc.assert(
      fc.property(ROWS[kind], (row) => {
        expect(isPlainRow(kind, row)).toBe(true);
        expect(accepts(row)).toMatchObject({ success: true, data: row });
      }),
      { seed: 20261122, numRuns: 100 },
    );
  });

  test('is never accepted where the schema refuses it, or would change it', () => {
    const fields = Object.keys(CHANGE_BODIES[kind].shape);
    let refused = 0;
    fc.assert(
      fc.property(
        ROWS[kind],
        fc.constantFrom(...fields, 'more'),
        fc.constantFrom(...STRANGE),
        fc.boolean(),
        (row, field, strange, isGone) => {
          const changed: Record<string, unknown> = { ...row, [field]: strange };
          if (isGone) delete changed[field];
          if (!isPlainRow(kind, changed)) {
            refused += 1;
            return;
          }
          const verdict = accepts(changed);
          expect(verdict.success).toBe(true);
          expect(verdict.data).toEqual(changed);
        },
      ),
      { seed: 20261122, numRuns: 4_000 },
    );
    expect(refused).toBeGreaterThan(1_000);
  });

  test('is no list, no text and no nothing', () => {
    for (const body of [null, undefined, [], 'x', 3, new Map()]) expect(isPlainRow(kind, body)).toBe(false);
  });
});
