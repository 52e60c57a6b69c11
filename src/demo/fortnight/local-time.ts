/** When it is such an hour in a store's own zone. */
import { wallClockAt } from '../../domain/store/business-day.ts';

const DAY_MS = 86_400_000;

/** Milliseconds of `minutes` after midnight of `day` (`YYYY-MM-DD`) on the wall clock of the zone. */
export function localInstant(day: string, minutes: number, timeZone: string): number {
  const wanted = Date.parse(`${day}T00:00:00.000Z`) + minutes * 60_000;
  const wall = wallClockAt(new Date(wanted).toISOString(), timeZone);
  const shown = Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute);
  return wanted - (shown - wanted);
}

export function dayBefore(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00.000Z`) - days * DAY_MS).toISOString().slice(0, 10);
}

/** 0 is Sunday. */
export function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00.000Z`).getUTCDay();
}
