/**
 * What this register moved and the server's numbers do not contain yet, laid over those numbers. Which
 * movements these are is decided by sequence elsewhere; here they are only summed.
 */
import { applyMovement, EMPTY_LEVEL, type StockLevel, type StockMovement } from './stock.ts';

/** What is to be added to each number of a level. */
export type OverlayLevel = StockLevel;

/** By ordinal of the variant. */
export function overlayOf(
  movements: Iterable<Pick<StockMovement, 'ordinal' | 'bucket' | 'quantity'>>,
): Map<number, OverlayLevel> {
  const overlay = new Map<number, OverlayLevel>();
  for (const movement of movements) {
    const { ordinal } = movement;
    overlay.set(ordinal, applyMovement(overlay.get(ordinal) ?? EMPTY_LEVEL, movement));
  }
  return overlay;
}

/** Null stays null: before the server's numbers arrived, own movements say nothing about how many there are. */
export function shownLevel(level: StockLevel | null, overlay: OverlayLevel | undefined): StockLevel | null {
  if (level === null || overlay === undefined) return level;
  return {
    onHand: level.onHand + overlay.onHand,
    committed: level.committed + overlay.committed,
    damaged: level.damaged + overlay.damaged,
  };
}
