/** One line of the cart. The newest shows its own small keys; a tap on any line opens its editor; a swipe removes it. */
import { Minus, Plus, Trash2, Undo2 } from 'lucide-react';
import { memo, useLayoutEffect, useRef } from 'react';
import type { CartLine } from '../../domain/cart/cart.ts';
import type { SettledLine } from '../../domain/pricing/settle.ts';
import { cx, formatCount, IconArea, MoneyText, PressArea, useLanguage, useMoney, useWords } from '../../ui/index.ts';
import { counterWords, Picture, reasonTitle, useCounter } from '../counter/index.ts';
import { useSwipeAway } from './use-swipe-away.ts';
import { sellWords } from './words.ts';

export interface CartLineRowProps {
  readonly line: CartLine;
  readonly settled: SettledLine;
  /** Grows each time this very line is touched; 0 when another one is the newest. */
  readonly touched: number;
  /** Among the newest: drawn at its real height at once. Older lines are drawn when they are scrolled to. */
  readonly isNear: boolean;
  readonly onEdit: (line: string) => void;
  readonly onQuantity: (line: string, quantity: number) => void;
  readonly onRemove: (line: string) => void;
}

/** A line object stays the same until it is changed, and so do its amounts when totals do. */
function isSame(a: CartLineRowProps, b: CartLineRowProps): boolean {
  return (
    a.line === b.line &&
    a.touched === b.touched &&
    a.isNear === b.isNear &&
    a.settled.totalMinor === b.settled.totalMinor &&
    a.settled.extendedMinor === b.settled.extendedMinor &&
    a.settled.adjustments.length === b.settled.adjustments.length &&
    a.settled.netMinor === b.settled.netMinor &&
    a.onEdit === b.onEdit
  );
}

export const CartLineRow = memo(function CartLineRow(props: CartLineRowProps) {
  const { line, settled, touched } = props;
  const t = useWords(sellWords);
  const row = useRef<HTMLLIElement>(null);
  const swipe = useSwipeAway(() => props.onRemove(line.id));
  useLayoutEffect(() => {
    // Before the frame is drawn, so that the line is in sight in the first frame that has it.
    if (touched > 0) row.current?.scrollIntoView?.({ block: 'nearest' });
  }, [touched]);
  const sign = line.direction === 'back' ? -1 : 1;
  return (
    <li
      ref={row}
      className={cx(
        'relative border-b border-line',
        touched === 0 && !props.isNear && '[contain-intrinsic-size:auto_4.5rem] [content-visibility:auto]',
      )}
      {...swipe}
    >
      {touched > 0 ? <span key={touched} aria-hidden className="absolute inset-0 animate-glow" /> : null}
      <PressArea
        onPress={() => props.onEdit(line.id)}
        className="relative flex min-h-18 w-full items-start gap-3 px-4 py-3 text-start -outline-offset-4! transition-colors hover:bg-well active:bg-accent-wash"
      >
        <span className="relative">
          <Picture image={line.image} title={line.title} className="size-12" />
          {line.unit === 'each' && line.quantity > 1 ? <QuantityBadge quantity={line.quantity} /> : null}
        </span>
        <span className="flex min-w-0 grow flex-col gap-0.5">
          <span className="flex items-baseline gap-3">
            <span className="line-clamp-2 min-w-0 grow leading-snug font-medium">
              <span className="sr-only">{t('editBefore')} </span>
              {line.title}
            </span>
            <MoneyText minor={sign * extendedOf(settled, line)} className="font-medium" />
          </span>
          <LineDetail line={line} />
          <LineAdjustments line={line} settled={settled} />
        </span>
      </PressArea>
      {touched > 0 ? <LineKeys {...props} /> : null}
    </li>
  );
}, isSame);

/** What stands beside the title: before a cart discount, which is shown once for all. */
function extendedOf(settled: SettledLine, line: CartLine): number {
  if (line.returned?.sold) return settled.extendedMinor;
  return settled.adjustments
    .filter(({ kind }) => kind !== 'cart-discount')
    .reduce((sum, { amountMinor }) => sum + amountMinor, settled.extendedMinor);
}

