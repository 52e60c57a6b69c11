/** The one page: today's sales, stores with their tablets, people, and what waits for a person. */
import { CloudOff } from 'lucide-react';
import type { SessionResponse } from '../protocol/office.ts';
import { Banner, Button, EmptyState, formatTime, Spinner, useLanguage, useWords } from '../ui/index.ts';
import { AccountMenu } from './account-menu.tsx';
import { Associates } from './associates.tsx';
import { Attention } from './attention.tsx';
import { Clients } from './clients.tsx';
import { ExportSales } from './export-sales.tsx';
import { FirstSteps } from './first-steps.tsx';
import type { OfficeApi, OfficeRefusal } from './office-api.ts';
import { storesOf } from './office-model.ts';
import { refusalWords } from './refusal-words.ts';
import { SalesToday } from './sales-today.tsx';
import { Stores } from './stores.tsx';
import { useOverview } from './use-overview.ts';
import { Wordmark } from './wordmark.tsx';
import { officeWords } from './words.ts';

export function HomePage(props: {
  readonly api: OfficeApi;
  readonly session: SessionResponse;
  readonly onLeave: (because: OfficeRefusal['code'] | null) => void;
}) {
  const { api, session, onLeave } = props;
  const t = useWords(officeWords);
  const refusal = useWords(refusalWords);
  const language = useLanguage();
  const state = useOverview(api, onLeave);
  const { overview, trouble } = state;
  return (
    <div className="safe-area min-h-dvh">
      <header className="border-b border-line bg-card">
        <div className="mx-auto flex min-h-16 w-full max-w-7xl items-center justify-between gap-4 px-6 py-2">
          <Wordmark place={t('headOffice')} />
          <AccountMenu api={api} session={session} onSignedOut={() => onLeave(null)} />
        </div>
      </header>
      <main className="mx-auto flex w-full max-w-7xl flex-col gap-8 px-6 py-8">
        <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
          <h1 className="text-3xl font-medium">{session.retailer.name}</h1>
          {overview === null ? null : (
            <p className="tabular text-ink-faint">
              {t('updated', { time: formatTime(overview.serverTime, 'time', language) })}
            </p>
          )}
        </div>
        {overview !== null && trouble !== null ? (
          <Banner
            tone="watch"
            icon={<CloudOff aria-hidden />}
            title={t('stale', { time: formatTime(overview.serverTime, 'time', language) })}
            text={`${refusal(trouble)} ${t('retrying')}`}
            action={<Button onPress={() => void state.refresh()}>{t('tryAgain')}</Button>}
          />
        ) : null}
        {overview === null ? (
          <div className="flex min-h-96 items-center justify-center">
            {trouble === null ? (
              <Spinner label={t('loading')} />
            ) : (
              <EmptyState
                icon={<CloudOff aria-hidden />}
                title={refusal(trouble)}
                action={
                  <Button variant="primary" onPress={() => void state.refresh()}>
                    {t('tryAgain')}
                  </Button>
                }
              />
            )}
          </div>
        ) : (
          <>
            <FirstSteps api={api} state={{ ...state, overview }} />
            {storesOf(overview).length === 0 ? null : (
              <>
                <SalesToday api={api} overview={overview} />
                <div className="grid items-start gap-8 lg:grid-cols-[minmax(0,1fr)_22rem]">
                  <div className="contents min-w-0 flex-col gap-8 lg:flex">
                    <Stores api={api} state={{ ...state, overview }} />
                    <Associates api={api} overview={overview} onChanged={state.refresh} />
                    <Clients api={api} overview={overview} />
                  </div>
                  <div className="contents min-w-0 flex-col gap-8 lg:sticky lg:top-8 lg:flex">
                    <div className="max-lg:order-first">
                      <Attention api={api} overview={overview} />
                    </div>
                    <ExportSales overview={overview} />
                  </div>
                </div>
              </>
            )}
          </>
        )}
      </main>
    </div>
  );
}
