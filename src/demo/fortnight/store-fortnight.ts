/**
 * Fourteen days of one store's front counter, ending now. The same seed and the same instant give the
 * same fortnight, entry by entry.
 */
import { businessDayOf } from '../../domain/store/business-day.ts';
import { must } from '../../kernel/invariant.ts';
import type { EntryEnvelope } from '../../protocol/entry/entry.ts';
import { type Chance, chanceOf } from '../chance.ts';
import { seededIds } from '../seeded-ids.ts';
import { createShelf, type Goods } from './basket.ts';
import type { Errand } from './errands.ts';
import { dayBefore, localInstant, weekdayOf } from './local-time.ts';
import { createRegisterJournal, type RegisterIdentity } from './register-journal.ts';
import { type Counter, runDay } from './store-day.ts';

export interface StoreFortnight extends Pick<Counter, 'store' | 'associates' | 'languages' | 'wrapping' | 'clients'> {
  readonly identity: RegisterIdentity;
  /** Of the ids; what happens is drawn from the store and the day. */
  readonly seed: string;
  readonly goods: readonly Goods[];
  /** What lies there at the beginning, by ordinal. */
  readonly stock: ReadonlyMap<number, number>;
  /** In the order in which they are to be done. */
  readonly errands?: readonly Errand[];
  readonly visitorsADay: number;
  /** Milliseconds. Nothing happens after it. */
  readonly now: number;
}

export const FORTNIGHT_DAYS = 14;
const OPENS_AT = 10 * 60;
const CLOSES_AT = 18 * 60 + 30;
/** Visitors by weekday, Sunday first, in percent of an ordinary day. */
const WEEK = [70, 80, 85, 90, 105, 120, 160];
/** The last visitor leaves time for second thoughts before the count. */
const LAST_VISIT_MS = 120_000;

export function storeFortnight(input: StoreFortnight): readonly EntryEnvelope[] {
  const { store, now } = input;
  const stock = new Map(input.stock);
  let moment = now;
  const newId = seededIds(input.seed, { now: () => moment });
  const journal = createRegisterJournal(input.identity, newId);
  const passTime = (instant: number) => {
    moment = instant;
  };
  const counter: Counter = {
    ...input,
    newId,
    passTime,
    journal,
    stock,
    shelf: createShelf(input.goods, stock),
    sold: [],
    errands: [...(input.errands ?? [])],
  };
  const today = businessDayOf(new Date(now).toISOString(), store.timeZone, store.dayStartsAtHour);
  for (let back = FORTNIGHT_DAYS - 1; back >= 0; back--) {
    const businessDay = dayBefore(today, back);
    const chance = chanceOf(`${store.name} ${businessDay}`);
    const at = (minutes: number) => localInstant(businessDay, minutes, store.timeZone);
    const endsAt = Math.min(at(CLOSES_AT), now);
    if (endsAt <= at(OPENS_AT)) continue;
    const visits = visitMinutes(input.visitorsADay, businessDay, chance)
      .map(at)
      .filter((instant) => instant <= endsAt - LAST_VISIT_MS);
    const hours = { businessDay, opensAt: at(OPENS_AT), endsAt, visits, isWhole: endsAt === at(CLOSES_AT) };
    runDay(counter, hours, chance);
  }
  return journal.entries();
}

/** Minutes after midnight, in order: most come in the afternoon, and on Saturday. */
function visitMinutes(visitorsADay: number, businessDay: string, chance: Chance): readonly number[] {
  const share = must(WEEK[weekdayOf(businessDay)], 'a week has seven days');
  const count = Math.max(1, Math.round((visitorsADay * share) / 100) + chance.between(-2, 2));
  const draw = () => chance.between(OPENS_AT + 5, CLOSES_AT - 5);
  return Array.from({ length: count }, () => Math.max(draw(), draw() - 60)).sort((a, b) => a - b);
}
