import fc from 'fast-check';
import { expect, test } from 'vitest';
import { updateOffer } from '../../src/app/update-offer.ts';

const free = { isWaiting: true, isReplaced: false, cartLines: 0, isPaying: false, isWriter: true };

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
        const offer = updateOffer({ isWaiting, isReplaced: false, cartLines, isPaying, isWriter });
        if (cartLines > 0 || isPaying || !isWriter) expect(offer).not.toBe('ready');
        if (!isWaiting) expect(offer).toBe('none');
      },
    ),
    { seed: 20261123, numRuns: 300 },
  );
});

test('F07: a window that another one left behind is asked to reload, between two sales, or at once if it only looks on', () => {
  const replaced = { ...free, isWaiting: false, isReplaced: true };
  expect(updateOffer(replaced)).toBe('reload');
  expect(updateOffer({ ...replaced, cartLines: 2 })).toBe('waiting');
  expect(updateOffer({ ...replaced, isPaying: true })).toBe('waiting');
  expect(updateOffer({ ...replaced, cartLines: 2, isWriter: false })).toBe('reload');
});
