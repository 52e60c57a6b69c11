/** The cart: its lines, what they come to, its code for the till, and the order. It follows what the store does with it. */
import { CircleCheck, Minus, Plus, ShoppingBag, TimerOff, Trash2 } from 'lucide-react';
import { useCallback } from 'react';
import { spokenCode } from '../protocol/channel/hand-over-code.ts';
import { pictureAddress } from '../protocol/picture-address.ts';
import {
  Banner,
  EmptyState,
  formatTime,
  IconButton,
  MarkedPicture,
  MoneyText,
  markOf,
  QrCode,
  showToast,
  useLanguage,
  useMoney,
  useWatched,
  useWords,
} from '../ui/index.ts';
import { GoShopping } from './go-shopping.tsx';
import { OrderForm } from './order-form.tsx';
import type { WebCart } from './shop-api.ts';
import { shortName, useShop } from './shop-state.ts';
import { useRefusal } from './use-refusal.ts';
import { useRegularly } from './use-regularly.ts';
import { shopWords } from './words.ts';

const LOOK_AGAIN_MS = 2_000;

export function CartPage() {
  const shop = useShop();
  const { cart } = useWatched(shop, shop.get);
  const isAlive = cart !== null && (cart.state === 'open' || cart.state === 'claimed');
  useRegularly(
    useCallback(() => void shop.refreshCart(), [shop]),
    isAlive ? LOOK_AGAIN_MS : null,
  );
  if (cart !== null && !isAlive) return <CartIsOver cart={cart} />;
  return cart === null || cart.lines.length === 0 ? <NoCart /> : <FullCart cart={cart} />;
}

function NoCart() {
  const t = useWords(shopWords);
  return (
    <EmptyState
      icon={<ShoppingBag aria-hidden />}
      title={t('emptyCart')}
      text={t('emptyCartText')}
      action={<GoShopping />}
      className="my-16"
    />
  );
}

/** Paid at the till, ordered in another window, or left alone for too long. */
function CartIsOver({ cart }: { readonly cart: WebCart }) {
  const t = useWords(shopWords);
  const say = useRefusal();
  const isPaid = cart.state === 'completed';
  return (
    <EmptyState
      icon={cart.state === 'expired' ? <TimerOff aria-hidden /> : <CircleCheck aria-hidden />}
      title={isPaid ? t('thanks') : say({ code: cart.state === 'ordered' ? 'cart-ordered' : 'cart-expired' })}
      text={isPaid ? t('paidInStore') : undefined}
      action={<GoShopping />}
      className="my-16"
    />
  );
}

function FullCart({ cart }: { readonly cart: WebCart }) {
  const shop = useShop();
  const t = useWords(shopWords);
  const language = useLanguage();
  const { stores, retailer } = useWatched(shop, shop.get);
  const store = stores.find(({ id }) => id === cart.store);
  const isHeld = cart.claimedUntil !== null;
  return (
    <div className="grid items-start gap-x-12 gap-y-10 lg:grid-cols-[3fr_2fr]">
      <section>
        <h1 className="mb-5 text-3xl font-medium">{t('cart')}</h1>
        {cart.claimedUntil === null ? null : (
          <Banner
            tone="watch"
            title={t('heldTitle')}
            text={t('heldText', { time: formatTime(cart.claimedUntil, 'time', language, store?.timeZone ?? 'UTC') })}
            className="mb-5"
          />
        )}
        <ul className="divide-y divide-line border-y border-line">
          {cart.lines.map((line) => (
            <CartLine key={line.id} line={line} isHeld={isHeld} />
          ))}
        </ul>
        <Totals cart={cart} />
      </section>
      <div className="flex flex-col gap-6">
        {isHeld ? null : <OrderForm key={cart.store} cart={cart} store={shortName(store?.name ?? '', retailer)} />}
        <section className="flex flex-wrap items-center gap-5 rounded-lg border border-line bg-card p-5">
          <QrCode text={cart.code} label={spokenCode(cart.code)} className="size-28 shrink-0 rounded-md" />
          <div className="min-w-48 grow basis-0">
            <h2 className="text-lg font-medium">{t('finishAtTill')}</h2>
            <p className="text-ink-soft">{t('finishAtTillText', { store: store?.name ?? '' })}</p>
            <p className="tabular mt-2 text-2xl font-medium">{spokenCode(cart.code)}</p>
          </div>
        </section>
      </div>
    </div>
  );
}

function CartLine({ line, isHeld }: { readonly line: WebCart['lines'][number]; readonly isHeld: boolean }) {
  const shop = useShop();
  const t = useWords(shopWords);
  const say = useRefusal();
  const language = useLanguage();
  const { title, options, quantity, variant } = line;
  const set = (wanted: number) =>
    void shop.setQuantity(variant, wanted, language).then((answer) => {
      if (!answer.ok) showToast({ message: say(answer.refusal), tone: 'act' });
    });
  return (
    <li className="grid grid-cols-[4rem_1fr_auto] items-center gap-x-4 gap-y-1 py-4">
      <span className="relative row-span-2 inline-flex size-16 shrink-0 items-center justify-center self-start overflow-hidden rounded-md border border-line bg-well text-ink-faint">
        <MarkedPicture address={pictureAddress(line.image)} mark={markOf(title)} />
      </span>
      <span className="flex min-w-0 flex-col self-start">
        <span className="font-medium">{title}</span>
        {options.length > 0 ? <span className="text-ink-soft">{options.join(' · ')}</span> : null}
      </span>
      <MoneyText minor={line.totalMinor} size="lg" className="self-start text-end" />
      <span className="-ms-3 flex items-center gap-1">
        <IconButton
          label={quantity > 1 ? t('less', { title }) : t('remove', { title })}
          icon={quantity > 1 ? <Minus aria-hidden /> : <Trash2 aria-hidden />}
          isDisabled={isHeld}
          onPress={() => set(quantity - 1)}
        />
        <span className="tabular min-w-8 text-center text-lg">{quantity}</span>
        <IconButton
          label={t('morePieces', { title })}
          icon={<Plus aria-hidden />}
          isDisabled={isHeld}
          onPress={() => set(quantity + 1)}
        />
      </span>
      {quantity > 1 ? <MoneyText minor={line.unitPriceMinor} tone="soft" className="text-end" /> : <span />}
    </li>
  );
}

function Totals({ cart }: { readonly cart: WebCart }) {
  const t = useWords(shopWords);
  const money = useMoney();
  return (
    <dl className="ms-auto mt-5 grid max-w-sm grid-cols-[1fr_auto] items-baseline gap-x-6 gap-y-1 text-end">
      {cart.pricesIncludeTax ? null : (
        <>
          <dt className="text-ink-soft">{t('tax')}</dt>
          <dd>
            <MoneyText minor={cart.taxMinor} />
          </dd>
        </>
      )}
      <dt className="text-xl font-medium">{t('total')}</dt>
      <dd>
        <MoneyText minor={cart.totalMinor} size="2xl" />
      </dd>
      {cart.pricesIncludeTax ? (
        <dd className="col-span-2 text-ink-faint">{t('taxIncluded', { amount: money(cart.taxMinor) })}</dd>
      ) : null}
    </dl>
  );
}
