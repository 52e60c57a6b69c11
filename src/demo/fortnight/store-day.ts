/**
 * One day at a front counter, from the float to the count. People buy, bring things back, change their
 * minds; all of it is decided by the domain as on a tablet.
 */
import { emptyCart } from '../../domain/cart/cart-commands.ts';
import type { Language } from '../../domain/catalog/variant.ts';
import type { Order } from '../../domain/order/order.ts';
import { planPostVoid } from '../../domain/order/plan-post-void.ts';
import { returnableLines, returnCartLine } from '../../domain/returns/plan-return.ts';
import type { Store } from '../../domain/store/store.ts';
import { foldShift, planShiftClose, planShiftOpen, planTillPay, type ShiftEvent } from '../../domain/till/shift.ts';
import type { DenominationCount } from '../../domain/till/till.ts';
import type { IdSource } from '../../kernel/ids.ts';
import { invariant, must } from '../../kernel/invariant.ts';
import type { Verdict } from '../../kernel/verdict.ts';
import { type Chance, chanceOf } from '../chance.ts';
import { fillBasket, type Goods, reasonFor, type Shelf } from './basket.ts';
import { type Errand, runErrand } from './errands.ts';
import type { RegisterJournal } from './register-journal.ts';
import { type Ringing, ringOrder } from './ring-order.ts';

export interface Counter {
  readonly store: Store;
  /** Who works there; the first may approve what others may not. */
  readonly associates: readonly string[];
  readonly languages: readonly Language[];
  readonly wrapping: Goods | null;
  /** Clients of the store; some visitors are one of them. */
  readonly clients: readonly string[];
  /** Ids are born when `passTime` last said it is. */
  readonly newId: IdSource;
  readonly passTime: (instant: number) => void;
  readonly journal: RegisterJournal;
  readonly shelf: Shelf;
  /** What lies there now, by ordinal; sales and returns move it. */
  readonly stock: Map<number, number>;
  /** Sales whose goods may still come back. */
  readonly sold: Order[];
  /** What web orders still ask of this counter, in order. */
  readonly errands: Errand[];
}

export interface DayHours {
  readonly businessDay: string;
  readonly opensAt: number;
  readonly endsAt: number;
  /** When visitors come to the counter, in order. */
  readonly visits: readonly number[];
  /** The day was not cut short: its takings go to the safe. */
  readonly isWhole: boolean;
}

const FLOAT_MINOR = 20_000;
const BEFORE_OPENING_MS = 15 * 60_000;
const SECOND_THOUGHTS_MS = 90_000;
/** Visitors who come back with something bought before are among the last so many sales. */
const REMEMBERED_SALES = 60;

export function runDay(counter: Counter, hours: DayHours, chance: Chance): void {
  const { store, newId, journal, associates } = counter;
  const day = { location: store.id, businessDay: hours.businessDay, currency: store.currency.code };
  const opener = chance.pick(associates);
  counter.passTime(hours.opensAt - BEFORE_OPENING_MS);
  const opened = granted(planShiftOpen({ ...day, summary: foldShift([]), newId, floatMinor: FLOAT_MINOR }));
  journal.append('shift.open', opened, { at: hours.opensAt - BEFORE_OPENING_MS, associate: opener });
  const events: ShiftEvent[] = [{ kind: 'shift.open', body: opened }];
  for (const at of hours.visits) {
    runErrand(counter.errands, counter, { at, associate: opener });
    events.push(...serve(counter, { at, shift: opened.shift, businessDay: hours.businessDay }, chance));
  }
  counter.passTime(hours.endsAt);
  const summary = foldShift(events);
  if (hours.isWhole && summary.expectedCashMinor > 3 * FLOAT_MINOR) {
    const amountMinor = Math.floor((summary.expectedCashMinor - FLOAT_MINOR) / 5_000) * 5_000;
    const reason = reasonFor(store, 'paid-out', 'To the safe');
    const paid = granted(planTillPay({ summary, newId, location: store.id, direction: 'out', amountMinor, reason }));
    journal.append('till.pay', paid, { at: hours.endsAt, associate: opener });
    events.push({ kind: 'till.pay', body: paid });
  }
  const expected = foldShift(events);
  const slip = chance.hits(12) ? chance.pick([-500, -100, 100, 200]) : 0;
  const denominations = countOut(Math.max(0, expected.expectedCashMinor + slip), store.denominationsMinor);
  const closed = granted(planShiftClose({ ...day, summary: expected, denominations, unsent: 0 }));
  journal.append('shift.close', closed, { at: hours.endsAt, associate: opener });
}

