/**
 * What may be done to a cart, decided without touching it: a command gives a new cart or a refusal.
 *
 * Invariants: 1. the cart given is never changed; 2. a cart that came out of here settles without a fault.
 */
import { unreachable } from '../../kernel/invariant.ts';
import { granted, refused, type Verdict } from '../../kernel/verdict.ts';
import { LINE_AMOUNT_MAX_MINOR, lineAmount } from '../money/line-amount.ts';
import { UNIT_PRICE_MAX_MINOR } from '../money/minor.ts';
import {
  CART_LINES_MAX,
  type Cart,
  type CartLine,
  type Discount,
  LINE_QUANTITY_MAX,
  NOTE_LENGTH_MAX,
  type PriceOverride,
} from './cart.ts';

export type CartCommand =
  | { readonly kind: 'add'; readonly line: CartLine }
  | { readonly kind: 'set-quantity'; readonly line: string; readonly quantity: number }
  | { readonly kind: 'remove'; readonly line: string }
  /** Puts a removed line back where it was. */
  | { readonly kind: 'restore'; readonly line: CartLine; readonly index: number }
  | { readonly kind: 'override-price'; readonly line: string; readonly override: PriceOverride | null }
  | { readonly kind: 'discount-line'; readonly line: string; readonly discount: Discount | null }
  | { readonly kind: 'discount-cart'; readonly discount: Discount | null }
  | { readonly kind: 'note'; readonly line: string; readonly note: string | null }
  | { readonly kind: 'associate'; readonly line: string; readonly associate: string | null }
  | { readonly kind: 'label'; readonly label: string | null }
  | { readonly kind: 'client'; readonly client: string | null };

export type CartRefusal =
  | { readonly code: 'cart-full'; readonly max: number }
  | { readonly code: 'line-unknown'; readonly line: string }
  | { readonly code: 'line-already-there'; readonly line: string }
  | { readonly code: 'quantity-out-of-range'; readonly min: number; readonly max: number }
  | { readonly code: 'price-out-of-range'; readonly maxMinor: number }
  | { readonly code: 'amount-too-large'; readonly maxMinor: number }
  | { readonly code: 'discount-out-of-range' }
  | { readonly code: 'reason-missing' }
  | { readonly code: 'text-too-long'; readonly max: number }
  /** A line that comes back with its receipt gives back what was paid: its price is not open to change. */
  | { readonly code: 'mirrors-sale'; readonly line: string }
  | { readonly code: 'return-already-in-cart'; readonly line: string };

const REASON_LENGTH_MAX = 60;
const LABEL_LENGTH_MAX = 120;

export function emptyCart(id: string): Cart {
  return { id, lines: [], discount: null, client: null, label: null };
}

export function decideCart(cart: Cart, command: CartCommand): Verdict<Cart, CartRefusal> {
  switch (command.kind) {
    case 'add':
      return addLine(cart, command.line);
    case 'restore':
      return insertLine(cart, command.line, command.index);
    case 'set-quantity':
      return changeLine(cart, command.line, (line) => ({ ...line, quantity: command.quantity }));
    case 'remove':
      return findLine(cart, command.line)
        ? granted({ ...cart, lines: cart.lines.filter((line) => line.id !== command.line) })
        : refused({ code: 'line-unknown', line: command.line });
    case 'override-price':
      return changePrice(cart, command.line, (line) => ({ ...line, override: command.override }));
    case 'discount-line':
      return changePrice(cart, command.line, (line) => ({ ...line, discount: command.discount }));
    case 'discount-cart': {
      const refusal = command.discount && discountRefusal(command.discount);
      return refusal ? refused(refusal) : granted({ ...cart, discount: command.discount });
    }
    case 'note':
      return changeLine(cart, command.line, (line) => ({ ...line, note: blankToNull(command.note) }));
    case 'associate':
      return changeLine(cart, command.line, (line) => ({ ...line, associate: command.associate }));
    case 'label': {
      const label = blankToNull(command.label);
      if (label !== null && label.length > LABEL_LENGTH_MAX)
        return refused({ code: 'text-too-long', max: LABEL_LENGTH_MAX });
      return granted({ ...cart, label });
    }
    case 'client':
      return granted({ ...cart, client: command.client });
    default:
      return unreachable(command);
  }
}

function addLine(cart: Cart, line: CartLine): Verdict<Cart, CartRefusal> {
  const twin = isPlain(line) ? cart.lines.find((other) => isPlain(other) && isSameGoods(other, line)) : undefined;
  if (!twin) return insertLine(cart, line, cart.lines.length);
  return changeLine(cart, twin.id, (before) => ({ ...before, quantity: before.quantity + line.quantity }));
}

