/**
 * A place to press of which hundreds come and go: tiles, lines of a cart, rows of results. The browser's own
 * button, because the press library's hooks cost more than all the rest of such a row. Looks name `active:`
 * where other controls name `pressed:`.
 */
import type { ReactNode } from 'react';
import { cx } from './class-names.ts';

export interface PressAreaProps {
  readonly onPress: () => void;
  readonly children: ReactNode;
  readonly isDisabled?: boolean;
  /** Says more than the visible text where that is not enough. */
  readonly label?: string;
  /** For what is chosen by pressing it. */
  readonly isPressed?: boolean;
  readonly className?: string;
}

export function PressArea(props: PressAreaProps) {
  return (
    <button
      type="button"
      onClick={props.onPress}
      disabled={props.isDisabled}
      aria-label={props.label}
      aria-pressed={props.isPressed}
      className={cx('cursor-default select-none', props.className)}
    >
      {props.children}
    </button>
  );
}

/** An icon to press, as large as `IconButton`, for rows. */
export function IconArea(props: {
  readonly label: string;
  readonly icon: ReactNode;
  readonly onPress: () => void;
  readonly isDisabled?: boolean;
}) {
  return (
    <PressArea
      label={props.label}
      onPress={props.onPress}
      isDisabled={props.isDisabled ?? false}
      className="inline-flex size-12 shrink-0 items-center justify-center rounded-md text-ink-soft transition-colors hover:bg-well active:bg-well disabled:text-ink-faint [&_svg]:size-6"
    >
      {props.icon}
    </PressArea>
  );
}
