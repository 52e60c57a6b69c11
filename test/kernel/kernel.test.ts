import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { sha256Hex } from '../../src/kernel/hash.ts';
import { BrokenInvariant, invariant, must, unreachable } from '../../src/kernel/invariant.ts';
import { instantOf } from '../../src/kernel/ports.ts';
import { systemClock, systemRandom, systemTimers } from '../../src/kernel/system-ports.ts';
import { foldWidth } from '../../src/kernel/text.ts';
import { granted, refused } from '../../src/kernel/verdict.ts';

test('a broken invariant says in a sentence what should have been true', () => {
  expect(() => invariant(false, 'three intents were meant')).toThrow(new BrokenInvariant('three intents were meant'));
  expect(() => invariant(0, () => 'made only when needed')).toThrow('made only when needed');
  expect(() => invariant('', 'text')).toThrow(BrokenInvariant);
  invariant(true, () => {
    throw new Error('a sentence nobody needs is not made');
  });
});

test('must hands on what is there, zero and empty text among it', () => {
  expect([must(0, 'x'), must('', 'x'), must(false, 'x')]).toEqual([0, '', false]);
  expect(() => must(null, 'a shift is open')).toThrow('a shift is open');
  expect(() => must(undefined, 'a shift is open')).toThrow('a shift is open');
});

test('a variant nobody handles is told, not swallowed', () => {
  expect(() => unreachable({ kind: 'new' } as never)).toThrow('nobody handles {"kind":"new"}');
});

test('a verdict is a value or a refusal', () => {
  expect(granted(7)).toEqual({ ok: true, value: 7 });
  expect(refused({ code: 'no-price', sku: 'A' })).toEqual({ ok: false, refusal: { code: 'no-price', sku: 'A' } });
});

test('the synchronous hash is SHA-256, of text as UTF-8', () => {
  for (const text of ['', 'abc', '亞麻襯衫 🧵']) {
    expect(sha256Hex(text)).toBe(createHash('sha256').update(text, 'utf8').digest('hex'));
  }
  expect(sha256Hex(new Uint8Array([1, 2]))).toBe(
    createHash('sha256')
      .update(Buffer.from([1, 2]))
      .digest('hex'),
  );
});

test('full-width digits and letters become plain ones', () => {
  expect(foldWidth('ＡＢ１２．５０，')).toBe('AB12.50,');
});

test('an instant is written in UTC with milliseconds', () => {
  expect(instantOf({ now: () => 0 })).toBe('1970-01-01T00:00:00.000Z');
});

test('the real ports work: clock, chance, and a sleep that a signal ends', async () => {
  expect(Math.abs(systemClock.now() - Date.now())).toBeLessThan(1000);
  expect(systemRandom.bytes(16)).toHaveLength(16);
  const before = systemClock.elapsed();
  await systemTimers.sleep(5);
  expect(systemClock.elapsed()).toBeGreaterThan(before);
  const stop = new AbortController();
  const long = systemTimers.sleep(60_000, stop.signal);
  stop.abort();
  await long;
  await systemTimers.sleep(60_000, stop.signal);
});
