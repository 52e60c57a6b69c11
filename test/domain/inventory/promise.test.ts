import fc from 'fast-check';
import { expect, test } from 'vitest';
import { promisable, type StoreOutlook } from '../../../src/domain/inventory/promise.ts';
import type { StockLevel } from '../../../src/domain/inventory/stock.ts';
import { SEED } from '../shop.ts';

const connected: StoreOutlook = { soldPerHour: 0.2, darkHours: 0, safety: 0 };
const level = (onHand: number, committed = 0): StockLevel => ({ onHand, committed, damaged: 0 });

test('a connected store’s free units are all for the web, but its shown pieces and what is promised', () => {
  expect(promisable(level(5, 2), connected)).toBe(3);
  expect(promisable(level(5, 2), { ...connected, safety: 1 })).toBe(2);
});

test('two on the shelf of a store that sells one in five hours and was silent for four: not even one', () => {
  expect(promisable(level(2), { ...connected, darkHours: 4 })).toBe(0);
});

test('a full shelf in a silent store is still for the most part safe to promise', () => {
  expect(promisable(level(20), { ...connected, darkHours: 4 })).toBe(17);
});

test('oversold is nothing to promise, not less', () => {
  expect(promisable(level(-3), connected)).toBe(0);
});

test('never more than is free, and never more the longer a store is silent', () => {
  const cases = fc.record({
    onHand: fc.integer({ min: -5, max: 60 }),
    committed: fc.nat({ max: 10 }),
    soldPerHour: fc.double({ min: 0, max: 40, noNaN: true }),
    darkHours: fc.double({ min: 0, max: 200, noNaN: true }),
  });
  fc.assert(
    fc.property(cases, fc.double({ min: 0, max: 50, noNaN: true }), ({ onHand, committed, ...outlook }, more) => {
      const now = promisable(level(onHand, committed), { ...outlook, safety: 0 });
      const later = promisable(level(onHand, committed), {
        ...outlook,
        safety: 0,
        darkHours: outlook.darkHours + more,
      });
      expect(now).toBeGreaterThanOrEqual(later);
      expect(later).toBeGreaterThanOrEqual(0);
      expect(now).toBeLessThanOrEqual(Math.max(0, onHand - committed));
    }),
    { seed: SEED },
  );
});
