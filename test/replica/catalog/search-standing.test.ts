import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Variant } from '../../../src/domain/catalog/variant.ts';
import { must } from '../../../src/kernel/invariant.ts';
import { createItemTableBuilder, loadItemTable, saveItemTable } from '../../../src/replica/catalog/item-table.ts';
import { type LogRecord, packChanges } from '../../../src/replica/catalog/log-records.ts';
import { createIndexBuilder } from '../../../src/replica/catalog/packed-index.ts';
import { createRowCutter } from '../../../src/replica/catalog/search-row.ts';
import { createStanding, type Packed } from '../../../src/replica/catalog/search-standing.ts';
import { makeGoods } from './goods-rig.ts';
import { categoryId, itemId } from './replica-rig.ts';

const OLD = forms(makeGoods(60));
const QUERIES = ['linen', 'sc', 'b', 'cotton shirt', 'scrf', 'teapot blue', 'ab-10', '40000000', '亞麻', '茶'];
const CATEGORIES = [null, new Set([categoryId(1)]), new Set([categoryId(2), categoryId(3)])];

/** Three forms to an item, items in three categories. */
function forms(goods: readonly Variant[]): Variant[] {
  return goods.map((row) => ({
    ...row,
    item: itemId(Math.floor(row.ordinal / 3)),
    category: categoryId(1 + (row.ordinal % 3)),
    popularity: row.popularity % 4,
  }));
}

function packed(rows: Iterable<Variant>): Packed {
  const index = createIndexBuilder();
  const table = createItemTableBuilder();
  const cut = createRowCutter();
  for (const row of [...rows].toSorted((a, b) => a.ordinal - b.ordinal)) {
    if (!row.active) continue;
    index.add(row.ordinal, cut(row));
    table.add(row);
  }
  // As the next start reads it.
  return { index: index.finish(), table: must(loadItemTable(saveItemTable(table.finish())), 'a table') };
}

function record(after: number, rows: readonly Variant[]): LogRecord {
  const changes = rows.map((body, place) => ({ sequence: after + place + 1, body }));
  return { stream: 'items', to: after + rows.length, ...packChanges('items', changes) };
}

/** All it can be asked. Items are numbered as they came, so that ties of equal titles may stand otherwise. */
function answers(standing: ReturnType<typeof createStanding>) {
  const found = QUERIES.map((query) => standing.search(query, 100));
  const pages = CATEGORIES.map((categories) => {
    const { ordinals, forms: all, total } = standing.browse(categories, 0, 100);
    return { tiles: ordinals.map((ordinal, place) => `${ordinal}: ${all[place]?.join(' ')}`).toSorted(), total };
  });
  return { found, pages };
}

const change = fc.record({
  ordinal: fc.nat({ max: 75 }),
  seed: fc.nat({ max: 40 }),
  popularity: fc.nat({ max: 3 }),
  active: fc.boolean(),
  moves: fc.boolean(),
});
const GIVEN = new Map(Array.from({ length: 41 }, (_, seed) => [seed, forms(makeGoods(76, seed))]));

test('rows that change round by round are found as if all had been read anew', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(change, { minLength: 1, maxLength: 30 }), { minLength: 1, maxLength: 8 }),
      (rounds) => {
        const standing = createStanding(packed(OLD));
        const rows = new Map(OLD.map((row) => [row.ordinal, row]));
        let sequence = 0;
        let last = record(0, []);
        for (const round of rounds) {
          const changed = round.map(({ ordinal, seed, popularity, active, moves }) => ({
            ...(GIVEN.get(seed)?.[ordinal] as Variant),
            popularity,
            active,
            ...(moves ? { item: itemId(seed % 25) } : {}),
          }));
          for (const row of changed) rows.set(row.ordinal, row);
          // A record may begin with what was taken in before.
          const grown = record(sequence, changed);
          standing.take([grown], sequence);
          standing.take([last], last.to);
          sequence = grown.to;
          last = grown;
          expect(answers(standing)).toEqual(answers(createStanding(packed(rows.values()))));
        }
      },
    ),
    { seed: 20261122, numRuns: 60 },
  );
}, 60_000);

test('sellers that overtake others stand where they would if all were sorted anew', () => {
  const own = OLD.map((row) => ({
    ...row,
    item: itemId(row.ordinal),
    title: { en: `${row.title.en} ${row.ordinal}` },
  }));
  const standing = createStanding(packed(own));
  standing.browse(null, 0, 5);
  const rows = new Map(own.map((row) => [row.ordinal, row]));
  for (let round = 1; round <= 20; round++) {
    const row = { ...(own[(round * 7) % 60] as Variant), popularity: round % 5 };
    rows.set(row.ordinal, row);
    standing.take([record(round, [row])], 0);
    expect(standing.browse(null, 0, 100).ordinals).toEqual(
      createStanding(packed(rows.values())).browse(null, 0, 100).ordinals,
    );
  }
});
