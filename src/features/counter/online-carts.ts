/**
 * A cart that began on a client's own screen goes on at this counter. It keeps its id, so that its sale says
 * which cart it was; its lines are rung anew, at the prices of this counter's shelf.
 *
 * The claim is a request and may be refused later; the lines lie in the open cart at once, because a sale is
 * a fact whoever held the cart.
 */
import type { Cart } from '../../domain/cart/cart.ts';
import { decideCart, emptyCart } from '../../domain/cart/cart-commands.ts';
import { cartLineOf } from '../../domain/cart/cart-line.ts';
import type { Language } from '../../domain/catalog/variant.ts';
import { granted, refused, type Verdict } from '../../kernel/verdict.ts';
import { spokenCode } from '../../protocol/channel/hand-over-code.ts';
import type { OnlineCartDocument } from '../../protocol/sync/channel-documents.ts';
import type { JournalRefusal, ShownCart } from '../../replica/index.ts';
import { useWatched, watched } from '../../ui/index.ts';
import type { Counter } from './counter.tsx';
import { resumeCart } from './parked.ts';
import type { RingRefusal } from './ring.ts';

type OnlineLine = OnlineCartDocument['lines'][number];

/** What of an online cart can be rung here, before anything was done about it. */
export interface TakeOverPlan {
  readonly cart: Cart;
  /** Lines that stay behind, and why. `not-here`: the goods are not on this tablet. */
  readonly missing: readonly { readonly line: OnlineLine; readonly why: RingRefusal['code'] | 'not-here' }[];
  /** Lines whose price at this counter is another than the one the client saw. */
  readonly repriced: readonly { readonly line: OnlineLine; readonly priceMinor: number }[];
}

export async function planTakeOver(
  counter: Pick<Counter, 'shelf' | 'ids'>,
  online: OnlineCartDocument,
  language: Language,
): Promise<TakeOverPlan> {
  const rows = await Promise.all(online.lines.map(({ ordinal }) => counter.shelf.row(ordinal)));
  let cart: Cart = { ...emptyCart(online.id), client: online.client, label: spokenCode(online.code) };
  const missing: { line: OnlineLine; why: RingRefusal['code'] | 'not-here' }[] = [];
  const repriced: { line: OnlineLine; priceMinor: number }[] = [];
  for (const [place, line] of online.lines.entries()) {
    const row = rows[place];
    if (row?.id !== line.variant) {
      missing.push({ line, why: 'not-here' });
      continue;
    }
    const rung = cartLineOf(row, { id: counter.ids('line'), quantity: line.quantity, language });
    const added = rung.ok ? decideCart(cart, { kind: 'add', line: rung.value }) : rung;
    if (!added.ok) {
      missing.push({ line, why: added.refusal.code });
      continue;
    }
    cart = added.value;
    if (rung.ok && rung.value.listPriceMinor !== line.listPriceMinor) {
      repriced.push({ line, priceMinor: rung.value.listPriceMinor });
    }
  }
  return { cart, missing, repriced };
}

/** Which version of each online cart lies on the counter, while this window lives. */
const taken = watched<ReadonlyMap<string, number>>(new Map());

function keepVersion({ id, version }: OnlineCartDocument): void {
  taken.set(new Map(taken.get()).set(id, version));
}

/** Null where that is not known any more. */
export function useVersionTaken(cart: string): number | null {
  return useWatched(taken, () => taken.get().get(cart) ?? null);
}

export type TakeOverRefusal =
  | JournalRefusal
  | { readonly code: 'cart-in-use' }
  | { readonly code: 'cart-gone' }
  | { readonly code: 'cart-empty' };

type Counting = Pick<Counter, 'journal' | 'openCart' | 'store' | 'associate'>;

/** The value is the cart as it lies on the counter. */
export async function takeOverCart(
  counter: Counting,
  online: ShownCart,
  plan: TakeOverPlan,
): Promise<Verdict<Cart, TakeOverRefusal>> {
  const { openCart, journal } = counter;
  const open = openCart.current();
  if (open.id === online.id) return granted(open);
  if (open.lines.length > 0) return refused({ code: 'cart-in-use' });
  if (journal.snapshot().parkedCarts.some(({ id }) => id === online.id)) return resumeCart(counter, online.id);
  if (plan.cart.lines.length === 0) return refused({ code: 'cart-empty' });
  const asked = await askForCart(counter, online);
  if (!asked.ok) return asked;
  // What was scanned while the journal wrote comes along.
  const scanned = openCart.current();
  keepVersion(online);
  if (scanned.id !== online.id) openCart.replace({ ...plan.cart, lines: [...plan.cart.lines, ...scanned.lines] });
  return granted(openCart.current());
}

/** Asks for the claim, or for another quarter of an hour of it. What was asked and not answered is not asked again. */
export async function askForCart(counter: Counting, online: ShownCart): Promise<Verdict<null, JournalRefusal>> {
  if (online.ownClaim === 'asked') return granted(null);
  const { journal, store, associate } = counter;
  const written = await journal.append({
    kind: 'online-cart.claim',
    associate: associate.id,
    body: () => ({ location: store.id, cart: online.id, cartVersion: online.version }),
  });
  return written.ok ? granted(null) : written;
}

/** The client changed it after it was taken over: what they want now takes the place of what lies here. */
export function takeNewest(counter: Pick<Counter, 'openCart'>, online: ShownCart, plan: TakeOverPlan): void {
  const { openCart } = counter;
  const open = openCart.current();
  if (open.id !== online.id) return;
  keepVersion(online);
  openCart.replace({ ...open, lines: plan.cart.lines });
}

/** The client goes on with it on their own screen; what lies on this counter of it goes. */
export async function releaseCart(counter: Counting, id: string): Promise<Verdict<null, JournalRefusal>> {
  const { journal, openCart, store, associate } = counter;
  await openCart.saved();
  const written = await journal.append({
    kind: 'online-cart.release',
    associate: associate.id,
    body: () => ({ location: store.id, cart: id }),
  });
  if (!written.ok) return written;
  if (openCart.current().id === id) openCart.clear();
  return granted(null);
}
