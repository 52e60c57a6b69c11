/** What a visitor carries to the counter: goods that are there, sometimes reduced with a reason, sometimes wrapped. */
import type { Cart } from '../../domain/cart/cart.ts';
import { type CartCommand, decideCart, emptyCart } from '../../domain/cart/cart-commands.ts';
import { cartLineOf } from '../../domain/cart/cart-line.ts';
import type { Language, Variant } from '../../domain/catalog/variant.ts';
import type { Reason, Store } from '../../domain/store/store.ts';
import type { IdSource } from '../../kernel/ids.ts';
import { invariant, must } from '../../kernel/invariant.ts';
import type { Chance } from '../chance.ts';

export type Goods = Variant & { readonly priceMinor: number | null };

export interface Shelf {
  /** Goods as people buy them: what is popular comes up more often. Null when what came up is not there. */
  draw(chance: Chance): Goods | null;
  /** How many are left. */
  left(goods: Goods): number;
}

/** Pieces somebody may take at once of goods that cost little. */
const CHEAP_MINOR = 2_500;

export function createShelf(goods: readonly Goods[], stock: ReadonlyMap<number, number>): Shelf {
  const offered = goods.filter((one) => one.active && one.priceMinor !== null && one.tracked);
  const upTo: number[] = [];
  let sum = 0;
  for (const one of offered) {
    sum += Math.max(1, one.popularity);
    upTo.push(sum);
  }
  const left = (one: Goods) => (one.tracked ? (stock.get(one.ordinal) ?? 0) : Number.POSITIVE_INFINITY);
  return {
    draw(chance) {
      const drawn = chance.between(1, sum);
      const found = must(offered[upTo.findIndex((limit) => drawn <= limit)], 'a draw hits some goods');
      // Now and then a piece is there that the books do not know: the sale stands, and a person is asked.
      return left(found) > 0 || (left(found) === 0 && chance.hits(2)) ? found : null;
    },
    left,
  };
}

export interface Visit {
  readonly cartId: string;
  readonly store: Store;
  readonly shelf: Shelf;
  readonly wrapping: Goods | null;
  readonly language: Language;
  /** Who else is at work, for lines that somebody else sold. */
  readonly colleagues: readonly string[];
  readonly newId: IdSource;
}

export function fillBasket(visit: Visit, chance: Chance): Cart {
  const { store, shelf, newId, language } = visit;
  let cart = emptyCart(visit.cartId);
  const run = (command: CartCommand) => {
    const decided = decideCart(cart, command);
    invariant(decided.ok, () => `a demo basket is rung without a refusal, not ${JSON.stringify(decided)}`);
    cart = decided.value;
  };
  const ring = (goods: Goods, quantity: number) => {
    const line = cartLineOf(goods, { id: newId('line'), quantity, language });
    if (line.ok) run({ kind: 'add', line: line.value });
  };
  const wanted = chance.pick([1, 1, 1, 1, 2, 2, 2, 3, 3, 4, 6]);
  for (let tries = 0; cart.lines.length < wanted && tries < 40; tries++) {
    const goods = shelf.draw(chance);
    if (goods === null || cart.lines.some((line) => line.ordinal === goods.ordinal)) continue;
    const several = (goods.priceMinor ?? 0) <= CHEAP_MINOR && chance.hits(35) ? chance.between(2, 4) : 1;
    ring(goods, Math.max(1, Math.min(several, shelf.left(goods))));
  }
  if (visit.wrapping !== null && chance.hits(9)) ring(visit.wrapping, 1);
  const line = cart.lines[0];
  if (line === undefined) return cart;
  if (chance.hits(6)) {
    const reason = reasonFor(store, 'discount', 'Small flaw');
    run({ kind: 'discount-line', line: line.id, discount: { kind: 'percent', percentPpm: 100_000, reason } });
  } else if (chance.hits(3)) {
    const reason = reasonFor(store, 'price', 'Price on the label differs');
    run({ kind: 'override-price', line: line.id, override: { unitPriceMinor: line.listPriceMinor - 100, reason } });
  }
  if (chance.hits(4)) {
    const reason = reasonFor(store, 'discount', 'Loyal client');
    run({ kind: 'discount-cart', discount: { kind: 'percent', percentPpm: 50_000, reason } });
  }
  if (visit.colleagues.length > 0 && chance.hits(12)) {
    run({ kind: 'associate', line: line.id, associate: chance.pick(visit.colleagues) });
  }
  return cart;
}

export function reasonFor(store: Store, use: Reason['use'], title: string): string {
  return must(
    store.reasons.find((reason) => reason.use === use && reason.title.en === title),
    () => `the demo store knows the reason ${title}`,
  ).id;
}
