import { expect, test } from 'vitest';
import { type GateFacts, gateOf } from '../../src/app/gate.ts';

const selling: GateFacts = {
  opening: 'ready',
  hasStore: true,
  associates: 4,
  shelf: { phase: 'ready', rows: 400 },
  isShelfRead: true,
  isSignedIn: true,
};

test('a new tablet enrols; a damaged or closed one says so, whatever else it knows', () => {
  expect(gateOf({ ...selling, opening: 'opening' })).toBe('opening');
  expect(gateOf({ ...selling, opening: 'not-enrolled' })).toBe('enrol');
  expect(gateOf({ ...selling, opening: 'damaged' })).toBe('damaged');
  expect(gateOf({ ...selling, opening: 'unavailable' })).toBe('unavailable');
});

test('the first fill is waited for only until something can be sold by somebody', () => {
  const fresh: GateFacts = {
    ...selling,
    isSignedIn: false,
    hasStore: false,
    associates: 0,
    shelf: { phase: 'empty', rows: 0 },
  };
  expect(gateOf(fresh)).toBe('filling');
  expect(gateOf({ ...fresh, shelf: { phase: 'filling', rows: 2_000 } })).toBe('filling');
  expect(gateOf({ ...fresh, hasStore: true, shelf: { phase: 'filling', rows: 2_000 } })).toBe('filling');
  expect(gateOf({ ...fresh, hasStore: true, associates: 1, shelf: { phase: 'filling', rows: 1 } })).toBe('sign-in');
});

test('a retailer without goods yet is not stuck in its first fill', () => {
  expect(gateOf({ ...selling, shelf: { phase: 'ready', rows: 0 } })).toBe('counter');
});

test('without a person there is a sign-in, with one there is the counter', () => {
  expect(gateOf({ ...selling, isSignedIn: false })).toBe('sign-in');
  expect(gateOf(selling)).toBe('counter');
});

test('people can sign in while the shelf is still being read; selling waits for it', () => {
  const unread: GateFacts = { ...selling, shelf: { phase: 'empty', rows: 0 }, isShelfRead: false };
  expect(gateOf({ ...unread, isSignedIn: false })).toBe('sign-in');
  expect(gateOf(unread)).toBe('opening');
  expect(gateOf({ ...unread, isShelfRead: true })).toBe('filling');
});
