/** Ringing: a code or a row of the shelf becomes a line of the open cart. */
import type { Cart, CartLine } from '../../domain/cart/cart.ts';
import { type CartCommand, type CartRefusal, decideCart } from '../../domain/cart/cart-commands.ts';
import { type CartLineRefusal, cartLineOf } from '../../domain/cart/cart-line.ts';
import { readScan } from '../../domain/catalog/scan-code.ts';
import type { Language } from '../../domain/catalog/variant.ts';
import { must } from '../../kernel/invariant.ts';
import { granted, type Verdict } from '../../kernel/verdict.ts';
import type { ShelfRow } from '../../replica/index.ts';
import type { Counter } from './counter.tsx';

export type RingRefusal = CartRefusal | CartLineRefusal;

export type RingOutcome =
  | { readonly kind: 'added'; readonly line: CartLine }
  /** One code on several variants: the associate chooses. */
  | { readonly kind: 'choose'; readonly rows: readonly ShelfRow[] }
  /** `complete`: the whole catalogue is here, so the retailer does not know it either. */
  | { readonly kind: 'unknown'; readonly code: string; readonly complete: boolean }
  /** A receipt of ours was scanned, not goods. */
  | { readonly kind: 'receipt'; readonly text: string }
  | { readonly kind: 'refused'; readonly refusal: RingRefusal };

/** What a code stands for, before anything was done about it. */
type CodeFound =
  | Extract<RingOutcome, { readonly kind: 'choose' | 'unknown' | 'receipt' }>
  | { readonly kind: 'goods'; readonly row: ShelfRow };

type Ringing = Pick<Counter, 'openCart' | 'shelf' | 'ids'>;

export async function lookUpCode(counter: Pick<Counter, 'shelf'>, text: string): Promise<CodeFound> {
  const read = readScan(text);
  if (!read.ok) return { kind: 'unknown', code: text.trim(), complete: true };
  if (read.value.kind === 'receipt') return { kind: 'receipt', text: read.value.code };
  const answer = await counter.shelf.scan(read.value.code);
  if (answer.kind === 'unknown') return answer;
  const [only] = answer.rows;
  return answer.rows.length === 1 && only ? { kind: 'goods', row: only } : { kind: 'choose', rows: answer.rows };
}

/** In one step, so that a screen shows the line and what belongs to it together. */
export function ringFound(counter: Ringing, found: CodeFound, language: Language): RingOutcome {
  if (found.kind !== 'goods') return found;
  const taken = takeRow(counter, found.row, language);
  return taken.ok ? { kind: 'added', line: taken.value } : { kind: 'refused', refusal: taken.refusal };
}

export async function ringCode(counter: Ringing, text: string, language: Language): Promise<RingOutcome> {
  return ringFound(counter, await lookUpCode(counter, text), language);
}

/** The value is the line as it stands in the cart afterwards: merged, or new. */
export function takeRow(
  counter: Ringing,
  row: ShelfRow,
  language: Language,
  quantity = 1,
): Verdict<CartLine, RingRefusal> {
  const line = cartLineOf(row, { id: counter.ids('line'), quantity, language });
  if (!line.ok) return line;
  const before = counter.openCart.current();
  const after = changeCart(counter, { kind: 'add', line: line.value });
  if (!after.ok) return after;
  const known = new Set(before.lines);
  return granted(
    must(
      after.value.lines.find((each) => !known.has(each)),
      'adding to a cart changes one line of it',
    ),
  );
}

/** Decides on the newest cart and keeps the result. */
export function changeCart(counter: Pick<Counter, 'openCart'>, command: CartCommand): Verdict<Cart, CartRefusal> {
  const verdict = decideCart(counter.openCart.current(), command);
  if (verdict.ok) counter.openCart.replace(verdict.value);
  return verdict;
}

const quantities = new WeakMap<Cart, ReadonlyMap<string, number>>();

/** Pieces per variant that leave with the cart, for the badges of the grid; counted once for each cart. */
export function quantitiesByVariant(cart: Cart): ReadonlyMap<string, number> {
  const known = quantities.get(cart);
  if (known) return known;
  const counted = new Map<string, number>();
  for (const line of cart.lines) {
    if (line.direction === 'out') counted.set(line.variant, (counted.get(line.variant) ?? 0) + line.quantity);
  }
  quantities.set(cart, counted);
  return counted;
}
