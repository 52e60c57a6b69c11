/**
 * Days on which a store serves the web, in virtual time, each from a fixed seed. Tablets that are apart for
 * minutes hand over what all of them were told of, claim carts that shoppers still change, and sell last
 * pieces that the web has promised. Afterwards every parcel was handed over once, goods moved once, and
 * whatever could not be prevented is said by exactly one exception.
 */
import { describe, expect, test } from 'vitest';
import { type ChannelDayReport, runChannelDay } from './rig/channel-day.ts';

const SEEDS = Array.from({ length: 12 }, (_, index) => index + 1);
const DEEDS = 160;
/** Ten times what a day takes on a machine that does nothing else. */
const DAY_TIMEOUT_MS = 30_000;

function explain({ seed, breaches }: ChannelDayReport): string {
  return [
    `channel day ${seed} went wrong`,
    ...breaches.map(({ kind, detail }) => `${kind}: ${detail}`).slice(0, 10),
  ].join('\n');
}

describe('B01 B02 B03 F01 F02 N01 N02 N04 N10 S01 I9 I10 I11 I12 orders, parcels and carts of the web', () => {
  const days: ChannelDayReport[] = [];

  test.each(SEEDS)(
    'channel day %i',
    async (seed) => {
      const day = await runChannelDay({ seed, deeds: DEEDS });
      days.push(day);
      expect(day.breaches, explain(day)).toEqual([]);
    },
    DAY_TIMEOUT_MS,
  );

  test('the days were days: what must be caught did happen', () => {
    const sum = (of: keyof ChannelDayReport['happened']) => days.reduce((total, day) => total + day.happened[of], 0);
    expect(sum('orders')).toBeGreaterThan(SEEDS.length * 20);
    expect(sum('handedOver')).toBeGreaterThan(SEEDS.length * 10);
    expect(sum('handedOverTwice')).toBeGreaterThan(SEEDS.length);
    expect(sum('claims')).toBeGreaterThan(SEEDS.length * 5);
    expect(sum('refused')).toBeGreaterThan(SEEDS.length);
    expect(sum('soldTwice')).toBeGreaterThan(2);
    expect(sum('broken')).toBeGreaterThan(SEEDS.length / 2);
  });
});

test(
  'the same seed is the same day, down to the last message',
  async () => {
    const [first, second] = [await runChannelDay({ seed: 3, deeds: 60 }), await runChannelDay({ seed: 3, deeds: 60 })];
    expect(second.traceHash).toBe(first.traceHash);
    expect(second.happened).toEqual(first.happened);
  },
  DAY_TIMEOUT_MS,
);
