/**
 * What this register moved and the server's numbers do not contain yet, laid over those numbers. Which
 * movements these are is decided by sequence elsewhere; here they are only summed.
 */
import { EMPTY_LEVEL, type StockLevel, type StockMovement } from './stock.ts';

export interface OverlayLevel {
  readonly onHand: number;
  readonly damaged: number;
}

/** By ordinal of the variant. */
export function overlayOf(
  movements: Iterable<Pick<StockMovement, 'ordinal' | 'bucket' | 'quantity'>>,
): Map<number, OverlayLevel> {
  const overlay = new Map<number, OverlayLevel>();
  for (const { ordinal, bucket, quantity } of movements) {
    const { onHand, damaged } = overlay.get(ordinal) ?? EMPTY_LEVEL;
    overlay.set(
      ordinal,
      bucket === 'on-hand' ? { onHand: onHand + quantity, damaged } : { onHand, damaged: damaged + quantity },
    );
  }
  return overlay;
}

/** Null stays null: before the server's numbers arrived, own movements say nothing about how many there are. */
export function shownLevel(level: StockLevel | null, overlay: OverlayLevel | undefined): StockLevel | null {
  if (level === null || overlay === undefined) return level;
  return { ...level, onHand: level.onHand + overlay.onHand, damaged: level.damaged + overlay.damaged };
}
