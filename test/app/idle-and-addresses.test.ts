import { expect, test } from 'vitest';
import { isIdleFor } from '../../src/app/idle.ts';
import { isOwnScript } from '../../src/app/trusted-addresses.ts';

test('the screen locks after its minutes, and never when that is the choice', () => {
  expect(isIdleFor(0, 299_999, 5)).toBe(false);
  expect(isIdleFor(0, 300_000, 5)).toBe(true);
  expect(isIdleFor(0, 9_000_000, 0)).toBe(false);
});

test('workers are loaded from our own build only', () => {
  const own = 'https://till.example';
  expect(isOwnScript('/service-worker.js', own)).toBe(true);
  expect(isOwnScript('https://till.example/assets/sync-worker-Bx1.js', own)).toBe(true);
  expect(isOwnScript('https://evil.example/assets/sync-worker.js', own)).toBe(false);
  expect(isOwnScript('//evil.example/service-worker.js', own)).toBe(false);
  expect(isOwnScript('/pictures/worker.js', own)).toBe(false);
  expect(isOwnScript('/api/segments/abc', own)).toBe(false);
  expect(isOwnScript('data:text/javascript,alert(1)', own)).toBe(false);
  expect(isOwnScript('blob:https://till.example/7f', own)).toBe(false);
  expect(isOwnScript('http://[', own)).toBe(false);
});
