/** What the day came to on this tablet, without asking anybody. */
import { ChartNoAxesColumn, ChevronLeft, ChevronRight, Printer } from 'lucide-react';
import type { ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import type { DayReport } from '../../domain/till/day-report.ts';
import {
  Button,
  EmptyState,
  formatCount,
  formatTime,
  IconButton,
  MoneyText,
  showToast,
  useLanguage,
  useWords,
} from '../../ui/index.ts';
import { counterWords, useCounter } from '../counter/index.ts';
import { ReportPaper } from './report-paper.tsx';
import { AssociateTable, HourTable, TaxTable, TenderTable } from './report-tables.tsx';
import { dayAfter, useDay } from './use-day.ts';
import { reportWords } from './words.ts';

export function ReportScreen() {
  const t = useWords(reportWords);
  const language = useLanguage();
  const { day, today, setDay, report } = useDay();
  const print = usePrintReport();
  const isEmpty = report !== null && report.byHour.length === 0;
  return (
    <main className="flex h-full min-h-0 grow flex-col overflow-y-auto">
      <div className="mx-auto flex w-full max-w-4xl grow flex-col gap-5 p-6">
        <header className="flex flex-wrap items-center gap-3">
          <div className="min-w-60 grow basis-0">
            <h1 className="text-2xl font-medium">{t('report')}</h1>
            <p className="text-ink-soft">{t('scope')}</p>
          </div>
          <IconButton
            label={t('previousDay')}
            variant="secondary"
            icon={<ChevronLeft aria-hidden />}
            onPress={() => setDay(dayAfter(day, -1))}
          />
          <span role="status" className="min-w-44 text-center text-lg font-medium">
            {formatTime(`${day}T12:00:00.000Z`, 'weekday', language, 'UTC')}
          </span>
          <IconButton
            label={t('nextDay')}
            variant="secondary"
            icon={<ChevronRight aria-hidden />}
            isDisabled={day >= today}
            onPress={() => setDay(dayAfter(day, 1))}
          />
          <Button
            icon={<Printer aria-hidden />}
            isDisabled={report === null || isEmpty}
            onPress={() => report && void print(report, day)}
          >
            {t('print')}
          </Button>
        </header>
        {isEmpty ? (
          <EmptyState icon={<ChartNoAxesColumn aria-hidden />} title={t('none')} text={t('noneText')} />
        ) : report ? (
          <Figures report={report} />
        ) : null}
      </div>
    </main>
  );
}

function Figures({ report }: { readonly report: DayReport }) {
  const t = useWords(reportWords);
  const language = useLanguage();
  const average = report.sales > 0 ? Math.round(report.outgoingMinor / report.sales) : 0;
  return (
    <>
      <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-lg border border-line bg-line landscape:grid-cols-4">
        <Figure label={t('total')}>
          <MoneyText minor={report.totalMinor} size="2xl" />
        </Figure>
        <Figure label={t('netSales')}>
          <MoneyText minor={report.netMinor} size="2xl" />
        </Figure>
        <Figure label={t('averageSale')}>
          <MoneyText minor={average} size="2xl" />
        </Figure>
        <Figure label={t('itemsSold')}>
          <span className="tabular text-2xl font-medium">{formatCount(report.units, language)}</span>
        </Figure>
        <Figure label={t('sales', { count: report.sales })}>
          <MoneyText minor={report.outgoingMinor} size="xl" />
        </Figure>
        <Figure label={t('returns', { count: report.returns })}>
          <MoneyText minor={-report.returnedMinor} size="xl" />
        </Figure>
        <Figure label={t('voids', { count: report.voids })}>
          <MoneyText minor={-report.voidedMinor} size="xl" />
        </Figure>
        <Figure label={t('discounts')}>
          <MoneyText minor={report.discountMinor} size="xl" />
        </Figure>
      </dl>
      <div className="grid gap-5 landscape:grid-cols-2">
        <TenderTable report={report} />
        <AssociateTable report={report} />
        <TaxTable report={report} />
        <HourTable report={report} />
      </div>
    </>
  );
}

function Figure({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="flex flex-col gap-1 bg-card px-5 py-4">
      <dt className="text-ink-soft">{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function usePrintReport() {
  const shared = useWords(counterWords);
  const language = useLanguage();
  const { devices, store, identity, documents } = useCounter();
  return async (report: DayReport, day: string) => {
    const content = document.createElement('div');
    const nameOf = (associate: string) => documents.associates().find(({ id }) => id === associate)?.name ?? associate;
    const { registerName } = identity;
    const paper = { report, day, store, registerName, language, nameOf };
    flushSync(() => createRoot(content).render(<ReportPaper {...paper} />));
    const printed = await devices.printer.print({ title: day, content });
    if (printed.ok) return;
    const words = printed.refusal.code === 'printer-unavailable' ? 'printerUnavailable' : 'printOutcomeUnknown';
    showToast({ message: shared(words), tone: 'watch' });
  };
}
