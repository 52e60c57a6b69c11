/** Everything known of one receipt: the sale, what came back of it, whether it is void, how often it was copied. */
import type { Order, PostVoid } from '../../domain/order/order.ts';
import type { Journal, JournalRecord } from '../../replica/index.ts';
import { countedTitles } from '../counter/index.ts';

export interface ReceiptCase {
  readonly order: Order;
  readonly at: string;
  readonly associate: string;
  readonly voided: { readonly postVoid: PostVoid; readonly at: string } | null;
  /** Orders that took goods of this one back and still stand. */
  readonly returns: readonly Order[];
  readonly copies: number;
  readonly isAcknowledged: boolean;
}

export function caseOf(found: Awaited<ReturnType<Journal['order']>>): ReceiptCase | null {
  const { placed, followers } = found;
  if (placed?.entry.kind !== 'order.place') return null;
  const order: Order = placed.entry.body;
  const voids = followers.flatMap(({ entry }) => (entry.kind === 'order.post-void' ? [entry] : []));
  const isVoid = (id: string) => voids.some(({ body }) => body.order === id);
  const own = voids.find(({ body }) => body.order === order.id);
  return {
    order,
    at: placed.entry.at,
    associate: placed.entry.associate,
    voided: own ? { postVoid: own.body, at: own.at } : null,
    returns: followers.flatMap(({ entry }) =>
      entry.kind === 'order.place' && entry.body.id !== order.id && !isVoid(entry.body.id) ? [entry.body] : [],
    ),
    copies: followers.filter(({ entry }) => entry.kind === 'receipt.reprint').length,
    isAcknowledged: placed.result !== null,
  };
}

export interface ReceiptRow {
  readonly sequence: number;
  /** The order a tap shows: for a post-void, the one it cancels. */
  readonly order: string;
  readonly receiptNumber: string;
  readonly kind: 'sale' | 'return' | 'exchange' | 'voided';
  readonly totalMinor: number;
  readonly at: string;
  readonly titles: string;
}

export function rowsOf(records: readonly JournalRecord[]): readonly ReceiptRow[] {
  return records.flatMap(({ entry, sequence }): ReceiptRow[] => {
    const { at } = entry;
    if (entry.kind === 'order.place') {
      const { id, receiptNumber, kind, totals, lines } = entry.body;
      const titles = countedTitles(lines);
      return [{ sequence, order: id, receiptNumber, kind, totalMinor: totals.totalMinor, at, titles }];
    }
    if (entry.kind !== 'order.post-void') return [];
    const { order, orderReceiptNumber, receiptNumber, totalMinor } = entry.body;
    return [{ sequence, order, receiptNumber, kind: 'voided', totalMinor, at, titles: orderReceiptNumber }];
  });
}
