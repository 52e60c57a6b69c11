/** Cash into or out of the drawer that is no sale: change from the bank, a courier, the safe. */
import { useState } from 'react';
import { planTillPay, type ShiftSummary } from '../../domain/till/shift.ts';
import {
  announce,
  Button,
  NO_AMOUNT,
  Sheet,
  showToast,
  type TypedAmount,
  useLandscape,
  useMoney,
  useWords,
} from '../../ui/index.ts';
import { AmountEntry, counterWords, ReasonChips, tillWords, useCounter, useOneAtATime } from '../counter/index.ts';
import { shiftWords } from './words.ts';

interface PaySheetProps {
  readonly direction: 'in' | 'out';
  readonly summary: ShiftSummary;
  readonly onClose: () => void;
}

export function PaySheet({ direction, summary, onClose }: PaySheetProps) {
  const t = useWords(shiftWords);
  const shared = useWords(counterWords);
  const money = useMoney();
  const counter = useCounter();
  const isLandscape = useLandscape();
  const [amount, setAmount] = useState<TypedAmount>(NO_AMOUNT);
  const [reason, setReason] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);
  const once = useOneAtATime();
  const isIn = direction === 'in';

  const pay = async () => {
    if (reason === null || amount.minor === 0) return setError(shared('reasonAndAmount'));
    const plan = planTillPay({
      summary,
      newId: counter.ids,
      location: counter.store.id,
      direction,
      amountMinor: amount.minor,
      reason,
    });
    if (!plan.ok) return setError(tillWords(plan.refusal, shared));
    const written = await counter.journal.append({
      kind: 'till.pay',
      associate: counter.associate.id,
      body: () => ({ ...plan.value, till: [...plan.value.till] }),
    });
    if (!written.ok) return setError(tillWords(written.refusal, shared));
    const message = t(isIn ? 'payInDone' : 'payOutDone', { amount: money(amount.minor) });
    announce(message);
    showToast({ message });
    onClose();
  };

  return (
    <Sheet
      title={t(isIn ? 'payInTitle' : 'payOutTitle')}
      isOpen
      onClose={onClose}
      side={isLandscape ? 'end' : 'bottom'}
      footer={
        <Button variant="primary" size="lg" className="grow" onPress={() => once(pay)}>
          {t(isIn ? 'payIn' : 'payOut')}
        </Button>
      }
    >
      <div className="flex flex-col gap-5">
        <ReasonChips
          use={isIn ? 'paid-in' : 'paid-out'}
          chosen={reason}
          onChoose={(next) => {
            setError(null);
            setReason(next);
          }}
          error={error}
        />
        <AmountEntry
          label={t('amount')}
          value={amount}
          onChange={(next) => {
            setError(null);
            setAmount(next);
          }}
          shown={money(amount.minor)}
          hasDoubleZero
          onEnter={() => once(pay)}
        />
      </div>
    </Sheet>
  );
}
