/** Prices and levels of every row, by ordinal, in flat arrays: read at each scan and each tile without asking the disk. */
import type { Price } from '../../domain/catalog/variant.ts';
import { EMPTY_LEVEL, type StockLevel } from '../../domain/inventory/stock.ts';
import type { OpenSegment } from '../../protocol/segment/columnar.ts';
import { NO_PRICE } from '../../protocol/segment/tables.ts';
import { NUMBERS_PER_ROW, type PackedChanges } from './log-records.ts';

export interface PriceTable {
  takeSegment(segment: OpenSegment<'prices'>): void;
  takeChanges(changes: PackedChanges): void;
  at(ordinal: number): Pick<Price, 'priceMinor' | 'compareAtMinor'>;
}

export function createPriceTable(): PriceTable {
  let prices = new Float64Array(0);
  let former = new Float64Array(0);
  const reach = (span: number) => {
    prices = grown(prices, span, NO_PRICE);
    former = grown(former, span, NO_PRICE);
  };
  return {
    takeSegment(segment) {
      reach(segment.first + segment.rows);
      prices.set(segment.numbers('priceMinor'), segment.first);
      former.set(segment.numbers('compareAtMinor'), segment.first);
    },
    takeChanges({ ordinals, numbers }) {
      reach(spanOf(ordinals));
      ordinals.forEach((ordinal, place) => {
        prices[ordinal] = numbers[place * NUMBERS_PER_ROW] ?? NO_PRICE;
        former[ordinal] = numbers[place * NUMBERS_PER_ROW + 1] ?? NO_PRICE;
      });
    },
    at: (ordinal) => ({ priceMinor: amount(prices[ordinal]), compareAtMinor: amount(former[ordinal]) }),
  };
}

function amount(value: number | undefined): number | null {
  return value === undefined || value === NO_PRICE ? null : value;
}

export interface StockTable {
  takeSegment(segment: OpenSegment<'stock'>): void;
  takeChanges(changes: PackedChanges): void;
  at(ordinal: number): StockLevel;
}

export function createStockTable(): StockTable {
  let onHand = new Float64Array(0);
  let committed = new Float64Array(0);
  let damaged = new Float64Array(0);
  const reach = (span: number) => {
    onHand = grown(onHand, span, 0);
    committed = grown(committed, span, 0);
    damaged = grown(damaged, span, 0);
  };
  return {
    takeSegment(segment) {
      reach(segment.first + segment.rows);
      onHand.set(segment.numbers('onHand'), segment.first);
      committed.set(segment.numbers('committed'), segment.first);
      damaged.set(segment.numbers('damaged'), segment.first);
    },
    takeChanges({ ordinals, numbers }) {
      reach(spanOf(ordinals));
      ordinals.forEach((ordinal, place) => {
        onHand[ordinal] = numbers[place * NUMBERS_PER_ROW] ?? 0;
        committed[ordinal] = numbers[place * NUMBERS_PER_ROW + 1] ?? 0;
        damaged[ordinal] = numbers[place * NUMBERS_PER_ROW + 2] ?? 0;
      });
    },
    at(ordinal) {
      if (ordinal >= onHand.length) return EMPTY_LEVEL;
      return {
        onHand: onHand[ordinal] ?? 0,
        committed: committed[ordinal] ?? 0,
        damaged: damaged[ordinal] ?? 0,
      };
    },
  };
}

function spanOf(ordinals: Uint32Array): number {
  return ordinals.reduce((span, ordinal) => Math.max(span, ordinal + 1), 0);
}

/** Grows by halves, so that changes that come one by one do not copy the array each time. */
function grown(array: Float64Array<ArrayBuffer>, span: number, empty: number): Float64Array<ArrayBuffer> {
  if (span <= array.length) return array;
  const larger = new Float64Array(Math.max(span, Math.ceil(array.length * 1.5))).fill(empty);
  larger.set(array);
  return larger;
}
