/** Prices and levels of every row, by ordinal, in flat arrays: read at each scan and each tile without asking the disk. */
import type { Price } from '../../domain/catalog/variant.ts';
import { EMPTY_LEVEL, type StockLevel } from '../../domain/inventory/stock.ts';
import type { OpenSegment } from '../../protocol/segment/columnar.ts';
import { NO_PRICE } from '../../protocol/segment/tables.ts';
import type { LevelRow } from '../../protocol/sync/documents.ts';

export interface PriceTable {
  takeSegment(segment: OpenSegment<'prices'>): void;
  takeChange(price: Price): void;
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
    takeChange({ ordinal, priceMinor, compareAtMinor }) {
      reach(ordinal + 1);
      prices[ordinal] = priceMinor ?? NO_PRICE;
      former[ordinal] = compareAtMinor ?? NO_PRICE;
    },
    at: (ordinal) => ({ priceMinor: amount(prices[ordinal]), compareAtMinor: amount(former[ordinal]) }),
  };
}

function amount(value: number | undefined): number | null {
  return value === undefined || value === NO_PRICE ? null : value;
}

export interface StockTable {
  takeSegment(segment: OpenSegment<'stock'>): void;
  takeChange(level: LevelRow): void;
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
    takeChange(level) {
      reach(level.ordinal + 1);
      onHand[level.ordinal] = level.onHand;
      committed[level.ordinal] = level.committed;
      damaged[level.ordinal] = level.damaged;
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

/** Grows by halves, so that changes that come one by one do not copy the array each time. */
function grown(array: Float64Array<ArrayBuffer>, span: number, empty: number): Float64Array<ArrayBuffer> {
  if (span <= array.length) return array;
  const larger = new Float64Array(Math.max(span, Math.ceil(array.length * 1.5))).fill(empty);
  larger.set(array);
  return larger;
}
