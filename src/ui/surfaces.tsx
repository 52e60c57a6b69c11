/** Surfaces that hold content: tiles of a grid, rows of a list, faces, and what an empty place says. */
import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { cx } from './class-names.ts';
import { hueStyle } from './hue.ts';
import { MarkedPicture } from './marked-picture.tsx';
import { PressArea } from './press-area.tsx';

export interface TileProps {
  readonly title: string;
  /** Address of a picture; without one the tile is a quiet colour field that carries `mark`. */
  readonly picture?: string | null;
  /** One or two characters for a tile without a picture. */
  readonly mark: string;
  readonly hue: number;
  /** Left foot: stock word, number of variants. */
  readonly detail?: ReactNode;
  /** Right foot: the price. */
  readonly amount?: ReactNode;
  /** Top right corner, for example how many are in the cart. */
  readonly badge?: ReactNode;
  readonly onPress: () => void;
  readonly isDisabled?: boolean;
  readonly label?: string;
  readonly className?: string;
}

export function Tile(props: TileProps) {
  return (
    <PressArea
      onPress={props.onPress}
      isDisabled={props.isDisabled ?? false}
      {...(props.label ? { label: props.label } : {})}
      className={cx(
        'relative flex flex-col overflow-hidden rounded-lg border border-line bg-card text-start',
        'transition-colors hover:border-edge active:border-accent-ink active:bg-accent-wash disabled:opacity-60',
        props.className,
      )}
    >
      <span
        className="hue-field relative flex aspect-4/3 w-full shrink-0 items-center justify-center"
        style={hueStyle(props.hue)}
      >
        <MarkedPicture address={props.picture ?? null} mark={props.mark} markClassName="text-3xl opacity-80" />
        {props.badge ? (
          <span className="tabular absolute end-2 top-2 inline-flex min-h-8 min-w-8 items-center justify-center rounded-full bg-accent px-2 font-medium text-on-accent">
            {props.badge}
          </span>
        ) : null}
      </span>
      <span className="mx-3 mt-2.5 line-clamp-2 leading-snug font-medium">{props.title}</span>
      <span className="absolute inset-x-3 bottom-2.5 flex flex-wrap items-baseline justify-between gap-x-1.5 bg-inherit pt-1 text-ink-soft">
        {props.detail ?? <span />}
        {props.amount}
      </span>
    </PressArea>
  );
}

export function List(props: { readonly label?: string; readonly children: ReactNode; readonly className?: string }) {
  return (
    <ul
      {...(props.label ? { 'aria-label': props.label } : {})}
      className={cx('divide-y divide-line overflow-hidden rounded-lg border border-line bg-card', props.className)}
    >
      {props.children}
    </ul>
  );
}

export interface ListRowProps {
  readonly title: ReactNode;
  readonly detail?: ReactNode;
  readonly leading?: ReactNode;
  readonly trailing?: ReactNode;
  readonly onPress?: () => void;
  readonly isSelected?: boolean;
  readonly isDisabled?: boolean;
  readonly label?: string;
}

export function ListRow(props: ListRowProps) {
  const inside = (
    <>
      {props.leading}
      <span className="flex min-w-0 grow flex-col">
        <span className="font-medium">{props.title}</span>
        {props.detail ? <span className="text-ink-faint">{props.detail}</span> : null}
      </span>
      {props.trailing}
    </>
  );
  const look = cx('flex min-h-16 w-full items-center gap-4 px-5 py-3 text-start', props.isSelected && 'bg-accent-wash');
  if (!props.onPress) return <li className={look}>{inside}</li>;
  return (
    <li>
      <AriaButton
        onPress={props.onPress}
        isDisabled={props.isDisabled ?? false}
        {...(props.label ? { 'aria-label': props.label } : {})}
        {...(props.isSelected ? { 'aria-current': 'true' as const } : {})}
        className={cx(
          look,
          'cursor-default transition-colors -outline-offset-4! hover:bg-well pressed:bg-accent-wash disabled:text-ink-faint',
        )}
      >
        {inside}
        <ChevronRight aria-hidden className="size-5 shrink-0 text-ink-faint" />
      </AriaButton>
    </li>
  );
}

const FACES = { md: 'size-10 text-base', lg: 'size-14 text-lg', xl: 'size-20 text-2xl' } as const;

export function Avatar(props: { readonly initials: string; readonly hue: number; readonly size?: keyof typeof FACES }) {
  return (
    <span
      aria-hidden="true"
      className={cx(
        'hue-field inline-flex shrink-0 items-center justify-center rounded-full font-medium',
        FACES[props.size ?? 'md'],
      )}
      style={hueStyle(props.hue)}
    >
      {props.initials}
    </span>
  );
}

export interface EmptyStateProps {
  readonly icon: ReactNode;
  readonly title: string;
  readonly text?: ReactNode;
  readonly action?: ReactNode;
  readonly className?: string;
}

export function EmptyState(props: EmptyStateProps) {
  return (
    <div
      className={cx(
        'flex grow flex-col items-center justify-center gap-3 px-6 py-10 text-center [&>svg]:size-10 [&>svg]:stroke-[1.25] [&>svg]:text-ink-faint',
        props.className,
      )}
    >
      {props.icon}
      <p className="text-xl font-medium text-balance">{props.title}</p>
      {props.text ? <p className="max-w-md text-lg text-balance text-ink-soft">{props.text}</p> : null}
      {props.action ? <div className="mt-3">{props.action}</div> : null}
    </div>
  );
}
