/** A card on a terminal of its own: the till says what to key in, and keeps what the terminal printed. */
import { useState } from 'react';
import { Button, proposedAmount, TextField, type TypedAmount, useMoney, useWords } from '../../ui/index.ts';
import { AmountEntry } from '../counter/index.ts';
import { PreviewText, type TenderPanelProps } from './cash-panel.tsx';
import { openMinor, preview } from './tendering.ts';
import { checkoutWords } from './words.ts';

const REFERENCE_MAX = 60;

export function CardPanel({ tendering, isSaving, onTake }: TenderPanelProps) {
  const t = useWords(checkoutWords);
  const money = useMoney();
  const isRefund = tendering.balanceMinor < 0;
  const dueMinor = openMinor(tendering);
  const [typed, setTyped] = useState<TypedAmount>(proposedAmount(dueMinor));
  const [reference, setReference] = useState('');
  const amount = typed.isProposed ? proposedAmount(dueMinor) : typed;
  const next = preview(tendering, 'card', amount.minor);
  const isStopped = isSaving || next.kind === 'nothing' || next.kind === 'refused';
  const take = () => {
    if (isStopped || onTake(amount.minor, reference) !== null) return;
    setTyped(proposedAmount(0));
    setReference('');
  };
  const words = isRefund ? 'giveCard' : next.kind === 'part' ? 'addCard' : 'takeCard';
  return (
    <div className="flex flex-col gap-4">
      <TextField
        label={t('reference')}
        value={reference}
        onChange={setReference}
        description={t(isRefund ? 'cardHowRefund' : 'cardHow', { amount: money(amount.minor) })}
        maxLength={REFERENCE_MAX}
        autoComplete="off"
        onEnter={take}
      />
      <AmountEntry
        label={isRefund ? t('amountBack') : t('amountOnCard')}
        value={amount}
        onChange={setTyped}
        shown={money(amount.minor)}
        hasDoubleZero
        onEnter={take}
        beside={<PreviewText tendering={tendering} amountMinor={amount.minor} kind="card" />}
      />
      <div className="sticky bottom-0 bg-paper pt-1 pb-4">
        <Button variant="primary" size="xl" isDisabled={isStopped} onPress={take} className="w-full">
          {isSaving ? t('saving') : t(words, { amount: money(amount.minor) })}
        </Button>
      </div>
    </div>
  );
}
