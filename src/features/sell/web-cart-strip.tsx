/** That the cart on the counter began on its client's screen, whether it is held here, and the way to give it back. */
import { CloudOff, ShoppingCart, TriangleAlert } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { ShownCart } from '../../replica/index.ts';
import {
  announce,
  Button,
  cx,
  Dialog,
  formatTime,
  showToast,
  useLanguage,
  useWatched,
  useWords,
} from '../../ui/index.ts';
import {
  askForCart,
  counterWords,
  planTakeOver,
  releaseCart,
  takeNewest,
  useCounter,
  useJournalSnapshot,
  useNames,
  useNow,
  useOneAtATime,
  useOnlineCart,
  useVersionTaken,
  wordsForRefusal,
} from '../counter/index.ts';
import { type ClaimStanding, claimStanding, isChangedSince } from './web-cart-model.ts';
import { webCartWords } from './web-cart-words.ts';

export function WebCartStrip({ cart }: { readonly cart: string }) {
  const online = useOnlineCart(cart);
  return online === null || online === 'unknown' ? null : <KnownStrip online={online} />;
}

function KnownStrip({ online }: { readonly online: ShownCart }) {
  const t = useWords(webCartWords);
  const shared = useWords(counterWords);
  const language = useLanguage();
  const counter = useCounter();
  const { identity, sync, openCart } = counter;
  const { isWriter } = useJournalSnapshot();
  const { link } = useWatched(sync, () => sync.status());
  const now = useNow();
  const versionTaken = useVersionTaken(online.id);
  const once = useOneAtATime();
  const [isAsking, setAsking] = useState(false);
  const standing = claimStanding(online, { register: identity.register, isOnline: link === 'online', now });
  const say = useStandingWords(standing);
  const isOver = standing.kind === 'ordered' || standing.kind === 'completed';
  const isWatched = isOver || standing.kind === 'refused' || standing.kind === 'refused-by';
  const holds = online.ownClaim === 'asked' || online.ownClaim === 'held';

  const askAgain = async () => {
    const asked = await askForCart(counter, online);
    if (!asked.ok) showToast({ message: wordsForRefusal(asked.refusal, shared), tone: 'watch' });
  };
  const takeChanges = async () => {
    takeNewest(counter, online, await planTakeOver(counter, online, language));
    announce(t('tookChanges'));
  };
  const giveBack = async () => {
    setAsking(false);
    if (!holds) return openCart.clear();
    const released = await releaseCart(counter, online.id);
    if (!released.ok) return void showToast({ message: wordsForRefusal(released.refusal, shared), tone: 'watch' });
    showToast({ message: t('gaveBack') });
  };

  return (
    <section
      aria-label={say.title}
      className={cx(
        'flex shrink-0 flex-col gap-1 border-b border-line px-4 py-2 [&_svg]:size-5 [&_svg]:shrink-0',
        isWatched ? 'bg-watch-wash text-watch' : 'bg-accent-wash text-accent-ink',
      )}
    >
      <div className="flex items-center gap-2.5">
        <StripIcon standing={standing} />
        <p role="status" className="tabular grow font-medium">
          {say.title}
        </p>
        <Button variant="quiet" className="-my-1 -me-3" isDisabled={!isWriter} onPress={() => setAsking(true)}>
          {t(holds ? 'giveBack' : 'putAway')}
        </Button>
      </div>
      {say.text === null ? null : <p className="ps-7.5 text-ink-soft">{say.text}</p>}
      {isChangedSince(online, versionTaken) ? (
        <p className="flex flex-wrap items-center gap-x-2 ps-7.5 text-watch">
          {t('changed')}
          <Button variant="quiet" isDisabled={!isWriter} onPress={() => once(takeChanges)}>
            {t('takeChanges')}
          </Button>
        </p>
      ) : null}
      {standing.kind === 'lapsed' || standing.kind === 'refused' ? (
        <div className="-mb-1.5 ps-3.5">
          <Button variant="quiet" isDisabled={!isWriter} onPress={() => once(askAgain)}>
            {t('askAgain')}
          </Button>
        </div>
      ) : null}
      <Dialog
        title={t('giveBackTitle')}
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        footer={
          <>
            <Button onPress={() => setAsking(false)}>{shared('cancel')}</Button>
            <Button variant="primary" onPress={() => once(giveBack)}>
              {t(holds ? 'giveBack' : 'putAway')}
            </Button>
          </>
        }
      >
        <p className="text-lg text-ink-soft">{t('giveBackText')}</p>
      </Dialog>
    </section>
  );
}

function StripIcon({ standing }: { readonly standing: ClaimStanding }): ReactNode {
  if (standing.kind === 'asked-offline') return <CloudOff aria-hidden />;
  if (standing.kind === 'held' || standing.kind === 'asked') return <ShoppingCart aria-hidden />;
  return <TriangleAlert aria-hidden />;
}

function useStandingWords(standing: ClaimStanding): { readonly title: string; readonly text: string | null } {
  const t = useWords(webCartWords);
  const language = useLanguage();
  const names = useNames();
  const { store } = useCounter();
  const time = (instant: string) => formatTime(instant, 'time', language, store.timeZone);
  switch (standing.kind) {
    case 'held':
      return { title: t('held', { time: time(standing.until) }), text: null };
    case 'asked':
      return { title: t('asked'), text: null };
    case 'asked-offline':
      return { title: t('askedOffline'), text: t('askedOfflineText') };
    case 'lapsed':
      return { title: t('lapsed'), text: t('lapsedText') };
    case 'refused':
      return { title: t('refused'), text: t('refusedText') };
    case 'ordered':
    case 'completed':
      return { title: t(standing.kind), text: t('overText') };
    case 'refused-by': {
      const { claim } = standing;
      const name = names.associate(claim.associate);
      const register = names.register(claim.register) ?? t('somebody');
      const who = name === null ? register : t('whoAt', { name, register });
      return { title: t('refusedBy', { who }), text: t('refusedByText', { time: time(claim.until) }) };
    }
  }
}