function insertLine(cart: Cart, line: CartLine, index: number): Verdict<Cart, CartRefusal> {
  if (findLine(cart, line.id)) return refused({ code: 'line-already-there', line: line.id });
  if (cart.lines.length >= CART_LINES_MAX) return refused({ code: 'cart-full', max: CART_LINES_MAX });
  const origin = line.returned?.origin?.line;
  const twice = origin !== undefined && cart.lines.find((other) => other.returned?.origin?.line === origin);
  if (twice) return refused({ code: 'return-already-in-cart', line: twice.id });
  const refusal = lineRefusal(line);
  if (refusal) return refused(refusal);
  const at = Math.max(0, Math.min(Math.trunc(index) || 0, cart.lines.length));
  return granted({ ...cart, lines: [...cart.lines.slice(0, at), line, ...cart.lines.slice(at)] });
}

function changePrice(cart: Cart, id: string, change: (line: CartLine) => CartLine): Verdict<Cart, CartRefusal> {
  if (findLine(cart, id)?.returned?.sold) return refused({ code: 'mirrors-sale', line: id });
  return changeLine(cart, id, change);
}

function changeLine(cart: Cart, id: string, change: (line: CartLine) => CartLine): Verdict<Cart, CartRefusal> {
  const before = findLine(cart, id);
  if (!before) return refused({ code: 'line-unknown', line: id });
  const after = change(before);
  const refusal = lineRefusal(after);
  if (refusal) return refused(refusal);
  return granted({ ...cart, lines: cart.lines.map((line) => (line === before ? after : line)) });
}

function lineRefusal(line: CartLine): CartRefusal | null {
  const sold = line.returned?.sold;
  const max = sold ? sold.quantity - sold.returnedBefore : LINE_QUANTITY_MAX;
  if (!Number.isSafeInteger(line.quantity) || line.quantity < 1 || line.quantity > max) {
    return { code: 'quantity-out-of-range', min: 1, max };
  }
  if (line.note !== null && line.note.length > NOTE_LENGTH_MAX) return { code: 'text-too-long', max: NOTE_LENGTH_MAX };
  if (line.returned && !isReason(line.returned.reason)) return { code: 'reason-missing' };
  if (sold) return line.override || line.discount ? { code: 'mirrors-sale', line: line.id } : null;
  const { override, discount } = line;
  if (override && !isReason(override.reason)) return { code: 'reason-missing' };
  for (const priceMinor of override ? [line.listPriceMinor, override.unitPriceMinor] : [line.listPriceMinor]) {
    if (!Number.isSafeInteger(priceMinor) || priceMinor < 0 || priceMinor > UNIT_PRICE_MAX_MINOR) {
      return { code: 'price-out-of-range', maxMinor: UNIT_PRICE_MAX_MINOR };
    }
    if (lineAmount(priceMinor, line.quantity, line.unit) === null) {
      return { code: 'amount-too-large', maxMinor: LINE_AMOUNT_MAX_MINOR };
    }
  }
  return discount && discountRefusal(discount);
}

function discountRefusal(discount: Discount): CartRefusal | null {
  const [value, max] =
    discount.kind === 'percent' ? [discount.percentPpm, 1_000_000] : [discount.amountMinor, Number.MAX_SAFE_INTEGER];
  if (!Number.isSafeInteger(value) || value < 1 || value > max) return { code: 'discount-out-of-range' };
  return isReason(discount.reason) ? null : { code: 'reason-missing' };
}

function isReason(reason: string): boolean {
  return reason.trim().length > 0 && reason.length <= REASON_LENGTH_MAX;
}

/** Nothing was said about this line but its quantity, so another of the same may join it. */
function isPlain(line: CartLine): boolean {
  return !line.override && !line.discount && !line.note && !line.returned;
}

function isSameGoods(a: CartLine, b: CartLine): boolean {
  return (
    a.variant === b.variant &&
    a.listPriceMinor === b.listPriceMinor &&
    a.direction === b.direction &&
    a.unit === b.unit &&
    a.taxCategory === b.taxCategory &&
    a.associate === b.associate
  );
}

function findLine(cart: Cart, id: string): CartLine | undefined {
  return cart.lines.find((line) => line.id === id);
}

function blankToNull(text: string | null): string | null {
  return text === null || text.trim() === '' ? null : text.trim();
}
