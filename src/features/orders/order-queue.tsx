/** The list: what to gather, what waits for its client, what is over. Whoever waits longest stands first. */
import { CircleCheck, PackageCheck, PackageOpen, SearchX, ShoppingCart } from 'lucide-react';
import { type ReactNode, useDeferredValue, useState } from 'react';
import { spokenCode } from '../../protocol/channel/hand-over-code.ts';
import { ORDER_QUEUES, ORDERS_AT_HAND, type OrderQueue, type OrderSummary } from '../../replica/index.ts';
import { Button, EmptyState, formatCount, ListRow, SegmentedControl, useLanguage, useWords } from '../../ui/index.ts';
import { shortCode, useCounter, useNow, useOrderCounts, useOrderQueue } from '../counter/index.ts';
import { onlineCartWords } from './online-cart-words.ts';
import { OrderRow } from './order-row.tsx';
import { useFound } from './use-found.ts';
import { ordersWords } from './words.ts';

interface ListProps {
  readonly chosen: string | null;
  readonly onChoose: (order: string) => void;
}

export function OrderList(
  props: ListProps & {
    readonly text: string;
    readonly queue: OrderQueue;
    readonly onQueue: (queue: OrderQueue) => void;
  },
) {
  const t = useWords(ordersWords);
  const language = useLanguage();
  const counts = useOrderCounts();
  const { text, queue, onQueue } = props;
  if (text !== '') return <FoundWork key={text} {...props} />;
  const items = ORDER_QUEUES.map((id) => {
    const count = counts === null ? '' : formatCount(counts[id], language);
    return { id, label: `${t(`queue.${id}`)} ${count}`.trim() };
  });
  return (
    <>
      <div className="tabular shrink-0 border-b border-line p-3">
        <SegmentedControl label={t('queue')} items={items} selected={queue} onSelect={onQueue} isWide />
      </div>
      <Queue key={queue} {...props} />
    </>
  );
}

/** As many as a lying tablet shows. */
const ORDERS_IN_SIGHT = 10;

const NONE_ICONS: Record<OrderQueue, ReactNode> = {
  'to-pick': <CircleCheck aria-hidden />,
  ready: <PackageOpen aria-hidden />,
  done: <PackageCheck aria-hidden />,
};

function Queue({ queue, chosen, onChoose }: ListProps & { readonly queue: OrderQueue }) {
  const t = useWords(ordersWords);
  const [limit, setLimit] = useState(ORDERS_AT_HAND);
  const counts = useOrderCounts();
  const orders = useOrderQueue(queue, limit);
  if (orders === null) return null;
  if (orders.length === 0) {
    return <EmptyState icon={NONE_ICONS[queue]} title={t(`none.${queue}`)} text={t(`noneText.${queue}`)} />;
  }
  const hasMore = orders.length === limit && (counts === null || counts[queue] > limit);
  return (
    <Rows label={t(`queue.${queue}`)} orders={orders} chosen={chosen} onChoose={onChoose}>
      {hasMore ? (
        <div className="flex justify-center p-4">
          <Button onPress={() => setLimit(limit + ORDERS_AT_HAND)}>{t('more')}</Button>
        </div>
      ) : null}
    </Rows>
  );
}

function Rows(
  props: ListProps & {
    readonly label: string;
    readonly orders: readonly OrderSummary[];
    readonly children?: ReactNode;
  },
) {
  const now = useNow();
  // What is in sight stands at once; the rest follows.
  const orders = useDeferredValue(props.orders, props.orders.slice(0, ORDERS_IN_SIGHT));
  return (
    <div className="min-h-0 grow overflow-y-auto overscroll-contain">
      <ul aria-label={props.label} className="divide-y divide-line border-b border-line">
        {orders.map((order) => (
          <OrderRow
            key={order.id}
            order={order}
            now={now}
            isSelected={order.id === props.chosen}
            onChoose={props.onChoose}
          />
        ))}
      </ul>
      {props.children}
    </div>
  );
}

function FoundWork({ text, chosen, onChoose }: ListProps & { readonly text: string }) {
  const t = useWords(ordersWords);
  const cartWords = useWords(onlineCartWords);
  const { go } = useCounter();
  const { orders, cart, isSettled } = useFound(text);
  if (orders.length === 0 && cart === null) {
    return isSettled ? (
      <EmptyState
        icon={<SearchX aria-hidden />}
        title={t('nothingFound', { query: shortCode(text) })}
        text={t('nothingFoundText')}
      />
    ) : null;
  }
  return (
    <Rows label={t('orders')} orders={orders} chosen={chosen} onChoose={onChoose}>
      {cart === null ? null : (
        <ul aria-label={cartWords('cart')} className="border-b border-line">
          <ListRow
            leading={<ShoppingCart aria-hidden className="size-6 shrink-0 text-ink-faint" />}
            title={cartWords('cartOf', { code: spokenCode(cart.code) })}
            detail={cartWords(`cart.${cart.state}`)}
            onPress={() => go({ screen: 'online-cart', cart: cart.id })}
          />
        </ul>
      )}
    </Rows>
  );
}
