/**
 * A shift as the sum of what happened in it. What should be in the till is never stored; it is folded
 * from the movements, the float among them.
 *
 * Invariant: expected cash is the sum of all cash movements of the shift, and nothing else.
 */
import type { IdSource } from '../../kernel/ids.ts';
import { granted, refused, type Verdict } from '../../kernel/verdict.ts';
import type { Order, PostVoid } from '../order/order.ts';
import type { DenominationCount, ShiftClose, ShiftOpen, TillMovement, TillPay } from './till.ts';

/** The journal's entries have this shape; those that move no money are passed over. */
export type ShiftEvent =
  | { readonly kind: 'shift.open'; readonly body: ShiftOpen }
  | { readonly kind: 'order.place'; readonly body: Order }
  | { readonly kind: 'order.post-void'; readonly body: PostVoid }
  | { readonly kind: 'till.pay'; readonly body: TillPay }
  | { readonly kind: 'shift.close'; readonly body: ShiftClose }
  | { readonly kind: 'receipt.reprint' | 'cart.suspend' | 'cart.resume'; readonly body: object };

export interface ShiftSummary {
  readonly shift: string | null;
  readonly status: 'none' | 'open' | 'closed';
  readonly businessDay: string | null;
  readonly floatMinor: number;
  readonly expectedCashMinor: number;
  /** What the card terminals should have taken, minus what they gave back. */
  readonly cardMinor: number;
  readonly cashSalesMinor: number;
  readonly cashRefundsMinor: number;
  readonly paidInMinor: number;
  readonly paidOutMinor: number;
  /** Orders in which goods went out (exchanges among them), and orders in which they only came back. */
  readonly sales: number;
  readonly returns: number;
  readonly voids: number;
  /** Sum of all orders and post-voids. */
  readonly totalMinor: number;
}

export const NO_SHIFT: ShiftSummary = {
  shift: null,
  status: 'none',
  businessDay: null,
  floatMinor: 0,
  expectedCashMinor: 0,
  cardMinor: 0,
  cashSalesMinor: 0,
  cashRefundsMinor: 0,
  paidInMinor: 0,
  paidOutMinor: 0,
  sales: 0,
  returns: 0,
  voids: 0,
  totalMinor: 0,
};

/** Events in journal order. A new `shift.open` begins anew; what belongs to another shift is passed over. */
export function foldShift(events: readonly ShiftEvent[]): ShiftSummary {
  return events.reduce(foldEvent, NO_SHIFT);
}

function foldEvent(summary: ShiftSummary, event: ShiftEvent): ShiftSummary {
  if (event.kind === 'shift.open') {
    const { shift, businessDay, floatMinor, till } = event.body;
    return foldTill({ ...NO_SHIFT, shift, businessDay, floatMinor, status: 'open' }, till);
  }
  if (!('shift' in event.body) || event.body.shift !== summary.shift) return summary;
  switch (event.kind) {
    case 'order.place': {
      const { kind, totals, till } = event.body;
      return foldTill(
        {
          ...summary,
          sales: summary.sales + (kind === 'return' ? 0 : 1),
          returns: summary.returns + (kind === 'return' ? 1 : 0),
          totalMinor: summary.totalMinor + totals.totalMinor,
        },
        till,
      );
    }
    case 'order.post-void': {
      const { totalMinor, till } = event.body;
      return foldTill({ ...summary, voids: summary.voids + 1, totalMinor: summary.totalMinor + totalMinor }, till);
    }
    case 'till.pay':
      return foldTill(summary, event.body.till);
    case 'shift.close':
      return { ...summary, status: 'closed' };
    default:
      return summary;
  }
}

function foldTill(summary: ShiftSummary, till: readonly TillMovement[]): ShiftSummary {
  let { expectedCashMinor, cardMinor, cashSalesMinor, cashRefundsMinor, paidInMinor, paidOutMinor } = summary;
  for (const { kind, tender, amountMinor } of till) {
    if (tender === 'card') {
      cardMinor += amountMinor;
      continue;
    }
    expectedCashMinor += amountMinor;
    if (kind === 'tender' || kind === 'change') cashSalesMinor += amountMinor;
    if (kind === 'refund') cashRefundsMinor -= amountMinor;
    if (kind === 'paid-in') paidInMinor += amountMinor;
    if (kind === 'paid-out') paidOutMinor -= amountMinor;
  }
  return { ...summary, expectedCashMinor, cardMinor, cashSalesMinor, cashRefundsMinor, paidInMinor, paidOutMinor };
}

