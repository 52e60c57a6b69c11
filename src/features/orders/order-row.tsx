/** One order of the queue: what to look for, for whom, until when, and where it lies. */
import { CloudUpload, TimerReset } from 'lucide-react';
import { memo } from 'react';
import type { OrderSummary } from '../../replica/index.ts';
import { cx, ListRow, useLanguage, useWords } from '../../ui/index.ts';
import { useCounter } from '../counter/index.ts';
import { isLate, shortTime } from './order-times.ts';
import { useContact } from './use-contact.ts';
import { ordersWords } from './words.ts';

interface OrderRowProps {
  readonly order: OrderSummary;
  readonly now: number;
  readonly isSelected: boolean;
  readonly onChoose: (order: string) => void;
}

export const OrderRow = memo(function OrderRow({ order, now, isSelected, onChoose }: OrderRowProps) {
  const t = useWords(ordersWords);
  return (
    <ListRow
      isSelected={isSelected}
      onPress={() => onChoose(order.id)}
      title={
        <span className="flex min-w-0 items-baseline gap-2.5">
          <span className="shrink-0">{order.number}</span>
          <ContactName sealed={order.contact} />
        </span>
      }
      detail={
        <span className="tabular flex flex-wrap items-center gap-x-1.5">
          <span>{t('units', { count: order.units })}</span>
          <RowState order={order} now={now} />
        </span>
      }
      trailing={
        <>
          {order.isUnsent ? (
            <span className="text-ink-faint">
              <CloudUpload aria-hidden className="size-5" />
              <span className="sr-only">{t('unsent')}</span>
            </span>
          ) : null}
          {order.shelf !== null && order.queue === 'ready' ? <ShelfMark shelf={order.shelf} /> : null}
        </>
      }
    />
  );
});

/** Nothing where no name can be shown: whoever opens the order reads why. */
function ContactName({ sealed }: { readonly sealed: string | null }) {
  const shown = useContact(sealed);
  if (shown?.kind !== 'named') return null;
  return <span className="truncate font-normal text-ink-soft">{shown.contact.name}</span>;
}

function RowState({ order, now }: { readonly order: OrderSummary; readonly now: number }) {
  const t = useWords(ordersWords);
  const language = useLanguage();
  const { store } = useCounter();
  const time = order.promisedAt === null ? null : shortTime(order.promisedAt, now, language, store.timeZone);
  const states: { readonly text: string; readonly isWatched?: boolean }[] = [];
  if (isLate({ ...order, isWaiting: order.queue === 'to-pick' }, now) && time !== null) {
    states.push({ text: t('late', { time }), isWatched: true });
  } else if (order.queue === 'to-pick' && time !== null) states.push({ text: t('promised', { time }) });
  if (order.fulfillment === 'picking') states.push({ text: t('parcel.picking') });
  if (order.queue === 'done') states.push({ text: t(`parcel.${order.fulfillment}`) });
  else if (order.state === 'placed') states.push({ text: t('notPaid') });
  if (order.delivery === 'ship') states.push({ text: t('ship') });
  return states.map(({ text, isWatched }) => (
    <span key={text} className={cx('inline-flex items-center gap-1.5', isWatched && 'font-medium text-watch')}>
      <span aria-hidden>·</span>
      {isWatched ? <TimerReset aria-hidden className="size-4.5" /> : null}
      {text}
    </span>
  ));
}

function ShelfMark({ shelf }: { readonly shelf: string }) {
  const t = useWords(ordersWords);
  return (
    <span className="max-w-28 shrink-0 truncate rounded-md border border-line bg-well px-2.5 py-1 font-medium">
      <span className="sr-only">{t('shelf', { shelf })}</span>
      <span aria-hidden>{shelf}</span>
    </span>
  );
}
