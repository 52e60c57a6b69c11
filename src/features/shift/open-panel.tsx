import { useState } from 'react';
import { Banner, Button, NO_AMOUNT, type TypedAmount, useMoney, useWords } from '../../ui/index.ts';
import {
  AmountEntry,
  counterWords,
  openShift,
  useCounter,
  useJournalSnapshot,
  useOneAtATime,
} from '../counter/index.ts';
import { tillWords } from './refusal-words.ts';
import { shiftWords } from './words.ts';

/** No shift is open: count what lies in the drawer, and begin. */
export function OpenPanel() {
  const t = useWords(shiftWords);
  const shared = useWords(counterWords);
  const money = useMoney();
  const counter = useCounter();
  const { isWriter } = useJournalSnapshot();
  const once = useOneAtATime();
  const [float, setFloat] = useState<TypedAmount>(NO_AMOUNT);
  const [error, setError] = useState<string | null>(null);
  const mayOpen = counter.associate.permissions.includes('open-shift');
  const open = async () => {
    const opened = await openShift(counter, float.minor);
    if (!opened.ok) return setError(tillWords(opened.refusal, t, shared));
    counter.go({ screen: 'sell' });
  };
  return (
    <section className="mx-auto flex w-full max-w-md flex-col gap-5 p-6">
      <div>
        <h1 className="text-2xl font-medium">{t('noShift')}</h1>
        <p className="mt-1 text-lg text-ink-soft">{t('noShiftText')}</p>
      </div>
      {mayOpen ? (
        <>
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
          <Button variant="primary" size="xl" isDisabled={!isWriter} onPress={() => once(open)}>
            {t('open')}
          </Button>
        </>
      ) : (
        <Banner tone="watch" title={t('needsPermission')} />
      )}
    </section>
  );
}
