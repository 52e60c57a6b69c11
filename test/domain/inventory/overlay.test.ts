import fc from 'fast-check';
import { expect, test } from 'vitest';
import { overlayOf, shownLevel } from '../../../src/domain/inventory/overlay.ts';
import { applyMovement, available, type StockLevel } from '../../../src/domain/inventory/stock.ts';
import { SEED } from '../shop.ts';

const level: StockLevel = { onHand: 5, committed: 2, damaged: 1 };

test('own sales and returns lie over the server’s number until it contains them', () => {
  const overlay = overlayOf([
    { ordinal: 7, bucket: 'on-hand', quantity: -2 },
    { ordinal: 7, bucket: 'damaged', quantity: 1 },
    { ordinal: 7, bucket: 'committed', quantity: -1 },
    { ordinal: 8, bucket: 'on-hand', quantity: -1 },
  ]);
  expect(shownLevel(level, overlay.get(7))).toEqual({ onHand: 3, committed: 1, damaged: 2 });
  expect(available({ onHand: 3, committed: 1, damaged: 2 })).toBe(2);
  expect(overlay.get(9)).toBeUndefined();
  expect(shownLevel(level, undefined)).toBe(level);
});

test('before the server’s numbers arrived nothing is shown, not minus two', () => {
  expect(shownLevel(null, { onHand: -2, committed: 0, damaged: 0 })).toBeNull();
});

test('the last one sold twice shows below zero: the ledger says so', () => {
  const sold = overlayOf([{ ordinal: 1, bucket: 'on-hand', quantity: -2 }]);
  expect(shownLevel({ onHand: 1, committed: 0, damaged: 0 }, sold.get(1))?.onHand).toBe(-1);
});

test('an overlay shows what applying each movement one by one would', () => {
  const movement = fc.record({
    ordinal: fc.nat({ max: 3 }),
    bucket: fc.constantFrom('on-hand' as const, 'committed' as const, 'damaged' as const),
    quantity: fc.integer({ min: -50, max: 50 }),
  });
  fc.assert(
    fc.property(fc.array(movement), fc.nat({ max: 3 }), (movements, ordinal) => {
      const own = movements.filter((one) => one.ordinal === ordinal);
      expect(shownLevel(level, overlayOf(movements).get(ordinal))).toEqual(own.reduce(applyMovement, level));
    }),
    { seed: SEED, numRuns: 200 },
  );
});
