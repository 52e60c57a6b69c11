/** The sales of a store's running day, newest first, fetched a page at a time. */
import { ReceiptText } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import type { OverviewResponse, SaleRow } from '../protocol/office.ts';
import {
  Banner,
  Button,
  EmptyState,
  formatMoney,
  formatTime,
  List,
  ListRow,
  Pill,
  Sheet,
  Spinner,
  useLanguage,
  useWords,
} from '../ui/index.ts';
import { DownloadLink } from './download-link.tsx';
import { salesWords } from './home-words.ts';
import type { OfficeApi, OfficeRefusal } from './office-api.ts';
import { nameOfRegister, type StoreView } from './office-model.ts';
import { refusalWords } from './refusal-words.ts';
import { officeWords } from './words.ts';

interface Fetched {
  readonly sales: readonly SaleRow[];
  readonly next: string | null;
}

export function SalesSheet(props: {
  readonly api: OfficeApi;
  readonly overview: OverviewResponse;
  readonly store: StoreView;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}) {
  const { api, overview, store, isOpen } = props;
  const { id, businessDay, timeZone } = store.location;
  const t = useWords(salesWords);
  const office = useWords(officeWords);
  const refusal = useWords(refusalWords);
  const language = useLanguage();
  const [fetched, setFetched] = useState<Fetched | null>(null);
  const [trouble, setTrouble] = useState<OfficeRefusal['code'] | null>(null);

  const fetchPage = useCallback(
    async (before: Fetched | null) => {
      setTrouble(null);
      const after = before?.next ?? null;
      const period = { from: businessDay, to: businessDay, location: id };
      const answer = await api.sales(after === null ? period : { ...period, after });
      if (!answer.ok) return setTrouble(answer.refusal.code);
      setFetched({ sales: [...(before?.sales ?? []), ...answer.value.sales], next: answer.value.next });
    },
    [api, businessDay, id],
  );

  useEffect(() => {
    if (isOpen) void fetchPage(null);
  }, [isOpen, fetchPage]);

  const nameOf = (associate: string) => overview.associates.find((one) => one.id === associate)?.name ?? null;
  return (
    <Sheet title={t('listOf', { store: store.location.name })} isOpen={isOpen} onClose={props.onClose} size="lg">
      <div className="flex flex-col gap-4">
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
          <p className="tabular text-ink-faint">
            {formatTime(`${businessDay}T12:00:00.000Z`, 'weekday', language, 'UTC')}
          </p>
          <DownloadLink query={{ from: businessDay, to: businessDay, location: id }} />
        </div>
        {trouble === null ? null : (
          <Banner
            tone="watch"
            title={refusal(trouble)}
            action={<Button onPress={() => void fetchPage(fetched)}>{office('tryAgain')}</Button>}
          />
        )}
        {fetched === null && trouble === null ? <Spinner label={t('loadingList')} className="py-10" /> : null}
        {fetched !== null && fetched.sales.length === 0 ? (
          <EmptyState icon={<ReceiptText aria-hidden />} title={t('noSales')} text={t('noSalesText')} />
        ) : null}
        {fetched !== null && fetched.sales.length > 0 ? (
          <List label={t('listOf', { store: store.location.name })}>
            {fetched.sales.map((sale) => (
              <ListRow
                key={sale.id}
                title={
                  <span className="tabular flex flex-wrap items-center gap-x-3 gap-y-1">
                    {sale.receiptNumber}
                    <SaleMark sale={sale} />
                  </span>
                }
                detail={[
                  formatTime(sale.placedAt, 'time', language, timeZone),
                  nameOf(sale.associate),
                  nameOfRegister(overview, sale.register),
                ]
                  .filter((part) => part !== null)
                  .join(' · ')}
                trailing={
                  <span
                    className={
                      sale.status === 'voided'
                        ? 'figures text-lg text-ink-faint line-through'
                        : 'figures text-lg font-medium'
                    }
                  >
                    {formatMoney(sale.totalMinor, sale.currency, language)}
                  </span>
                }
              />
            ))}
          </List>
        ) : null}
        {fetched?.next ? (
          <Button size="lg" onPress={() => void fetchPage(fetched)}>
            {t('more')}
          </Button>
        ) : null}
      </div>
    </Sheet>
  );
}

function SaleMark({ sale }: { readonly sale: SaleRow }) {
  const t = useWords(salesWords);
  if (sale.status === 'voided') return <Pill tone="calm">{t('isVoided')}</Pill>;
  return sale.kind === 'sale' ? null : <Pill tone="calm">{t(sale.kind)}</Pill>;
}
