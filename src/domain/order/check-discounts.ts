/** Are the discounts of an order what their percentages say, bounded by their lines, and shared as they should be? */
import { roundHalfUp } from '../money/minor.ts';
import { shareDiscount } from '../pricing/share-discount.ts';
import type { Adjustment, OrderLine } from './order.ts';
import { type Finding, factOf } from './order-finding.ts';

export type DiscountFindingCode =
  /** Adjustments come once each, in the order override, line discount, cart discount. */
  | 'adjustment-order'
  /** A discount below zero, beyond its line, or not what its percentage gives. */
  | 'discount-amount'
  /** A cart discount that is not shared by what the lines come to. */
  | 'cart-discount';

type DiscountFinding = Finding<DiscountFindingCode>;

const PPM = 1_000_000n;

const ORDER: readonly Adjustment['kind'][] = ['price-override', 'line-discount', 'cart-discount'];

export function checkDiscounts(lines: readonly OrderLine[]): DiscountFinding[] {
  const findings = lines.flatMap(checkOwnDiscount);
  // Shares of amounts that are wrong in themselves would only repeat it.
  return findings.length > 0 ? findings : checkCartDiscount(lines);
}

function checkOwnDiscount(line: OrderLine): DiscountFinding[] {
  const places = line.adjustments.map((adjustment) => ORDER.indexOf(adjustment.kind));
  if (places.some((place, index) => index > 0 && place <= (places[index - 1] ?? 0))) {
    return [{ code: 'adjustment-order', ref: line.id, expected: ORDER.join(' '), found: kinds(line) }];
  }
  let amount = BigInt(line.extendedMinor);
  for (const { kind, amountMinor, percentPpm } of line.adjustments) {
    const taken = -BigInt(amountMinor);
    if (kind !== 'price-override' && (taken < 0n || taken > amount)) {
      return [{ code: 'discount-amount', ref: line.id, expected: factOf(amount), found: factOf(taken) }];
    }
    if (kind === 'line-discount' && percentPpm !== null) {
      const meant = roundHalfUp(amount * BigInt(percentPpm), PPM);
      if (meant !== taken) {
        return [{ code: 'discount-amount', ref: line.id, expected: factOf(meant), found: factOf(taken) }];
      }
    }
    amount -= taken;
  }
  return amount < 0n ? [{ code: 'discount-amount', ref: line.id, expected: 0, found: factOf(amount) }] : [];
}

function checkCartDiscount(lines: readonly OrderLine[]): DiscountFinding[] {
  const returned = lines.find((line) => line.direction === 'back' && shareOf(line));
  if (returned) {
    return [{ code: 'cart-discount', ref: returned.id, expected: 0, found: shareOf(returned)?.amountMinor ?? 0 }];
  }
  const given = lines.find(shareOf);
  if (!given) return [];

  const outgoing = lines.filter((line) => line.direction === 'out');
  const base = sum(outgoing.map(beforeCartDiscount));
  const taken = sum(outgoing.map((line) => -BigInt(shareOf(line)?.amountMinor ?? 0)));
  if (base > BigInt(Number.MAX_SAFE_INTEGER)) {
    return [{ code: 'cart-discount', ref: null, expected: null, found: factOf(base) }];
  }
  const percentPpm = shareOf(given)?.percentPpm ?? null;
  const meant = percentPpm === null ? taken : roundHalfUp(base * BigInt(percentPpm), PPM);
  if (meant !== taken) return [{ code: 'cart-discount', ref: null, expected: factOf(meant), found: factOf(taken) }];
  const shares = shareDiscount(
    Number(taken),
    outgoing.map((line) => ({ ...line, amountMinor: Number(beforeCartDiscount(line)) })),
  );
  return outgoing.flatMap((line): DiscountFinding[] => {
    const expected = shares.get(line.id) ?? 0;
    const found = 0 - (shareOf(line)?.amountMinor ?? 0);
    return expected === found ? [] : [{ code: 'cart-discount', ref: line.id, expected, found }];
  });
}

function beforeCartDiscount(line: OrderLine): bigint {
  const own = line.adjustments.filter(({ kind }) => kind !== 'cart-discount');
  return sum([BigInt(line.extendedMinor), ...own.map(({ amountMinor }) => BigInt(amountMinor))]);
}

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((total, amount) => total + amount, 0n);
}

function shareOf(line: OrderLine): Adjustment | undefined {
  return line.adjustments.find((adjustment) => adjustment.kind === 'cart-discount');
}

function kinds(line: OrderLine): string {
  return line.adjustments.map((adjustment) => adjustment.kind).join(' ');
}
