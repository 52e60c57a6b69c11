/** Taking an online cart over: asked of the centre, and at once on this counter. What lies there now is parked first. */
import { CirclePause, ShoppingBag } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ShownCart } from '../../replica/index.ts';
import { announce, Button, showToast, useWatched, useWords } from '../../ui/index.ts';
import {
  counterWords,
  suspendCart,
  type TakeOverPlan,
  takeOverCart,
  useCounter,
  useJournalSnapshot,
  useNow,
  useOfCart,
  useOneAtATime,
  wordsForRefusal,
} from '../counter/index.ts';
import { heldElsewhere } from './online-cart-notes.tsx';
import { onlineCartWords } from './online-cart-words.ts';

export function TakeOver({ online, plan }: { readonly online: ShownCart; readonly plan: TakeOverPlan }) {
  const t = useWords(onlineCartWords);
  const shared = useWords(counterWords);
  const counter = useCounter();
  const { go, identity, sync } = counter;
  const { link } = useWatched(sync, () => sync.status());
  const { isWriter, parkedCarts } = useJournalSnapshot();
  const openId = useOfCart((cart) => cart.id);
  const isBusy = useOfCart((cart) => cart.lines.length > 0);
  const now = useNow();
  const once = useOneAtATime();
  const isHere = openId === online.id;
  const isOver = online.state === 'ordered' || online.state === 'completed';
  const holder = heldElsewhere(online, identity.register, now);
  if (isHere && !isOver) {
    return (
      <Foot>
        <Button
          variant="primary"
          size="xl"
          icon={<ShoppingBag aria-hidden />}
          onPress={() => go({ screen: 'sell' })}
          className="grow"
        >
          {t('goToCart')}
        </Button>
      </Foot>
    );
  }
  // While the centre can be asked, it would say no.
  if (isOver || (holder !== null && link === 'online') || plan.cart.lines.length === 0) return null;

  const say = (refusal: Parameters<typeof wordsForRefusal>[0]) =>
    showToast({ message: wordsForRefusal(refusal, shared), tone: 'watch' });
  const takeOver = async () => {
    if (isBusy) {
      const parked = await suspendCart(counter, null);
      if (!parked.ok) return say(parked.refusal);
    }
    const taken = await takeOverCart(counter, online, plan);
    if (!taken.ok) return say(taken.refusal);
    announce(t('takenOver'));
    go({ screen: 'sell' });
  };
  const isParked = parkedCarts.some(({ id }) => id === online.id);
  return (
    <Foot text={isBusy ? t('inUseText') : holder === null && link === 'online' ? t('takeOverText') : null}>
      <Button
        variant={holder === null ? 'primary' : 'secondary'}
        size="xl"
        icon={isBusy ? <CirclePause aria-hidden /> : <ShoppingBag aria-hidden />}
        isDisabled={!isWriter}
        onPress={() => once(takeOver)}
        className="grow"
      >
        {t(isBusy ? 'parkAndTakeOver' : isParked ? 'resumeParked' : 'takeOver')}
      </Button>
    </Foot>
  );
}

function Foot(props: { readonly text?: string | null; readonly children: ReactNode }) {
  return (
    <footer className="shrink-0 border-t border-line bg-card">
      <div className="mx-auto flex w-full max-w-3xl flex-col gap-3 px-6 py-4">
        {props.text ? <p className="text-ink-soft">{props.text}</p> : null}
        <div className="flex">{props.children}</div>
      </div>
    </footer>
  );
}
