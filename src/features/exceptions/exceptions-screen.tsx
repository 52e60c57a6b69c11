/** What should not have been true: open ones first, each with both sides and the way to settle it; settled ones below. */
import { CircleCheck, CloudUpload, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type { ShownException } from '../../replica/index.ts';
import { Button, EmptyState, formatTime, Pill, ProgressBar, useLanguage, useWords } from '../../ui/index.ts';
import { useCounter, useExceptions, useJournalSnapshot, useViewsState } from '../counter/index.ts';
import { SETTLE_ACTIONS, sidesOf } from './exception-case.ts';
import { Sides, useWho } from './exception-sides.tsx';
import { exceptionKindWords, kindKeyOf } from './kind-words.ts';
import { SettleSheet } from './settle-sheet.tsx';
import { exceptionWords } from './words.ts';

const PAGE_EXCEPTIONS = 50;

export function ExceptionsScreen() {
  const t = useWords(exceptionWords);
  const { kind, built, of } = useViewsState();
  return (
    <main className="flex h-full min-h-0 grow flex-col overflow-y-auto overscroll-contain">
      {kind === 'unavailable' ? (
        <EmptyState icon={<TriangleAlert aria-hidden />} title={t('unavailable')} text={t('unavailableText')} />
      ) : kind === 'building' ? (
        <div className="m-auto w-full max-w-sm p-8">
          <ProgressBar label={t('building')} value={built} max={of} />
        </div>
      ) : (
        <AllExceptions />
      )}
    </main>
  );
}

function AllExceptions() {
  const t = useWords(exceptionWords);
  const { isWriter } = useJournalSnapshot();
  const [limit, setLimit] = useState(PAGE_EXCEPTIONS);
  const [settling, setSettling] = useState<ShownException | null>(null);
  const all = useExceptions(limit);
  if (all === null) return null;
  const open = all.filter(({ status }) => status === 'open');
  const settled = all.filter(({ status }) => status === 'settled');
  return (
    <div className="mx-auto flex w-full max-w-3xl grow flex-col gap-6 p-6">
      <header className="flex items-center justify-between gap-4">
        <h1 className="text-2xl font-medium">{t('exceptions')}</h1>
        {open.length === 0 ? null : (
          <Pill tone="watch" icon={<TriangleAlert aria-hidden />}>
            <span className="sr-only">{t('open')} </span>
            <span className="tabular">{open.length}</span>
          </Pill>
        )}
      </header>
      {isWriter ? null : <p className="text-ink-soft">{t('onlyShows')}</p>}
      {open.length === 0 ? (
        <EmptyState icon={<CircleCheck aria-hidden />} title={t('none')} text={t('noneText')} />
      ) : (
        <ul aria-label={t('open')} className="flex flex-col gap-4">
          {open.map((exception) => (
            <OpenException
              key={exception.id}
              exception={exception}
              isDisabled={!isWriter}
              onSettle={() => setSettling(exception)}
            />
          ))}
        </ul>
      )}
      {settled.length === 0 ? null : (
        <section>
          <h2 className="mb-2 text-lg font-medium">{t('settled')}</h2>
          <ul
            aria-label={t('settled')}
            className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-card"
          >
            {settled.map((exception) => (
              <SettledException key={exception.id} exception={exception} />
            ))}
          </ul>
        </section>
      )}
      {all.length === limit ? (
        <div className="flex justify-center">
          <Button onPress={() => setLimit(limit + PAGE_EXCEPTIONS)}>{t('more')}</Button>
        </div>
      ) : null}
      <SettleSheet exception={settling} onClose={() => setSettling(null)} />
    </div>
  );
}

function OpenException(props: {
  readonly exception: ShownException;
  readonly isDisabled: boolean;
  readonly onSettle: () => void;
}) {
  const { exception } = props;
  const t = useWords(exceptionWords);
  const kinds = useWords(exceptionKindWords);
  const language = useLanguage();
  const { store } = useCounter();
  const { title, say } = kindKeyOf(exception.kind);
  return (
    <li className="flex flex-col gap-4 rounded-lg border border-line bg-card p-5">
      <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <h2 className="grow text-lg font-medium">{kinds(title)}</h2>
        <span className="tabular text-ink-faint">
          {formatTime(exception.raisedAt, 'date-time', language, store.timeZone)}
        </span>
        <p className="basis-full text-ink-soft">{kinds(say, { kind: exception.kind })}</p>
      </div>
      <div className="flex flex-wrap items-end justify-end gap-4">
        <Sides sides={sidesOf(exception)} />
        <Button isDisabled={props.isDisabled} onPress={props.onSettle}>
          {t('settle')}
        </Button>
      </div>
    </li>
  );
}

function SettledException({ exception }: { readonly exception: ShownException }) {
  const t = useWords(exceptionWords);
  const kinds = useWords(exceptionKindWords);
  const language = useLanguage();
  const { store } = useCounter();
  const who = useWho();
  const { settled } = exception;
  const action = SETTLE_ACTIONS.find((one) => one === settled?.action);
  const time = settled === undefined ? '' : formatTime(settled.at, 'date-time', language, store.timeZone);
  return (
    <li className="flex items-start gap-4 px-5 py-3">
      <span className="flex min-w-0 grow flex-col">
        <span className="font-medium">{kinds(kindKeyOf(exception.kind).title)}</span>
        {settled === undefined ? null : (
          <>
            <span className="text-ink-soft">
              {[action === undefined ? null : t(action), settled.note].filter(Boolean).join(' · ')}
            </span>
            <span className="tabular text-ink-faint">
              {settled.associate === null
                ? t('settledItself', { time })
                : t('settledBy', { who: who({ associate: settled.associate, register: null }), time })}
            </span>
          </>
        )}
      </span>
      {exception.isUnsent ? (
        <span className="shrink-0 text-ink-faint">
          <CloudUpload aria-hidden className="size-5" />
          <span className="sr-only">{t('unsent')}</span>
        </span>
      ) : null}
    </li>
  );
}
