import { expect, test } from 'vitest';
import { layoutFor } from '../../src/ui/layout.ts';

test('a lying tablet has room for two panes, a standing one has not', () => {
  expect(layoutFor(1180, 820, 16)).toEqual({ isLandscape: true, isLow: false });
  expect(layoutFor(1024, 768, 16)).toEqual({ isLandscape: true, isLow: false });
  expect(layoutFor(820, 1180, 16)).toEqual({ isLandscape: false, isLow: false });
});

test('room is counted in the size of the text', () => {
  expect(layoutFor(1180, 820, 32)).toEqual({ isLandscape: false, isLow: true });
  expect(layoutFor(2360, 1640, 32)).toEqual({ isLandscape: true, isLow: false });
});

test('a wide strip is too low for two panes', () => {
  expect(layoutFor(1180, 380, 16)).toEqual({ isLandscape: false, isLow: true });
});