function QuantityBadge({ quantity }: { readonly quantity: number }) {
  const language = useLanguage();
  return (
    <span
      aria-hidden
      className="tabular absolute -end-2 -top-2 inline-flex min-h-6 min-w-6 items-center justify-center rounded-full bg-accent px-1.5 font-medium text-on-accent"
    >
      {formatCount(quantity, language)}
    </span>
  );
}

function LineDetail({ line }: { readonly line: CartLine }) {
  const shared = useWords(counterWords);
  const t = useWords(sellWords);
  const language = useLanguage();
  const money = useMoney();
  const { documents } = useCounter();
  const unitPriceMinor = line.override?.unitPriceMinor ?? line.listPriceMinor;
  const parts = [...line.options];
  if (line.unit === 'g') {
    parts.push(`${formatCount(line.quantity, language)} g`, shared('perKilo', { price: money(unitPriceMinor) }));
  } else if (line.quantity > 1) parts.push(`${formatCount(line.quantity, language)} × ${money(unitPriceMinor)}`);
  const seller = line.associate && documents.associates().find(({ id }) => id === line.associate);
  return (
    <>
      {line.direction === 'back' ? (
        <span className="inline-flex items-center gap-1.5 font-medium text-watch">
          <Undo2 aria-hidden className="size-4" />
          {t('returnLine')}
        </span>
      ) : null}
      {parts.length > 0 ? <span className="tabular truncate text-ink-soft">{parts.join(' · ')}</span> : null}
      {line.note || seller ? (
        <span className="truncate text-ink-faint">
          {[line.note, seller ? seller.name : null].filter(Boolean).join(' · ')}
        </span>
      ) : null}
    </>
  );
}

function LineAdjustments({ line, settled }: { readonly line: CartLine; readonly settled: SettledLine }) {
  const t = useWords(sellWords);
  const language = useLanguage();
  const money = useMoney();
  const { store } = useCounter();
  const own = settled.adjustments.filter(({ kind }) => kind !== 'cart-discount');
  if (own.length === 0 && !line.override) return null;
  return (
    <span className="flex flex-col text-accent-ink">
      {line.override ? (
        <span className="tabular truncate">
          {t('listPrice', { price: money(line.listPriceMinor) })} → {money(line.override.unitPriceMinor)} ·{' '}
          {reasonTitle(store, line.override.reason, language)}
        </span>
      ) : null}
      {own
        .filter(({ kind }) => kind === 'line-discount')
        .map((adjustment) => (
          <span key={adjustment.kind} className="tabular truncate">
            {money(adjustment.amountMinor)} · {reasonTitle(store, adjustment.reason, language)}
          </span>
        ))}
    </span>
  );
}

/** Quantity and removal of the newest line, without opening anything. */
function LineKeys({ line, onQuantity, onRemove }: CartLineRowProps) {
  const t = useWords(sellWords);
  const language = useLanguage();
  const canCount = line.unit === 'each';
  return (
    <div className="relative flex items-center gap-2 px-4 pb-3">
      {canCount ? (
        <fieldset className="flex items-center rounded-lg border border-edge bg-card">
          <legend className="sr-only">{t('quantityOf', { title: line.title })}</legend>
          <IconArea
            label={t('oneLess')}
            icon={<Minus aria-hidden />}
            isDisabled={line.quantity <= 1}
            onPress={() => onQuantity(line.id, line.quantity - 1)}
          />
          <span className="tabular min-w-12 text-center text-lg font-medium">
            {formatCount(line.quantity, language)}
          </span>
          <IconArea
            label={t('oneMore')}
            icon={<Plus aria-hidden />}
            onPress={() => onQuantity(line.id, line.quantity + 1)}
          />
        </fieldset>
      ) : null}
      <span className="grow" />
      <IconArea
        label={t('removeTitle', { title: line.title })}
        icon={<Trash2 aria-hidden />}
        onPress={() => onRemove(line.id)}
      />
    </div>
  );
}
