import { expect, test } from 'vitest';
import { watchParent } from '../../../src/cli/support/watch-parent.ts';

/** A timer whose every sleep ends at once, and a parent that changes after some of them. */
function parentage(isUnderNpm: boolean, parents: readonly number[]) {
  let looks = 0;
  return {
    isUnderNpm,
    parent: () => parents[Math.min(looks++, parents.length - 1)] ?? 0,
    timers: { sleep: () => Promise.resolve() },
  };
}

test('npm’s shell ends, and the server above which nobody is left is told, once', async () => {
  let told = 0;
  await watchParent(parentage(true, [700, 700, 700, 1]), () => told++, new AbortController().signal);
  expect(told).toBe(1);
});

test('a server that was started by hand outlives its shell', async () => {
  let told = 0;
  await watchParent(parentage(false, [700, 1]), () => told++, new AbortController().signal);
  expect(told).toBe(0);
});

test('the watch ends with the server, and does not take the end for a sign', async () => {
  const end = new AbortController();
  const asked = { ...parentage(true, [700]), timers: { sleep: async () => end.abort() } };
  let told = 0;
  await watchParent(asked, () => told++, end.signal);
  expect(told).toBe(0);
});
