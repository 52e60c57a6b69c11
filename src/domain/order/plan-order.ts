/**
 * A settled cart and its tenders become an order: lines as the receipt says them, stock and till
 * movements as they imply. Only the receipt number is missing; the journal hands it out as it writes.
 */

import type { IdSource } from '../../kernel/ids.ts';
import { invariant, must } from '../../kernel/invariant.ts';
import { granted, refused, type Verdict } from '../../kernel/verdict.ts';
import type { Cart, CartLine } from '../cart/cart.ts';
import type { Language } from '../catalog/variant.ts';
import type { Currency } from '../money/minor.ts';
import type { SettledCart, SettledLine } from '../pricing/settle.ts';
import type { Tender } from '../tender/tender.ts';
import { impliedStock, impliedTill, tenderedBalance } from './implied.ts';
import { kindOf, type Order, type OrderLine } from './order.ts';

export interface OrderInput {
  readonly cart: Cart;
  readonly settled: SettledCart;
  readonly tenders: readonly Tender[];
  readonly orderId: string;
  readonly newId: IdSource;
  /** Id of the location that sells. */
  readonly location: string;
  /** Id of the open shift. */
  readonly shift: string;
  readonly businessDay: string;
  readonly currency: Currency;
  readonly pricesIncludeTax: boolean;
  readonly language: Language;
}

export type OrderRefusal =
  | { readonly code: 'cart-empty' }
  /** Positive: the customer still owes; negative: we do. */
  | { readonly code: 'balance-open'; readonly remainingMinor: number }
  | { readonly code: 'tax-category-unknown'; readonly lines: readonly string[] }
  | { readonly code: 'too-many-tax-rates'; readonly max: number };

/** Rates one order's summary may list. */
const TAX_RATES_MAX = 40;

export function planOrder(input: OrderInput): Verdict<(receiptNumber: string) => Order, OrderRefusal> {
  const { cart, settled, tenders, location, shift, newId } = input;
  if (cart.lines.length === 0) return refused({ code: 'cart-empty' });
  if (settled.untaxed.length > 0) return refused({ code: 'tax-category-unknown', lines: settled.untaxed });
  if (settled.totals.taxes.length > TAX_RATES_MAX) return refused({ code: 'too-many-tax-rates', max: TAX_RATES_MAX });
  const remainingMinor = settled.totals.totalMinor - tenderedBalance(tenders);
  if (remainingMinor !== 0) return refused({ code: 'balance-open', remainingMinor });
  invariant(settled.lines.length === cart.lines.length, 'a settled cart has the lines of its cart');

  const lines = cart.lines.map((line, index) =>
    orderLineOf(line, must(settled.lines[index], 'every line of the cart is settled')),
  );
  const order: Omit<Order, 'receiptNumber'> = {
    id: input.orderId,
    channel: 'pos',
    kind: kindOf(lines),
    location,
    shift,
    businessDay: input.businessDay,
    cart: cart.id,
    client: cart.client,
    currency: input.currency.code,
    currencyDigits: input.currency.digits,
    pricesIncludeTax: input.pricesIncludeTax,
    language: input.language,
    lines,
    totals: settled.totals,
    tenders,
    stock: impliedStock(lines, location).map((movement) => ({ id: newId('movement'), ...movement })),
    till: impliedTill(tenders, shift).map((movement) => ({ id: newId('movement'), ...movement })),
  };
  return granted((receiptNumber) => ({ ...order, receiptNumber }));
}

function orderLineOf(line: CartLine, settled: SettledLine): OrderLine {
  invariant(line.id === settled.id, 'a settled cart has the lines of its cart, in their order');
  invariant((line.direction === 'back') === (line.returned !== null), 'goods come back for a reason');
  return {
    id: line.id,
    direction: line.direction,
    variant: line.variant,
    ordinal: line.ordinal,
    sku: line.sku,
    title: line.title,
    options: line.options,
    quantity: line.quantity,
    unit: line.unit,
    tracked: line.tracked,
    listPriceMinor: settled.listPriceMinor,
    extendedMinor: settled.extendedMinor,
    adjustments: settled.adjustments,
    taxCategory: line.taxCategory,
    taxes: settled.taxes,
    netMinor: settled.netMinor,
    taxMinor: settled.taxMinor,
    totalMinor: settled.totalMinor,
    associate: line.associate,
    note: line.note,
    origin: line.returned?.origin ?? null,
    returnReason: line.returned?.reason ?? null,
    disposition: line.returned?.disposition ?? null,
  };
}
