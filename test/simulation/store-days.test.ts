/**
 * Days of a store in virtual time, each from a fixed seed. People sell, take back, exchange, void, park,
 * resume, pay in and out, open and close shifts, change windows and let them freeze; messages are lost,
 * doubled, reordered and late, tablets and the server crash between any two steps, backups are restored.
 * Afterwards everything is there exactly once, and every sum holds.
 */
import { describe, expect, test } from 'vitest';
import { FAULT_IDS } from './rig/plan.ts';
import { type DayReport, runStoreDay } from './rig/store-day.ts';

const SEEDS = Array.from({ length: 24 }, (_, index) => index + 1);
const SALES = 60;
/** Ten times what a day takes on a machine that does nothing else. */
const DAY_TIMEOUT_MS = 30_000;

function explain(day: DayReport): string {
  const breaches = day.breaches.map(({ kind, detail }) => `${kind}: ${detail}`).slice(0, 10);
  return [
    `store day ${day.seed} went wrong; replay: npm run sim -- --seed ${day.seed} --sales ${day.sales}`,
    ...breaches,
  ].join('\n');
}

describe('F01 F02 F04 F05 F11 F21 N01 N02 N03 N04 N05 N09 N10 S01 S02 S05 S12 S17 B18 B21 B22 whatever happens, everything done is there exactly once', () => {
  const days: DayReport[] = [];

  test.each(SEEDS)(
    'store day %i',
    async (seed) => {
      const day = await runStoreDay({ seed, sales: SALES });
      days.push(day);
      expect(day.breaches, explain(day)).toEqual([]);
      expect([day.lost, day.doubled]).toEqual([0, 0]);
    },
    DAY_TIMEOUT_MS,
  );

  test('the days were days: people worked, and things went wrong', () => {
    const sum = (of: (day: DayReport) => number) => days.reduce((total, day) => total + of(day), 0);
    expect(days.length).toBe(SEEDS.length);
    expect(sum((day) => day.shown)).toBeGreaterThan(SEEDS.length * SALES * 0.6);
    expect(sum((day) => day.acknowledged)).toBeGreaterThanOrEqual(sum((day) => day.shown) * 0.95);
    for (const kind of ['shift.open', 'shift.close', 'till.pay', 'cart.suspend', 'cart.resume', 'order.post-void']) {
      expect(
        sum((day) => day.done[kind] ?? 0),
        kind,
      ).toBeGreaterThan(20);
    }
    for (const kind of ['return', 'exchange'])
      expect(
        sum((day) => day.done[kind] ?? 0),
        kind,
      ).toBeGreaterThan(10);
    expect(sum((day) => day.happened.crashes)).toBeGreaterThan(20);
    expect(sum((day) => day.happened.serverCrashes)).toBeGreaterThan(5);
    expect(sum((day) => day.happened.cuts)).toBeGreaterThan(10);
    expect(sum((day) => day.happened.restores)).toBeGreaterThan(2);
    expect(sum((day) => day.happened.tiles)).toBeGreaterThan(100);
    expect(sum((day) => day.happened.takeOvers)).toBeGreaterThan(20);
    expect(sum((day) => day.happened.freezes)).toBeGreaterThan(20);
    expect(sum((day) => day.done['not-the-writer'] ?? 0)).toBeGreaterThan(2);
    // Each seed has its own mixture, and together they have everything.
    expect(new Set(days.map(({ faults }) => faults.join(' '))).size).toBeGreaterThan(SEEDS.length / 2);
    expect(new Set(days.flatMap(({ faults }) => faults)).size).toBe(FAULT_IDS.length);
  });
});

test(
  'the same seed is the same day, down to the last message',
  async () => {
    const [first, second, other] = [
      await runStoreDay({ seed: 7, sales: 40 }),
      await runStoreDay({ seed: 7, sales: 40 }),
      await runStoreDay({ seed: 8, sales: 40 }),
    ];
    expect(second.traceHash).toBe(first.traceHash);
    expect(other.traceHash).not.toBe(first.traceHash);
  },
  DAY_TIMEOUT_MS,
);

test(
  'F01 F21 the same over real Dexie: a day, twice, with the same trace',
  async () => {
    const first = await runStoreDay({ seed: 11, sales: 24, backend: 'dexie' });
    expect(first.breaches, explain(first)).toEqual([]);
    expect(first.happened.events).toBeGreaterThan(200);
    const second = await runStoreDay({ seed: 11, sales: 24, backend: 'dexie' });
    expect(second.traceHash).toBe(first.traceHash);
  },
  DAY_TIMEOUT_MS,
);