interface Moment {
  readonly at: number;
  readonly shift: string;
  readonly businessDay: string;
}

/** One visitor: somebody brings something back, or buys, or finds nothing. */
function serve(counter: Counter, moment: Moment, chance: Chance): readonly ShiftEvent[] {
  const { store, newId, journal, associates, sold } = counter;
  counter.passTime(moment.at);
  const associate = chance.pick(associates);
  const language = chance.pick(counter.languages);
  const by = { at: moment.at, associate };
  const ringing: Ringing = { ...moment, store, newId, language, nextReceiptNumber: journal.nextReceiptNumber };
  const old = chance.hits(6) ? somethingSold(sold, chance) : null;
  if (old !== null) {
    sold.splice(sold.indexOf(old), 1);
    return [place(counter, bringBack(old, ringing, chance), by)];
  }
  const colleagues = associates.filter((one) => one !== associate);
  const cart = fillBasket({ ...counter, cartId: newId('cart'), language, colleagues }, chance);
  if (cart.lines.length === 0) return [];
  const order = ringOrder({ ...cart, client: visitorOf(cart.id, counter.clients) }, ringing, chance);
  const placed = place(counter, order, by);
  if (!chance.hits(1.5)) {
    sold.push(order);
    return [placed];
  }
  const reason = reasonFor(store, 'void', 'Customer cancelled');
  const plan = planPostVoid({ ...ringing, order, followers: [], voided: false, location: store.id, reason });
  const voided = granted(plan)(journal.nextReceiptNumber());
  const manager = must(associates[0], 'a store has a manager');
  journal.append('order.post-void', voided, { at: moment.at + SECOND_THOUGHTS_MS, associate: manager });
  move(counter.stock, voided.stock);
  return [placed, { kind: 'order.post-void', body: voided }];
}

function place(counter: Counter, order: Order, by: { at: number; associate: string }): ShiftEvent {
  counter.journal.append('order.place', order, by);
  move(counter.stock, order.stock);
  return { kind: 'order.place', body: order };
}

function move(stock: Map<number, number>, movements: Order['stock']): void {
  for (const { bucket, ordinal, quantity } of movements) {
    if (bucket === 'on-hand') stock.set(ordinal, (stock.get(ordinal) ?? 0) + quantity);
  }
}

function somethingSold(sold: readonly Order[], chance: Chance): Order | null {
  const some = sold.filter((order) => order.lines.some((line) => line.tracked)).slice(-REMEMBERED_SALES);
  return some.length === 0 ? null : chance.pick(some);
}

function bringBack(order: Order, ringing: Ringing, chance: Chance): Order {
  const returnable = chance.pick(returnableLines(order, [], false).filter(({ line }) => line.tracked));
  const isFaulty = chance.hits(20);
  const why = isFaulty ? 'Faulty' : chance.pick(['Wrong size', 'Changed mind', 'Gift returned']);
  const line = granted(
    returnCartLine({
      order,
      returnable,
      id: ringing.newId('line'),
      quantity: 1,
      reason: reasonFor(ringing.store, 'return', why),
      disposition: isFaulty ? 'damaged' : 'restock',
    }),
  );
  return ringOrder({ ...emptyCart(ringing.newId('cart')), lines: [line] }, ringing, chance);
}

/** Dice of their own: who somebody is changes nothing of what they buy. */
function visitorOf(cart: string, clients: readonly string[]): string | null {
  const chance = chanceOf(`visitor ${cart}`);
  return clients.length > 0 && chance.hits(22) ? chance.pick(clients) : null;
}

/** An amount as notes and coins, the largest first. */
function countOut(amountMinor: number, denominationsMinor: readonly number[]): readonly DenominationCount[] {
  let rest = amountMinor;
  return denominationsMinor.flatMap((denominationMinor) => {
    const pieces = Math.floor(rest / denominationMinor);
    rest -= pieces * denominationMinor;
    return pieces === 0 ? [] : [{ denominationMinor, pieces }];
  });
}

function granted<T>(verdict: Verdict<T, { readonly code: string }>): T {
  invariant(verdict.ok, () => `the demo's past holds no refusal, not ${JSON.stringify(verdict)}`);
  return verdict.value;
}
