import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { canonicalJson } from '../../src/kernel/canonical-json.ts';

const SEED = 20_261_121;

vi.setConfig({ testTimeout: 120_000 });

test('keys are sorted, nothing is spaced, undefined members are left out', () => {
  expect(canonicalJson({ b: 1, a: [true, null, 'é'], c: undefined, A: {} })).toBe('{"A":{},"a":[true,null,"é"],"b":1}');
});

test('minus zero is zero; text is escaped as JSON does', () => {
  expect(canonicalJson([-0, '"\n\u2028'])).toBe('[0,"\\"\\n\u2028"]');
});

test.each([[0.5], [Number.NaN], [2 ** 53], [undefined], [() => 1], [1n]])('%s has no canonical form', (value) => {
  expect(() => canonicalJson(value)).toThrow('canonical JSON');
});

test('two objects with the same members have one text, however they were built, and it reads back as them', () => {
  const value = fc.letrec((tie) => ({
    node: fc.oneof(
      { maxDepth: 4 },
      fc.constant(null),
      fc.boolean(),
      fc.maxSafeInteger(),
      fc.string({ unit: 'binary' }).filter((text) => text.isWellFormed()),
      fc.array(tie('node'), { maxLength: 4 }),
      fc.dictionary(fc.string({ maxLength: 5 }), tie('node'), { maxKeys: 4, noNullPrototype: true }),
    ),
  })).node;
  fc.assert(
    fc.property(value, (given) => {
      const text = canonicalJson(given);
      expect(canonicalJson(reversed(given))).toBe(text);
      expect(canonicalJson(JSON.parse(text))).toBe(text);
    }),
    { seed: SEED, numRuns: 200 },
  );
});

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, member]) => [key, reversed(member)]),
  );
}
