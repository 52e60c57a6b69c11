/** A shift opens with the cash that is counted into the till. */
import { businessDayOf } from '../../domain/store/business-day.ts';
import { foldShift, planShiftOpen, type ShiftEvent, type TillRefusal } from '../../domain/till/shift.ts';
import type { ShiftOpen } from '../../domain/till/till.ts';
import { instantOf } from '../../kernel/ports.ts';
import { granted, type Verdict } from '../../kernel/verdict.ts';
import type { JournalRecord, JournalRefusal } from '../../replica/index.ts';
import type { Counter } from './counter.tsx';

/** Entries are shift events already: the fold reads kind and body. */
export function shiftEvents(records: readonly JournalRecord[]): readonly ShiftEvent[] {
  return records.map(({ entry }) => entry as ShiftEvent);
}

export async function openShift(
  counter: Pick<Counter, 'journal' | 'store' | 'associate' | 'ids' | 'clock'>,
  floatMinor: number,
): Promise<Verdict<ShiftOpen, TillRefusal | JournalRefusal>> {
  const { journal, store, associate, ids, clock } = counter;
  const plan = planShiftOpen({
    summary: foldShift(shiftEvents(await journal.ofShift())),
    newId: ids,
    floatMinor,
    location: store.id,
    businessDay: businessDayOf(instantOf(clock), store.timeZone, store.dayStartsAtHour),
    currency: store.currency.code,
  });
  if (!plan.ok) return plan;
  const written = await journal.append({
    kind: 'shift.open',
    associate: associate.id,
    body: () => ({ ...plan.value, till: [...plan.value.till] }),
  });
  return written.ok ? granted(plan.value) : written;
}
