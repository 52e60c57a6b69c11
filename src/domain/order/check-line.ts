/** Does one line of an order add up, and is its tax what its rates say? Never throws, whatever the amounts. */
import { LINE_AMOUNT_MAX_MINOR, lineAmount } from '../money/line-amount.ts';
import { taxedAmount } from '../tax/tax-amounts.ts';
import type { OrderLine } from './order.ts';
import { type Finding, factOf } from './order-finding.ts';

export type LineFindingCode =
  /** List price times quantity. */
  | 'line-extended'
  /** Extended price plus adjustments must be what was charged. */
  | 'line-adjustments'
  | 'line-total'
  | 'line-tax-sum'
  | 'line-tax-base'
  /** A tax that is not what its rate gives. */
  | 'line-tax-amount'
  /** Goods come back with a reason and a disposition; goods that leave have neither. */
  | 'line-return'
  | 'line-amount-too-large';

type LineFinding = Finding<LineFindingCode>;

export function checkLine(line: OrderLine, pricesIncludeTax: boolean): LineFinding[] {
  const charged = pricesIncludeTax ? line.totalMinor : line.netMinor;
  return [...checkSums(line, charged), ...checkWayBack(line), ...checkPriced(line, charged, pricesIncludeTax)];
}

function checkSums(line: OrderLine, charged: number): LineFinding[] {
  return [
    ...differ(line, 'line-total', BigInt(line.netMinor) + BigInt(line.taxMinor), line.totalMinor),
    ...differ(line, 'line-tax-sum', sum(line.taxes.map((tax) => tax.taxMinor)), line.taxMinor),
    ...line.taxes.flatMap((tax) => differ(line, 'line-tax-base', BigInt(line.netMinor), tax.taxableMinor)),
    ...differ(
      line,
      'line-adjustments',
      BigInt(line.extendedMinor) + sum(line.adjustments.map((adjustment) => adjustment.amountMinor)),
      charged,
    ),
  ];
}

function checkWayBack(line: OrderLine): LineFinding[] {
  const isSound =
    line.direction === 'back'
      ? line.returnReason !== null &&
        line.disposition !== null &&
        (line.origin === null || line.adjustments.length === 0)
      : line.returnReason === null && line.disposition === null && line.origin === null;
  return isSound ? [] : [{ code: 'line-return', ref: line.id, expected: line.direction, found: line.returnReason }];
}

/**
 * Recomputes what the line's own facts decide. A line that comes back with its receipt mirrors a sale
 * that is not at hand here: what it may give back is checked against that sale.
 */
function checkPriced(line: OrderLine, charged: number, pricesIncludeTax: boolean): LineFinding[] {
  if (line.origin !== null) return [];
  const extended = lineAmount(line.listPriceMinor, line.quantity, line.unit);
  if (extended === null || charged < 0 || charged > LINE_AMOUNT_MAX_MINOR) {
    return [{ code: 'line-amount-too-large', ref: line.id, expected: LINE_AMOUNT_MAX_MINOR, found: charged }];
  }
  const rates = line.taxes.map(({ rate, title, ratePpm }) => ({ id: rate, title, ratePpm }));
  const taxed = taxedAmount(charged, rates, pricesIncludeTax);
  return [
    ...differ(line, 'line-extended', BigInt(extended), line.extendedMinor),
    ...taxed.taxes.flatMap((tax, index) =>
      differ(line, 'line-tax-amount', BigInt(tax.taxMinor), line.taxes[index]?.taxMinor ?? 0),
    ),
  ];
}

function differ(line: OrderLine, code: LineFindingCode, expected: bigint, found: number): LineFinding[] {
  return expected === BigInt(found) ? [] : [{ code, ref: line.id, expected: factOf(expected), found }];
}

function sum(amounts: readonly number[]): bigint {
  return amounts.reduce((total, amount) => total + BigInt(amount), 0n);
}
