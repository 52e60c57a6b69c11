import fc from 'fast-check';
import { expect, test } from 'vitest';
import { updateOffer } from '../../src/app/update-offer.ts';

const free = { isWaiting: true, cartLines: 0, isPaying: false, isWriter: true };

test('a new version is offered at an empty counter', () => {
  expect(updateOffer(free)).toBe('ready');
  expect(updateOffer({ ...free, isWaiting: false })).toBe('none');
});

test('never during a cart, a payment, or in a window that only looks on', () => {
  expect(updateOffer({ ...free, cartLines: 1 })).toBe('waiting');
  expect(updateOffer({ ...free, isPaying: true })).toBe('waiting');
  expect(updateOffer({ ...free, isWriter: false })).toBe('waiting');
  fc.assert(
    fc.property(
      fc.nat({ max: 1000 }),
      fc.boolean(),
      fc.boolean(),
      fc.boolean(),
      (cartLines, isPaying, isWriter, isWaiting) => {
        const offer = updateOffer({ isWaiting, cartLines, isPaying, isWriter });
        if (cartLines > 0 || isPaying || !isWriter) expect(offer).not.toBe('ready');
        if (!isWaiting) expect(offer).toBe('none');
      },
    ),
    { seed: 20261123, numRuns: 300 },
  );
});
