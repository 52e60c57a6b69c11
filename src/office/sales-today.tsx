/** The running business day of each store in its own money. A press opens the list behind the sum. */
import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import type { OverviewResponse } from '../protocol/office.ts';
import { formatMoney, useLanguage, useWords } from '../ui/index.ts';
import { salesWords } from './home-words.ts';
import type { OfficeApi } from './office-api.ts';
import { type StoreView, storesOf, totalsByCurrency } from './office-model.ts';
import { SalesSheet } from './sales-sheet.tsx';
import { Section } from './section.tsx';

export function SalesToday(props: { readonly api: OfficeApi; readonly overview: OverviewResponse }) {
  const { overview } = props;
  const t = useWords(salesWords);
  const language = useLanguage();
  const [shown, show] = useState<StoreView | null>(null);
  const [isOpen, setOpen] = useState(false);
  const stores = storesOf(overview);
  const totals = totalsByCurrency(stores.flatMap(({ day }) => (day === null ? [] : [day])));
  return (
    <Section
      title={t('today')}
      detail={
        stores.length < 2 ? null : (
          <span className="figures">
            {t('allStores')} ·{' '}
            {totals.map(({ currency, totalMinor }) => formatMoney(totalMinor, currency, language)).join(' · ')}
          </span>
        )
      }
    >
      <ul className="grid gap-4 sm:grid-cols-2 md:grid-cols-3">
        {stores.map((store) => (
          <li key={store.location.id} className="flex">
            <StoreDay
              store={store}
              onPress={() => {
                show(store);
                setOpen(true);
              }}
            />
          </li>
        ))}
      </ul>
      {shown === null ? null : (
        <SalesSheet
          key={shown.location.id}
          api={props.api}
          overview={overview}
          store={shown}
          isOpen={isOpen}
          onClose={() => setOpen(false)}
        />
      )}
    </Section>
  );
}

function StoreDay(props: { readonly store: StoreView; readonly onPress: () => void }) {
  const { location, day } = props.store;
  const t = useWords(salesWords);
  const language = useLanguage();
  const counts = [
    t('sales', { count: day?.sales ?? 0 }),
    ...(day !== null && day.returns > 0 ? [t('returns', { count: day.returns })] : []),
    ...(day !== null && day.voided > 0 ? [t('voided', { count: day.voided })] : []),
  ];
  return (
    <AriaButton
      onPress={props.onPress}
      className="group flex w-full cursor-default flex-col gap-2 rounded-lg border border-line bg-card px-5 py-4 text-start transition-colors select-none hover:border-edge pressed:bg-well"
    >
      <span className="flex items-center justify-between gap-3 text-ink-soft">
        <span className="truncate">{location.name}</span>
        <ChevronRight aria-hidden className="size-5 shrink-0 text-ink-faint" />
      </span>
      <span className="figures text-3xl font-medium">
        {formatMoney(day?.totalMinor ?? 0, day?.currency ?? location.currency, language)}
      </span>
      <span className="tabular text-ink-soft">
        {counts.join(' · ')}
        {day === null || day.taxMinor === 0
          ? null
          : ` · ${t('tax', { amount: formatMoney(day.taxMinor, day.currency, language) })}`}
      </span>
    </AriaButton>
  );
}
