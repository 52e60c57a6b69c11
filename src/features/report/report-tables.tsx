/** The day in figures, as a list of tables that reads the same on the screen and on paper. */
import type { ReactNode } from 'react';
import type { DayReport } from '../../domain/till/day-report.ts';
import { formatPercent, useLanguage, useMoney, useWords } from '../../ui/index.ts';
import { counterWords, useAssociates } from '../counter/index.ts';
import { reportWords } from './words.ts';

export function TenderTable({ report }: { readonly report: DayReport }) {
  const t = useWords(reportWords);
  const shared = useWords(counterWords);
  const money = useMoney();
  return (
    <ReportTable title={t('byTender')}>
      {report.byTender.map(({ kind, amountMinor }) => (
        <TableRow key={kind} label={shared(kind)} value={money(amountMinor)} />
      ))}
    </ReportTable>
  );
}

export function TaxTable({ report }: { readonly report: DayReport }) {
  const t = useWords(reportWords);
  const language = useLanguage();
  const money = useMoney();
  return (
    <ReportTable title={t('byTax')} heads={[t('rate'), t('taxable'), t('tax')]}>
      {report.byTaxRate.map((tax) => (
        <TableRow
          key={`${tax.rate} ${tax.ratePpm} ${tax.title}`}
          label={tax.title.includes('%') ? tax.title : `${tax.title} ${formatPercent(tax.ratePpm, language)}`}
          middle={money(tax.taxableMinor)}
          value={money(tax.taxMinor)}
        />
      ))}
    </ReportTable>
  );
}

export function AssociateTable({ report }: { readonly report: DayReport }) {
  const t = useWords(reportWords);
  const money = useMoney();
  const associates = useAssociates();
  return (
    <ReportTable title={t('byAssociate')}>
      {report.byAssociate.map(({ associate, orders, totalMinor }) => (
        <TableRow
          key={associate}
          label={associates.find(({ id }) => id === associate)?.name ?? associate}
          middle={t('sales', { count: orders })}
          value={money(totalMinor)}
        />
      ))}
    </ReportTable>
  );
}

/** Bars grow from the left; the longest is the best hour. */
export function HourTable({ report }: { readonly report: DayReport }) {
  const t = useWords(reportWords);
  const money = useMoney();
  const most = Math.max(1, ...report.byHour.map(({ totalMinor }) => totalMinor));
  return (
    <ReportTable title={t('byHour')}>
      {report.byHour.map(({ hour, totalMinor }) => (
        <tr key={hour} className="border-t border-line">
          <th scope="row" className="tabular w-20 py-2 text-start font-normal">
            {String(hour).padStart(2, '0')}:00
          </th>
          <td className="py-2">
            <span
              aria-hidden
              className="block h-3 rounded-full bg-accent"
              style={{ width: `${Math.max(1, (Math.max(0, totalMinor) / most) * 100)}%` }}
            />
          </td>
          <td className="figures w-32 py-2 text-end font-medium">{money(totalMinor)}</td>
        </tr>
      ))}
    </ReportTable>
  );
}

function ReportTable(props: {
  readonly title: string;
  readonly heads?: readonly string[];
  readonly children: ReactNode;
}) {
  return (
    <section className="rounded-lg border border-line bg-card px-5 py-4">
      <table className="w-full">
        <caption className="pb-2 text-start text-lg font-medium">{props.title}</caption>
        {props.heads ? (
          <thead>
            <tr>
              {props.heads.map((head, index) => (
                <th key={head} className={`pb-1 font-normal text-ink-soft ${index === 0 ? 'text-start' : 'text-end'}`}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
        ) : null}
        <tbody>{props.children}</tbody>
      </table>
    </section>
  );
}

function TableRow({
  label,
  middle,
  value,
}: {
  readonly label: string;
  readonly middle?: string;
  readonly value: string;
}) {
  return (
    <tr className="border-t border-line">
      <th scope="row" className="py-2 text-start font-normal">
        {label}
      </th>
      {middle === undefined ? null : <td className="figures py-2 text-end text-ink-soft">{middle}</td>}
      <td className="figures py-2 text-end font-medium">{value}</td>
    </tr>
  );
}
