import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type ChannelEvent,
  type ChannelOrderLine,
  learn,
  NOTHING_KNOWN,
} from '../../../src/domain/channel/channel-order.ts';
import {
  type ChannelOrderRecord,
  parcelState,
  promiseMovements,
  withFact,
} from '../../../src/domain/channel/channel-record.ts';
import type { FulfillmentFact } from '../../../src/domain/fulfillment/fulfillment.ts';
import { applyMovement, EMPTY_LEVEL } from '../../../src/domain/inventory/stock.ts';
import { idNumber, SEED } from '../shop.ts';

const AT = '2026-03-02T10:00:00.000Z';
const empty: ChannelOrderRecord = {
  id: idNumber('order', 1),
  channel: 'web',
  number: 'W-1001',
  fulfillment: idNumber('fulfillment', 1),
  placedAt: AT,
  promisedAt: null,
  client: null,
  knowledge: NOTHING_KNOWN,
  facts: [],
};
const line = (n: number, quantity: number, tracked = true): ChannelOrderLine => ({
  id: idNumber('line', n),
  variant: idNumber('variant', n),
  ordinal: n,
  sku: `SKU-${n}`,
  title: 'Mug',
  options: [],
  image: null,
  quantity,
  unit: 'each',
  tracked,
  listPriceMinor: 500,
  taxCategory: idNumber('taxCategory', 1),
  taxes: [],
  netMinor: 500 * quantity,
  taxMinor: 0,
  totalMinor: 500 * quantity,
});
const content = (lines: readonly ChannelOrderLine[]) => ({
  lines,
  totals: { netMinor: 0, taxMinor: 0, totalMinor: 0, discountMinor: 0, taxes: [] },
  currency: 'EUR',
  pricesIncludeTax: true,
  location: idNumber('location', 1),
  delivery: 'collect' as const,
});
const hear = (record: ChannelOrderRecord, event: ChannelEvent): ChannelOrderRecord => ({
  ...record,
  knowledge: learn(record.knowledge, event),
});
const told = (id: string) => ({ id, order: empty.id, at: AT });
const placed: ChannelEvent = { ...told('1'), kind: 'placed', content: content([line(1, 2), line(2, 1, false)]) };
const changed: ChannelEvent = { ...told('2'), kind: 'changed', version: 2, content: content([line(1, 5)]) };
const cancelled: ChannelEvent = { ...told('3'), kind: 'cancelled', reason: 'changed-mind' };
const handOver: FulfillmentFact = { id: 'ent-1', move: 'hand-over', at: AT, by: null };

test('placing promises the tracked goods, a change the difference, the hand-over releases them', () => {
  const first = hear(empty, placed);
  expect(promiseMovements(null, first)).toEqual([
    expect.objectContaining({ kind: 'reservation', bucket: 'committed', ordinal: 1, quantity: 2 }),
  ]);
  const second = hear(first, changed);
  expect(promiseMovements(first, second)).toEqual([expect.objectContaining({ kind: 'reservation', quantity: 3 })]);
  const third = withFact(second, handOver);
  expect(promiseMovements(second, third)).toEqual([expect.objectContaining({ kind: 'release', quantity: -5 })]);
  expect(withFact(third, handOver)).toBe(third);
});

test('whatever arrives in whatever order, promises sum to what is still to be handed over', () => {
  const steps: readonly ((record: ChannelOrderRecord) => ChannelOrderRecord)[] = [
    (record) => hear(record, placed),
    (record) => hear(record, changed),
    (record) => hear(record, cancelled),
    (record) => withFact(record, handOver),
  ];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...steps), { maxLength: 8 }), (order) => {
      let before: ChannelOrderRecord | null = null;
      let level = EMPTY_LEVEL;
      for (const next of order) {
        const after = next(before ?? empty);
        level = promiseMovements(before, after).reduce(applyMovement, level);
        before = after;
      }
      const isOpen = before !== null && parcelState(before) === 'open';
      const units = isOpen ? (before?.knowledge.content?.value.lines[0]?.quantity ?? 0) : 0;
      expect(level.committed).toBe(units);
    }),
    { seed: SEED },
  );
});
