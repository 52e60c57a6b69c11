/** A large figure and the keys that change it; the hardware keyboard does the same. */
import { type ReactNode, useState } from 'react';
import { cx, NumberPad, type TypedAmount, typeAmount, useDigitKeys } from '../../ui/index.ts';

interface AmountEntryProps {
  readonly label: string;
  readonly value: TypedAmount;
  readonly onChange: (value: TypedAmount) => void;
  /** The figure as people read it. */
  readonly shown: ReactNode;
  readonly hasDoubleZero?: boolean;
  readonly onEnter?: () => void;
  readonly beside?: ReactNode;
  /** What to say when a sign or a separator is typed where only figures count. */
  readonly onlyFigures?: string;
}

export function AmountEntry(props: AmountEntryProps) {
  const { value, onChange, onlyFigures } = props;
  const [isTold, tell] = useState(false);
  const keys = {
    onDigit: (digit: Parameters<typeof typeAmount>[1]) => onChange(typeAmount(value, digit)),
    onBackspace: () => onChange(typeAmount(value, 'backspace')),
    onClear: () => onChange(typeAmount(value, 'clear')),
  };
  useDigitKeys({ ...keys, onOther: () => tell(true), ...(props.onEnter ? { onEnter: props.onEnter } : {}) });
  return (
    <div className="flex flex-col gap-4">
      <div className="flex items-center justify-between gap-3">
        <div className="flex min-w-0 flex-col">
          <span className="text-ink-soft">{props.label}</span>
          <output
            aria-label={props.label}
            className={cx('figures text-4xl font-medium', value.isProposed && 'text-ink-faint')}
          >
            {props.shown}
          </output>
        </div>
        {props.beside}
      </div>
      {isTold && onlyFigures ? (
        <p role="alert" className="font-medium text-watch">
          {onlyFigures}
        </p>
      ) : null}
      <NumberPad {...keys} hasDoubleZero={props.hasDoubleZero ?? false} />
    </div>
  );
}
