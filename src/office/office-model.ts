/** What head office shows, worked out from what the server told it. Pure: the instant comes in. */
import type {
  DaySales,
  ExceptionsResponse,
  IncarnationFacts,
  LocationFacts,
  OverviewResponse,
  RegisterFacts,
} from '../protocol/office.ts';
import type { Tone } from '../ui/index.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** A tablet in use asks every quarter of a minute; twice a minute without a word is still a word. */
const IN_TOUCH_MS = 2 * MINUTE_MS;
/** A tablet that holds sales and was not heard for a day wants a look. */
const QUIET_TOO_LONG_MS = 24 * HOUR_MS;

export type StandingKey = 'never' | 'waiting-first' | 'in-touch' | 'quiet' | 'holds-sales' | 'revoked' | 'forked';

export interface RegisterStanding {
  readonly key: StandingKey;
  readonly tone: Tone;
  /** The tablet in question; null when none was ever enrolled. */
  readonly life: IncarnationFacts | null;
  readonly unsent: number;
  /** Tablets before this one that said they still hold sales. */
  readonly olderUnsent: number;
}

/** Offline is how a tablet may be: it is worth a look only when it holds sales and nobody has heard of it for a day. */
export function standingOf(register: RegisterFacts, now: number): RegisterStanding {
  const [life, ...older] = register.incarnations;
  const olderUnsent = older.reduce((sum, one) => sum + (one.state === 'revoked' ? 0 : one.unsent), 0);
  if (life === undefined) return { key: 'never', tone: 'calm', life: null, unsent: 0, olderUnsent };
  const of = (key: StandingKey, tone: Tone) => ({ key, tone, life, unsent: life.unsent, olderUnsent });
  if (life.state === 'forked') return of('forked', 'act');
  if (life.state === 'revoked') return of('revoked', 'calm');
  if (life.lastSeenAt === null) return of('waiting-first', 'calm');
  const silence = now - Date.parse(life.lastSeenAt);
  if (silence <= IN_TOUCH_MS) return of('in-touch', 'good');
  if (life.unsent > 0 && silence > QUIET_TOO_LONG_MS) return of('holds-sales', 'watch');
  return of('quiet', 'calm');
}

export interface Ago {
  readonly count: number;
  readonly unit: 'minute' | 'hour' | 'day';
}

/** Null for "just now". */
export function agoOf(instant: string, now: number): Ago | null {
  const passed = Math.max(0, now - Date.parse(instant));
  if (passed < MINUTE_MS) return null;
  if (passed < HOUR_MS) return { count: Math.floor(passed / MINUTE_MS), unit: 'minute' };
  if (passed < 2 * 24 * HOUR_MS) return { count: Math.floor(passed / HOUR_MS), unit: 'hour' };
  return { count: Math.floor(passed / (24 * HOUR_MS)), unit: 'day' };
}

export interface CurrencyTotal {
  readonly currency: DaySales['currency'];
  readonly totalMinor: number;
  readonly sales: number;
}

/** Money of two currencies is never added. */
export function totalsByCurrency(days: readonly DaySales[]): readonly CurrencyTotal[] {
  const totals = new Map<string, CurrencyTotal>();
  for (const { currency, totalMinor, sales } of days) {
    const before = totals.get(currency.code);
    totals.set(currency.code, {
      currency,
      totalMinor: (before?.totalMinor ?? 0) + totalMinor,
      sales: (before?.sales ?? 0) + sales,
    });
  }
  return [...totals.values()];
}

export interface StoreView {
  readonly location: LocationFacts;
  readonly registers: readonly RegisterFacts[];
  readonly day: DaySales | null;
}

/** Places that sell at a counter, with what belongs to them; warehouses and web shops have no registers. */
export function storesOf(overview: OverviewResponse): readonly StoreView[] {
  return overview.locations
    .filter(({ kind }) => kind === 'store')
    .map((location) => ({
      location,
      registers: overview.registers.filter((register) => register.location === location.id),
      day: overview.sales.find((day) => day.location === location.id) ?? null,
    }));
}

export const FIRST_STEPS = ['store', 'register', 'person', 'tablet', 'goods'] as const;
export type FirstStep = (typeof FIRST_STEPS)[number];

/** What a retailer needs before it can sell anything, in the order in which it can be done. */
export function firstStepsOf(
  overview: OverviewResponse,
): readonly { readonly step: FirstStep; readonly isDone: boolean }[] {
  const stores = storesOf(overview);
  const isDone: Record<FirstStep, boolean> = {
    store: stores.length > 0,
    register: stores.some(({ registers }) => registers.length > 0),
    person: overview.associates.some(
      ({ active, hasPin, locations }) =>
        active && hasPin && stores.some(({ location }) => locations.includes(location.id)),
    ),
    tablet: overview.registers.some(({ incarnations }) => incarnations.length > 0),
    goods: overview.hasGoods,
  };
  return FIRST_STEPS.map((step) => ({ step, isDone: isDone[step] }));
}

export function nameOfLocation(overview: OverviewResponse, id: string): string {
  return overview.locations.find((location) => location.id === id)?.name ?? id;
}

export function nameOfRegister(overview: OverviewResponse, id: string | null): string | null {
  const register = overview.registers.find((one) => one.id === id);
  return register === undefined ? null : `${register.name} · ${register.code}`;
}

/** What a new tablet shows and types: minutes and seconds left of a code, `9:41`. */
export function countdownOf(expiresAt: string, now: number): { readonly text: string; readonly isOver: boolean } {
  const seconds = Math.max(0, Math.ceil((Date.parse(expiresAt) - now) / 1_000));
  return { text: `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`, isOver: seconds === 0 };
}

/** A day of the calendar as people pick it, `days` before another one. */
export function daysBefore(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00.000Z`) - days * 24 * HOUR_MS).toISOString().slice(0, 10);
}

/** Something that waits for a person, whichever table it lies in. */
export interface Matter {
  readonly id: string;
  readonly kind: string;
  readonly location: string;
  readonly register: string | null;
  readonly at: string;
  /** Names and values, as text, for whoever looks closer. */
  readonly facts: readonly (readonly [name: string, value: string])[];
}

const FACT_LENGTH_MAX = 200;

/** An entry that is held raises an exception too, usually: then the exception speaks for both. */
export function mattersOf({ exceptions, held }: ExceptionsResponse): readonly Matter[] {
  const spokenFor = new Set(exceptions.map(({ entry }) => entry));
  const raised = exceptions.map(({ id, kind, location, register, raisedAt, facts }): Matter => {
    const known = Object.entries(facts).filter(([name]) => name !== 'subject' && name !== 'envelope');
    return { id, kind, location, register, at: raisedAt, facts: known.map(([name, value]) => [name, factText(value)]) };
  });
  const waiting = held
    .filter(({ id }) => !spokenFor.has(id))
    .map(({ id, status, location, register, kind, sequence, reasons, receivedAt }): Matter => {
      const facts = [['entry', `${kind} ${sequence}`], ...reasons.map((reason) => ['reason', reason])] as const;
      return { id, kind: status, location, register, at: receivedAt, facts: facts.map(([a = '', b = '']) => [a, b]) };
    });
  return [...raised, ...waiting].toSorted((a, b) => (a.at < b.at ? 1 : -1));
}

function factText(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return text.length > FACT_LENGTH_MAX ? `${text.slice(0, FACT_LENGTH_MAX)}…` : text;
}
