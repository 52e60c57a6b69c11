/** The bar that never moves: where this is, what the screen puts there, how the sync stands, who works. */
import {
  BookUser,
  Camera,
  ChartNoAxesColumn,
  ChevronDown,
  Clock,
  HeartPulse,
  Package,
  ReceiptText,
  Settings,
  ShoppingBag,
  TriangleAlert,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { Menu, MenuItem, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { HeaderSlotOutlet } from '../features/counter/index.ts';
import { SyncPill } from '../features/health/index.ts';
import type { AssociateDocument } from '../protocol/sync/documents.ts';
import { Avatar, cx, formatCount, IconButton, useLanguage, useWords } from '../ui/index.ts';
import type { RunningTablet } from './tablet.ts';
import { useWaitingWork } from './waiting-work.ts';
import { appWords } from './words.ts';

export const PLACES = [
  '/',
  '/orders',
  '/clients',
  '/receipts',
  '/shift',
  '/report',
  '/exceptions',
  '/health',
  '/settings',
] as const;
export type PlacePath = (typeof PLACES)[number];

const LOOKS: Record<
  PlacePath,
  {
    readonly word:
      | 'sell'
      | 'orders'
      | 'clients'
      | 'receipts'
      | 'shift'
      | 'report'
      | 'exceptions'
      | 'health'
      | 'settings';
    readonly icon: ReactNode;
  }
> = {
  '/': { word: 'sell', icon: <ShoppingBag aria-hidden /> },
  '/orders': { word: 'orders', icon: <Package aria-hidden /> },
  '/clients': { word: 'clients', icon: <BookUser aria-hidden /> },
  '/receipts': { word: 'receipts', icon: <ReceiptText aria-hidden /> },
  '/shift': { word: 'shift', icon: <Clock aria-hidden /> },
  '/report': { word: 'report', icon: <ChartNoAxesColumn aria-hidden /> },
  '/exceptions': { word: 'exceptions', icon: <TriangleAlert aria-hidden /> },
  '/health': { word: 'health', icon: <HeartPulse aria-hidden /> },
  '/settings': { word: 'settings', icon: <Settings aria-hidden /> },
};

/** Addresses that belong to a place without beginning like it. */
const WITHIN: Partial<Record<PlacePath, RegExp>> = { '/orders': /^\/carts/ };

export interface HeaderBarProps {
  readonly tablet: Pick<RunningTablet, 'journal' | 'sync' | 'identity' | 'documents' | 'views'>;
  readonly storeName: string;
  readonly timeZone: string;
  readonly associate: AssociateDocument;
  readonly path: string;
  readonly onGo: (path: PlacePath) => void;
  readonly onSwitch: () => void;
  /** Null where there is no camera, or nothing on this screen to scan for. */
  readonly onCamera: (() => void) | null;
}

export function HeaderBar(props: HeaderBarProps) {
  const t = useWords(appWords);
  const { tablet, associate } = props;
  return (
    <header className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b border-line bg-paper px-3 py-1.5">
      <PlaceMenu {...props} />
      <HeaderSlotOutlet className="order-last min-w-60 grow basis-[calc(100%-4rem)] empty:hidden landscape:order-none landscape:basis-72" />
      {props.onCamera ? (
        <IconButton
          label={t('camera')}
          icon={<Camera aria-hidden />}
          variant="secondary"
          onPress={props.onCamera}
          className="order-last landscape:order-none"
        />
      ) : null}
      <div className="ms-auto flex shrink-0 items-center gap-1.5">
        <SyncPill
          journal={tablet.journal}
          sync={tablet.sync}
          documents={tablet.documents}
          timeZone={props.timeZone}
          onPress={() => props.onGo('/health')}
        />
        <AriaButton
          onPress={props.onSwitch}
          className="inline-flex size-12 shrink-0 cursor-default items-center justify-center rounded-full transition-colors hover:bg-well pressed:bg-well"
        >
          <Avatar initials={associate.initials} hue={associate.hue} />
          <span className="sr-only">{t('switchAssociate', { name: associate.name })}</span>
        </AriaButton>
      </div>
    </header>
  );
}

function PlaceMenu(props: HeaderBarProps) {
  const t = useWords(appWords);
  const here = PLACES.find((path) =>
    path === '/' ? props.path === '/' : props.path.startsWith(path) || WITHIN[path]?.test(props.path),
  );
  const register = props.tablet.identity.registerName;
  const { toPick, toSettle } = useWaitingWork(props.tablet.views);
  const waiting: Partial<Record<PlacePath, ReactNode>> = {
    '/orders': <Waiting count={toPick} words={t('toPick', { count: toPick })} />,
    '/exceptions': <Waiting count={toSettle} words={t('toSettle', { count: toSettle })} isWatched />,
  };
  return (
    <MenuTrigger>
      <AriaButton className="flex min-h-12 max-w-80 shrink-0 cursor-default items-center gap-2.5 rounded-md px-2.5 text-start transition-colors hover:bg-well pressed:bg-well">
        <img src="/icon.svg" alt="" className="size-8 shrink-0" />
        <span className="min-w-0">
          <span className="block truncate leading-tight font-medium">{props.storeName}</span>
          <span className="block truncate leading-tight text-ink-faint">
            {here && here !== '/' ? t(LOOKS[here].word) : register}
          </span>
        </span>
        <Waiting count={toPick} words={t('toPick', { count: toPick })} />
        {toSettle > 0 ? (
          <span className="text-watch">
            <TriangleAlert aria-hidden className="size-5 shrink-0" />
            <span className="sr-only">{t('toSettle', { count: toSettle })}</span>
          </span>
        ) : null}
        <ChevronDown aria-hidden className="size-5 shrink-0 text-ink-faint" />
        <span className="sr-only">{t('menu')}</span>
      </AriaButton>
      <Popover
        placement="bottom start"
        className="w-72 rounded-xl border border-line bg-raised p-2 shadow-float entering:animate-arrive"
      >
        <Menu className="outline-none" onAction={(path) => props.onGo(path as PlacePath)}>
          {PLACES.map((path) => (
            <MenuItem
              key={path}
              id={path}
              textValue={t(LOOKS[path].word)}
              className={cx(
                'flex min-h-14 cursor-default items-center gap-4 rounded-md px-4 text-lg outline-none focus:bg-well [&_svg]:size-6',
                path === here ? 'bg-accent-wash font-medium text-accent-ink' : 'text-ink [&_svg]:text-ink-faint',
              )}
            >
              {LOOKS[path].icon}
              <span className="grow">{t(LOOKS[path].word)}</span>
              {waiting[path]}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

/** How many wait there; nothing where nothing waits. */
function Waiting(props: { readonly count: number; readonly words: string; readonly isWatched?: boolean }) {
  const language = useLanguage();
  if (props.count === 0) return null;
  return (
    <span
      className={cx(
        'tabular inline-flex min-h-7 min-w-7 shrink-0 items-center justify-center rounded-full px-2 text-base font-medium',
        props.isWatched ? 'bg-watch-wash text-watch' : 'bg-accent-wash text-accent-ink',
      )}
    >
      <span aria-hidden>{formatCount(props.count, language)}</span>
      <span className="sr-only">{props.words}</span>
    </span>
  );
}
