/**
 * Keyboard shortcuts of a screen, in force from the moment it is shown. They rest while a dialog or sheet is
 * open, and letters rest while somebody types.
 */
import { useLayoutEffect, useRef } from 'react';

/** Keys by name (`F2`, `/`, `?`), with `Ctrl+` in front where it is held (⌘ counts as Ctrl). */
export type Shortcuts = Readonly<Record<string, () => void>>;

export function useShortcuts(shortcuts: Shortcuts, isOn = true): void {
  const latest = useRef(shortcuts);
  useLayoutEffect(() => {
    latest.current = shortcuts;
  });
  useLayoutEffect(() => {
    if (!isOn) return;
    const onKeyDown = (event: KeyboardEvent) => {
      const name = `${event.ctrlKey || event.metaKey ? 'Ctrl+' : ''}${event.key}`;
      const act = latest.current[name];
      if (!act || event.defaultPrevented || document.querySelector('[role="dialog"], [role="alertdialog"]')) return;
      const types =
        event.target instanceof Element && event.target.matches('input, textarea, [contenteditable="true"]');
      if (types && (event.key.length === 1 || event.key === 'Enter')) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [isOn]);
}
