/** A sale belongs to a shift: without one, the drawer is counted first and the sale goes on. */
import { useState } from 'react';
import { Banner, Button, Dialog, NO_AMOUNT, type TypedAmount, useMoney, useWords } from '../../ui/index.ts';
import {
  AmountEntry,
  counterWords,
  isJournalRefusal,
  openShift,
  useCounter,
  useOneAtATime,
  wordsForRefusal,
} from '../counter/index.ts';
import { shiftWords } from './refusal-words.ts';
import { checkoutWords } from './words.ts';

export function ShiftFirst({ isOpen, onLeave }: { readonly isOpen: boolean; readonly onLeave: () => void }) {
  const t = useWords(checkoutWords);
  const shared = useWords(counterWords);
  const money = useMoney();
  const counter = useCounter();
  const once = useOneAtATime();
  const [float, setFloat] = useState<TypedAmount>(NO_AMOUNT);
  const [error, setError] = useState<string | null>(null);
  const mayOpen = counter.associate.permissions.includes('open-shift');
  const open = async () => {
    const opened = await openShift(counter, float.minor);
    if (opened.ok) return;
    const { refusal } = opened;
    setError(isJournalRefusal(refusal) ? wordsForRefusal(refusal, shared) : shiftWords(refusal, t));
  };
  return (
    <Dialog
      title={t('openShiftFirst')}
      isOpen={isOpen}
      onClose={onLeave}
      footer={
        <>
          <Button onPress={onLeave}>{t('backToCart')}</Button>
          <Button variant="primary" isDisabled={!mayOpen} onPress={() => once(open)}>
            {t('openShift')}
          </Button>
        </>
      }
    >
      {mayOpen ? (
        <div className="flex flex-col gap-4">
          <p className="text-lg text-ink-soft">{t('openShiftText')}</p>
          <AmountEntry
            label={t('float')}
            value={float}
            onChange={setFloat}
            shown={money(float.minor)}
            hasDoubleZero
            onEnter={() => once(open)}
          />
          {error ? (
            <p role="alert" className="font-medium text-act">
              {error}
            </p>
          ) : null}
        </div>
      ) : (
        <Banner tone="watch" title={t('mayNotOpen')} />
      )}
    </Dialog>
  );
}
