/** The till's own keys for digits: no system keyboard ever covers an amount. Holding backspace clears. */
import { Delete } from 'lucide-react';
import { useRef } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { cx } from './class-names.ts';
import { useWords } from './i18n.ts';
import type { PadDigit } from './type-amount.ts';
import { uiWords } from './ui-words.ts';

export interface NumberPadProps {
  readonly onDigit: (digit: PadDigit) => void;
  readonly onBackspace: () => void;
  readonly onClear: () => void;
  readonly isDisabled?: boolean;
  /** False where `00` makes no sense: a PIN, a quantity. */
  readonly hasDoubleZero?: boolean;
  readonly className?: string;
}

const ROWS: readonly PadDigit[] = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];
const HOLD_TO_CLEAR_MS = 600;

const KEY =
  'flex min-h-16 min-w-16 cursor-default items-center justify-center rounded-lg border border-line bg-card text-2xl ' +
  'tabular select-none transition-colors hover:border-edge pressed:border-edge pressed:bg-accent-wash ' +
  'disabled:bg-well disabled:text-ink-faint';

export function NumberPad(props: NumberPadProps) {
  const { isDisabled = false, hasDoubleZero = true } = props;
  const t = useWords(uiWords);
  const hold = useRef<{ timer: ReturnType<typeof setTimeout> | null; cleared: boolean }>({
    timer: null,
    cleared: false,
  });
  const stopHolding = () => {
    if (hold.current.timer !== null) clearTimeout(hold.current.timer);
    hold.current.timer = null;
  };
  const digit = (figure: PadDigit) => (
    <AriaButton key={figure} isDisabled={isDisabled} onPress={() => props.onDigit(figure)} className={KEY}>
      {figure}
    </AriaButton>
  );
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset brings a legend and a frame that a key pad does not want
    <div role="group" aria-label={t('numberPad')} className={cx('grid grid-cols-3 gap-2', props.className)}>
      {ROWS.map(digit)}
      {hasDoubleZero ? digit('00') : <span />}
      {digit('0')}
      <AriaButton
        aria-label={t('backspace')}
        isDisabled={isDisabled}
        onPressStart={() => {
          hold.current.cleared = false;
          hold.current.timer = setTimeout(() => {
            hold.current.cleared = true;
            props.onClear();
          }, HOLD_TO_CLEAR_MS);
        }}
        onPressEnd={stopHolding}
        onPress={() => {
          if (!hold.current.cleared) props.onBackspace();
        }}
        className={cx(KEY, 'text-ink-soft [&_svg]:size-7')}
      >
        <Delete aria-hidden />
      </AriaButton>
    </div>
  );
}
