/**
 * Is this order true? The tablet asks before it writes, the server asks again of what arrived. Nothing
 * is repaired: what does not add up is named, with what should have been there.
 *
 * Invariants: 1. the four of `order.ts` are all checked here; 2. no order that the wire lets through,
 * however wrong, makes it throw.
 */
import type { TaxLine } from '../tax/tax.ts';
import { checkDiscounts, type DiscountFindingCode } from './check-discounts.ts';
import { checkLine, type LineFindingCode } from './check-line.ts';
import { checkMovements, checkTenders, type SettlementFindingCode } from './check-settlement.ts';
import { impliedStock, impliedTill } from './implied.ts';
import { kindOf, type Order, type OrderLine } from './order.ts';
import { type Finding, factOf } from './order-finding.ts';

export type OrderFindingCode =
  | LineFindingCode
  | DiscountFindingCode
  | SettlementFindingCode
  | 'line-duplicate'
  | 'order-kind'
  | 'totals-net'
  | 'totals-tax'
  | 'totals-total'
  | 'totals-discount'
  | 'totals-taxes';

export type OrderFinding = Finding<OrderFindingCode>;

/** Empty when the order is sound. */
export function checkOrder(order: Order): readonly OrderFinding[] {
  return [
    ...order.lines.flatMap((line) => checkLine(line, order.pricesIncludeTax)),
    ...checkDiscounts(order.lines),
    ...duplicateLines(order.lines),
    ...checkTotals(order),
    ...checkTenders(order.tenders, order.totals.totalMinor),
    ...checkMovements('stock-movements', impliedStock(order.lines, order.location), order.stock),
    ...checkMovements('till-movements', impliedTill(order.tenders, order.shift), order.till),
  ];
}

function duplicateLines(lines: readonly OrderLine[]): OrderFinding[] {
  const seen = new Set<string>();
  return lines.flatMap(({ id }): OrderFinding[] => {
    if (seen.has(id)) return [{ code: 'line-duplicate', ref: id, expected: null, found: id }];
    seen.add(id);
    return [];
  });
}

function checkTotals({ lines, totals, kind }: Order): OrderFinding[] {
  const findings: OrderFinding[] = [];
  const expect = (code: OrderFindingCode, expected: bigint, found: number) => {
    if (expected !== BigInt(found)) findings.push({ code, ref: null, expected: factOf(expected), found });
  };
  expect(
    'totals-net',
    signedSum(lines, (line) => BigInt(line.netMinor)),
    totals.netMinor,
  );
  expect(
    'totals-tax',
    signedSum(lines, (line) => BigInt(line.taxMinor)),
    totals.taxMinor,
  );
  expect(
    'totals-total',
    signedSum(lines, (line) => BigInt(line.totalMinor)),
    totals.totalMinor,
  );
  expect('totals-discount', signedSum(lines, takenOff), totals.discountMinor);

  const summed = taxSummary(lines.flatMap((line) => line.taxes.map((tax) => ({ tax, sign: signOf(line) }))));
  const listed = taxSummary(totals.taxes.map((tax) => ({ tax, sign: 1n })));
  for (const rate of new Set([...summed.keys(), ...listed.keys()])) {
    const expected = summed.get(rate) ?? 'none';
    const found = listed.get(rate) ?? 'none';
    if (expected !== found) findings.push({ code: 'totals-taxes', ref: rate, expected, found });
  }
  if (listed.size !== totals.taxes.length) {
    findings.push({ code: 'totals-taxes', ref: null, expected: listed.size, found: totals.taxes.length });
  }
  if (kind !== kindOf(lines)) findings.push({ code: 'order-kind', ref: null, expected: kindOf(lines), found: kind });
  return findings;
}

function signOf(line: OrderLine): bigint {
  return line.direction === 'out' ? 1n : -1n;
}

function signedSum(lines: readonly OrderLine[], amount: (line: OrderLine) => bigint): bigint {
  return lines.reduce((sum, line) => sum + signOf(line) * amount(line), 0n);
}

function takenOff(line: OrderLine): bigint {
  return line.adjustments.reduce((sum, adjustment) => sum - BigInt(adjustment.amountMinor), 0n);
}

/** Per rate, as one text: `taxable/tax`. */
function taxSummary(taxes: readonly { readonly tax: TaxLine; readonly sign: bigint }[]): Map<string, string> {
  const sums = new Map<string, readonly [bigint, bigint]>();
  for (const { tax, sign } of taxes) {
    const key = JSON.stringify([tax.rate, tax.ratePpm, tax.title]);
    const [taxable, amount] = sums.get(key) ?? [0n, 0n];
    sums.set(key, [taxable + sign * BigInt(tax.taxableMinor), amount + sign * BigInt(tax.taxMinor)]);
  }
  return new Map([...sums].map(([key, [taxable, amount]]) => [key, `${taxable}/${amount}`]));
}
