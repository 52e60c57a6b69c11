/** Cancels a completed order whole: its goods go back where they were, its tenders are given back. */
import type { IdSource } from '../../kernel/ids.ts';
import { granted, refused, type Verdict } from '../../kernel/verdict.ts';
import { impliedTill, turnedStock, turnedTenders } from './implied.ts';
import type { Order, PostVoid } from './order.ts';

export interface PostVoidInput {
  readonly order: Order;
  /** Orders that returned lines of it, and were not voided themselves. */
  readonly followers: readonly Order[];
  readonly voided: boolean;
  readonly newId: IdSource;
  /** Where we are: an order is voided only where it was placed, because its goods are there. */
  readonly location: string;
  readonly shift: string;
  readonly businessDay: string;
  readonly reason: string;
}

export type PostVoidRefusal =
  | { readonly code: 'already-voided' }
  | { readonly code: 'has-returns'; readonly orders: readonly string[] }
  | { readonly code: 'other-location'; readonly location: string }
  | { readonly code: 'reason-missing' };

export function planPostVoid(input: PostVoidInput): Verdict<(receiptNumber: string) => PostVoid, PostVoidRefusal> {
  const { order, newId, shift } = input;
  if (input.voided) return refused({ code: 'already-voided' });
  const returns = input.followers.filter((follower) => follower.lines.some((line) => line.origin?.order === order.id));
  if (returns.length > 0) return refused({ code: 'has-returns', orders: returns.map((follower) => follower.id) });
  if (order.location !== input.location) return refused({ code: 'other-location', location: order.location });
  if (input.reason.trim() === '') return refused({ code: 'reason-missing' });

  const tenders = turnedTenders(order.tenders).map((tender) => ({ id: newId('tender'), ...tender }));
  const postVoid: Omit<PostVoid, 'receiptNumber'> = {
    order: order.id,
    orderReceiptNumber: order.receiptNumber,
    location: order.location,
    shift,
    businessDay: input.businessDay,
    reason: input.reason,
    currency: order.currency,
    totalMinor: 0 - order.totals.totalMinor,
    tenders,
    stock: turnedStock(order.stock).map((movement) => ({ id: newId('movement'), ...movement })),
    till: impliedTill(tenders, shift).map((movement) => ({ id: newId('movement'), ...movement })),
  };
  return granted((receiptNumber) => ({ ...postVoid, receiptNumber }));
}
