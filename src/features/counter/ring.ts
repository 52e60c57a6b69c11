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

type Ringing = Pick<Counter, 'openCart' | 'shelf' | 'ids'>;

export async function ringCode(counter: Ringing, text: string, language: Language): Promise<RingOutcome> {
  const read = readScan(text);
  if (!read.ok) return { kind: 'unknown', code: text.trim(), complete: true };
  if (read.value.kind === 'receipt') return { kind: 'receipt', text: read.value.code };
  const answer = await counter.shelf.scan(read.value.code);
  if (answer.kind === 'unknown') return answer;
  const [only] = answer.rows;
  if (answer.rows.length !== 1 || !only) return { kind: 'choose', rows: answer.rows };
  const taken = takeRow(counter, only, language);
  return taken.ok ? { kind: 'added', line: taken.value } : { kind: 'refused', refusal: taken.refusal };
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

/** Pieces per variant that leave with the cart, for the badges of the grid. */
export function quantitiesByVariant(cart: Cart): ReadonlyMap<string, number> {
  const quantities = new Map<string, number>();
  for (const line of cart.lines) {
    if (line.direction === 'out') quantities.set(line.variant, (quantities.get(line.variant) ?? 0) + line.quantity);
  }
  return quantities;
}
