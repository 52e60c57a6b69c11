/** Sales of a period as a file: one store or all, a year at most. */
import { useState } from 'react';
import { type OverviewResponse, SALES_DAYS_MAX } from '../protocol/office.ts';
import { Select, TextField, useWords } from '../ui/index.ts';
import { DownloadLink } from './download-link.tsx';
import { salesWords } from './home-words.ts';
import { daysBefore, storesOf } from './office-model.ts';
import { Section } from './section.tsx';

const ALL = 'all';
const FIRST_PERIOD_DAYS = 13;

export function ExportSales(props: { readonly overview: OverviewResponse }) {
  const t = useWords(salesWords);
  const stores = storesOf(props.overview);
  const today =
    stores
      .map(({ location }) => location.businessDay)
      .toSorted()
      .at(-1) ?? props.overview.serverTime.slice(0, 10);
  const [from, setFrom] = useState(daysBefore(today, FIRST_PERIOD_DAYS));
  const [to, setTo] = useState(today);
  const [store, setStore] = useState<string>(ALL);
  const fault =
    from === '' || to === '' || from > to
      ? t('periodWrong')
      : from < daysBefore(to, SALES_DAYS_MAX - 1)
        ? t('periodLong')
        : null;
  const query = fault === null ? { from, to, ...(store === ALL ? {} : { location: store }) } : null;
  return (
    <Section title={t('export')}>
      <div className="flex flex-col gap-4 rounded-lg border border-line bg-card p-5">
        <p className="text-ink-soft">{t('exportText')}</p>
        <div className="grid gap-4 sm:max-lg:grid-cols-3">
          <TextField label={t('from')} type="date" value={from} onChange={setFrom} error={fault} />
          <TextField label={t('to')} type="date" value={to} onChange={setTo} />
          <Select
            label={t('store')}
            items={[
              { id: ALL, label: t('allStores') },
              ...stores.map(({ location }) => ({ id: location.id, label: location.name })),
            ]}
            selected={store}
            onSelect={setStore}
          />
        </div>
        <DownloadLink query={query} />
      </div>
    </Section>
  );
}
