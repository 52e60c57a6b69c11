/** One order as it stands, on every channel; it follows by itself while somebody looks. */
import { useParams } from '@tanstack/react-router';
import { PackageCheck } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import { spokenCode } from '../protocol/channel/hand-over-code.ts';
import {
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
import { Refused } from './refused.tsx';
import type { Held, WebOrder } from './shop-api.ts';
import { ShopLink } from './shop-links.tsx';
import { useShop } from './shop-state.ts';
import { useAnswer } from './use-answer.ts';
import { useRefusal } from './use-refusal.ts';
import { shopWords } from './words.ts';

const LOOK_AGAIN_MS = 2_000;
const TONES: Readonly<Record<WebOrder['fulfillment'], Tone>> = {
  open: 'calm',
  picking: 'calm',
  ready: 'watch',
  'handed-over': 'good',
  cancelled: 'act',
};

export function OrderPage() {
  const { order: id } = useParams({ strict: false }) as { readonly order?: string };
  const shop = useShop();
  const t = useWords(shopWords);
  const { memory } = useWatched(shop, shop.get);
  const placed = memory.orders.find((one) => one.id === id);
  if (placed === undefined) return <NoOrder />;
  return (
    <>
      <OrderDetails held={{ id: placed.id, secret: placed.secret }} code={placed.code} key={placed.id} />
      <ShopLink to="/" className="mt-6 inline-flex min-h-12 items-center font-medium text-accent-ink">
        {t('backToShop')}
      </ShopLink>
    </>
  );
}

function NoOrder() {
  const say = useRefusal();
  return <EmptyState icon={<PackageCheck aria-hidden />} title={say({ code: 'order-unknown' })} className="my-12" />;
}

function OrderDetails(props: { readonly held: Held; readonly code: string }) {
  const { id, secret } = props.held;
  const shop = useShop();
  const t = useWords(shopWords);
  const [found, again] = useAnswer(useCallback(() => shop.api.readOrder({ id, secret }), [shop, id, secret]));
  const isOver = found.kind === 'there' && ['handed-over', 'cancelled'].includes(found.value.fulfillment);
  useEffect(() => {
    if (isOver) return;
    const timer = setInterval(again, LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [again, isOver]);
  if (found.kind === 'asking') return <Spinner label={t('opening')} className="mx-auto my-16" />;
  if (found.kind === 'refused') return <Refused refusal={found.refusal} onAgain={again} />;
  return <OrderAsItStands order={found.value} held={props.held} code={props.code} onChange={again} />;
}

function OrderAsItStands(props: {
  readonly order: WebOrder;
  readonly held: Held;
  readonly code: string;
  readonly onChange: () => void;
}) {
  const { order, code } = props;
  const shop = useShop();
  const t = useWords(shopWords);
  const language = useLanguage();
  const { stores } = useWatched(shop, shop.get);
  const store = stores.find((one) => one.id === order.store);
  const zone = store?.timeZone ?? 'UTC';
  const isOpen = order.fulfillment !== 'handed-over' && order.fulfillment !== 'cancelled';
  return (
    <div className="grid items-start gap-8 lg:grid-cols-[3fr_2fr]">
      <section className="flex flex-col gap-5">
        <div className="flex flex-wrap items-center justify-between gap-3">
          <h1 className="text-3xl font-medium">{t('order', { number: order.number })}</h1>
          <Pill tone={TONES[order.fulfillment]} icon={<PackageCheck aria-hidden />}>
            {t(`status.${order.fulfillment}`)}
          </Pill>
        </div>
        {isOpen && order.promisedAt !== null && order.fulfillment !== 'ready' ? (
          <p className="text-lg text-ink-soft">
            {t('promised', { time: formatTime(order.promisedAt, 'date-time', language, zone) })}
          </p>
        ) : null}
        {order.state === 'placed' ? <PayNow {...props} /> : null}
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
      <div className="flex flex-col gap-6">
        {order.delivery === 'collect' && isOpen ? (
          <section className="flex flex-col items-center gap-3 rounded-lg border border-line bg-card p-6 text-center">
            <h2 className="text-lg font-medium">{t('collectCode')}</h2>
            <QrCode text={code} label={spokenCode(code)} className="size-44 rounded-md" />
            <p className="tabular text-3xl font-medium">{spokenCode(code)}</p>
            <p className="text-ink-soft">{t('collectCodeText', { store: store?.name ?? '' })}</p>
          </section>
        ) : null}
        <section>
          <h2 className="mb-2 text-lg font-medium">{t('history')}</h2>
          <ol className="border-s-2 border-line ps-4">
            {order.timeline.map(({ at, what, isCounter }) => (
              <li key={`${at} ${what}`} className="py-1.5">
                <span className="font-medium">{t(`what.${what}` as 'what.placed')}</span>{' '}
                <span className="text-ink-soft">{t(isCounter ? 'atCounter' : 'onWeb')}</span>
                <span className="tabular block text-ink-faint">{formatTime(at, 'date-time', language, zone)}</span>
              </li>
            ))}
          </ol>
        </section>
      </div>
    </div>
  );
}

function PayNow({ order, held, onChange }: { order: WebOrder; held: Held; onChange: () => void }) {
  const shop = useShop();
  const t = useWords(shopWords);
  const say = useRefusal();
  const money = useMoney();
  const [isPaying, setPaying] = useState(false);
  if (!shop.api.hasDemoPayments) return <p className="text-watch">{t('unpaid')}</p>;
  async function pay() {
    setPaying(true);
    const answer = await shop.api.pay(held);
    setPaying(false);
    if (!answer.ok) showToast({ message: say(answer.refusal), tone: 'act' });
    onChange();
  }
  return (
    <div className="flex flex-wrap items-center gap-4 rounded-lg bg-accent-wash p-5">
      <Button variant="primary" size="lg" isDisabled={isPaying} onPress={() => void pay()}>
        {t('pay', { amount: money(order.totalMinor - order.paidMinor) })}
      </Button>
      <p className="text-ink-soft">{t('payText')}</p>
    </div>
  );
}
