/** How this register stands: what waits, what went wrong lately, how much room is left, which version runs. */
import { RefreshCw, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { PROTOCOL_VERSION } from '../../protocol/version.ts';
import type { SyncHealth } from '../../sync/index.ts';
import { Banner, Button, formatBytes, formatCount, formatTime, useLanguage, useWords } from '../../ui/index.ts';
import { useCounter, useShelfState } from '../counter/index.ts';
import { ExportUnsent } from './export-unsent.tsx';
import { exceptionsByKind } from './health-model.ts';
import { healthText } from './health-text.ts';
import { OutboxList } from './outbox-list.tsx';
import { HealthIcon } from './sync-pill.tsx';
import { useHealthFacts, useOpenExceptions, useSnapshot } from './use-health.ts';
import { healthWords } from './words.ts';

export interface HealthScreenProps {
  readonly build: string;
  readonly faults: SyncHealth['faults'];
}

export function HealthScreen({ build, faults }: HealthScreenProps) {
  const t = useWords(healthWords);
  const language = useLanguage();
  const { journal, sync, store, identity, documents } = useCounter();
  const facts = useHealthFacts(journal, sync, documents);
  const exceptions = useOpenExceptions(documents, identity.register).all;
  const snapshot = useSnapshot(journal);
  const shelf = useShelfState();
  const { code, tone, short, long } = healthText(facts, language, store.timeZone);
  const { status, storage } = facts;
  const count = (number: number) => formatCount(number, language);
  const at = (instant: string | null) =>
    instant === null ? t('never') : formatTime(instant, 'date-time', language, store.timeZone);
  const isBusy = status.phase !== 'idle';

  return (
    <main className="mx-auto flex w-full max-w-6xl flex-col gap-8 px-6 py-8">
      <h1 className="text-3xl font-medium">{t('title')}</h1>
      <Banner
        tone={code === 'synced' && snapshot.formerUnsent === 0 ? 'good' : tone}
        icon={<HealthIcon code={code} />}
        title={short}
        text={long}
        action={
          <Button icon={<RefreshCw aria-hidden />} isDisabled={isBusy} onPress={() => sync.kick()}>
            {isBusy ? t('retrying') : t('retry')}
          </Button>
        }
      />
      <div className="grid items-start gap-8 landscape:grid-cols-[1.4fr_1fr]">
        <div className="flex min-w-0 flex-col gap-8">
          <Section title={t('outbox')}>
            {snapshot.unsent > 0 || snapshot.formerUnsent === 0 ? (
              <OutboxList journal={journal} sync={sync} timeZone={store.timeZone} />
            ) : null}
            {snapshot.formerUnsent > 0 ? (
              <Banner
                tone="act"
                icon={<TriangleAlert aria-hidden />}
                title={t('former', { count: snapshot.formerUnsent })}
                text={t('formerText')}
              />
            ) : null}
            {snapshot.unsent + snapshot.formerUnsent > 0 ? <ExportUnsent /> : null}
          </Section>
          {exceptions.length > 0 ? (
            <Section title={t('review')}>
              <Facts
                rows={exceptionsByKind(exceptions).map(({ kind, newest, count: times }) => [
                  exceptionWords(t, kind),
                  `${at(newest)}${times > 1 ? ` · ${t('times', { count: times })}` : ''}`,
                ])}
              />
            </Section>
          ) : null}
          <Section title={t('faults')}>
            <Facts
              rows={
                faults.length === 0
                  ? [[t('noFaults'), '']]
                  : faults.map((fault) => [
                      faultWords(t, fault.code),
                      `${at(fault.at)}${fault.times > 1 ? ` · ${t('times', { count: fault.times })}` : ''}`,
                    ])
              }
            />
          </Section>
        </div>
        <div className="flex min-w-0 flex-col gap-8">
          <Section title={t('storage')}>
            <Facts
              rows={[
                [
                  t('used'),
                  storage
                    ? t('usedOf', {
                        used: formatBytes(storage.usedBytes, language),
                        quota: formatBytes(storage.quotaBytes, language),
                      })
                    : t('never'),
                ],
                [t('kept'), storage?.isPersisted ? t('keptYes') : t('keptNo')],
                [
                  t('shelf'),
                  shelf.phase === 'ready'
                    ? count(shelf.rows)
                    : t('shelfFilling', { rows: count(shelf.rows), expected: count(shelf.expectedRows) }),
                ],
                [t('asOf'), at(shelf.asOf)],
              ]}
            />
          </Section>
          <Section title={t('versions')}>
            <Facts
              rows={[
                [t('register'), `${store.name} · ${identity.registerName}`],
                [t('series'), identity.series],
                [t('lastSync'), at(status.lastSyncedAt ?? shelf.asOf)],
                [t('records'), count(snapshot.sequence)],
                [t('unsent'), count(snapshot.unsent)],
                [t('build'), build],
                [t('protocol'), count(PROTOCOL_VERSION)],
                [t('incarnation'), count(identity.incarnation)],
                [t('epoch'), status.epoch ?? t('never')],
              ]}
            />
          </Section>
        </div>
      </div>
    </main>
  );
}

function Section(props: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="flex flex-col gap-4">
      <h2 className="text-xl font-medium">{props.title}</h2>
      {props.children}
    </section>
  );
}

function Facts({ rows }: { readonly rows: readonly (readonly [string, string])[] }) {
  return (
    <dl className="divide-y divide-line rounded-lg border border-line bg-card px-5">
      {rows.map(([name, value], index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two facts may read alike, and none moves
        <div key={index} className="flex flex-wrap items-baseline justify-between gap-x-6 py-3.5">
          <dt className="text-ink-soft">{name}</dt>
          <dd className="tabular min-w-0 font-medium">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

type ExceptionKey = Extract<keyof typeof healthWords.catalogue.en, `exception.${string}`>;

function exceptionWords(t: (key: ExceptionKey, values?: { kind: string }) => string, kind: string): string {
  const key = `exception.${kind}`;
  return key in healthWords.catalogue.en ? t(key as ExceptionKey) : t('exception.other', { kind });
}

function faultWords(
  t: (key: 'fault.offline' | 'fault.portal' | 'fault.other', values?: { code: string }) => string,
  code: string,
): string {
  if (code === 'no-answer' || code === 'timeout') return t('fault.offline');
  if (code === 'not-our-server') return t('fault.portal');
  return t('fault.other', { code });
}
