/** What happened to an order, on the web and at counters, oldest first. */
import { Globe, Store } from 'lucide-react';
import type { ChannelOrderDocument } from '../../protocol/sync/channel-documents.ts';
import { cx, useLanguage, useWords } from '../../ui/index.ts';
import { useCounter } from '../counter/index.ts';
import { shortTime } from './order-times.ts';
import { useWho } from './use-who.ts';
import { ordersWords } from './words.ts';

export function OrderTimeline({ order, now }: { readonly order: ChannelOrderDocument; readonly now: number }) {
  const t = useWords(ordersWords);
  const language = useLanguage();
  const { store } = useCounter();
  const who = useWho();
  const moments = numbered(order.timeline);
  return (
    <section>
      <h3 className="mb-3 text-lg font-medium">{t('history')}</h3>
      <ol aria-label={t('history')}>
        {moments.map(({ moment, key }, place) => (
          <li key={key} className="relative flex items-start gap-4 pb-4 last:pb-0">
            {place === moments.length - 1 ? null : (
              <span aria-hidden className="absolute start-4 top-9 bottom-1 w-px bg-line" />
            )}
            <span
              aria-hidden
              className={cx(
                'inline-flex size-8 shrink-0 items-center justify-center rounded-full border border-line [&_svg]:size-4.5',
                moment.register === null ? 'bg-well text-ink-faint' : 'bg-accent-wash text-accent-ink',
              )}
            >
              {moment.register === null ? <Globe /> : <Store />}
            </span>
            <span className="flex min-h-8 min-w-0 grow flex-wrap items-baseline gap-x-2 pt-1">
              <span className="font-medium">{t(`what.${moment.what}`)}</span>
              <span className="text-ink-soft">{who(moment)}</span>
            </span>
            <span className="tabular shrink-0 pt-1 text-ink-faint">
              {shortTime(moment.at, now, language, store.timeZone)}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** The same thing may have happened twice in one moment. */
function numbered(timeline: ChannelOrderDocument['timeline']) {
  return timeline.map((moment, place) => ({ moment, key: `${place} ${moment.what}` }));
}
