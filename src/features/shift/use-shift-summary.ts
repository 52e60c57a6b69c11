/** The open shift, folded from the journal whenever it grows. */
import { useEffect, useState } from 'react';
import { foldShift, NO_SHIFT, type ShiftSummary } from '../../domain/till/shift.ts';
import type { JournalRecord } from '../../replica/index.ts';
import { shiftEvents, useCounter, useJournalSnapshot } from '../counter/index.ts';

export interface ShiftView {
  readonly summary: ShiftSummary;
  readonly records: readonly JournalRecord[];
}

/** Null until the journal was read once. */
export function useShiftView(): ShiftView | null {
  const { journal } = useCounter();
  const { sequence, shift } = useJournalSnapshot();
  const [view, setView] = useState<ShiftView | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a longer journal is a reason to read again
  useEffect(() => {
    let isCurrent = true;
    void journal.ofShift().then((records) => {
      if (isCurrent) setView({ records, summary: records.length > 0 ? foldShift(shiftEvents(records)) : NO_SHIFT });
    });
    return () => {
      isCurrent = false;
    };
  }, [journal, sequence, shift]);
  return view;
}
