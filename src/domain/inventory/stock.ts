/** Stock is the sum of movements, on every tablet and on the server. A level is only ever a cache of that sum. */

/** What happens to goods that came back. */
export type Disposition = 'restock' | 'damaged';

export type StockMovementKind = 'receipt' | 'sale' | 'return' | 'void' | 'adjustment';

/** Which of a level's numbers a movement changes. */
export type StockBucket = 'on-hand' | 'damaged';

export interface StockMovement {
  readonly id: string;
  readonly kind: StockMovementKind;
  readonly location: string;
  readonly variant: string;
  readonly ordinal: number;
  readonly bucket: StockBucket;
  /** Signed, in base units of the variant. */
  readonly quantity: number;
  readonly line: string | null;
}

/** May be negative: two tills sold the last one while apart. The ledger says so; it does not pretend. */
export interface StockLevel {
  readonly onHand: number;
  /** Promised to orders that were not handed over yet. */
  readonly committed: number;
  readonly damaged: number;
}

export const EMPTY_LEVEL: StockLevel = { onHand: 0, committed: 0, damaged: 0 };

export function available(level: StockLevel): number {
  return level.onHand - level.committed;
}

export function applyMovement(level: StockLevel, movement: Pick<StockMovement, 'bucket' | 'quantity'>): StockLevel {
  return movement.bucket === 'on-hand'
    ? { ...level, onHand: level.onHand + movement.quantity }
    : { ...level, damaged: level.damaged + movement.quantity };
}
