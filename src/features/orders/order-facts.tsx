/** For whom, until when, where, for how much: what somebody asks first. */
import { Mail, Phone } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ChannelOrderDocument } from '../../protocol/sync/channel-documents.ts';
import { cx, MoneyText, useLanguage, useWords } from '../../ui/index.ts';
import { useCounter } from '../counter/index.ts';
import { isLate, shortTime } from './order-times.ts';
import { useContact } from './use-contact.ts';
import { ordersWords } from './words.ts';

export function OrderFacts({ order, now }: { readonly order: ChannelOrderDocument; readonly now: number }) {
  const t = useWords(ordersWords);
  const language = useLanguage();
  const { store } = useCounter();
  const { promisedAt, fulfillment } = order;
  const isWaiting = fulfillment.state === 'open' || fulfillment.state === 'picking';
  const isTooLate = isLate({ promisedAt, isWaiting }, now);
  const time = promisedAt === null ? null : shortTime(promisedAt, now, language, store.timeZone);
  return (
    <div className="flex flex-col gap-4">
      <Contact sealed={order.contact} />
      <dl className="grid grid-cols-3 gap-px overflow-hidden rounded-lg border border-line bg-line">
        <Fact label={t('promisedFact')} isWatched={isTooLate}>
          {time ?? '–'}
          {isTooLate ? <span className="block text-base font-medium">{t('lateFact')}</span> : null}
        </Fact>
        <Fact label={t('shelfFact')}>{fulfillment.shelf ?? '–'}</Fact>
        <Fact label={t('total')}>
          <MoneyText minor={order.totalMinor} size="xl" />
          <span className="block text-base font-normal text-ink-soft">
            {t(order.paidMinor >= order.totalMinor ? 'paid' : 'notPaid')}
          </span>
        </Fact>
      </dl>
    </div>
  );
}

function Contact({ sealed }: { readonly sealed: string | null }) {
  const t = useWords(ordersWords);
  const shown = useContact(sealed);
  // Its place stays while it is being opened, so that nothing below moves.
  if (shown === null) return <p className="min-h-8" />;
  if (shown.kind !== 'named') return <p className="min-h-8 text-lg text-ink-faint">{t(shown.kind)}</p>;
  const { name, phone, email } = shown.contact;
  return (
    <div className="flex min-h-8 flex-wrap items-center gap-x-5 gap-y-1 text-lg">
      <span className="text-xl font-medium">{name}</span>
      {phone === null ? null : (
        <span className="inline-flex items-center gap-1.5 text-ink-soft">
          <Phone aria-hidden className="size-4.5 text-ink-faint" />
          {phone}
        </span>
      )}
      {email === null ? null : (
        <span className="inline-flex items-center gap-1.5 break-all text-ink-soft">
          <Mail aria-hidden className="size-4.5 shrink-0 text-ink-faint" />
          {email}
        </span>
      )}
    </div>
  );
}

function Fact(props: { readonly label: string; readonly isWatched?: boolean; readonly children: ReactNode }) {
  return (
    <div className="bg-card px-4 py-3">
      <dt className="text-ink-faint">{props.label}</dt>
      <dd className={cx('tabular truncate text-xl font-medium', props.isWatched && 'text-watch')}>{props.children}</dd>
    </div>
  );
}
