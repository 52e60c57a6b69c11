/** What of an order can still come back, and the cart line that brings it back at what was paid. */
import { granted, refused, type Verdict } from '../../kernel/verdict.ts';
import type { CartLine } from '../cart/cart.ts';
import type { Disposition } from '../inventory/stock.ts';
import { divideHalfUp, UNIT_PRICE_MAX_MINOR } from '../money/minor.ts';
import type { Order, OrderLine } from '../order/order.ts';

export interface ReturnableLine {
  readonly line: OrderLine;
  readonly returnedBefore: number;
  /** Units that may still come back; 0 when none are left or the order was voided. */
  readonly returnable: number;
}

/** `followers` are orders that returned lines of this one and were not voided themselves. */
export function returnableLines(order: Order, followers: readonly Order[], voided: boolean): readonly ReturnableLine[] {
  const returned = new Map<string, number>();
  for (const line of followers.flatMap((follower) => follower.lines)) {
    if (line.direction !== 'back' || line.origin?.order !== order.id) continue;
    returned.set(line.origin.line, (returned.get(line.origin.line) ?? 0) + line.quantity);
  }
  return order.lines
    .filter((line) => line.direction === 'out')
    .map((line) => {
      const returnedBefore = Math.min(returned.get(line.id) ?? 0, line.quantity);
      return { line, returnedBefore, returnable: voided ? 0 : line.quantity - returnedBefore };
    });
}

export type ReturnRefusal = { readonly code: 'quantity-out-of-range'; readonly min: number; readonly max: number };

export function returnCartLine(input: {
  readonly order: Pick<Order, 'id' | 'receiptNumber' | 'pricesIncludeTax'>;
  readonly returnable: ReturnableLine;
  readonly id: string;
  readonly quantity: number;
  readonly reason: string;
  readonly disposition: Disposition;
}): Verdict<CartLine, ReturnRefusal> {
  const { order, returnable, quantity } = input;
  const { line } = returnable;
  if (!Number.isSafeInteger(quantity) || quantity < 1 || quantity > returnable.returnable) {
    return refused({ code: 'quantity-out-of-range', min: 1, max: returnable.returnable });
  }
  const charged = order.pricesIncludeTax ? line.totalMinor : line.netMinor;
  return granted({
    id: input.id,
    direction: 'back',
    variant: line.variant,
    ordinal: line.ordinal,
    sku: line.sku,
    title: line.title,
    options: line.options,
    image: null,
    quantity,
    unit: line.unit,
    tracked: line.tracked,
    listPriceMinor: chargedPerUnit(charged, line),
    taxCategory: line.taxCategory,
    override: null,
    discount: null,
    associate: line.associate,
    note: null,
    returned: {
      origin: { order: order.id, line: line.id, receiptNumber: order.receiptNumber },
      sold: {
        quantity: line.quantity,
        returnedBefore: returnable.returnedBefore,
        extendedMinor: charged,
        netMinor: line.netMinor,
        taxMinor: line.taxMinor,
        totalMinor: line.totalMinor,
        taxes: line.taxes,
      },
      reason: input.reason,
      disposition: input.disposition,
    },
  });
}

/** What one piece, or one kilogram, was charged at, rounded: for people to read, never to multiply. */
function chargedPerUnit(charged: number, line: Pick<OrderLine, 'quantity' | 'unit'>): number {
  const perUnit = divideHalfUp(BigInt(charged) * (line.unit === 'g' ? 1000n : 1n), BigInt(line.quantity));
  return Math.min(perUnit, UNIT_PRICE_MAX_MINOR);
}
