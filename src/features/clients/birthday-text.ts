import type { Language } from '../../domain/catalog/variant.ts';

/** `--03-24` or `1990-03-24`, as people write it. */
export function birthdayText(birthday: string, language: Language): string {
  const [, year = '-', month = '', day = ''] = /^(\d{4}|-)-(\d{2})-(\d{2})$/.exec(birthday) ?? [];
  const isYearKnown = year !== '-';
  const at = new Date(Date.UTC(isYearKnown ? Number(year) : 2000, Number(month) - 1, Number(day)));
  const style = { day: 'numeric', month: 'long', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat(language, isYearKnown ? { ...style, year: 'numeric' } : style).format(at);
}
