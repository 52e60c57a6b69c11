/** The shift so far. What should be in the drawer is shown only to those who may see it, so that a count stays blind. */
import { ArrowDownToLine, ArrowUpFromLine } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button, formatTime, MoneyText, useLanguage, useMoney, useWords } from '../../ui/index.ts';
import { counterWords, reasonTitle, useCounter, useJournalSnapshot } from '../counter/index.ts';
import type { ShiftView } from './use-shift-summary.ts';
import { shiftWords } from './words.ts';

interface ShiftOverviewProps {
  readonly view: ShiftView;
  readonly onPay: (direction: 'in' | 'out') => void;
  readonly onClose: () => void;
}

export function ShiftOverview({ view, onPay, onClose }: ShiftOverviewProps) {
  const t = useWords(shiftWords);
  const language = useLanguage();
  const { associate, store, go } = useCounter();
  const { unsent, parkedCarts, isWriter } = useJournalSnapshot();
  const { summary, records } = view;
  const may = associate.permissions;
  const opened = records[0]?.entry.at;
  return (
    <section className="mx-auto flex w-full max-w-3xl flex-col gap-6 p-6">
      <header className="flex flex-wrap items-end justify-between gap-4">
        <div>
          <h1 className="text-2xl font-medium">{t('shift')}</h1>
          <p className="text-lg text-ink-soft">
            {opened ? t('opened', { time: formatTime(opened, 'date-time', language, store.timeZone) }) : ''}
          </p>
        </div>
        <Button onPress={() => go({ screen: 'report' })}>{t('toReport')}</Button>
      </header>
      <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-lg border border-line bg-line landscape:grid-cols-4">
        <Figure label={t('sales')}>{summary.sales}</Figure>
        <Figure label={t('returns')}>{summary.returns}</Figure>
        <Figure label={t('voids')}>{summary.voids}</Figure>
        <Figure label={t('floatShort')}>
          <MoneyText minor={summary.floatMinor} size="2xl" />
        </Figure>
        {may.includes('see-expected-cash') ? (
          <>
            <Figure label={t('cashTaken')}>
              <MoneyText minor={summary.cashSalesMinor - summary.cashRefundsMinor} size="2xl" />
            </Figure>
            <Figure label={t('cardTaken')}>
              <MoneyText minor={summary.cardMinor} size="2xl" />
            </Figure>
            <Figure label={t('paidInOut')}>
              <MoneyText minor={summary.paidInMinor - summary.paidOutMinor} size="2xl" />
            </Figure>
            <Figure label={t('cashExpected')}>
              <MoneyText minor={summary.expectedCashMinor} size="2xl" />
            </Figure>
          </>
        ) : null}
      </dl>
      <Movements view={view} />
      <p className="text-ink-soft">
        {t('unsent', { count: unsent })}
        {parkedCarts.length > 0 ? ` ${t('parkedOpen', { count: parkedCarts.length })}` : ''}
      </p>
      {may.includes('pay-in-out') && may.includes('close-shift') ? null : (
        <p className="text-ink-soft">{t('needsPermission')}</p>
      )}
      <div className="flex flex-wrap gap-3">
        <Button
          size="lg"
          icon={<ArrowDownToLine aria-hidden />}
          isDisabled={!may.includes('pay-in-out') || !isWriter}
          onPress={() => onPay('in')}
        >
          {t('payIn')}
        </Button>
        <Button
          size="lg"
          icon={<ArrowUpFromLine aria-hidden />}
          isDisabled={!may.includes('pay-in-out') || !isWriter}
          onPress={() => onPay('out')}
        >
          {t('payOut')}
        </Button>
        <span className="grow" />
        <Button variant="primary" size="xl" isDisabled={!may.includes('close-shift') || !isWriter} onPress={onClose}>
          {t('close')}
        </Button>
      </div>
    </section>
  );
}

function Figure({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="flex flex-col gap-1 bg-card px-5 py-4">
      <dt className="text-ink-soft">{label}</dt>
      <dd className="tabular text-2xl font-medium">{children}</dd>
    </div>
  );
}

function Movements({ view }: { readonly view: ShiftView }) {
  const t = useWords(shiftWords);
  const shared = useWords(counterWords);
  const language = useLanguage();
  const money = useMoney();
  const { store } = useCounter();
  const pays = view.records.flatMap(({ entry, sequence }) => (entry.kind === 'till.pay' ? [{ entry, sequence }] : []));
  return (
    <div>
      <h2 className="mb-2 text-lg font-medium">{t('movements')}</h2>
      {pays.length === 0 ? (
        <p className="text-ink-soft">{t('noMovements')}</p>
      ) : (
        <ul aria-label={t('movements')} className="divide-y divide-line rounded-lg border border-line bg-card">
          {pays.map(({ entry, sequence }) => (
            <li key={sequence} className="flex min-h-14 items-center gap-4 px-5 py-2">
              <span className="tabular text-ink-faint">{formatTime(entry.at, 'time', language, store.timeZone)}</span>
              <span className="grow">
                {t(entry.body.direction === 'in' ? 'paidIn' : 'paidOut')} ·{' '}
                {reasonTitle(store, entry.body.reason, language)}
              </span>
              <span className="figures font-medium">
                {money(entry.body.direction === 'in' ? entry.body.amountMinor : -entry.body.amountMinor)}
              </span>
              <span className="sr-only">{shared('cash')}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
