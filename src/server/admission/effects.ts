/**
 * What readable entries bring about, decided without touching the ledger: rows to write, and what a
 * person must look at. A fact is taken as it was said; where it contradicts itself or what is known,
 * that becomes an exception beside it, never a correction of it.
 */
import type { Cart } from '../../domain/cart/cart.ts';
import type { StockMovement } from '../../domain/inventory/stock.ts';
import { checkOrder } from '../../domain/order/check-order.ts';
import { checkPostVoid } from '../../domain/order/check-post-void.ts';
import type { Order, PostVoid } from '../../domain/order/order.ts';
import { checkReturn } from '../../domain/returns/check-return.ts';
import type { ShiftClose, ShiftOpen, TillMovement } from '../../domain/till/till.ts';
import { unreachable } from '../../kernel/invariant.ts';
import type { Entry } from '../../protocol/entry/entry.ts';
import type { ExceptionDraft } from '../exceptions/exceptions.ts';
import type { EntryRef } from '../ledger/ledger.ts';
import type { OrderBook } from './order-book.ts';

export interface Effects {
  readonly orders: { readonly order: Order; readonly by: EntryRef; readonly isVoided: boolean }[];
  readonly voids: { readonly postVoid: PostVoid; readonly by: EntryRef }[];
  readonly stock: { readonly movement: StockMovement; readonly by: EntryRef }[];
  readonly till: { readonly movement: TillMovement; readonly by: EntryRef }[];
  readonly opened: { readonly shift: ShiftOpen; readonly by: EntryRef }[];
  readonly closed: { readonly shift: ShiftClose; readonly by: EntryRef }[];
  /** In the order they were meant: a cart may be parked and resumed in one push. */
  readonly carts: (
    | { readonly park: Cart; readonly by: EntryRef }
    | { readonly resume: string; readonly by: EntryRef }
  )[];
}

export function noEffects(): Effects {
  return { orders: [], voids: [], stock: [], till: [], opened: [], closed: [], carts: [] };
}

export interface EffectContext {
  readonly book: OrderBook;
  /** Orders that are here or came earlier in this push, by id: a post-void and a return are held against it. */
  readonly orders: Map<string, Order>;
  readonly series: string;
}

/** Findings named in one exception: enough to see what is wrong, not a copy of a whole forged order. */
const FINDINGS_MAX = 20;

/** Adds the entry's effects to `effects`; answers what a person must look at. */
export function addEffects(effects: Effects, entry: Entry, by: EntryRef, context: EffectContext): ExceptionDraft[] {
  switch (entry.kind) {
    case 'order.place': {
      const order = entry.body;
      const drafts = context.book.place(order);
      context.orders.set(order.id, order);
      effects.orders.push({ order, by, isVoided: context.book.isVoided(order.id) });
      addMovements(effects, order, by);
      const findings = [
        ...checkOrder(order),
        ...checkReturns(order, context.orders),
        ...checkSeries(order, context.series),
      ];
      return [...drafts, ...suspicion(findings)];
    }
    case 'order.post-void': {
      const postVoid = entry.body;
      const drafts = context.book.void(postVoid);
      effects.voids.push({ postVoid, by });
      addMovements(effects, postVoid, by);
      const order = context.orders.get(postVoid.order) ?? null;
      return [...drafts, ...suspicion([...checkPostVoid(postVoid, order), ...checkSeries(postVoid, context.series)])];
    }
    case 'shift.open':
      effects.opened.push({ shift: entry.body, by });
      addTill(effects, entry.body.till, by);
      return suspicion(checkTill(entry.body.till, entry.body.shift, 'float', entry.body.floatMinor));
    case 'till.pay': {
      const { direction, amountMinor, shift, till } = entry.body;
      addTill(effects, till, by);
      const isIn = direction === 'in';
      return suspicion(checkTill(till, shift, isIn ? 'paid-in' : 'paid-out', isIn ? amountMinor : 0 - amountMinor));
    }
    case 'shift.close': {
      effects.closed.push({ shift: entry.body, by });
      const { countedMinor, expectedMinor, overShortMinor } = entry.body;
      return suspicion(unless(countedMinor - expectedMinor === overShortMinor, 'over-short'));
    }
    case 'cart.suspend':
      effects.carts.push({ park: entry.body.cart, by });
      return [];
    case 'cart.resume':
      effects.carts.push({ resume: entry.body.cart, by });
      return [];
    case 'receipt.reprint':
    // Decided where others' doings are known: `place-channels.ts`.
    case 'fulfillment.pick':
    case 'fulfillment.lay-ready':
    case 'fulfillment.hand-over':
    case 'online-cart.claim':
    case 'online-cart.release':
    case 'client.create':
    case 'client.edit':
    case 'exception.settle':
      return [];
    default:
      return unreachable(entry);
  }
}

type Finding = { readonly code: string };

function suspicion(findings: readonly Finding[]): ExceptionDraft[] {
  if (findings.length === 0) return [];
  return [{ kind: 'tamper-suspect', facts: { findings: findings.slice(0, FINDINGS_MAX), count: findings.length } }];
}

function unless(isSound: boolean, code: string): Finding[] {
  return isSound ? [] : [{ code }];
}

/** How much came back is counted in the order book, across registers; here, whether the money fits the sale. */
function checkReturns(order: Order, orders: ReadonlyMap<string, Order>): Finding[] {
  const origins = new Set(order.lines.flatMap(({ origin }) => (origin === null ? [] : [origin.order])));
  return [...origins].flatMap((origin) => {
    const sale = orders.get(origin);
    const findings = sale === undefined ? [] : checkReturn(order, sale, []);
    return findings.filter(({ code }) => code !== 'return-exceeds-sale');
  });
}

/** A register numbers its receipts in its own series. */
function checkSeries({ receiptNumber }: { readonly receiptNumber: string }, series: string): Finding[] {
  const number = receiptNumber.startsWith(`${series}-`) ? receiptNumber.slice(series.length + 1) : '';
  return unless(/^\d{6,}$/.test(number), 'receipt-series');
}

function checkTill(till: readonly TillMovement[], shift: string, kind: string, amountMinor: number): Finding[] {
  const sum = till.reduce((total, movement) => total + movement.amountMinor, 0);
  const isOwn = till.every((one) => one.shift === shift && one.kind === kind && one.tender === 'cash');
  return unless(isOwn && sum === amountMinor, 'till-movements');
}

function addMovements(
  effects: Effects,
  fact: { readonly stock: readonly StockMovement[]; readonly till: readonly TillMovement[] },
  by: EntryRef,
): void {
  for (const movement of fact.stock) effects.stock.push({ movement, by });
  addTill(effects, fact.till, by);
}

function addTill(effects: Effects, till: readonly TillMovement[], by: EntryRef): void {
  for (const movement of till) effects.till.push({ movement, by });
}
