/** The blind count: so many of each note and coin. Nothing here knows what should be there. */
import { useState } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { countedMinorOf } from '../../domain/till/shift.ts';
import type { DenominationCount } from '../../domain/till/till.ts';
import { Button, cx, MoneyText, NumberPad, typeAmount, useDigitKeys, useMoney, useWords } from '../../ui/index.ts';
import { useCounter } from '../counter/index.ts';
import { shiftWords } from './words.ts';

/** More pieces than any drawer holds of one kind. */
const PIECES_MAX = 99_999;

interface CountDrawerProps {
  readonly error: string | null;
  readonly isSaving: boolean;
  readonly onFinish: (denominations: readonly DenominationCount[]) => void;
  readonly onBack: () => void;
}

export function CountDrawer({ error, isSaving, onFinish, onBack }: CountDrawerProps) {
  const t = useWords(shiftWords);
  const money = useMoney();
  const { store } = useCounter();
  const [pieces, setPieces] = useState<ReadonlyMap<number, number>>(new Map());
  const [chosen, setChosen] = useState(store.denominationsMinor[0] ?? 0);
  const counts = store.denominationsMinor.map((denominationMinor) => ({
    denominationMinor,
    pieces: pieces.get(denominationMinor) ?? 0,
  }));
  const countedMinor = countedMinorOf(counts);
  const type = (key: Parameters<typeof typeAmount>[1]) => {
    const next = typeAmount({ minor: pieces.get(chosen) ?? 0, isProposed: false }, key).minor;
    if (next <= PIECES_MAX) setPieces(new Map(pieces).set(chosen, next));
  };
  const keys = {
    onDigit: type,
    onBackspace: () => type('backspace'),
    onClear: () => type('clear'),
  };
  const goDown = () => {
    const place = store.denominationsMinor.indexOf(chosen);
    setChosen(store.denominationsMinor[Math.min(place + 1, store.denominationsMinor.length - 1)] ?? chosen);
  };
  useDigitKeys({ ...keys, onEnter: goDown });
  return (
    <section className="mx-auto flex w-full max-w-4xl flex-col gap-5 p-6">
      <div>
        <h1 className="text-2xl font-medium">{t('countTitle')}</h1>
        <p className="text-lg text-ink-soft">{t('countText')}</p>
      </div>
      <div className="flex flex-col gap-6 landscape:flex-row">
        <ul className="grid w-full grow grid-cols-2 gap-2 self-start">
          {counts.map(({ denominationMinor, pieces: count }) => (
            <li key={denominationMinor}>
              <AriaButton
                onPress={() => setChosen(denominationMinor)}
                aria-pressed={chosen === denominationMinor}
                className={cx(
                  'flex min-h-14 w-full cursor-default items-center gap-3 rounded-lg border px-4 text-lg transition-colors',
                  chosen === denominationMinor
                    ? 'border-accent-ink bg-accent-wash'
                    : 'border-line bg-card hover:border-edge',
                )}
              >
                <span className="figures grow text-start">
                  <span className="sr-only">{t('pieces')} </span>
                  {money(denominationMinor)}
                </span>
                <span className={cx('tabular font-medium', count === 0 && 'text-ink-faint')}>× {count}</span>
              </AriaButton>
            </li>
          ))}
        </ul>
        <div className="flex shrink-0 flex-col gap-4 landscape:w-80">
          <div role="status">
            <p className="text-ink-soft">{t('counted')}</p>
            <MoneyText minor={countedMinor} size="4xl" />
          </div>
          <NumberPad {...keys} hasDoubleZero={false} />
        </div>
      </div>
      {error ? (
        <p role="alert" className="font-medium text-act">
          {error}
        </p>
      ) : null}
      <div className="flex flex-wrap justify-end gap-3">
        <Button size="lg" isDisabled={isSaving} onPress={onBack}>
          {t('resume')}
        </Button>
        <Button variant="primary" size="lg" isDisabled={isSaving} onPress={() => onFinish(counts)}>
          {t('finishCount', { amount: money(countedMinor) })}
        </Button>
      </div>
    </section>
  );
}
