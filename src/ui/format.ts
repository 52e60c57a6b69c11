/** Money, counts and times as people of a language write them. Formatters are kept: making one costs more than using it. */
import type { Language } from '../domain/catalog/variant.ts';
import type { Currency } from '../domain/money/minor.ts';

const kept = new Map<string, Intl.NumberFormat>();

function numberFormat(language: Language, key: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const id = `${language} ${key}`;
  const existing = kept.get(id);
  if (existing) return existing;
  const made = new Intl.NumberFormat(language, options);
  kept.set(id, made);
  return made;
}

/** A decimal text instead of a division, so that no amount is ever rounded on its way to the screen. */
function decimalOf(minor: number, digits: number): Intl.StringNumericLiteral {
  const figures = String(Math.abs(minor)).padStart(digits + 1, '0');
  const whole = digits === 0 ? figures : `${figures.slice(0, -digits)}.${figures.slice(-digits)}`;
  return `${minor < 0 ? '-' : ''}${whole}` as Intl.StringNumericLiteral;
}

/** A shop trades in one currency, so its narrow sign is enough: `$1,250`, not `NT$1,250`. */
export function formatMoney(minor: number, currency: Currency, language: Language): string {
  const format = numberFormat(language, `money ${currency.code} ${currency.digits}`, {
    style: 'currency',
    currency: currency.code,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: currency.digits,
    maximumFractionDigits: currency.digits,
  });
  return format.format(decimalOf(minor, currency.digits)).replace('-', '−');
}

export function formatCount(count: number, language: Language): string {
  return numberFormat(language, 'count', { maximumFractionDigits: 0 }).format(count).replace('-', '−');
}

/** Parts per million as a percentage: 88750 is `8.875%`. */
export function formatPercent(ppm: number, language: Language): string {
  return numberFormat(language, 'percent', { style: 'percent', maximumFractionDigits: 4 }).format(ppm / 1_000_000);
}

const BYTE_UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

export function formatBytes(bytes: number, language: Language): string {
  let value = bytes;
  let step = 0;
  while (value >= 1000 && step < BYTE_UNITS.length - 1) {
    value /= 1000;
    step += 1;
  }
  const unit = BYTE_UNITS[step] ?? 'byte';
  const maximumFractionDigits = value < 10 && step > 1 ? 1 : 0;
  return numberFormat(language, `bytes ${unit} ${maximumFractionDigits}`, {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumFractionDigits,
  }).format(value);
}

export type TimeStyle = 'time' | 'date' | 'date-time' | 'weekday';

const TIME_STYLES: Record<TimeStyle, Intl.DateTimeFormatOptions> = {
  time: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  date: { year: 'numeric', month: 'short', day: 'numeric' },
  'date-time': { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  weekday: { weekday: 'long', month: 'long', day: 'numeric' },
};

const keptTimes = new Map<string, Intl.DateTimeFormat>();

/** `timeZone` is the store's, so that a tablet set to another zone still tells the shop's time. */
export function formatTime(instant: string, style: TimeStyle, language: Language, timeZone?: string): string {
  const id = `${language} ${style} ${timeZone ?? ''}`;
  let format = keptTimes.get(id);
  if (!format) {
    format = new Intl.DateTimeFormat(language, { ...TIME_STYLES[style], ...(timeZone ? { timeZone } : {}) });
    keptTimes.set(id, format);
  }
  return format.format(new Date(instant));
}
