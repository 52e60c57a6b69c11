/** A large figure and the keys that change it; the hardware keyboard does the same. */
import type { ReactNode } from 'react';
import { cx, NumberPad, type TypedAmount, typeAmount, typeOdd, useDigitKeys } from '../../ui/index.ts';

interface AmountEntryProps {
  readonly label: string;
  readonly value: TypedAmount;
  readonly onChange: (value: TypedAmount) => void;
  /** The figure as people read it. */
  readonly shown: ReactNode;
  readonly hasDoubleZero?: boolean;
  readonly onEnter?: () => void;
  readonly beside?: ReactNode;
  /** With these words, a sign or a separator that is typed stays as typed, and they say why it will not do. */
  readonly onlyFigures?: string;
}

export function AmountEntry(props: AmountEntryProps) {
  const { value, onChange, onlyFigures } = props;
  const keys = {
    onDigit: (digit: Parameters<typeof typeAmount>[1]) => onChange(typeAmount(value, digit)),
    onBackspace: () => onChange(typeAmount(value, 'backspace')),
    onClear: () => onChange(typeAmount(value, 'clear')),
  };
  useDigitKeys({
    ...keys,
    ...(onlyFigures ? { onOther: (character: string) => onChange(typeOdd(value, character)) } : {}),
    ...(props.onEnter ? { onEnter: props.onEnter } : {}),
  });
  return (
    <div className="flex flex-col gap-4">
      <div className="flex items-center justify-between gap-3">
        <div className="flex min-w-0 flex-col">
          <span className="text-ink-soft">{props.label}</span>
          <output
            aria-label={props.label}
            className={cx('figures text-4xl font-medium', value.isProposed && 'text-ink-faint')}
          >
            {value.odd ?? props.shown}
          </output>
        </div>
        {props.beside}
      </div>
      {value.odd !== undefined && onlyFigures ? (
        <p role="alert" className="font-medium text-watch">
          {onlyFigures}
        </p>
      ) : null}
      <NumberPad {...keys} hasDoubleZero={props.hasDoubleZero ?? false} />
    </div>
  );
}
