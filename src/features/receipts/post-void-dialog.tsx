/** Cancelling a finished sale whole. It cannot be taken back, so it says what it does before it is done. */
import { useState } from 'react';
import type { PostVoid } from '../../domain/order/order.ts';
import { type PostVoidRefusal, planPostVoid } from '../../domain/order/plan-post-void.ts';
import type { Tender } from '../../domain/tender/tender.ts';
import { announce, Button, Dialog, showToast, type Translate, useMoney, useWords } from '../../ui/index.ts';
import {
  counterWords,
  ReasonChips,
  useCounter,
  useJournalSnapshot,
  useOneAtATime,
  wordsForRefusal,
} from '../counter/index.ts';
import type { ReceiptCase } from './receipt-case.ts';
import { receiptsWords } from './words.ts';

type Key = keyof typeof receiptsWords.catalogue.en;

const VOID_WORDS = {
  'already-voided': 'alreadyVoided',
  'has-returns': 'cannotVoidReturned',
  'other-location': 'notHere',
  'reason-missing': 'chooseReason',
} as const satisfies Record<PostVoidRefusal['code'], Key>;

export function PostVoidDialog({ found, onClose }: { readonly found: ReceiptCase; readonly onClose: () => void }) {
  const t = useWords(receiptsWords);
  const shared = useWords(counterWords);
  const money = useMoney();
  const counter = useCounter();
  const { shift } = useJournalSnapshot();
  const [reason, setReason] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);
  const once = useOneAtATime();
  const { order } = found;

  const voidNow = async () => {
    if (!shift) return;
    const plan = planPostVoid({
      order,
      followers: found.returns,
      voided: found.voided !== null,
      newId: counter.ids,
      location: counter.store.id,
      shift: shift.id,
      businessDay: shift.businessDay,
      reason: reason ?? '',
    });
    if (!plan.ok) return setError(t(VOID_WORDS[plan.refusal.code]));
    const written = await counter.journal.append({
      kind: 'order.post-void',
      associate: counter.associate.id,
      body: ({ receiptNumber }) => structuredClone(plan.value(receiptNumber())) as PostVoid as never,
    });
    if (!written.ok) return setError(wordsForRefusal(written.refusal, shared));
    const message = t('voidDone', { number: order.receiptNumber });
    announce(message);
    showToast({ message });
    onClose();
  };

  return (
    <Dialog
      role="alertdialog"
      title={t('voidTitle', { number: order.receiptNumber })}
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{shared('cancel')}</Button>
          <Button variant="danger" onPress={() => once(voidNow)}>
            {t('voidNow')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-5">
        <p className="text-lg text-ink-soft">{t('voidText', { amount: money(Math.abs(order.totals.totalMinor)) })}</p>
        <ul className="rounded-lg bg-well px-5 py-3 text-lg">
          {order.tenders.map((tender) => (
            <li key={tender.id}>{moneyBack(tender, t, money)}</li>
          ))}
        </ul>
        <ReasonChips
          use="void"
          chosen={reason}
          onChoose={(next) => {
            setError(null);
            setReason(next);
          }}
          error={error}
        />
      </div>
    </Dialog>
  );
}

function moneyBack(tender: Tender, t: Translate<Key>, money: (minor: number) => string): string {
  const amount = money(tender.amountMinor);
  if (tender.direction === 'in') return t(tender.kind === 'cash' ? 'voidCash' : 'voidCard', { amount });
  return t(tender.kind === 'cash' ? 'voidTakeCash' : 'voidTakeCard', { amount });
}
