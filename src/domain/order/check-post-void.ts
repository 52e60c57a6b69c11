/** Does a post-void undo its order exactly? Asked on the tablet before it is written, and on the server of what arrived. */
import { checkMovements, checkTenders, type SettlementFindingCode } from './check-settlement.ts';
import { impliedTill, turnedStock, turnedTenders } from './implied.ts';
import type { Order, PostVoid } from './order.ts';
import type { Finding } from './order-finding.ts';

export type PostVoidFindingCode =
  | SettlementFindingCode
  | 'void-other-order'
  | 'void-total'
  | 'void-location'
  | 'void-currency'
  | 'void-tenders';

export type PostVoidFinding = Finding<PostVoidFindingCode>;

/** `order` is null while the voided order is not known here: then only the post-void's own sums are checked. */
export function checkPostVoid(postVoid: PostVoid, order: Order | null): readonly PostVoidFinding[] {
  const own: PostVoidFinding[] = [
    ...checkTenders(postVoid.tenders, postVoid.totalMinor),
    ...checkMovements('till-movements', impliedTill(postVoid.tenders, postVoid.shift), postVoid.till),
  ];
  if (order === null) return own;
  const against: PostVoidFinding[] = [];
  const expect = (code: PostVoidFindingCode, expected: string | number, found: string | number) => {
    if (expected !== found) against.push({ code, ref: null, expected, found });
  };
  expect('void-other-order', order.id, postVoid.order);
  expect('void-other-order', order.receiptNumber, postVoid.orderReceiptNumber);
  expect('void-total', 0 - order.totals.totalMinor, postVoid.totalMinor);
  expect('void-location', order.location, postVoid.location);
  expect('void-currency', order.currency, postVoid.currency);
  expect('void-tenders', tenderText(turnedTenders(order.tenders)), tenderText(postVoid.tenders));
  return [...own, ...against, ...checkMovements('stock-movements', turnedStock(order.stock), postVoid.stock)];
}

/** How much of what went which way; a terminal may print another reference for the way back. */
function tenderText(tenders: readonly Pick<Order['tenders'][number], 'kind' | 'direction' | 'amountMinor'>[]): string {
  return tenders
    .map(({ kind, direction, amountMinor }) => `${kind} ${direction} ${amountMinor}`)
    .sort()
    .join(', ');
}
