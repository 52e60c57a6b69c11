/** Lets a hardware keyboard do what the number pad does, unless a field has the focus. */
import { useEffect, useRef } from 'react';
import { flushSync } from 'react-dom';
import type { PadDigit } from './type-amount.ts';

export interface DigitKeys {
  readonly onDigit: (digit: PadDigit) => void;
  readonly onBackspace: () => void;
  readonly onEnter?: () => void;
  readonly onEscape?: () => void;
  /** A sign, a separator, a letter: nothing the pad has. */
  readonly onOther?: (character: string) => void;
  readonly isDisabled?: boolean;
}

function isTypingPlace(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable="true"]');
}

export function useDigitKeys(keys: DigitKeys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const { onDigit, onBackspace, onEnter, onEscape, onOther, isDisabled } = latest.current;
      if (isDisabled || event.ctrlKey || event.metaKey || event.altKey || isTypingPlace(event.target)) return;
      const figure = event.key.normalize('NFKC');
      // Drawn at once: two keys of one moment must not both count from the same amount.
      if (/^[0-9]$/.test(figure)) flushSync(() => onDigit(figure as PadDigit));
      else if (event.key === 'Backspace') onBackspace();
      else if (event.key === 'Escape' && onEscape) onEscape();
      // Enter on a focused button is that button's own press.
      else if (event.key === 'Enter' && onEnter && !(event.target instanceof HTMLButtonElement)) onEnter();
      else {
        if (onOther && /^[\p{L}\p{P}\p{S}]$/u.test(figure)) flushSync(() => onOther(figure));
        return;
      }
      event.preventDefault();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}
