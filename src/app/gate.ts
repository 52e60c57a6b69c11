/**
 * What a tablet shows, from what it knows of itself. Selling stands open as soon as there is a store, a
 * first product and a person; everything before that is said plainly, one thing at a time.
 */
import type { ShelfState } from '../replica/index.ts';

export interface GateFacts {
  readonly opening: 'opening' | 'not-enrolled' | 'damaged' | 'unavailable' | 'ready';
  /** The store's document has arrived. */
  readonly hasStore: boolean;
  readonly associates: number;
  readonly shelf: Pick<ShelfState, 'phase' | 'rows'>;
  /** Until then the shelf says nothing about what lies on the disk. */
  readonly isShelfRead: boolean;
  readonly isSignedIn: boolean;
}

export type Gate = 'opening' | 'enrol' | 'damaged' | 'unavailable' | 'filling' | 'sign-in' | 'counter';

export function gateOf(facts: GateFacts): Gate {
  switch (facts.opening) {
    case 'opening':
    case 'damaged':
    case 'unavailable':
      return facts.opening;
    case 'not-enrolled':
      return 'enrol';
    case 'ready':
      if (!facts.hasStore || facts.associates === 0) return 'filling';
      if (facts.isShelfRead && isBare(facts.shelf)) return 'filling';
      if (!facts.isSignedIn) return 'sign-in';
      return facts.isShelfRead ? 'counter' : 'opening';
  }
}

/** Nothing to sell has arrived yet. A retailer with an empty catalogue is not bare: its shelf is complete. */
function isBare(shelf: GateFacts['shelf']): boolean {
  return shelf.rows === 0 && shelf.phase !== 'ready';
}
