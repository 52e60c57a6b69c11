/**
 * Which day a sale belongs to is decided by the wall clock of the store's own zone, not by the tablet's
 * and not by UTC, and a day may begin after midnight.
 */
import { invariant, must } from '../../kernel/invariant.ts';

interface WallClock {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
}

// Making a formatter costs a thousand times what using one costs. Formatters have no state of their own.
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  formatters.set(timeZone, made);
  return made;
}

/** What a clock on the wall of that zone shows. `instant` is ISO 8601 in UTC. */
export function wallClockAt(instant: string, timeZone: string): WallClock {
  const milliseconds = Date.parse(instant);
  invariant(!Number.isNaN(milliseconds), 'an instant is ISO 8601');
  const parts = new Map(
    formatterOf(timeZone)
      .formatToParts(milliseconds)
      .map((part) => [part.type, part.value]),
  );
  const read = (type: Intl.DateTimeFormatPartTypes) => Number(must(parts.get(type), `a date has a ${type}`));
  return { year: read('year'), month: read('month'), day: read('day'), hour: read('hour'), minute: read('minute') };
}

/**
 * `YYYY-MM-DD`. A sale at 01:00 belongs to the day before when days begin at 4. A day that has begun
 * stays begun, also where clocks are then set back to before its hour (Chatham: from 03:45 to 02:45).
 */
export function businessDayOf(instant: string, timeZone: string, dayStartsAtHour: number): string {
  const now = wallClockAt(instant, timeZone);
  const isBefore = now.hour < dayStartsAtHour && !hadBegun(instant, timeZone, now, dayStartsAtHour);
  return new Date(Date.UTC(now.year, now.month - 1, isBefore ? now.day - 1 : now.day)).toISOString().slice(0, 10);
}

const QUARTER_MS = 15 * 60_000;
/** No clock is set back by more than two hours. */
const QUARTERS_SET_BACK_MAX = 8;

function hadBegun(instant: string, timeZone: string, now: WallClock, dayStartsAtHour: number): boolean {
  for (let quarters = 1; quarters <= QUARTERS_SET_BACK_MAX; quarters++) {
    const earlier = wallClockAt(new Date(Date.parse(instant) - quarters * QUARTER_MS).toISOString(), timeZone);
    if (earlier.day === now.day && earlier.hour >= dayStartsAtHour) return true;
  }
  return false;
}

/** Hour of the store's day, 0 to 23. */
export function hourOf(instant: string, timeZone: string): number {
  return wallClockAt(instant, timeZone).hour;
}

export function isTimeZone(name: string): boolean {
  try {
    formatterOf(name);
    return true;
  } catch {
    return false;
  }
}
