/** Prices and levels of every row, by ordinal, in flat arrays: read at each scan and each tile without asking the disk. */
import type { Price } from '../../domain/catalog/variant.ts';
import type { StockLevel } from '../../domain/inventory/stock.ts';
import type { OpenSegment } from '../../protocol/segment/columnar.ts';
import { NO_PRICE } from '../../protocol/segment/tables.ts';
import { NUMBERS_PER_ROW, type PackedChanges } from './log-records.ts';

export interface PriceTable {
  takeSegment(segment: OpenSegment<'prices'>): void;
  takeChanges(changes: PackedChanges): void;
  at(ordinal: number): Pick<Price, 'priceMinor' | 'compareAtMinor'>;
}

export function createPriceTable(): PriceTable {
  const prices = createColumn(NO_PRICE);
  const former = createColumn(NO_PRICE);
  return {
    takeSegment(segment) {
      prices.setAll(segment.numbers('priceMinor'), segment.first);
      former.setAll(segment.numbers('compareAtMinor'), segment.first);
    },
    takeChanges({ ordinals, numbers }) {
      ordinals.forEach((ordinal, place) => {
        prices.set(ordinal, numbers[place * NUMBERS_PER_ROW] ?? NO_PRICE);
        former.set(ordinal, numbers[place * NUMBERS_PER_ROW + 1] ?? NO_PRICE);
      });
    },
    at: (ordinal) => ({ priceMinor: amount(prices.at(ordinal)), compareAtMinor: amount(former.at(ordinal)) }),
  };
}

function amount(value: number): number | null {
  return value === NO_PRICE ? null : value;
}

export interface StockTable {
  takeSegment(segment: OpenSegment<'stock'>): void;
  takeChanges(changes: PackedChanges): void;
  at(ordinal: number): StockLevel;
}

export function createStockTable(): StockTable {
  const onHand = createColumn(0);
  const committed = createColumn(0);
  const damaged = createColumn(0);
  return {
    takeSegment(segment) {
      onHand.setAll(segment.numbers('onHand'), segment.first);
      committed.setAll(segment.numbers('committed'), segment.first);
      damaged.setAll(segment.numbers('damaged'), segment.first);
    },
    takeChanges({ ordinals, numbers }) {
      ordinals.forEach((ordinal, place) => {
        onHand.set(ordinal, numbers[place * NUMBERS_PER_ROW] ?? 0);
        committed.set(ordinal, numbers[place * NUMBERS_PER_ROW + 1] ?? 0);
        damaged.set(ordinal, numbers[place * NUMBERS_PER_ROW + 2] ?? 0);
      });
    },
    at: (ordinal) => ({
      onHand: onHand.at(ordinal),
      committed: committed.at(ordinal),
      damaged: damaged.at(ordinal),
    }),
  };
}

type Numbers = Int32Array<ArrayBuffer> | Float64Array<ArrayBuffer>;

/** Whole numbers by ordinal, four bytes each until one needs more. `empty` where none was set. */
function createColumn(empty: number) {
  let held: Numbers = new Int32Array(0);

  /** Grows by halves, so that changes that come one by one do not copy the array each time. */
  function reach(span: number, isWide: boolean): void {
    const Kind = isWide || held instanceof Float64Array ? Float64Array : Int32Array;
    if (span <= held.length && held instanceof Kind) return;
    const length = span <= held.length ? held.length : Math.max(span, Math.ceil(held.length * 1.5));
    const larger = new Kind(length).fill(empty);
    larger.set(held);
    held = larger;
  }

  return {
    set(ordinal: number, value: number): void {
      reach(ordinal + 1, (value | 0) !== value);
      held[ordinal] = value;
    },
    setAll(values: Int32Array | Float64Array | Uint8Array, first: number): void {
      let isWide = false;
      if (values instanceof Float64Array) {
        for (let at = 0; at < values.length && !isWide; at++) isWide = ((values[at] as number) | 0) !== values[at];
      }
      reach(first + values.length, isWide);
      held.set(values, first);
    },
    at: (ordinal: number): number => held[ordinal] ?? empty,
  };
}
