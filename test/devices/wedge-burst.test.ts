import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type Burst,
  type BurstEnd,
  endBySilence,
  stepKey,
  WEDGE_SETTINGS,
  type WedgeSettings,
} from '../../src/devices/wedge-burst.ts';

interface Typed {
  readonly key: string;
  readonly gapMs: number;
}

/** What came out, in order: scans, and keys that reached the page (passed on at once or released later). */
function play(keys: readonly Typed[], inText: boolean, settings: WedgeSettings = WEDGE_SETTINGS) {
  const scans: string[] = [];
  const reached: string[] = [];
  let burst: Burst | null = null;
  let at = 1000;
  const end = (ended: BurstEnd | null) => {
    if (ended?.kind === 'scan') scans.push(ended.text);
    if (ended?.kind === 'release') reached.push(...ended.keys);
  };
  for (const { key, gapMs } of keys) {
    at += gapMs;
    const step = stepKey(burst, { key, at, inText }, settings);
    end(step.ended);
    if (!step.swallow) reached.push(key);
    burst = step.burst;
  }
  end(endBySilence(burst, settings));
  return { scans, reached };
}

const burstOf = (text: string, gapMs = 8): Typed[] =>
  [...text].map((key, i) => ({ key, gapMs: i === 0 ? 500 : gapMs }));
const ended = (text: string, by = 'Enter'): Typed[] => [...burstOf(text), { key: by, gapMs: 8 }];

test('a burst that ends with Enter or Tab is a scan, and the key that ended it reaches nobody', () => {
  expect(play(ended('5901234123457'), false)).toEqual({ scans: ['5901234123457'], reached: [] });
  expect(play(ended('5901234123457', 'Tab'), false)).toEqual({ scans: ['5901234123457'], reached: [] });
});

test('two scans back to back both arrive', () => {
  const second = ended('4006381333931').map((typed, i) => (i === 0 ? { ...typed, gapMs: 5 } : typed));
  expect(play([...ended('5901234123457'), ...second], true).scans).toEqual(['5901234123457', '4006381333931']);
});

test('silence ends a long burst, but never a short one', () => {
  expect(play(burstOf('SKU-0042'), false).scans).toEqual(['SKU-0042']);
  expect(play(burstOf('12'), false)).toEqual({ scans: [], reached: ['1', '2'] });
});

test('capitals come with Shift in between', () => {
  const keys = [...'AB-1x'].flatMap((key, i): Typed[] => [
    { key: 'Shift', gapMs: i === 0 ? 500 : 4 },
    { key, gapMs: 4 },
  ]);
  expect(play([...keys, { key: 'Enter', gapMs: 4 }], false).scans).toEqual(['AB-1x']);
});

test('a space never begins a burst: it presses the button it was meant for', () => {
  expect(play([{ key: ' ', gapMs: 500 }], false)).toEqual({ scans: [], reached: [' '] });
});

test('a slow scanner needs its own setting, and then only Enter ends a scan', () => {
  const slow = { ...WEDGE_SETTINGS, maxGapMs: 100 };
  const keys = [...burstOf('5901234123457', 80), { key: 'Enter', gapMs: 80 }];
  expect(play(keys, true).scans).toEqual([]);
  expect(play(keys, true, slow).scans).toEqual(['5901234123457']);
  expect(play(burstOf('seventeen', 80), true, slow)).toEqual({ scans: [], reached: [...'seventeen'] });
});

const character = fc.constantFrom(...'0123456789ABCxyz-/.'.split(''));

test('typing at a human pace reaches the field key by key, in order, and is never a scan', () => {
  const typed = fc.array(
    fc.record({
      key: fc.oneof(character, fc.constantFrom('Enter', 'Tab', ' ', 'Backspace')),
      gapMs: fc.integer({ min: 36, max: 900 }),
    }),
    { maxLength: 40 },
  );
  fc.assert(
    fc.property(typed, fc.boolean(), (keys, inText) => {
      expect(play(keys, inText)).toEqual({ scans: [], reached: keys.map(({ key }) => key) });
    }),
    { seed: 20260214, numRuns: 500 },
  );
});

test('whatever the timings, no key is lost and none counts twice', () => {
  const typed = fc.array(
    fc.record({
      key: fc.oneof({ weight: 8, arbitrary: character }, { weight: 1, arbitrary: fc.constantFrom('Enter', 'Tab') }),
      gapMs: fc.integer({ min: 0, max: 80 }),
    }),
    { maxLength: 60 },
  );
  fc.assert(
    fc.property(typed, (keys) => {
      // Outside text everything is either released in order or part of a scan.
      const { scans, reached } = play(keys, false);
      const characters = keys.filter(({ key }) => key.length === 1).length;
      const scanned = scans.reduce((count, scan) => count + scan.length, 0);
      expect(scanned + reached.filter((key) => key.length === 1).length).toBe(characters);
    }),
    { seed: 20260215, numRuns: 500 },
  );
});

test('scans arrive whole between stretches of typing, at any timing a scanner has', () => {
  const scan = fc.tuple(fc.array(character, { minLength: 4, maxLength: 40 }), fc.integer({ min: 0, max: 35 }));
  const pauses = fc.integer({ min: 36, max: 400 });
  fc.assert(
    fc.property(fc.array(fc.tuple(scan, pauses), { minLength: 1, maxLength: 6 }), fc.boolean(), (plan, inText) => {
      const keys: Typed[] = [];
      for (const [[text, gapMs], pause] of plan) {
        keys.push({ key: '7', gapMs: 300 }, ...text.map((key, i) => ({ key, gapMs: i === 0 ? pause : gapMs })), {
          key: 'Enter',
          gapMs,
        });
      }
      expect(play(keys, inText).scans).toEqual(plan.map(([[text]]) => text.join('')));
    }),
    { seed: 20260216, numRuns: 400 },
  );
});
