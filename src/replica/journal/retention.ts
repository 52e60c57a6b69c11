/**
 * What a tablet may forget: entries that lie in a verified backup of the server and are older than the
 * retention, from the oldest on, never past the open shift. The place where they ended stays as an anchor.
 */
import type { EntryRow, HeadRow, JournalTransaction, LinkRow } from './store.ts';

export const RETENTION_DAYS = 35;
const DAY_MS = 86_400_000;
/** Entries one trim removes at most, so that it never holds the journal for long. */
const TRIM_ROWS_MAX = 500;

/** The last row that may go, or null. */
export async function trimmedThrough(
  tx: JournalTransaction,
  head: HeadRow,
  link: LinkRow,
  now: number,
): Promise<EntryRow | null> {
  const shiftStart = head.shift?.openedSequence ?? Number.MAX_SAFE_INTEGER;
  // The last entry stays whatever its age: the boot check compares it with the head.
  const limit = Math.min(link.durableThrough, link.acknowledged, shiftStart - 1, head.sequence - 1);
  const rows = await tx.range('entries', { life: head.life, before: limit + 1, limit: TRIM_ROWS_MAX });
  let last: EntryRow | null = null;
  for (const row of rows) {
    if (Date.parse(row.entry.at) >= now - RETENTION_DAYS * DAY_MS) break;
    last = row;
  }
  return last;
}
