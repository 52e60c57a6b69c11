/** The day report on an 80 mm roll. */

import type { Language } from '../../domain/catalog/variant.ts';
import type { Store } from '../../domain/store/store.ts';
import type { DayReport } from '../../domain/till/day-report.ts';
import { formatMoney, wordsOf } from '../../ui/index.ts';
import { counterWords } from '../counter/index.ts';
import { reportWords } from './words.ts';

interface ReportPaperProps {
  readonly report: DayReport;
  readonly day: string;
  readonly store: Store;
  readonly registerName: string;
  readonly language: Language;
  readonly nameOf: (associate: string) => string;
}

export function ReportPaper({ report, day, store, registerName, language, nameOf }: ReportPaperProps) {
  const t = wordsOf(reportWords, language);
  const shared = wordsOf(counterWords, language);
  const money = (minor: number) => formatMoney(minor, store.currency, language);
  const rows: readonly (readonly [string, string] | null)[] = [
    [t('sales', { count: report.sales }), money(report.outgoingMinor)],
    [t('returns', { count: report.returns }), money(-report.returnedMinor)],
    [t('voids', { count: report.voids }), money(-report.voidedMinor)],
    [t('total'), money(report.totalMinor)],
    null,
    ...report.byTender.map(({ kind, amountMinor }) => [shared(kind), money(amountMinor)] as const),
    null,
    ...report.byTaxRate.map(({ title, taxMinor }) => [title, money(taxMinor)] as const),
    null,
    ...report.byAssociate.map(({ associate, totalMinor }) => [nameOf(associate), money(totalMinor)] as const),
    null,
    ...report.byHour.map(({ hour, totalMinor }) => [`${String(hour).padStart(2, '0')}:00`, money(totalMinor)] as const),
  ];
  return (
    <article className="tabular text-[0.8125rem]" style={{ background: '#fff', color: '#111' }}>
      <p className="text-center text-lg font-medium">{store.name}</p>
      <p className="text-center">{registerName}</p>
      <p className="mb-2 text-center">
        {t('report')} · {day}
      </p>
      {rows.map((row, index) =>
        row ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows of a printed report never move
          <p key={index} className="flex justify-between gap-3">
            <span>{row[0]}</span>
            <span>{row[1]}</span>
          </p>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows of a printed report never move
          <hr key={index} className="my-2 border-t border-dashed border-current" />
        ),
      )}
    </article>
  );
}
