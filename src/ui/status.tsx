/** What tells how things stand: pill, banner, progress, spinner. Colour never speaks alone; a word or an icon goes with it. */
import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { ProgressBar as AriaProgressBar } from 'react-aria-components/ProgressBar';
import { cx } from './class-names.ts';
import { useWords } from './i18n.ts';
import { uiWords } from './ui-words.ts';

/** `calm` is how things normally are, offline included; `watch` wants a look today; `act` wants a person now. */
export type Tone = 'calm' | 'good' | 'watch' | 'act';

const WASHES: Record<Tone, string> = {
  calm: 'border-line bg-card text-ink-soft',
  good: 'border-line bg-good-wash text-good',
  watch: 'border-watch/30 bg-watch-wash text-watch',
  act: 'border-act/30 bg-act-wash text-act',
};

export interface PillProps {
  readonly tone: Tone;
  readonly icon?: ReactNode;
  readonly children: ReactNode;
  readonly onPress?: () => void;
  readonly label?: string;
  readonly className?: string;
}

export function Pill(props: PillProps) {
  const look = cx(
    'inline-flex items-center gap-2 rounded-full border px-4 font-medium whitespace-nowrap [&_svg]:size-5 [&_svg]:shrink-0',
    WASHES[props.tone],
    props.className,
  );
  if (!props.onPress) {
    return (
      <span className={cx(look, 'min-h-8')}>
        {props.icon}
        {props.children}
      </span>
    );
  }
  return (
    <AriaButton
      onPress={props.onPress}
      {...(props.label ? { 'aria-label': props.label } : {})}
      className={cx(
        look,
        'min-h-12 cursor-default transition-colors select-none hover:border-edge pressed:border-edge',
      )}
    >
      {props.icon}
      {props.children}
    </AriaButton>
  );
}

export interface BannerProps {
  readonly tone: Tone;
  readonly icon?: ReactNode;
  readonly title: string;
  readonly text?: ReactNode;
  readonly action?: ReactNode;
  readonly className?: string;
}

export function Banner(props: BannerProps) {
  return (
    <div
      role={props.tone === 'act' ? 'alert' : 'status'}
      className={cx(
        'flex flex-wrap items-center gap-x-4 gap-y-3 rounded-lg border px-5 py-4 [&_svg]:size-6 [&_svg]:shrink-0',
        WASHES[props.tone],
        props.className,
      )}
    >
      {props.icon}
      <div className="min-w-56 grow basis-0">
        <p className="font-medium">{props.title}</p>
        {props.text ? <p className="text-ink-soft">{props.text}</p> : null}
      </div>
      {props.action}
    </div>
  );
}

export interface ProgressBarProps {
  readonly label: string;
  readonly value: number;
  readonly max: number;
  /** What the number means to people: `12,400 of 48,000 products`. */
  readonly valueText?: string;
}

export function ProgressBar(props: ProgressBarProps) {
  const share = props.max > 0 ? Math.min(1, props.value / props.max) : 0;
  return (
    <AriaProgressBar
      aria-label={props.label}
      value={share * 100}
      {...(props.valueText ? { valueLabel: props.valueText } : {})}
      className="flex w-full flex-col gap-2"
    >
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <span className="font-medium">{props.label}</span>
        {props.valueText ? <span className="tabular text-ink-soft">{props.valueText}</span> : null}
      </div>
      <div className="h-2 overflow-hidden rounded-full bg-line">
        <div
          className="h-full origin-left rounded-full bg-accent transition-transform"
          style={{ transform: `scaleX(${share})` }}
        />
      </div>
    </AriaProgressBar>
  );
}

/** Only for work that waits for the network; what is local is simply there. */
export function Spinner(props: { readonly label?: string; readonly className?: string }) {
  const t = useWords(uiWords);
  return (
    <span role="status" className={cx('inline-flex items-center gap-3', props.className)}>
      <svg aria-hidden="true" viewBox="0 0 24 24" className="size-6 shrink-0 animate-spin motion-reduce:animate-none">
        <circle cx="12" cy="12" r="9" fill="none" strokeWidth="2.5" className="stroke-line" />
        <path d="M12 3a9 9 0 0 1 9 9" fill="none" strokeWidth="2.5" strokeLinecap="round" className="stroke-accent" />
      </svg>
      {props.label ? <span>{props.label}</span> : <span className="sr-only">{t('loading')}</span>}
    </span>
  );
}
