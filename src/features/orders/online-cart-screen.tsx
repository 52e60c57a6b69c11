/** A cart that began on a client's own screen, before it is finished here: what is in it, who holds it, what it costs here. */
import { ArrowLeft, SearchX, ShoppingCart } from 'lucide-react';
import { useEffect, useState } from 'react';
import { settle } from '../../domain/pricing/settle.ts';
import { spokenCode } from '../../protocol/channel/hand-over-code.ts';
import type { ShownCart } from '../../replica/index.ts';
import {
  Button,
  cx,
  EmptyState,
  formatCount,
  List,
  MoneyText,
  Pill,
  type Tone,
  useLanguage,
  useMoney,
  useWords,
} from '../../ui/index.ts';
import {
  counterWords,
  Picture,
  placeOfWork,
  planTakeOver,
  type TakeOverPlan,
  useCounter,
  useOnlineCart,
  useScan,
  useShelfState,
} from '../counter/index.ts';
import { FindField } from './find-field.tsx';
import { CartNotes } from './online-cart-notes.tsx';
import { onlineCartWords } from './online-cart-words.ts';
import { TakeOver } from './take-over.tsx';
import { WithViews } from './views-notice.tsx';

export function OnlineCartScreen({ cart }: { readonly cart: string }) {
  const shared = useWords(counterWords);
  const counter = useCounter();
  const [text, setText] = useState('');
  useScan((scan) => {
    void placeOfWork(counter, scan.text).then((place) => {
      if (place !== null) counter.go(place);
      else counter.devices.sound.play('not-found');
    });
  });
  return (
    <main className="flex h-full min-h-0 grow flex-col">
      <FindField text={text} onText={setText} />
      <div className="shrink-0 border-b border-line p-2">
        <Button variant="quiet" icon={<ArrowLeft aria-hidden />} onPress={() => counter.go({ screen: 'orders' })}>
          {shared('back')}
        </Button>
      </div>
      <WithViews>
        <FoundCart key={cart} id={cart} />
      </WithViews>
    </main>
  );
}

function FoundCart({ id }: { readonly id: string }) {
  const t = useWords(onlineCartWords);
  const online = useOnlineCart(id);
  if (online === null) return null;
  if (online === 'unknown') {
    return <EmptyState icon={<SearchX aria-hidden />} title={t('cartUnknown')} text={t('cartUnknownText')} />;
  }
  return <KnownCart online={online} />;
}

const TONES: Readonly<Record<ShownCart['state'], Tone>> = {
  open: 'calm',
  claimed: 'watch',
  ordered: 'good',
  completed: 'good',
  expired: 'calm',
};

function KnownCart({ online }: { readonly online: ShownCart }) {
  const t = useWords(onlineCartWords);
  const plan = usePlan(online);
  return (
    <article aria-label={t('cartOf', { code: spokenCode(online.code) })} className="flex min-h-0 grow flex-col">
      <div
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a long cart is scrolled by keyboard, too
        tabIndex={0}
        className="min-h-0 grow overflow-y-auto overscroll-contain -outline-offset-4!"
      >
        <div className="mx-auto flex w-full max-w-3xl flex-col gap-6 p-6">
          <header className="flex flex-wrap items-center justify-between gap-3">
            <div>
              <h1 className="text-lg text-ink-soft">{t('cart')}</h1>
              <p className="text-2xl font-medium">{spokenCode(online.code)}</p>
            </div>
            <Pill tone={TONES[online.state]} icon={<ShoppingCart aria-hidden />}>
              {t(`cart.${online.state}`)}
            </Pill>
          </header>
          <CartNotes online={online} />
          {online.lines.length === 0 ? (
            <EmptyState icon={<ShoppingCart aria-hidden />} title={t('cartEmpty')} />
          ) : (
            <CartLines online={online} plan={plan} />
          )}
        </div>
      </div>
      {plan === null ? null : <TakeOver online={online} plan={plan} />}
    </article>
  );
}

/** As it would be rung now; null until the shelf was asked. */
function usePlan(online: ShownCart): TakeOverPlan | null {
  const language = useLanguage();
  const { shelf, ids } = useCounter();
  const { version } = useShelfState();
  const [plan, setPlan] = useState<TakeOverPlan | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version of the shelf is a reason to ask again
  useEffect(() => {
    let isCurrent = true;
    void planTakeOver({ shelf, ids }, online, language).then((made) => {
      if (isCurrent) setPlan(made);
    });
    return () => {
      isCurrent = false;
    };
  }, [shelf, ids, online, language, version]);
  return plan;
}

function CartLines({ online, plan }: { readonly online: ShownCart; readonly plan: TakeOverPlan | null }) {
  const t = useWords(onlineCartWords);
  const shared = useWords(counterWords);
  const language = useLanguage();
  const money = useMoney();
  const { store } = useCounter();
  const missing = new Map(plan?.missing.map(({ line, why }) => [line.id, why]));
  const repriced = new Map(plan?.repriced.map(({ line, priceMinor }) => [line.id, priceMinor]));
  const totals = plan === null ? null : settle(plan.cart, store).totals;
  const count = online.lines.reduce((sum, line) => sum + (line.unit === 'each' ? line.quantity : 1), 0);
  return (
    <section>
      <div className="mb-3 flex items-baseline justify-between gap-4">
        <h2 className="text-lg font-medium">{t('cartLines')}</h2>
        <span className="tabular text-ink-soft">{shared('items', { count })}</span>
      </div>
      <List label={t('cartLines')}>
        {online.lines.map((line) => {
          const why = missing.get(line.id);
          const price = repriced.get(line.id);
          const note =
            why !== undefined
              ? t(why === 'not-here' ? 'missing.not-here' : 'missing.other')
              : price !== undefined
                ? t('repriced', { price: money(price) })
                : null;
          const quantity = formatCount(line.quantity, language);
          return (
            <li key={line.id} className="flex min-h-20 items-center gap-4 px-4 py-3">
              <Picture image={line.image} title={line.title} className="size-14" />
              <span className="flex min-w-0 grow flex-col">
                <span className={cx('line-clamp-2 leading-snug font-medium', why !== undefined && 'text-ink-faint')}>
                  {line.title}
                </span>
                <span className="tabular text-ink-soft">
                  {[...line.options, `${money(line.listPriceMinor)}`].join(' · ')}
                </span>
                {note === null ? null : <span className="font-medium text-watch">{note}</span>}
              </span>
              <span className="figures shrink-0 text-xl font-medium">
                {line.unit === 'g' ? `${quantity} g` : quantity}
                {line.unit === 'g' ? null : <span className="text-ink-faint"> ×</span>}
              </span>
            </li>
          );
        })}
        <li className="flex min-h-16 items-center justify-between gap-4 px-4 py-3">
          <span className="text-lg">{t('cartTotalHere')}</span>
          {totals === null ? null : <MoneyText minor={totals.totalMinor} size="2xl" />}
        </li>
      </List>
    </section>
  );
}
