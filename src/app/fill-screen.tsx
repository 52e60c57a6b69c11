/** The first fill: what is arriving, how far it is, and that selling begins long before the end. */
import { CircleCheck, CircleDashed } from 'lucide-react';
import {
  Banner,
  Button,
  formatBytes,
  formatCount,
  ProgressBar,
  useLanguage,
  useWatched,
  useWords,
} from '../ui/index.ts';
import type { RunningTablet } from './tablet.ts';
import { appWords } from './words.ts';

export function FillScreen({ tablet, onConnect }: { readonly tablet: RunningTablet; readonly onConnect: () => void }) {
  const t = useWords(appWords);
  const language = useLanguage();
  const { shelf, documents, sync } = tablet;
  const state = useWatched(shelf, () => shelf.state());
  const store = useWatched(documents, () => documents.store());
  const associates = useWatched(documents, () => documents.associates());
  const { link } = useWatched(sync, () => sync.status());
  const count = (number: number) => formatCount(number, language);
  const stops = link === 'offline' || link === 'revoked';
  return (
    <main className="safe-area mx-auto flex min-h-dvh w-full max-w-2xl flex-col justify-center gap-8 px-6 py-10">
      <header className="flex flex-col gap-3">
        <img src="/icon.svg" alt="" className="size-14" />
        <p className="text-lg text-ink-soft">
          {store?.name ?? tablet.storeName} · {tablet.identity.registerName}
        </p>
        <h1 className="text-3xl font-medium">{t('fillTitle')}</h1>
        <p className="text-lg text-ink-soft">{t('fillText')}</p>
      </header>
      <section className="flex flex-col gap-6 rounded-xl border border-line bg-card p-6">
        <ProgressBar
          label={t('fillRows')}
          value={state.bytes}
          max={Math.max(1, state.expectedBytes)}
          {...(state.expectedRows > 0
            ? {
                valueText: t('fillRowsOf', {
                  rows: count(state.rows),
                  expected: count(state.expectedRows),
                  bytes: formatBytes(state.bytes, language),
                  expectedBytes: formatBytes(state.expectedBytes, language),
                }),
              }
            : {})}
        />
        <Arrival title={t('fillStore')} isHere={store !== null} />
        <Arrival title={t('fillPeople')} isHere={associates.length > 0} />
      </section>
      {stops ? (
        <Banner
          tone={link === 'revoked' ? 'act' : 'calm'}
          title={link === 'revoked' ? t('fillRevoked') : t('fillOffline')}
          action={
            link === 'revoked' ? (
              <Button onPress={onConnect}>{t('connectAgain')}</Button>
            ) : (
              <Button onPress={() => sync.kick()}>{t('fillRetry')}</Button>
            )
          }
        />
      ) : null}
    </main>
  );
}

function Arrival(props: { readonly title: string; readonly isHere: boolean }) {
  const t = useWords(appWords);
  return (
    <p className="flex items-center gap-3">
      {props.isHere ? (
        <CircleCheck aria-hidden className="size-6 text-good" />
      ) : (
        <CircleDashed aria-hidden className="size-6 text-ink-faint" />
      )}
      <span className="grow font-medium">{props.title}</span>
      <span className="text-ink-soft">{props.isHere ? t('fillArrived') : t('fillComing')}</span>
    </p>
  );
}
