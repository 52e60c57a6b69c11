/** Does what came back fit the sale it names? Asked where the sale is at hand: on the server, and on a tablet that sold it. */
import type { Order } from '../order/order.ts';
import { type Finding, factOf } from '../order/order-finding.ts';

export type ReturnFindingCode =
  /** The sale has no such outgoing line. */
  | 'return-unknown-line'
  /** More units came back than were sold, counting all returns that are known. */
  | 'return-exceeds-sale'
  /** The line gives back more, or less, than its units' part of what was paid. */
  | 'return-amount';

export type ReturnFinding = Finding<ReturnFindingCode>;

/**
 * `others` are the other orders known to have returned lines of the sale. A tablet without a network
 * does not know all of them, so units are counted here and amounts are held to their part within one
 * minor unit, whichever units came first.
 */
export function checkReturn(order: Order, sale: Order, others: readonly Order[]): readonly ReturnFinding[] {
  const findings: ReturnFinding[] = [];
  const returned = new Map<string, number>();
  const count = (line: Order['lines'][number]): number => {
    const so = (returned.get(line.origin?.line ?? '') ?? 0) + line.quantity;
    returned.set(line.origin?.line ?? '', so);
    return so;
  };
  for (const line of others.flatMap((other) => (other.id === order.id ? [] : other.lines))) {
    if (line.direction === 'back' && line.origin?.order === sale.id) count(line);
  }
  for (const line of order.lines) {
    if (line.direction !== 'back' || line.origin?.order !== sale.id) continue;
    const { line: soldId } = line.origin;
    const sold = sale.lines.find((candidate) => candidate.id === soldId && candidate.direction === 'out');
    if (!sold || sold.variant !== line.variant) {
      findings.push({
        code: 'return-unknown-line',
        ref: line.id,
        expected: sold?.variant ?? null,
        found: line.variant,
      });
      continue;
    }
    const units = count(line);
    if (units > sold.quantity) {
      findings.push({ code: 'return-exceeds-sale', ref: line.id, expected: sold.quantity, found: units });
    }
    const paid = BigInt(sold.totalMinor) * BigInt(line.quantity);
    const off = BigInt(line.totalMinor) * BigInt(sold.quantity) - paid;
    if (off > BigInt(sold.quantity) || off < -BigInt(sold.quantity)) {
      findings.push({
        code: 'return-amount',
        ref: line.id,
        expected: factOf(paid / BigInt(sold.quantity)),
        found: line.totalMinor,
      });
    }
  }
  return findings;
}
