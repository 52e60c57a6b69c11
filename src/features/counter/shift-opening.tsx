/** Opening a shift, wherever it is asked for: the drawer's cash is typed, and the shift is written down once. */
import { useState } from 'react';
import { NO_AMOUNT, type TypedAmount, useMoney, useWords } from '../../ui/index.ts';
import { AmountEntry } from './amount-entry.tsx';
import { useCounter } from './counter.tsx';
import { openShift } from './open-shift.ts';
import { tillWords } from './till-words.ts';
import { useOneAtATime } from './use-one-at-a-time.ts';
import { useJournalSnapshot } from './views.ts';
import { counterWords } from './words.ts';

export interface ShiftOpening {
  /** What the role of who is signed in allows. */
  readonly isAllowed: boolean;
  /** Whether it can be done now, in this window. */
  readonly canOpen: boolean;
  readonly float: TypedAmount;
  readonly setFloat: (float: TypedAmount) => void;
  readonly error: string | null;
  /** Taps during a run are not a second shift. */
  readonly open: () => void;
}

export function useShiftOpening(onOpened?: () => void): ShiftOpening {
  const shared = useWords(counterWords);
  const counter = useCounter();
  const { isWriter } = useJournalSnapshot();
  const once = useOneAtATime();
  const [float, setFloat] = useState<TypedAmount>(NO_AMOUNT);
  const [error, setError] = useState<string | null>(null);
  const isAllowed = counter.associate.permissions.includes('open-shift');
  const canOpen = isAllowed && isWriter;
  const run = async () => {
    const opened = await openShift(counter, float.minor);
    if (opened.ok) onOpened?.();
    else setError(tillWords(opened.refusal, shared));
  };
  const open = () => {
    if (canOpen) once(run);
  };
  return { isAllowed, canOpen, float, setFloat, error, open };
}

export function FloatEntry({ opening }: { readonly opening: ShiftOpening }) {
  const t = useWords(counterWords);
  const money = useMoney();
  return (
    <>
      <AmountEntry
        label={t('float')}
        value={opening.float}
        onChange={opening.setFloat}
        shown={money(opening.float.minor)}
        hasDoubleZero
        onEnter={opening.open}
      />
      {opening.error ? (
        <p role="alert" className="font-medium text-act">
          {opening.error}
        </p>
      ) : null}
    </>
  );
}
