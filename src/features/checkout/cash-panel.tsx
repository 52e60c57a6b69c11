import { useState } from 'react';
import { quickAmounts, type TenderRefusal } from '../../domain/tender/plan-tenders.ts';
import { Button, proposedAmount, type TypedAmount, useMoney, useWords } from '../../ui/index.ts';
import { AmountEntry, useCounter } from '../counter/index.ts';
import { tenderWords } from './refusal-words.ts';
import { openMinor, preview, type Tendering } from './tendering.ts';
import { checkoutWords } from './words.ts';

export interface TenderPanelProps {
  readonly tendering: Tendering;
  readonly isSaving: boolean;
  readonly onTake: (amountMinor: number, reference: string | null) => TenderRefusal | null;
}

/** Cash: the exact amount and the notes people hand over are one tap; anything else is typed. */
export function CashPanel({ tendering, isSaving, onTake }: TenderPanelProps) {
  const t = useWords(checkoutWords);
  const money = useMoney();
  const { store } = useCounter();
  const dueMinor = openMinor(tendering);
  const isRefund = tendering.balanceMinor < 0;
  const [typed, setTyped] = useState<TypedAmount>(proposedAmount(dueMinor));
  const amount = typed.isProposed ? proposedAmount(dueMinor) : typed;
  const quick = isRefund ? [] : quickAmounts(dueMinor, store.denominationsMinor);
  const take = (amountMinor: number) => {
    if (onTake(amountMinor, null) === null) setTyped(proposedAmount(0));
  };
  const next = preview(tendering, 'cash', amount.minor);
  const isStopped = isSaving || next.kind === 'nothing' || next.kind === 'refused';
  return (
    <div className="flex flex-col gap-5">
      {quick.length > 0 ? (
        <fieldset className="grid grid-cols-3 gap-3">
          <legend className="sr-only">{t('quick')}</legend>
          {quick.map((amountMinor, index) => (
            <Button
              key={amountMinor}
              size="xl"
              isDisabled={isSaving}
              onPress={() => take(amountMinor)}
              className="figures flex-col gap-0!"
            >
              {money(amountMinor)}{' '}
              {index === 0 ? <span className="text-base font-normal text-ink-soft">{t('exact')}</span> : null}
            </Button>
          ))}
        </fieldset>
      ) : null}
      <AmountEntry
        label={isRefund ? t('amountBack') : t('received')}
        value={amount}
        onChange={setTyped}
        shown={money(amount.minor)}
        hasDoubleZero
        onEnter={() => {
          if (!isStopped) take(amount.minor);
        }}
        beside={<PreviewText tendering={tendering} amountMinor={amount.minor} kind="cash" />}
      />
      <div className="sticky bottom-0 bg-paper pt-1 pb-4">
        <Button
          variant="primary"
          size="xl"
          isDisabled={isStopped}
          onPress={() => take(amount.minor)}
          className="w-full"
        >
          {isSaving
            ? t('saving')
            : t(isRefund ? 'giveCash' : next.kind === 'part' ? 'addCash' : 'takeCash', { amount: money(amount.minor) })}
        </Button>
      </div>
    </div>
  );
}

/** What the typed amount would mean: change, a rest, or why it cannot be. */
export function PreviewText(props: {
  readonly tendering: Tendering;
  readonly amountMinor: number;
  readonly kind: 'cash' | 'card';
}) {
  const t = useWords(checkoutWords);
  const money = useMoney();
  const isRefund = props.tendering.balanceMinor < 0;
  const next = preview(props.tendering, props.kind, props.amountMinor);
  if (next.kind === 'refused') {
    return (
      <p role="alert" className="max-w-56 text-end font-medium text-act">
        {tenderWords(next.refusal, isRefund, t, money)}
      </p>
    );
  }
  if (next.kind === 'completes' && next.changeMinor > 0) {
    return (
      <p role="status" className="figures text-end text-2xl font-medium text-accent-ink">
        {t('changePreview', { amount: money(next.changeMinor) })}
      </p>
    );
  }
  if (next.kind !== 'part') return null;
  const rest = t(isRefund ? 'leftPreviewRefund' : 'leftPreview', { amount: money(next.remainingMinor) });
  return (
    <p role="status" className="tabular text-end text-lg text-watch">
      {rest}
    </p>
  );
}
