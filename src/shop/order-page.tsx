/**
 * One order as it stands, on every channel; it follows by itself while somebody looks. Its code is this
 * browser's own: it can be shown in the store without a network.
 */
import { useParams } from '@tanstack/react-router';
import { CloudOff, PackageCheck } from 'lucide-react';
import { useCallback, useState } from 'react';
import { spokenCode } from '../protocol/channel/hand-over-code.ts';
import {
  Banner,
  Button,
  EmptyState,
  formatTime,
  List,
  ListRow,
  MoneyText,
  Pill,
  QrCode,
  Spinner,
  showToast,
  type Tone,
  useLanguage,
  useMoney,
  useWatched,
  useWords,
} from '../ui/index.ts';
import { GoShopping } from './go-shopping.tsx';
import { OrderSteps } from './order-steps.tsx';
import { Refused } from './refused.tsx';
import type { WebOrder } from './shop-api.ts';
import { ShopLink } from './shop-links.tsx';
import type { ShopMemory } from './shop-memory.ts';
import { useShop } from './shop-state.ts';
import { lastOf, useAnswer } from './use-answer.ts';
import { useRefusal } from './use-refusal.ts';
import { useRegularly } from './use-regularly.ts';
import { shopWords } from './words.ts';

const LOOK_AGAIN_MS = 2_000;
const TONES: Readonly<Record<WebOrder['fulfillment'], Tone>> = {
  open: 'calm',
  picking: 'calm',
  ready: 'watch',
  'handed-over': 'good',
  cancelled: 'act',
};

type Placed = ShopMemory['orders'][number];

export function OrderPage() {
  const { order: id } = useParams({ strict: false }) as { readonly order?: string };
  const shop = useShop();
  const t = useWords(shopWords);
  const say = useRefusal();
  const { memory } = useWatched(shop, shop.get);
  const placed = memory.orders.find((one) => one.id === id);
  if (placed === undefined) {
    return (
      <EmptyState
        icon={<PackageCheck aria-hidden />}
        title={say({ code: 'order-unknown' })}
        action={<GoShopping />}
        className="my-16"
      />
    );
  }
  return (
    <>
      <OrderDetails placed={placed} key={placed.id} />
      <ShopLink to="/" className="mt-8 inline-flex min-h-12 items-center font-medium text-accent-ink">
        {t('backToShop')}
      </ShopLink>
    </>
  );
}

function OrderDetails({ placed }: { readonly placed: Placed }) {
  const { id, secret, code, number } = placed;
  const shop = useShop();
  const t = useWords(shopWords);
  const [found, again] = useAnswer(useCallback(() => shop.api.readOrder({ id, secret }), [shop, id, secret]));
  const order = lastOf(found);
  const isOver = order !== null && (order.fulfillment === 'handed-over' || order.fulfillment === 'cancelled');
  useRegularly(again, isOver ? null : LOOK_AGAIN_MS);
  if (order !== null) {
    return <OrderAsItStands order={order} placed={placed} isLate={found.kind === 'refused'} onChange={again} />;
  }
  if (found.kind === 'asking') return <Spinner label={t('opening')} className="mx-auto my-24" />;
  return (
    <section className="mx-auto max-w-xl">
      <h1 className="mb-6 text-3xl font-medium">{t('order', { number })}</h1>
      <CollectCode code={code} store={null} />
      {found.kind === 'refused' ? <Refused refusal={found.refusal} onAgain={again} /> : null}
    </section>
  );
}

function OrderAsItStands(props: {
  readonly order: WebOrder;
  readonly placed: Placed;
  readonly isLate: boolean;
  readonly onChange: () => void;
}) {
  const { order, placed } = props;
  const shop = useShop();
  const t = useWords(shopWords);
  const language = useLanguage();
  const { stores } = useWatched(shop, shop.get);
  const store = stores.find((one) => one.id === order.store);
  const zone = store?.timeZone ?? 'UTC';
  const isOpen = order.fulfillment !== 'handed-over' && order.fulfillment !== 'cancelled';
  const isSent = order.delivery === 'ship';
  const status = order.fulfillment;
  return (
    <div className="grid items-start gap-x-12 gap-y-10 lg:grid-cols-[3fr_2fr]">
      <section className="flex flex-col gap-5">
        {props.isLate ? <Banner tone="watch" icon={<CloudOff aria-hidden />} title={t('notUpToDate')} /> : null}
        <div className="flex flex-wrap items-center justify-between gap-3">
          <h1 className="text-3xl font-medium">{t('order', { number: order.number })}</h1>
          <Pill tone={TONES[status]} icon={<PackageCheck aria-hidden />}>
            {t(isSent && (status === 'ready' || status === 'handed-over') ? `sent.${status}` : `status.${status}`)}
          </Pill>
        </div>
        {isOpen && !isSent && order.promisedAt !== null && status !== 'ready' ? (
          <p className="text-lg text-ink-soft">
            {t('promised', { time: formatTime(order.promisedAt, 'date-time', language, zone) })}
          </p>
        ) : null}
        {order.state === 'placed' ? <PayNow order={order} placed={placed} onChange={props.onChange} /> : null}
        <List>
          {order.lines.map((line) => (
            <ListRow
              key={line.id}
              title={`${line.quantity} × ${line.title}`}
              detail={line.options.join(' · ')}
              trailing={<MoneyText minor={line.totalMinor} />}
            />
          ))}
          <ListRow title={t('total')} trailing={<MoneyText minor={order.totalMinor} size="xl" />} />
        </List>
      </section>
      <div className="flex flex-col gap-8">
        {!isSent && isOpen ? <CollectCode code={placed.code} store={store?.name ?? null} /> : null}
        <section>
          <h2 className="mb-3 text-lg font-medium">{t('history')}</h2>
          <OrderSteps order={order} zone={zone} />
        </section>
      </div>
    </div>
  );
}

function CollectCode({ code, store }: { readonly code: string; readonly store: string | null }) {
  const t = useWords(shopWords);
  return (
    <section className="flex flex-col items-center gap-3 rounded-lg border border-line bg-card p-6 text-center">
      <h2 className="text-lg font-medium">{t('collectCode')}</h2>
      <QrCode text={code} label={spokenCode(code)} className="size-44 rounded-md" />
      <p className="tabular text-3xl font-medium">{spokenCode(code)}</p>
      {store === null ? null : <p className="text-ink-soft">{t('collectCodeText', { store })}</p>}
    </section>
  );
}

function PayNow(props: { readonly order: WebOrder; readonly placed: Placed; readonly onChange: () => void }) {
  const { order, placed } = props;
  const shop = useShop();
  const t = useWords(shopWords);
  const say = useRefusal();
  const money = useMoney();
  const [isPaying, setPaying] = useState(false);
  if (!shop.api.hasDemoPayments) return <p className="text-watch">{t('unpaid')}</p>;
  async function pay() {
    if (isPaying) return;
    setPaying(true);
    const answer = await shop.api.pay({ id: placed.id, secret: placed.secret });
    setPaying(false);
    if (!answer.ok) showToast({ message: say(answer.refusal), tone: 'act' });
    props.onChange();
  }
  return (
    <div className="flex flex-wrap items-center gap-4 rounded-lg bg-accent-wash p-5">
      <Button variant="primary" size="lg" onPress={() => void pay()}>
        {t('pay', { amount: money(order.totalMinor - order.paidMinor) })}
      </Button>
      <p className="min-w-48 grow basis-0 text-ink-soft">{t('payText')}</p>
    </div>
  );
}
