/** What a client ordered and bought: on the web, as the centre tells it, and at this counter, as the journal does. */
import { Globe, Store } from 'lucide-react';
import type { JournalRecord, OrderSummary } from '../../replica/index.ts';
import { formatTime, ListRow, MoneyText, useLanguage, useWords } from '../../ui/index.ts';
import { countedTitles, useCounter, useOrdersOf, useSalesTo } from '../counter/index.ts';
import { clientsWords } from './words.ts';

type Bought =
  | { readonly at: string; readonly kind: 'web'; readonly order: OrderSummary }
  | { readonly at: string; readonly kind: 'sale'; readonly record: JournalRecord };

export function ClientOrders({ client }: { readonly client: string }) {
  const t = useWords(clientsWords);
  const orders = useOrdersOf(client);
  const sales = useSalesTo(client);
  const bought: Bought[] = [
    ...(orders ?? []).map((order): Bought => ({ at: order.placedAt, kind: 'web', order })),
    ...(sales ?? []).map((record): Bought => ({ at: record.entry.at, kind: 'sale', record })),
  ].sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
  const isRead = sales !== null;
  return (
    <section aria-label={t('orders')} className="flex flex-col gap-2">
      <h3 className="text-lg font-medium">{t('orders')}</h3>
      {bought.length === 0 ? (
        <p className="rounded-lg border border-line bg-card p-5 text-lg text-ink-faint">
          {isRead ? t('noOrders') : ''}
        </p>
      ) : (
        <ul
          aria-label={t('orders')}
          className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-card"
        >
          {bought.map((one) =>
            one.kind === 'web' ? (
              <WebOrder key={one.order.id} order={one.order} />
            ) : (
              <Sale key={one.record.hash} record={one.record} />
            ),
          )}
        </ul>
      )}
      <p className="text-ink-faint">{t('ordersHint')}</p>
    </section>
  );
}

function WebOrder({ order }: { readonly order: OrderSummary }) {
  const t = useWords(clientsWords);
  const language = useLanguage();
  const { store, go } = useCounter();
  return (
    <ListRow
      leading={<Globe aria-hidden className="size-6 shrink-0 text-ink-faint" />}
      title={<span className="tabular">{order.number}</span>}
      detail={`${formatTime(order.placedAt, 'date-time', language, store.timeZone)} · ${t(`queue.${order.queue}`)}`}
      trailing={<MoneyText minor={order.totalMinor} size="lg" />}
      onPress={() => go({ screen: 'order', order: order.id })}
    />
  );
}

function Sale({ record }: { readonly record: JournalRecord }) {
  const language = useLanguage();
  const { store, go } = useCounter();
  const { entry } = record;
  if (entry.kind !== 'order.place') return null;
  const { id, receiptNumber, lines, totals } = entry.body;
  return (
    <ListRow
      leading={<Store aria-hidden className="size-6 shrink-0 text-ink-faint" />}
      title={<span className="tabular">{receiptNumber}</span>}
      detail={
        <span className="line-clamp-1">
          {formatTime(entry.at, 'date-time', language, store.timeZone)} · {countedTitles(lines)}
        </span>
      }
      trailing={<MoneyText minor={totals.totalMinor} size="lg" />}
      onPress={() => go({ screen: 'receipt', order: id })}
    />
  );
}
