/** Whether an online cart can be taken over, and what happens if it is, before anything is done. */
import { CircleCheck, CloudOff, Hourglass, ReceiptText, UserRound } from 'lucide-react';
import type { ShownCart } from '../../replica/index.ts';
import { Banner, Button, useLanguage, useWatched, useWords } from '../../ui/index.ts';
import { useChannelOrder, useCounter, useNow } from '../counter/index.ts';
import { onlineCartWords } from './online-cart-words.ts';
import { shortTime } from './order-times.ts';
import { useWho } from './use-who.ts';

/** A claim that holds at this moment, of another register. */
export function heldElsewhere(online: ShownCart, register: string, now: number): ShownCart['claim'] {
  const { claim, state } = online;
  if (state !== 'claimed' || claim === null || claim.register === register) return null;
  return Date.parse(claim.until) > now ? claim : null;
}

export function CartNotes({ online }: { readonly online: ShownCart }) {
  const t = useWords(onlineCartWords);
  const language = useLanguage();
  const { identity, store, sync } = useCounter();
  const { link } = useWatched(sync, () => sync.status());
  const now = useNow();
  const who = useWho();
  const holder = heldElsewhere(online, identity.register, now);
  if (online.state === 'ordered') return <OrderedCart order={online.order} />;
  if (online.state === 'completed') {
    return (
      <Banner tone="good" icon={<CircleCheck aria-hidden />} title={t('cartCompleted')} text={t('cartCompletedText')} />
    );
  }
  return (
    <>
      {online.state === 'expired' ? (
        <Banner tone="calm" icon={<Hourglass aria-hidden />} title={t('cartExpired')} text={t('cartExpiredText')} />
      ) : null}
      {holder === null ? null : (
        <Banner
          tone="watch"
          icon={<UserRound aria-hidden />}
          title={t('heldBy', { who: who(holder) })}
          text={t('heldByText', { time: shortTime(holder.until, now, language, store.timeZone) })}
        />
      )}
      {holder === null && link !== 'online' ? (
        <Banner tone="calm" icon={<CloudOff aria-hidden />} title={t('offline')} text={t('takeOverOffline')} />
      ) : null}
    </>
  );
}

function OrderedCart({ order }: { readonly order: string | null }) {
  const t = useWords(onlineCartWords);
  const { go } = useCounter();
  return (
    <Banner
      tone="good"
      icon={<ReceiptText aria-hidden />}
      title={t('cartOrdered')}
      text={t('cartOrderedText')}
      action={order === null ? null : <ShowOrder order={order} onGo={() => go({ screen: 'order', order })} />}
    />
  );
}

/** Only where this tablet has it. */
function ShowOrder({ order, onGo }: { readonly order: string; readonly onGo: () => void }) {
  const t = useWords(onlineCartWords);
  const known = useChannelOrder(order);
  if (known === null || known === 'unknown') return null;
  return <Button onPress={onGo}>{t('showOrder', { number: known.number })}</Button>;
}
