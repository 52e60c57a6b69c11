/** Times of an order as short as they can be: today is only an hour. */
import type { Language } from '../../domain/catalog/variant.ts';
import { formatTime } from '../../ui/index.ts';

export function shortTime(instant: string, now: number, language: Language, timeZone: string): string {
  const today = formatTime(new Date(now).toISOString(), 'date', language, timeZone);
  const isToday = formatTime(instant, 'date', language, timeZone) === today;
  return formatTime(instant, isToday ? 'time' : 'date-time', language, timeZone);
}

/** Promised to lie ready by now, and nobody laid it ready. */
export function isLate(
  order: { readonly promisedAt: string | null; readonly isWaiting: boolean },
  now: number,
): boolean {
  return order.isWaiting && order.promisedAt !== null && Date.parse(order.promisedAt) < now;
}
