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

/** `YYYY-MM-DD`. A sale at 01:00 belongs to the day before when days begin at 4. */
export function businessDayOf(instant: string, timeZone: string, dayStartsAtHour: number): string {
  const { year, month, day, hour } = wallClockAt(instant, timeZone);
  const date = new Date(Date.UTC(year, month - 1, hour < dayStartsAtHour ? day - 1 : day));
  return date.toISOString().slice(0, 10);
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
