/** Stock is the sum of movements, on every tablet and on the server. A level is only ever a cache of that sum. */

/** What happens to goods that came back. */
export type Disposition = 'restock' | 'damaged';

export type StockMovementKind = 'receipt' | 'sale' | 'return' | 'void' | 'adjustment' | 'reservation' | 'release';

/** Which of a level's numbers a movement changes. */
export type StockBucket = 'on-hand' | 'committed' | 'damaged';

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

const LEVEL_OF = { 'on-hand': 'onHand', committed: 'committed', damaged: 'damaged' } as const satisfies Record<
  StockBucket,
  keyof StockLevel
>;

export function available(level: StockLevel): number {
  return level.onHand - level.committed;
}

export function applyMovement(level: StockLevel, movement: Pick<StockMovement, 'bucket' | 'quantity'>): StockLevel {
  const name = LEVEL_OF[movement.bucket];
  return { ...level, [name]: level[name] + movement.quantity };
}
