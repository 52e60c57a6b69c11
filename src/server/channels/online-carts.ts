/**
 * Online carts as their clients change them. The cart's version says which state a change was made on; an
 * associate who holds the claim is left in peace until the claim ends.
 */

import type { z } from 'zod';
import type { Cart } from '../../domain/cart/cart.ts';
import { cartLineOf } from '../../domain/cart/cart-line.ts';
import type { Language } from '../../domain/catalog/variant.ts';
import { type SettledCart, settle } from '../../domain/pricing/settle.ts';
import type { Store } from '../../domain/store/store.ts';
import type { IdSource } from '../../kernel/ids.ts';
import { must } from '../../kernel/invariant.ts';
import { granted, refused, type Verdict } from '../../kernel/verdict.ts';
import type { ChannelCart, cartLinesRequest } from '../../protocol/channel/channel-api.ts';
import type { KeptCart } from '../ledger/channel-records.ts';
import type { pricedVariants } from './shop-window.ts';

export type CartRefusal =
  | { readonly code: 'version-old'; readonly version: number }
  | { readonly code: 'cart-held'; readonly until: string }
  | { readonly code: 'cart-ordered' | 'cart-completed' | 'cart-expired' | 'cart-empty' }
  | { readonly code: 'not-for-sale' | 'variant-unknown'; readonly variant: string };

/** Whether its client may change it now (`now`: ms since 1970). */
export function mayChange(cart: KeptCart, version: number, now: number): Verdict<KeptCart, CartRefusal> {
  if (cart.state === 'ordered') return refused({ code: 'cart-ordered' });
  if (cart.state === 'completed') return refused({ code: 'cart-completed' });
  if (cart.state === 'expired') return refused({ code: 'cart-expired' });
  if (cart.claim !== null && Date.parse(cart.claim.until) > now) {
    return refused({ code: 'cart-held', until: cart.claim.until });
  }
  if (cart.version !== version) return refused({ code: 'version-old', version: cart.version });
  // A claim that ran out is over.
  return granted({ ...cart, state: 'open', claim: null });
}

type Priced = Awaited<ReturnType<typeof pricedVariants>>;

/** The lines as they shall be; a line that stays keeps its id, so that screens do not jump. */
export function withLines(
  cart: KeptCart,
  wanted: z.infer<typeof cartLinesRequest>['lines'],
  context: { readonly priced: Priced; readonly ids: IdSource; readonly at: string },
): Verdict<KeptCart, CartRefusal> {
  const lines: KeptCart['lines'] = [];
  const quantities = new Map<string, number>();
  for (const { variant, quantity } of wanted) quantities.set(variant, (quantities.get(variant) ?? 0) + quantity);
  for (const [variant, quantity] of quantities) {
    const row = context.priced.find(({ id }) => id === variant);
    if (row === undefined) return refused({ code: 'not-for-sale', variant });
    const id = cart.lines.find((line) => line.variant === variant)?.id ?? context.ids('line');
    const line = cartLineOf(row, { id, quantity, language: cart.language });
    if (!line.ok) return refused({ code: 'not-for-sale', variant });
    const { sku, ordinal, title, options, image, unit, tracked, listPriceMinor, taxCategory } = line.value;
    lines.push({
      ...{ id, variant, ordinal, sku, title, options: [...options], image, quantity },
      ...{ unit, tracked, listPriceMinor, taxCategory },
    });
  }
  return granted({ ...cart, lines, version: cart.version + 1, updatedAt: context.at });
}

export function emptyOnlineCart(made: {
  readonly id: string;
  readonly code: string;
  readonly store: Store;
  readonly language: Language;
  readonly at: string;
}): KeptCart {
  return {
    ...{ id: made.id, code: made.code, location: made.store.id, state: 'open', version: 1, updatedAt: made.at },
    ...{ currency: made.store.currency.code, lines: [], client: null, claim: null, lastFence: 0, order: null },
    language: made.language,
  };
}

/** As the counter would settle it: the same lines, the same prices, the same taxes. */
export function settledCart(cart: KeptCart, store: Store): { readonly cart: Cart; readonly settled: SettledCart } {
  const lines = cart.lines.map((line) => ({
    ...line,
    ...{ direction: 'out' as const, override: null, discount: null, associate: null, note: null, returned: null },
  }));
  const asCart: Cart = { id: cart.id, lines, discount: null, client: cart.client, label: null };
  return { cart: asCart, settled: settle(asCart, store) };
}

export function cartAnswer(cart: KeptCart, store: Store, now: number): ChannelCart {
  const { settled } = settledCart(cart, store);
  const { claim } = cart;
  const isHeld = claim !== null && Date.parse(claim.until) > now;
  return {
    id: cart.id,
    code: cart.code,
    store: store.id,
    state: cart.state === 'claimed' && !isHeld ? 'open' : cart.state,
    version: cart.version,
    currency: store.currency.code,
    currencyDigits: store.currency.digits,
    pricesIncludeTax: store.pricesIncludeTax,
    lines: cart.lines.map((line, at) => ({
      ...{ id: line.id, variant: line.variant, sku: line.sku, title: line.title, options: [...line.options] },
      ...{ image: line.image, quantity: line.quantity, unit: line.unit, unitPriceMinor: line.listPriceMinor },
      totalMinor: must(settled.lines[at], 'every line was settled').extendedMinor,
    })),
    netMinor: settled.totals.netMinor,
    taxMinor: settled.totals.taxMinor,
    totalMinor: settled.totals.totalMinor,
    claimedUntil: isHeld ? claim.until : null,
    order: cart.order,
  };
}
