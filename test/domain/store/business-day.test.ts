import fc from 'fast-check';
import { expect, test } from 'vitest';
import { businessDayOf, hourOf, isTimeZone, wallClockAt } from '../../../src/domain/store/business-day.ts';
import { SEED } from '../shop.ts';

test.each([
  ['an evening in Taipei is not yet the next day in UTC', '2026-11-21T16:30:00.000Z', 'Asia/Taipei', 0, '2026-11-22'],
  [
    'an evening in New York is still the day before in UTC',
    '2026-11-22T03:30:00.000Z',
    'America/New_York',
    0,
    '2026-11-21',
  ],
  [
    'one o’clock at night belongs to the day before, when days begin at four',
    '2026-11-21T00:00:00.000Z',
    'Europe/Amsterdam',
    4,
    '2026-11-20',
  ],
  ['at four sharp it begins', '2026-11-21T03:00:00.000Z', 'Europe/Amsterdam', 4, '2026-11-21'],
  ['a millisecond before, it has not', '2026-11-21T02:59:59.999Z', 'Europe/Amsterdam', 4, '2026-11-20'],
  ['over the new year', '2027-01-01T01:00:00.000Z', 'Europe/London', 5, '2026-12-31'],
  ['over a leap day', '2028-03-01T02:00:00.000Z', 'UTC', 3, '2028-02-29'],
  ['the night of 45-minute zones', '2026-11-21T18:16:00.000Z', 'Asia/Kathmandu', 0, '2026-11-22'],
  ['far east of the date line', '2026-11-21T10:00:00.000Z', 'Pacific/Kiritimati', 0, '2026-11-22'],
  ['far west of it', '2026-11-21T10:30:00.000Z', 'Pacific/Pago_Pago', 0, '2026-11-20'],
] as const)('%s', (_, instant, zone, startsAt, day) => {
  expect(businessDayOf(instant, zone, startsAt)).toBe(day);
});

test('an hour that happens twice belongs to one day, and so does the hour that never happens', () => {
  // Amsterdam, 25 October 2026: 03:00 becomes 02:00. 29 March: 02:00 becomes 03:00.
  expect(['2026-10-25T00:30:00.000Z', '2026-10-25T01:30:00.000Z'].map((at) => hourOf(at, 'Europe/Amsterdam'))).toEqual([
    2, 2,
  ]);
  expect(businessDayOf('2026-10-25T00:30:00.000Z', 'Europe/Amsterdam', 3)).toBe('2026-10-24');
  expect(businessDayOf('2026-10-25T01:30:00.000Z', 'Europe/Amsterdam', 3)).toBe('2026-10-24');
  expect(businessDayOf('2026-10-25T02:00:00.000Z', 'Europe/Amsterdam', 3)).toBe('2026-10-25');
  expect(businessDayOf('2026-03-29T00:59:59.999Z', 'Europe/Amsterdam', 2)).toBe('2026-03-28');
  expect(businessDayOf('2026-03-29T01:00:00.000Z', 'Europe/Amsterdam', 2)).toBe('2026-03-29');
});

test('a day that has begun stays begun when clocks are set back to before its hour', () => {
  // Chatham, 5 April 2026: 03:45 becomes 02:45, and days begin at three.
  const day = (instant: string) => businessDayOf(instant, 'Pacific/Chatham', 3);
  expect(['13:14', '13:15', '13:59', '14:00', '14:14', '14:15'].map((at) => day(`2026-04-04T${at}:00.000Z`))).toEqual([
    '2026-04-04',
    ...Array.from({ length: 5 }, () => '2026-04-05'),
  ]);
});

test('a day that a whole country skipped is nobody’s business day', () => {
  // Samoa went from 29 to 31 December 2011.
  expect(businessDayOf('2011-12-30T09:59:59.000Z', 'Pacific/Apia', 0)).toBe('2011-12-29');
  expect(businessDayOf('2011-12-30T10:00:00.000Z', 'Pacific/Apia', 0)).toBe('2011-12-31');
});

test('a wrong instant is a fault; a wrong zone can be asked about', () => {
  expect(() => businessDayOf('yesterday', 'UTC', 0)).toThrow('an instant is ISO 8601');
  expect([isTimeZone('Europe/Amsterdam'), isTimeZone('Mars/Olympus')]).toEqual([true, false]);
});

/** Instants at which the offset of a zone changes within the year, to the minute. */
function offsetChanges(zone: string, year: number): number[] {
  const offset = (at: number) => {
    const { year: y, month, day, hour, minute } = wallClockAt(new Date(at).toISOString(), zone);
    return Date.UTC(y, month - 1, day, hour, minute) - at;
  };
  const changes: number[] = [];
  const WEEK = 7 * 86_400_000;
  const end = Date.UTC(year + 1, 0, 1);
  for (let from = Date.UTC(year, 0, 1); from < end; from += WEEK) {
    let low = from;
    let high = Math.min(from + WEEK, end);
    if (offset(low) === offset(high)) continue;
    while (high - low > 60_000) {
      const middle = low + Math.floor((high - low) / 120_000) * 60_000;
      if (offset(middle) === offset(low)) low = middle;
      else high = middle;
    }
    changes.push(high);
  }
  return changes;
}

const zones = Intl.supportedValuesOf('timeZone');

test('in every zone of the world, around every change of the clocks, days follow each other and none repeats', () => {
  let changes = 0;
  for (const zone of zones) {
    for (const at of offsetChanges(zone, 2026)) {
      changes++;
      for (const startsAt of [0, 1, 2, 3, 4]) {
        let before = '';
        for (let minutes = -4 * 60; minutes <= 4 * 60; minutes += 15) {
          const day = businessDayOf(new Date(at + minutes * 60_000).toISOString(), zone, startsAt);
          if (day < before) throw new Error(`${zone} around ${new Date(at).toISOString()}: ${before}, then ${day}`);
          before = day;
        }
      }
    }
  }
  expect(zones.length).toBeGreaterThan(300);
  expect(changes).toBeGreaterThan(100);
});

test('a business day is never more than a day from the UTC date, and moves with the hour it begins at', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date('2000-01-01T00:00:00Z'), max: new Date('2099-12-31T00:00:00Z'), noInvalidDate: true }),
      fc.constantFrom(...zones),
      fc.integer({ min: 0, max: 23 }),
      (date, zone, startsAt) => {
        const instant = date.toISOString();
        const midnight = businessDayOf(instant, zone, 0);
        const day = businessDayOf(instant, zone, startsAt);
        const apart = (a: string, b: string) => (Date.parse(a) - Date.parse(b)) / 86_400_000;
        expect(Math.abs(apart(midnight, instant.slice(0, 10)))).toBeLessThanOrEqual(1);
        expect([0, 1]).toContain(apart(midnight, day));
        if (hourOf(instant, zone) >= startsAt) expect(day).toBe(midnight);
      },
    ),
    { seed: SEED, numRuns: 500 },
  );
});
