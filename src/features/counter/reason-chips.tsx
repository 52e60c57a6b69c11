/** The store's reasons as a group of keys: one tap, always in the same place. */

import { Label } from 'react-aria-components/Label';
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup';
import type { Reason } from '../../domain/store/store.ts';
import { cx, useLanguage, useWords } from '../../ui/index.ts';
import { useCounter } from './counter.tsx';
import { reasonChoices } from './reasons.ts';
import { counterWords } from './words.ts';

interface ReasonChipsProps {
  readonly use: Reason['use'];
  readonly chosen: string | null;
  readonly onChoose: (reason: string) => void;
  readonly error?: string | null;
}

export function ReasonChips({ use, chosen, onChoose, error }: ReasonChipsProps) {
  const shared = useWords(counterWords);
  const language = useLanguage();
  const { store } = useCounter();
  return (
    <RadioGroup value={chosen} onChange={onChoose} className="flex flex-col gap-2" isInvalid={Boolean(error)}>
      <Label className="font-medium">{shared('reason')}</Label>
      <div className="flex flex-wrap gap-2">
        {reasonChoices(store, use, language).map(({ id, label }) => (
          <Radio
            key={id}
            value={id}
            className={cx(
              'inline-flex min-h-12 cursor-default items-center rounded-full border border-line bg-card px-5 text-ink-soft select-none',
              'hover:border-edge selected:border-accent-ink selected:bg-accent-wash selected:font-medium selected:text-accent-ink',
              'focus-visible:outline-3 focus-visible:outline-offset-2 focus-visible:outline-focus',
            )}
          >
            {label}
          </Radio>
        ))}
      </div>
      {error ? (
        <p role="alert" className="font-medium text-act">
          {error}
        </p>
      ) : null}
    </RadioGroup>
  );
}