export type TillRefusal =
  | { readonly code: 'shift-already-open'; readonly shift: string }
  | { readonly code: 'shift-not-open'; readonly status: ShiftSummary['status'] }
  | { readonly code: 'amount-out-of-range'; readonly maxMinor: number }
  | { readonly code: 'reason-missing' };

/** More than any till holds: a barcode typed into the amount. */
export const TILL_AMOUNT_MAX_MINOR = 1_000_000_000_000;

function isAmount(amountMinor: number, min: number): boolean {
  return Number.isSafeInteger(amountMinor) && amountMinor >= min && amountMinor <= TILL_AMOUNT_MAX_MINOR;
}

const OUT_OF_RANGE = { code: 'amount-out-of-range', maxMinor: TILL_AMOUNT_MAX_MINOR } as const;

/** Where and when till work happens. */
interface TillPlace {
  readonly location: string;
  readonly businessDay: string;
  readonly currency: string;
}

export function planShiftOpen(
  input: TillPlace & {
    readonly summary: ShiftSummary;
    readonly newId: IdSource;
    readonly floatMinor: number;
  },
): Verdict<ShiftOpen, TillRefusal> {
  const { summary, newId, location, businessDay, currency, floatMinor } = input;
  if (summary.status === 'open' && summary.shift) return refused({ code: 'shift-already-open', shift: summary.shift });
  if (!isAmount(floatMinor, 0)) return refused(OUT_OF_RANGE);
  const shift = newId('shift');
  const float = { id: newId('movement'), shift, kind: 'float', tender: 'cash', amountMinor: floatMinor } as const;
  return granted({ shift, location, businessDay, currency, floatMinor, till: floatMinor === 0 ? [] : [float] });
}

export function planTillPay(input: {
  readonly summary: ShiftSummary;
  readonly newId: IdSource;
  readonly location: string;
  readonly direction: 'in' | 'out';
  readonly amountMinor: number;
  readonly reason: string;
}): Verdict<TillPay, TillRefusal> {
  const { summary, newId, location, direction, amountMinor, reason } = input;
  if (summary.status !== 'open' || summary.shift === null) {
    return refused({ code: 'shift-not-open', status: summary.status });
  }
  if (!isAmount(amountMinor, 1)) return refused(OUT_OF_RANGE);
  if (reason.trim() === '') return refused({ code: 'reason-missing' });
  const movement: TillMovement = {
    id: newId('movement'),
    shift: summary.shift,
    kind: direction === 'in' ? 'paid-in' : 'paid-out',
    tender: 'cash',
    amountMinor: direction === 'in' ? amountMinor : 0 - amountMinor,
  };
  return granted({ shift: summary.shift, location, direction, amountMinor, reason, till: [movement] });
}

/** The sum of counted notes and coins. */
export function countedMinorOf(denominations: readonly DenominationCount[]): number {
  return denominations.reduce((sum, { denominationMinor, pieces }) => sum + denominationMinor * pieces, 0);
}

/** A shift always closes, also offline and with a difference; the close says what was open. */
export function planShiftClose(
  input: TillPlace & {
    readonly summary: ShiftSummary;
    readonly denominations: readonly DenominationCount[];
    /** Entries the server has not acknowledged. */
    readonly unsent: number;
  },
): Verdict<ShiftClose, TillRefusal> {
  const { summary, location, businessDay, currency, unsent } = input;
  if (summary.status !== 'open' || summary.shift === null) {
    return refused({ code: 'shift-not-open', status: summary.status });
  }
  const denominations = input.denominations.filter(({ pieces }) => pieces !== 0);
  if (!denominations.every(({ denominationMinor, pieces }) => isAmount(denominationMinor, 1) && isAmount(pieces, 1))) {
    return refused(OUT_OF_RANGE);
  }
  const countedMinor = countedMinorOf(denominations);
  if (!isAmount(countedMinor, 0)) return refused(OUT_OF_RANGE);
  return granted({
    shift: summary.shift,
    location,
    businessDay,
    currency,
    denominations,
    countedMinor,
    expectedMinor: summary.expectedCashMinor,
    overShortMinor: countedMinor - summary.expectedCashMinor,
    cardExpectedMinor: summary.cardMinor,
    sales: summary.sales,
    returns: summary.returns,
    voids: summary.voids,
    unsent,
  });
}
