/** One business day of this tablet, from its own journal. */
import { useEffect, useState } from 'react';
import { businessDayOf } from '../../domain/store/business-day.ts';
import { type DayEvent, type DayReport, dayReport } from '../../domain/till/day-report.ts';
import { instantOf } from '../../kernel/ports.ts';
import { useCounter, useJournalSnapshot } from '../counter/index.ts';

const DAY_MS = 86_400_000;

/** The calendar day `by` days later, as text. */
export function dayAfter(day: string, by: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + by * DAY_MS).toISOString().slice(0, 10);
}

export function useDay() {
  const { journal, store, clock } = useCounter();
  const { sequence, shift } = useJournalSnapshot();
  const today = shift?.businessDay ?? businessDayOf(instantOf(clock), store.timeZone, store.dayStartsAtHour);
  const [day, setDay] = useState(today);
  const [read, setRead] = useState<{ readonly day: string; readonly report: DayReport } | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a longer journal is a reason to read again
  useEffect(() => {
    let isCurrent = true;
    void journal.ofBusinessDay(day).then((records) => {
      const events = records.map(({ entry }) => entry as DayEvent);
      if (isCurrent) setRead({ day, report: dayReport(events, { timeZone: store.timeZone }) });
    });
    return () => {
      isCurrent = false;
    };
  }, [journal, store, day, sequence]);

  return { day, today, setDay, report: read?.day === day ? read.report : null };
}
