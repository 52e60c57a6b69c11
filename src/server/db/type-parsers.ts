/**
 * How values of the database become values of ours, the same on every engine. The driver's own
 * choices differ (a bigint is text from one and a number from the other; a date becomes local midnight).
 */
import { invariant } from '../../kernel/invariant.ts';

/** Type ids of PostgreSQL's catalogue (pg_type.dat): they never change. */
const INT8 = 20;
const DATE = 1082;
const TIMESTAMPTZ = 1184;
const NUMERIC = 1700;

export const TYPE_PARSERS: Readonly<Record<number, (text: string) => unknown>> = {
  [INT8]: wholeFromText,
  // Sums of bigints are numerics; ours are always whole.
  [NUMERIC]: wholeFromText,
  [DATE]: (text) => text,
  [TIMESTAMPTZ]: instantFromText,
};

function wholeFromText(text: string): number {
  const value = Number(text);
  invariant(Number.isSafeInteger(value), () => `${text} is beyond the whole numbers we count with`);
  return value;
}

/** `2026-03-01 09:30:00.5+00` as PostgreSQL writes it in ISO style, whatever the session's zone. */
function instantFromText(text: string): string {
  const iso = text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00');
  return new Date(iso).toISOString();
}
