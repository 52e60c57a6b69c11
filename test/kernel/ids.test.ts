import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createIdSource, ID_PATTERN, ID_PREFIXES, type IdNoun, ulid } from '../../src/kernel/ids.ts';

const SEED = 20_261_121;

test('a known instant and known chance give a known id', () => {
  // The example instant of the ULID specification is 1469918176385.
  expect(ulid(1_469_918_176_385, new Uint8Array(10))).toBe('01ARYZ6S410000000000000000');
  expect(ulid(2 ** 48 - 1, new Uint8Array(10).fill(255))).toBe('7ZZZZZZZZZZZZZZZZZZZZZZZZZ');
});

test('every noun has a prefix of its own', () => {
  const prefixes = Object.values(ID_PREFIXES);
  expect(new Set(prefixes).size).toBe(prefixes.length);
  const newId = createIdSource({ clock: { now: () => 1 }, random: { bytes: (count) => new Uint8Array(count) } });
  for (const noun of Object.keys(ID_PREFIXES) as IdNoun[]) expect(newId(noun)).toMatch(ID_PATTERN);
});

test('ids sort by birth, and equal ids come only from equal chance', () => {
  const time = fc.integer({ min: 0, max: 2 ** 48 - 1 });
  const chance = fc.uint8Array({ minLength: 10, maxLength: 10 });
  fc.assert(
    fc.property(time, chance, time, chance, (a, chanceOfA, b, chanceOfB) => {
      const [first, second] = [ulid(a, chanceOfA), ulid(b, chanceOfB)];
      if (a !== b) expect(first < second).toBe(a < b);
      else expect(first === second).toBe(chanceOfA.every((byte, index) => byte === chanceOfB[index]));
    }),
    { seed: SEED, numRuns: 500 },
  );
});

test('a clock before 1970 or too little chance is a fault', () => {
  expect(() => ulid(-1, new Uint8Array(10))).toThrow();
  expect(() => ulid(0, new Uint8Array(9))).toThrow('ten bytes');
});
