/** The one button. `primary` is reserved for the next action of a screen; there is at most one in sight. */
import type { ReactNode } from 'react';
import { Button as AriaButton, type PressEvent } from 'react-aria-components/Button';
import { cx } from './class-names.ts';

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger';
export type ButtonSize = 'md' | 'lg' | 'xl';

export interface ButtonProps {
  readonly variant?: ButtonVariant;
  readonly size?: ButtonSize;
  readonly onPress?: (event: PressEvent) => void;
  readonly isDisabled?: boolean;
  readonly icon?: ReactNode;
  readonly children: ReactNode;
  readonly type?: 'button' | 'submit';
  readonly autoFocus?: boolean;
  /** Says more than the visible text where that is not enough; must contain it. */
  readonly label?: string;
  readonly className?: string;
}

const VARIANTS: Record<ButtonVariant, string> = {
  primary:
    'bg-accent text-on-accent hover:bg-accent-press pressed:bg-accent-press disabled:bg-line disabled:text-ink-faint',
  secondary:
    'border border-edge bg-card text-ink hover:bg-well pressed:bg-well disabled:border-line disabled:text-ink-faint',
  quiet: 'text-accent-ink hover:bg-accent-wash pressed:bg-accent-wash disabled:text-ink-faint',
  danger:
    'bg-danger text-on-danger hover:bg-danger-press pressed:bg-danger-press disabled:bg-line disabled:text-ink-faint',
};

const SIZES: Record<ButtonSize, string> = {
  md: 'min-h-12 min-w-12 px-4 py-2 text-base rounded-md [&_svg]:size-5',
  lg: 'min-h-14 min-w-14 px-5 py-2 text-lg rounded-lg [&_svg]:size-6',
  xl: 'min-h-16 min-w-16 px-6 py-3 text-xl rounded-lg [&_svg]:size-7',
};

export function Button(props: ButtonProps) {
  const { variant = 'secondary', size = 'md', isDisabled = false, type = 'button', autoFocus = false } = props;
  return (
    <AriaButton
      type={type}
      isDisabled={isDisabled}
      autoFocus={autoFocus}
      {...(props.onPress ? { onPress: props.onPress } : {})}
      {...(props.label ? { 'aria-label': props.label } : {})}
      className={cx(
        'inline-flex shrink-0 cursor-default items-center gap-2.5 font-medium select-none',
        /\bjustify-/.test(props.className ?? '') ? '' : 'justify-center',
        'transition-colors disabled:cursor-not-allowed [&_svg]:shrink-0',
        VARIANTS[variant],
        SIZES[size],
        props.className,
      )}
    >
      {props.icon}
      {props.children}
    </AriaButton>
  );
}

export interface IconButtonProps {
  readonly label: string;
  readonly icon: ReactNode;
  readonly onPress?: (event: PressEvent) => void;
  readonly isDisabled?: boolean;
  readonly variant?: 'quiet' | 'secondary' | 'danger';
  readonly size?: 'md' | 'lg';
  readonly className?: string;
}

const ICON_VARIANTS = {
  quiet: 'text-ink-soft hover:bg-well pressed:bg-well disabled:text-ink-faint',
  secondary:
    'border border-edge bg-card text-ink hover:bg-well pressed:bg-well disabled:border-line disabled:text-ink-faint',
  danger: 'text-danger hover:bg-act-wash pressed:bg-act-wash disabled:text-ink-faint',
} as const;

export function IconButton(props: IconButtonProps) {
  const { variant = 'quiet', size = 'md', isDisabled = false } = props;
  return (
    <AriaButton
      aria-label={props.label}
      isDisabled={isDisabled}
      {...(props.onPress ? { onPress: props.onPress } : {})}
      className={cx(
        'inline-flex shrink-0 cursor-default items-center justify-center select-none transition-colors [&_svg]:size-6',
        size === 'lg' ? 'size-14 rounded-lg' : 'size-12 rounded-md',
        ICON_VARIANTS[variant],
        props.className,
      )}
    >
      {props.icon}
    </AriaButton>
  );
}
