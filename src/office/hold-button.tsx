/**
 * For what cannot be taken back: it happens after one second of holding, by finger, mouse or key. Who
 * cannot hold (a screen reader's press has no length) presses twice instead.
 */
import { useEffect, useRef, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { cx } from '../ui/index.ts';

const HOLD_MS = 1_000;

export function HoldButton(props: {
  readonly label: string;
  readonly againLabel: string;
  readonly isDisabled?: boolean;
  readonly onConfirm: () => void;
}) {
  const [isHeld, setHeld] = useState(false);
  const [isAsked, setAsked] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);

  const release = () => {
    setHeld(false);
    if (timer.current !== null) clearTimeout(timer.current);
    timer.current = null;
  };
  useEffect(
    () => () => {
      if (timer.current !== null) clearTimeout(timer.current);
    },
    [],
  );

  return (
    <AriaButton
      isDisabled={props.isDisabled ?? false}
      onPressStart={(event) => {
        if (event.pointerType === 'virtual') return;
        setHeld(true);
        timer.current = setTimeout(() => {
          release();
          props.onConfirm();
        }, HOLD_MS);
      }}
      onPressEnd={release}
      onPress={(event) => {
        if (event.pointerType !== 'virtual') return;
        if (isAsked) props.onConfirm();
        setAsked(!isAsked);
      }}
      className="relative inline-flex min-h-12 cursor-default touch-none items-center justify-center overflow-hidden rounded-md border border-danger px-4 py-2 font-medium text-danger select-none disabled:border-line disabled:text-ink-faint"
    >
      <span
        aria-hidden
        style={{ transitionDuration: isHeld ? `${HOLD_MS}ms` : '100ms' }}
        className={cx(
          'absolute inset-0 origin-left bg-act-wash transition-transform ease-linear',
          isHeld ? 'scale-x-100' : 'scale-x-0',
        )}
      />
      <span className="relative">{isAsked ? props.againLabel : props.label}</span>
    </AriaButton>
  );
}
