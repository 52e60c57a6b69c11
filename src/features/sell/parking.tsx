/** Setting a cart aside and taking it back: for the customer who forgot something at the other end of the shop. */
import { CirclePause } from 'lucide-react';
import { useState } from 'react';
import type { Cart } from '../../domain/cart/cart.ts';
import { settle } from '../../domain/pricing/settle.ts';
import {
  announce,
  Button,
  Dialog,
  EmptyState,
  List,
  ListRow,
  MoneyText,
  Sheet,
  showToast,
  TextField,
  useLandscape,
  useWords,
} from '../../ui/index.ts';
import {
  countedTitles,
  counterWords,
  resumeCart,
  suspendCart,
  useCounter,
  useJournalSnapshot,
  useOneAtATime,
  wordsForRefusal,
} from '../counter/index.ts';
import { sellWords } from './words.ts';

interface ParkingProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

export function ParkCart({ isOpen, onClose }: ParkingProps) {
  const t = useWords(sellWords);
  const shared = useWords(counterWords);
  const counter = useCounter();
  const once = useOneAtATime();
  const [label, setLabel] = useState('');
  const park = async () => {
    onClose();
    const parked = await suspendCart(counter, label);
    setLabel('');
    if (!parked.ok) return void showToast({ message: wordsForRefusal(parked.refusal, shared), tone: 'act' });
    announce(t('parkedNow'));
    const onAction = async () => {
      const back = await resumeCart(counter, parked.value.id);
      if (!back.ok) showToast({ message: wordsForRefusal(back.refusal, shared), tone: 'watch' });
    };
    showToast({ message: t('parkedNow'), action: { label: shared('undo'), onAction: () => void onAction() } });
  };
  return (
    <Dialog
      title={t('park')}
      isOpen={isOpen}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{shared('cancel')}</Button>
          <Button variant="primary" onPress={() => once(park)}>
            {t('park')}
          </Button>
        </>
      }
    >
      <TextField
        label={t('parkName')}
        value={label}
        onChange={setLabel}
        description={t('parkNameHint')}
        maxLength={60}
        autoFocus
        onEnter={() => once(park)}
      />
    </Dialog>
  );
}

export function ParkedCarts({ isOpen, onClose }: ParkingProps) {
  const t = useWords(sellWords);
  const shared = useWords(counterWords);
  const counter = useCounter();
  const isLandscape = useLandscape();
  const { parkedCarts } = useJournalSnapshot();
  const once = useOneAtATime();
  const resume = async (id: string) => {
    const resumed = await resumeCart(counter, id);
    if (!resumed.ok) return void showToast({ message: wordsForRefusal(resumed.refusal, shared), tone: 'watch' });
    announce(t('resumed'));
    onClose();
  };
  return (
    <Sheet title={t('parked')} isOpen={isOpen} onClose={onClose} side={isLandscape ? 'end' : 'bottom'}>
      {parkedCarts.length === 0 ? (
        <EmptyState icon={<CirclePause aria-hidden />} title={t('parkedEmpty')} text={t('parkedEmptyText')} />
      ) : (
        <List label={t('parked')}>
          {[...parkedCarts].reverse().map((cart) => (
            <ParkedRow key={cart.id} cart={cart} onResume={() => once(() => resume(cart.id))} />
          ))}
        </List>
      )}
    </Sheet>
  );
}

function ParkedRow({ cart, onResume }: { readonly cart: Cart; readonly onResume: () => void }) {
  const t = useWords(sellWords);
  const { store } = useCounter();
  const { totals } = settle(cart, store);
  return (
    <ListRow
      title={
        <>
          <span className="sr-only">{t('resume')} </span>
          {cart.label ?? cart.lines[0]?.title ?? t('unnamedCart')}
        </>
      }
      detail={<span className="line-clamp-2">{countedTitles(cart.lines)}</span>}
      trailing={<MoneyText minor={totals.totalMinor} size="lg" />}
      onPress={onResume}
    />
  );
}
