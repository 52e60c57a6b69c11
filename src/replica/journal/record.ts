/** Entry rows as the journal shows them. */
import type { JournalRecord } from './journal.ts';
import type { EntryRow } from './store.ts';

export function recordOf(
  row: EntryRow,
  print: 'pending' | 'printed',
  result: Pick<JournalRecord, 'result' | 'reasons'> = { result: null, reasons: [] },
): JournalRecord {
  return {
    incarnation: row.entry.incarnation,
    sequence: row.sequence,
    entry: row.entry,
    hash: row.hash,
    group: row.group,
    result: result.result,
    reasons: result.reasons,
    print: row.print ? print : 'none',
  };
}
