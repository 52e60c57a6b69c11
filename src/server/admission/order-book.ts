/**
 * What is known of orders while a push is decided: sold, voided, returned. It begins with what the
 * ledger holds and takes in the push's own orders as they come, so that a return may follow its sale in
 * the same push, or arrive before it from another register, and the outcome is the same.
 */
import type { Order, PostVoid } from '../../domain/order/order.ts';
import type { ExceptionDraft } from '../exceptions/exceptions.ts';
import type { OrderRecord, ReturnedLine } from '../ledger/ledger.ts';

export interface OrderBook {
  /** Takes an order in; answers what a person must look at. */
  place(order: Order): readonly ExceptionDraft[];
  void(postVoid: PostVoid): readonly ExceptionDraft[];
  isVoided(order: string): boolean;
}

export function createOrderBook(known: {
  readonly orders: ReadonlyMap<string, OrderRecord>;
  readonly voids: readonly { readonly order: string }[];
  readonly returned: readonly ReturnedLine[];
}): OrderBook {
  const sold = new Map([...known.orders].map(([id, order]) => [id, order.sold]));
  const voided = new Set(known.voids.map(({ order }) => order));
  let returned = [...known.returned];

  const excess = (order: string, lines: Iterable<string>): ExceptionDraft[] =>
    [...lines].flatMap((line): ExceptionDraft[] => {
      const back = returned.filter((one) => one.order === order && one.line === line);
      const quantity = back.reduce((sum, one) => sum + one.quantity, 0);
      const out = voided.has(order) ? 0 : (sold.get(order)?.get(line) ?? 0);
      if (quantity <= out) return [];
      return [{ kind: 'over-returned', facts: { subject: order, line, sold: out, returned: quantity } }];
    });
  const returnedLinesOf = (order: string) =>
    new Set(returned.filter((one) => one.order === order).map(({ line }) => line));

  return {
    isVoided: (order) => voided.has(order),

    place(order) {
      const drafts: ExceptionDraft[] = [];
      const out = new Map<string, number>();
      for (const line of order.lines) if (line.direction === 'out') out.set(line.id, line.quantity);
      sold.set(order.id, out);
      drafts.push(...excess(order.id, returnedLinesOf(order.id)));
      if (voided.has(order.id)) return drafts;

      const origins = new Map<string, Set<string>>();
      for (const { direction, origin, quantity } of order.lines) {
        if (direction !== 'back' || origin === null) continue;
        returned.push({ order: origin.order, line: origin.line, by: order.id, quantity });
        origins.set(origin.order, (origins.get(origin.order) ?? new Set()).add(origin.line));
      }
      for (const [origin, lines] of origins) {
        if (sold.has(origin)) drafts.push(...excess(origin, lines));
        else drafts.push({ kind: 'origin-unknown', facts: { subject: origin } });
      }
      return drafts;
    },

    void(postVoid) {
      const { order } = postVoid;
      if (voided.has(order)) return [{ kind: 'double-void', facts: { subject: order } }];
      voided.add(order);
      // What a voided return brought back went out again.
      returned = returned.filter(({ by }) => by !== order);
      if (!sold.has(order)) return [{ kind: 'origin-unknown', facts: { subject: order } }];
      return excess(order, returnedLinesOf(order));
    },
  };
}
