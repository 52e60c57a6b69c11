/**
 * The cart: a pane beside the grid on wide screens, a sheet at the bottom edge on tall ones. Total and
 * the next action are in sight in both, always.
 */
import { ChevronDown, ChevronUp, CirclePause, Ellipsis, Eye, ScanBarcode } from 'lucide-react';
import { lazy, memo, Suspense, useRef, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { Menu, MenuItem, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import type { Cart } from '../../domain/cart/cart.ts';
import {
  Button,
  cx,
  EmptyState,
  IconButton,
  MoneyText,
  useLandscape,
  useLowScreen,
  useWatched,
  useWords,
  type Watched,
} from '../../ui/index.ts';
import { counterWords, useCounter, useJournalSnapshot, useOfCart, useOpenCart, useSettled } from '../counter/index.ts';
import { CartClient } from './cart-client.tsx';
import { CartLineRow } from './cart-line-row.tsx';
import { CartTotals, useChargeLabel } from './cart-totals.tsx';
import type { CartActions } from './use-cart-actions.ts';
import type { Touched } from './use-ringing.ts';
import { sellWords } from './words.ts';

const WebCartStrip = lazy(async () => ({ default: (await import('./web-cart-strip.tsx')).WebCartStrip }));

export interface CartPaneProps {
  readonly touched: Watched<Touched | null>;
  readonly actions: CartActions;
  readonly onEditLine: (line: string) => void;
  readonly onEditDiscount: () => void;
  readonly onPark: () => void;
  readonly onShowParked: () => void;
  readonly onCharge: () => void;
}

const useIsEmpty = () => useOfCart((cart) => cart.lines.length === 0);

/** Each part watches what it shows: a scan draws its line, the sums and the count, and nothing beside them. */
export const CartPane = memo(function CartPane(props: CartPaneProps) {
  const t = useWords(sellWords);
  const isLandscape = useLandscape();
  const isLow = useLowScreen();
  const [isExpanded, setExpanded] = useState(false);
  const isEmpty = useIsEmpty();
  const showsLines = isLandscape || isExpanded;
  const totals = showsLines && !isEmpty ? <Totals onEditDiscount={props.onEditDiscount} /> : null;
  return (
    <section
      aria-label={t('cart')}
      className={cx(
        'flex min-h-0 flex-col border-line bg-card',
        'rounded-t-2xl border-t landscape:w-[23.5rem] landscape:rounded-none landscape:border-s landscape:border-t-0',
        isLow && isExpanded ? 'shrink' : 'shrink-0',
        !isLandscape && isExpanded && (isLow ? 'h-[82dvh]' : 'h-[62dvh]'),
      )}
    >
      {isLandscape ? null : (
        <Handle isExpanded={isExpanded} onToggle={() => setExpanded(!isExpanded)} touched={props.touched} />
      )}
      {showsLines ? (
        <>
          <CartHeader {...props} isEmpty={isEmpty} />
          <CartClient />
          <WebCart />
          <div className="flex min-h-0 grow flex-col overflow-x-hidden overflow-y-auto overscroll-contain">
            {isEmpty ? <EmptyCart /> : <CartLines {...props} />}
            {isLow ? <div className="py-3">{totals}</div> : null}
          </div>
        </>
      ) : null}
      <footer className="flex shrink-0 flex-col gap-3 border-t border-line pt-3 pb-4">
        {isLow ? null : totals}
        <div className="px-4">
          <ChargeButton onCharge={props.onCharge} />
        </div>
      </footer>
    </section>
  );
});

function Totals({ onEditDiscount }: { readonly onEditDiscount: () => void }) {
  return <CartTotals settled={useSettled()} onEditDiscount={onEditDiscount} />;
}

function ChargeButton({ onCharge }: { readonly onCharge: () => void }) {
  const cart = useOpenCart();
  const settled = useSettled();
  const label = useChargeLabel(cart, settled.totals.totalMinor);
  const { isWriter } = useJournalSnapshot();
  return (
    <Button
      variant="primary"
      size="xl"
      isDisabled={cart.lines.length === 0 || !isWriter}
      onPress={onCharge}
      className="tabular w-full"
    >
      {label}
    </Button>
  );
}

/** More lines than any screen shows at once. */
const NEAR_LINES = 16;

function CartLines({ touched: watchedLine, actions, onEditLine }: CartPaneProps) {
  const t = useWords(sellWords);
  const cart = useOpenCart();
  const settled = useSettled();
  const touched = useWatched(watchedLine, watchedLine.get);
  return (
    <ul aria-label={t('cartLines')} className="shrink-0">
      {cart.lines.map((line, index) => {
        const amounts = settled.lines[index];
        return amounts ? (
          <CartLineRow
            key={line.id}
            line={line}
            settled={amounts}
            touched={touched?.line === line.id ? touched.turn : 0}
            isNear={index >= cart.lines.length - NEAR_LINES}
            onEdit={onEditLine}
            onQuantity={actions.setQuantity}
            onRemove={actions.removeLine}
          />
        ) : null;
      })}
    </ul>
  );
}

/** A cart that came from elsewhere has a name, so only of those it is asked where from. */
function WebCart() {
  const named = useOfCart(({ id, label }) => (label === null ? null : id));
  return named === null ? null : (
    <Suspense>
      <WebCartStrip key={named} cart={named} />
    </Suspense>
  );
}

/** A window that looks on while another one sells is not ready for anything. */
function useEmptyWords() {
  const t = useWords(sellWords);
  const { isWriter } = useJournalSnapshot();
  return isWriter
    ? { isWriter, title: t('cartEmpty'), text: t('cartEmptyText') }
    : { isWriter, title: t('onlyShows'), text: t('onlyShowsText') };
}

function EmptyCart() {
  const { isWriter, title, text } = useEmptyWords();
  return <EmptyState icon={isWriter ? <ScanBarcode aria-hidden /> : <Eye aria-hidden />} title={title} text={text} />;
}

const piecesOf = (cart: Cart) => cart.lines.reduce((sum, line) => sum + (line.unit === 'each' ? line.quantity : 1), 0);

function PieceCount() {
  return useWords(counterWords)('items', { count: useOfCart(piecesOf) });
}

function CartHeader(props: CartPaneProps & { readonly isEmpty: boolean }) {
  const t = useWords(sellWords);
  const label = useOfCart((cart) => cart.label);
  const { parkedCarts, isWriter } = useJournalSnapshot();
  return (
    <header className="flex min-h-16 shrink-0 items-center gap-1 border-b border-line py-2 ps-4 pe-2">
      <h2 className="grow text-lg font-medium">
        {label ?? t('cart')}
        {props.isEmpty ? null : (
          <span className="tabular ms-2 font-normal text-ink-faint">
            <PieceCount />
          </span>
        )}
      </h2>
      {props.isEmpty ? null : (
        <Button variant="quiet" icon={<CirclePause aria-hidden />} isDisabled={!isWriter} onPress={props.onPark}>
          {t('park')}
        </Button>
      )}
      {parkedCarts.length > 0 ? (
        <AriaButton
          onPress={props.onShowParked}
          aria-label={t('parkedCount', { count: parkedCarts.length })}
          className="inline-flex min-h-12 min-w-12 items-center justify-center gap-1.5 rounded-md border border-edge px-3 font-medium pressed:bg-well"
        >
          <CirclePause aria-hidden className="size-5" />
          <span className="tabular">{parkedCarts.length}</span>
        </AriaButton>
      ) : null}
      {props.isEmpty ? null : <CartMenu {...props} />}
    </header>
  );
}

const MENU_ITEM =
  'flex min-h-12 items-center rounded-md px-4 text-lg hover:bg-well focus:bg-well outline-none cursor-default';

function CartMenu({ actions, onEditDiscount }: CartPaneProps) {
  const t = useWords(sellWords);
  const { go } = useCounter();
  return (
    <MenuTrigger>
      <IconButton label={t('more')} icon={<Ellipsis aria-hidden />} />
      <Popover
        placement="bottom end"
        className="min-w-60 rounded-lg border border-line bg-raised p-1.5 shadow-float entering:animate-arrive"
      >
        <Menu aria-label={t('more')} className="outline-none">
          <MenuItem className={MENU_ITEM} onAction={() => go({ screen: 'clients' })}>
            {t('clientAttach')}
          </MenuItem>
          <MenuItem className={MENU_ITEM} onAction={onEditDiscount}>
            {t('discountCart')}
          </MenuItem>
          <MenuItem className={MENU_ITEM} onAction={actions.undo}>
            {t('keyUndo')}
          </MenuItem>
          <MenuItem className={cx(MENU_ITEM, 'text-act')} onAction={actions.clearCart}>
            {t('clear')}
          </MenuItem>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

/** The sheet's upper edge: how many, how much, and the newest line while the sheet is low. Drag or press. */
function Handle(props: {
  readonly isExpanded: boolean;
  readonly onToggle: () => void;
  readonly touched: Watched<Touched | null>;
}) {
  const t = useWords(sellWords);
  const cart = useOpenCart();
  const settled = useSettled();
  const touched = useWatched(props.touched, props.touched.get);
  const empty = useEmptyWords();
  const dragFrom = useRef<number | null>(null);
  const newest = cart.lines.find(({ id }) => id === touched?.line) ?? cart.lines.at(-1);
  return (
    <AriaButton
      aria-expanded={props.isExpanded}
      onPress={props.onToggle}
      onPointerDown={(event) => {
        dragFrom.current = event.clientY;
      }}
      onPointerUp={(event) => {
        const moved = dragFrom.current === null ? 0 : event.clientY - dragFrom.current;
        dragFrom.current = null;
        if (Math.abs(moved) > 40 && moved < 0 !== props.isExpanded) props.onToggle();
      }}
      className="relative flex min-h-16 w-full touch-none items-center gap-3 px-4 pt-3 pb-1 text-start -outline-offset-4!"
    >
      <span aria-hidden className="absolute inset-x-0 top-1.5 mx-auto h-1 w-10 rounded-full bg-edge" />
      {touched ? <span key={touched.turn} aria-hidden className="absolute inset-0 animate-glow rounded-t-2xl" /> : null}
      <span className="relative flex min-w-0 grow flex-col">
        <span className="font-medium">
          {props.isExpanded ? t('collapseCart') : cart.lines.length === 0 ? empty.title : <PieceCount />}
        </span>
        {props.isExpanded ? null : <span className="truncate text-ink-soft">{newest ? newest.title : empty.text}</span>}
      </span>
      {cart.lines.length > 0 && !props.isExpanded ? (
        <MoneyText minor={settled.totals.totalMinor} size="2xl" className="relative" />
      ) : null}
      {props.isExpanded ? null : <span className="sr-only">, {t('expandCart')}</span>}
      {props.isExpanded ? <ChevronDown aria-hidden className="size-6" /> : <ChevronUp aria-hidden className="size-6" />}
    </AriaButton>
  );
}
