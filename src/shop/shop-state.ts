/** What the shop's pages share: the store that was chosen, the cart as the centre last told it, the orders placed here. */
import { createContext, useContext } from 'react';
import type { Language } from '../domain/catalog/variant.ts';
import { must } from '../kernel/invariant.ts';
import { granted, refused, type Verdict } from '../kernel/verdict.ts';
import { type Watched, watched } from '../ui/index.ts';
import type { Held, OrderWish, ShopApi, ShopRefusal, ShopStore, WebCart } from './shop-api.ts';
import { recall, remember, type ShopMemory } from './shop-memory.ts';

export interface ShopState {
  readonly retailer: string;
  readonly stores: readonly ShopStore[];
  readonly memory: ShopMemory;
  /** Null before the first piece, and while it is not known yet. */
  readonly cart: WebCart | null;
  /** What is looked for, so that who comes back from an item finds it again. */
  readonly wanted: { readonly search: string; readonly category: string | null };
}

export interface Shop extends Watched<ShopState> {
  readonly api: ShopApi;
  chooseStore(store: string): void;
  want(change: Partial<ShopState['wanted']>): void;
  /** Asks the centre how the cart stands. */
  refreshCart(): Promise<void>;
  /** So many of a variant, in all; 0 takes it out. Refused changes leave the cart as the centre has it. */
  setQuantity(variant: string, quantity: number, language: Language): Promise<Verdict<null, ShopRefusal>>;
  order(wish: Omit<OrderWish, 'version'>): Promise<Verdict<{ readonly order: string }, ShopRefusal>>;
}

type Kept = Pick<Storage, 'getItem' | 'setItem'>;

const EVERYTHING = { search: '', category: null } as const;

export function createShop(api: ShopApi, opened: { retailer: string; stores: readonly ShopStore[] }, kept: Kept): Shop {
  const state = watched<ShopState>({ ...opened, memory: recall(kept), cart: null, wanted: EVERYTHING });
  const put = (change: Partial<ShopState>) => state.set({ ...state.get(), ...change });
  const keep = (change: Partial<ShopMemory>) => {
    const memory = { ...state.get().memory, ...change };
    remember(kept, memory);
    put({ memory });
  };
  // One change at a time: each is made on the version the one before led to.
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const next = turn.then(work, work);
    turn = next.catch(() => undefined);
    return next;
  };

  async function refreshCart(): Promise<void> {
    const { cart: held } = state.get().memory;
    if (held === null) return;
    const answer = await api.cart(held);
    if (answer.ok) {
      put({ cart: answer.value });
      if (answer.value.state !== 'open' && answer.value.state !== 'claimed') keep({ cart: null });
    } else if (answer.refusal.code === 'cart-unknown') {
      keep({ cart: null });
      put({ cart: null });
    }
  }

  async function openCart(language: Language): Promise<Verdict<Held, ShopRefusal>> {
    const { cart, store } = state.get().memory;
    if (cart !== null) return granted(cart);
    const made = await api.newCart(must(store, 'a store is chosen before goods are'), language);
    if (!made.ok) return made;
    const held = { id: made.value.cart.id, secret: made.value.secret };
    keep({ cart: held });
    put({ cart: made.value.cart });
    return granted(held);
  }

  return {
    ...state,
    api,
    chooseStore(store) {
      // Prices and stock are the store's: a cart of another store stays there.
      if (state.get().memory.store !== store) {
        keep({ store, cart: null });
        put({ cart: null, wanted: EVERYTHING });
      }
    },
    want(change) {
      const wanted = { ...state.get().wanted, ...change };
      if (JSON.stringify(wanted) !== JSON.stringify(state.get().wanted)) put({ wanted });
    },
    refreshCart: () => inTurn(refreshCart),
    setQuantity: (variant, quantity, language) =>
      inTurn(async () => {
        const held = await openCart(language);
        if (!held.ok) return held;
        if (state.get().cart === null) await refreshCart();
        const { cart } = state.get();
        if (cart === null) return refused({ code: 'out-of-reach' });
        const others = cart.lines.map((line) => ({ variant: line.variant, quantity: line.quantity }));
        const place = others.findIndex((line) => line.variant === variant);
        if (place < 0) others.push({ variant, quantity });
        else others[place] = { variant, quantity };
        const answer = await api.setLines(
          held.value,
          cart.version,
          others.filter((line) => line.quantity > 0),
        );
        if (answer.ok) put({ cart: answer.value });
        else await refreshCart();
        return answer.ok ? granted(null) : answer;
      }),
    order: (wish) =>
      inTurn(async () => {
        const { cart, memory } = state.get();
        if (cart === null || memory.cart === null) return refused({ code: 'cart-empty' });
        const answer = await api.order(memory.cart, { ...wish, version: cart.version });
        if (!answer.ok) {
          await refreshCart();
          return answer;
        }
        const { order, secret, number, handOverCode } = answer.value;
        const placed = { id: order, secret, number, code: handOverCode, placedAt: new Date().toISOString() };
        keep({ cart: null, orders: [placed, ...memory.orders] });
        put({ cart: null });
        return granted({ order });
      }),
  };
}

/** A store's name beside its retailer's, which need not be said twice. */
export function shortName(store: string, retailer: string): string {
  return store.startsWith(`${retailer} `) ? store.slice(retailer.length + 1) : store;
}

const ShopContext = createContext<Shop | null>(null);
export const ShopProvider = ShopContext.Provider;

export function useShop(): Shop {
  return must(useContext(ShopContext), 'a page of the shop is shown inside it');
}
