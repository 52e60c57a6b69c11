import { expect, test } from 'vitest';
import { shortCode } from '../../../src/features/counter/index.ts';

test('a code of a label is shown whole', () => {
  expect(shortCode('4006381333931')).toBe('4006381333931');
  expect(shortCode('X'.repeat(32))).toBe('X'.repeat(32));
});

test('a code of five hundred characters keeps its beginning and its end', () => {
  expect(shortCode(`4006381333931${'0'.repeat(480)}1234567`)).toBe('40063813339310000000…01234567');
});

test('no character is cut in two', () => {
  expect(shortCode('🧣'.repeat(40))).toBe(`${'🧣'.repeat(20)}…${'🧣'.repeat(8)}`);
});
