/**
 * A receipt that another tablet printed: whether it is ours, and where to go with it. Of a code that was
 * not verified nothing is shown, so that nobody mistakes what it says for what was sold.
 */
import { BadgeCheck, CloudOff, RefreshCw, SearchX, ShieldAlert } from 'lucide-react';
import { type ReactNode, useEffect } from 'react';
import type { Claim } from '../../domain/receipt/claim.ts';
import {
  Banner,
  Button,
  cx,
  EmptyState,
  formatMoney,
  formatTime,
  useLanguage,
  useWatched,
  useWords,
} from '../../ui/index.ts';
import { useCounter } from '../counter/index.ts';
import { foreignWords } from './foreign-words.ts';
import { useFinding } from './use-finding.ts';
import { receiptsWords } from './words.ts';

export function ForeignReceipt({ claim }: { readonly claim: string | null }) {
  const t = useWords(foreignWords);
  const own = useWords(receiptsWords);
  const { devices, sync } = useCounter();
  const { phase } = useWatched(sync, () => sync.status());
  const finding = useFinding(claim);
  const isForged = finding?.kind === 'bad-signature';
  useEffect(() => {
    if (isForged) devices.sound.play('not-found');
  }, [isForged, devices]);

  if (finding === undefined) return null;
  switch (finding?.kind) {
    case undefined:
      return <EmptyState icon={<SearchX aria-hidden />} title={own('notHere')} text={t('notHereText')} />;
    case 'verified':
      return (
        <Answer>
          <Banner tone="good" icon={<BadgeCheck aria-hidden />} title={t('genuine')} text={t('elsewhere')} />
          <ClaimFacts
            claim={finding.claim}
            register={[finding.storeName, finding.registerName].filter(Boolean).join(' · ')}
          />
          <p className="text-lg text-ink-soft">{t('whereBack')}</p>
        </Answer>
      );
    case 'unknown-register':
      return (
        <NoAnswer
          tone="watch"
          icon={<CloudOff aria-hidden />}
          title={t('unknown')}
          text={t('unknownText')}
          action={
            <Button
              size="lg"
              icon={<RefreshCw aria-hidden />}
              isDisabled={phase !== 'idle'}
              onPress={() => sync.kick()}
            >
              {t('syncNow')}
            </Button>
          }
        />
      );
    case 'bad-signature':
      return <NoAnswer tone="act" icon={<ShieldAlert aria-hidden />} title={t('forged')} text={t('forgedText')} />;
  }
}

interface NoAnswerProps {
  readonly tone: 'watch' | 'act';
  readonly icon: ReactNode;
  readonly title: string;
  readonly text: string;
  readonly action?: ReactNode;
}

/** All there is to say, in the middle of the pane: nothing of the paper stands beside it. */
function NoAnswer({ tone, icon, title, text, action }: NoAnswerProps) {
  return (
    <section
      role={tone === 'act' ? 'alert' : 'status'}
      className="flex grow flex-col items-center justify-center gap-4 px-6 py-10 text-center"
    >
      <span
        className={cx(
          'flex size-20 items-center justify-center rounded-full [&>svg]:size-9 [&>svg]:stroke-[1.5]',
          tone === 'act' ? 'bg-act-wash text-act' : 'bg-watch-wash text-watch',
        )}
      >
        {icon}
      </span>
      <p className="max-w-lg text-2xl font-medium text-balance">{title}</p>
      <p className="max-w-md text-lg text-balance text-ink-soft">{text}</p>
      {action ? <div className="mt-2">{action}</div> : null}
    </section>
  );
}

function Answer({ children }: { readonly children: ReactNode }) {
  return <section className="mx-auto flex w-full max-w-2xl flex-col gap-6 p-6">{children}</section>;
}

function ClaimFacts({ claim, register }: { readonly claim: Claim; readonly register: string }) {
  const t = useWords(foreignWords);
  const language = useLanguage();
  const { currency } = useCounter().store;
  const facts = [
    [t('register'), register],
    [t('receiptNumber'), claim.receiptNumber],
    // A business day is a date of the calendar, the same wherever it is read.
    [t('day'), formatTime(`${claim.businessDay}T12:00:00Z`, 'date', language, 'UTC')],
    [t('lines'), t('lineCount', { count: claim.lines })],
    [
      t('total'),
      // How many digits another shop's currency shows is not known here, and a guess would be a hundredfold.
      claim.currency === currency.code
        ? formatMoney(claim.totalMinor, currency, language)
        : t('asPrinted', { currency: claim.currency }),
    ],
  ] as const;
  return (
    <dl className="divide-y divide-line rounded-lg border border-line bg-card px-5">
      {facts.map(([name, value]) => (
        <div key={name} className="flex flex-wrap items-baseline justify-between gap-x-6 py-3.5">
          <dt className="text-ink-soft">{name}</dt>
          <dd className="tabular min-w-0 text-lg font-medium">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
