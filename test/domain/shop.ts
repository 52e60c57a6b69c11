/** A small shop for the domain's tests: goods, terms, and orders rung through the real functions. */
import fc from 'fast-check';
import { vi } from 'vitest';
import type { Cart, CartLine, Discount } from '../../src/domain/cart/cart.ts';
import { decideCart, emptyCart } from '../../src/domain/cart/cart-commands.ts';
import { withoutReceipt } from '../../src/domain/cart/cart-line.ts';
import type { Order } from '../../src/domain/order/order.ts';
import { planOrder } from '../../src/domain/order/plan-order.ts';
import { type SettledCart, settle, type Terms } from '../../src/domain/pricing/settle.ts';
import { returnableLines, returnCartLine } from '../../src/domain/returns/plan-return.ts';
import type { TaxCategory } from '../../src/domain/tax/tax.ts';
import { type OfferedTender, planTenders } from '../../src/domain/tender/plan-tenders.ts';
import type { Tender } from '../../src/domain/tender/tender.ts';
import { createIdSource, ID_PREFIXES, type IdNoun, type IdSource, ulid } from '../../src/kernel/ids.ts';
import type { Refusal, Verdict } from '../../src/kernel/verdict.ts';

// Properties run hundreds of carts each; a busy machine may take its time over them.
vi.setConfig({ testTimeout: 120_000 });

/** Any fixed number; every property of the domain runs from it, so that a red run is red again. */
export const SEED = 20_261_121;

/** The n-th id of a noun, the same in every run. */
export function idNumber(noun: IdNoun, n: number): string {
  const bytes = new Uint8Array(10);
  new DataView(bytes.buffer).setUint32(6, n);
  return `${ID_PREFIXES[noun]}_${ulid(1_700_000_000_000, bytes)}`;
}

export function countingIds(): IdSource {
  let count = 0;
  return createIdSource({
    clock: { now: () => 1_700_000_000_000 },
    random: {
      bytes: (length) => {
        const bytes = new Uint8Array(length);
        new DataView(bytes.buffer).setUint32(length - 4, ++count);
        return bytes;
      },
    },
  });
}

export function grantOf<T, R extends Refusal>(verdict: Verdict<T, R>): T {
  if (!verdict.ok) throw new Error(`refused: ${JSON.stringify(verdict.refusal)}`);
  return verdict.value;
}

export function codeOf<T, R extends Refusal>(verdict: Verdict<T, R>): string | null {
  return verdict.ok ? null : verdict.refusal.code;
}

export const STANDARD = idNumber('taxCategory', 1);
export const REDUCED = idNumber('taxCategory', 2);
export const EXEMPT = idNumber('taxCategory', 3);
export const DOUBLE = idNumber('taxCategory', 4);

const category = (id: string, title: string, ...rates: readonly [string, number][]): TaxCategory => ({
  id,
  title,
  rates: rates.map(([name, ratePpm]) => ({ id: name, title: name.toUpperCase(), ratePpm })),
});

export const INCLUSIVE: Terms = {
  pricesIncludeTax: true,
  taxCategories: [
    category(STANDARD, 'Standard', ['btw-21', 210_000]),
    category(REDUCED, 'Reduced', ['btw-9', 90_000]),
    category(EXEMPT, 'Exempt'),
    category(DOUBLE, 'Two rates', ['gst-5', 50_000], ['qst-9975', 99_750]),
  ],
};
export const EXCLUSIVE: Terms = {
  pricesIncludeTax: false,
  taxCategories: [
    category(STANDARD, 'New York City', ['nyc-8875', 88_750]),
    category(REDUCED, 'Food', ['food-2', 20_000]),
    category(EXEMPT, 'Exempt'),
    category(DOUBLE, 'Two rates', ['gst-5', 50_000], ['qst-9975', 99_750]),
  ],
};

export const EURO = { code: 'EUR', digits: 2 } as const;
export const LOCATION = idNumber('location', 1);
export const SHIFT = idNumber('shift', 1);

export function lineOf(n: number, given: Partial<CartLine> = {}): CartLine {
  return {
    id: idNumber('line', n),
    direction: 'out',
    variant: idNumber('variant', n),
    ordinal: n,
    sku: `SKU-${n}`,
    title: `Thing ${n}`,
    options: [],
    image: null,
    quantity: 1,
    unit: 'each',
    tracked: true,
    listPriceMinor: 1000,
    taxCategory: STANDARD,
    override: null,
    discount: null,
    associate: null,
    note: null,
    returned: null,
    ...given,
  };
}

export function cartOf(lines: readonly CartLine[], discount: Discount | null = null): Cart {
  const cart = lines.reduce(
    (before, line) => grantOf(decideCart(before, { kind: 'restore', line, index: before.lines.length })),
    emptyCart(idNumber('cart', 1)),
  );
  return { ...cart, discount };
}

/** Pays or refunds a settled cart in cash, to the unit. */
export function exactCash(settled: SettledCart, newId: IdSource): readonly Tender[] {
  const { totalMinor } = settled.totals;
  const offered: OfferedTender[] =
    totalMinor === 0 ? [] : [{ id: newId('tender'), kind: 'cash', amountMinor: Math.abs(totalMinor), reference: null }];
  return grantOf(planTenders(totalMinor, offered)).tenders;
}

export function ring(
  cart: Cart,
  terms: Terms = INCLUSIVE,
  given: { receiptNumber?: string; newId?: IdSource; orderId?: string; tenders?: readonly Tender[] } = {},
): Order {
  const newId = given.newId ?? countingIds();
  const settled = settle(cart, terms);
  const plan = planOrder({
    cart,
    settled,
    tenders: given.tenders ?? exactCash(settled, newId),
    orderId: given.orderId ?? newId('order'),
    newId,
    location: LOCATION,
    shift: SHIFT,
    businessDay: '2026-11-21',
    currency: EURO,
    pricesIncludeTax: terms.pricesIncludeTax,
    language: 'en',
  });
  return grantOf(plan)(given.receiptNumber ?? 'A1-000001');
}

const arbReason = fc.constantFrom('rsn-damaged-box', 'Loyal guest', '員工折扣');

export const arbDiscount: fc.Arbitrary<Discount> = fc.oneof(
  fc.record({
    kind: fc.constant('percent' as const),
    percentPpm: fc.integer({ min: 1, max: 1_000_000 }),
    reason: arbReason,
  }),
  fc.record({
    kind: fc.constant('amount' as const),
    amountMinor: fc.integer({ min: 1, max: 50_000 }),
    reason: arbReason,
  }),
);

const arbPrice = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 2_000_000 }));

/** Lines of every sort but receipted returns; ids and variants are all different. */
export const arbLines: fc.Arbitrary<readonly CartLine[]> = fc
  .array(
    fc.record({
      isBack: fc.boolean(),
      quantity: fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 5_000 })),
      unit: fc.constantFrom('each' as const, 'each' as const, 'g' as const),
      tracked: fc.boolean(),
      listPriceMinor: arbPrice,
      taxCategory: fc.constantFrom(STANDARD, REDUCED, EXEMPT, DOUBLE),
      override: fc.option(fc.record({ unitPriceMinor: arbPrice, reason: arbReason })),
      discount: fc.option(arbDiscount),
      disposition: fc.constantFrom('restock' as const, 'damaged' as const),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((records) =>
    records.map(({ isBack, disposition, ...given }, index) => {
      const line = lineOf(index + 1, given);
      return isBack ? withoutReceipt(line, { reason: 'too-small', disposition }) : line;
    }),
  );

export const arbTerms = fc.constantFrom(INCLUSIVE, EXCLUSIVE);

export const arbCart: fc.Arbitrary<Cart> = fc
  .tuple(arbLines, fc.option(arbDiscount))
  .map(([lines, discount]) => cartOf(lines, discount));

/** A cart that also brings goods of an earlier sale back; its new lines are numbered apart from the sale's. */
export const arbExchange: fc.Arbitrary<{ terms: Terms; sale: Order; cart: Cart }> = fc
  .record({
    terms: arbTerms,
    sold: arbCart,
    fresh: arbLines,
    discount: fc.option(arbDiscount),
    portion: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ terms, sold, fresh, discount, portion }) => {
    const sale = ring(sold, terms, { orderId: idNumber('order', 1) });
    const back = returnableLines(sale, [], false).map((returnable, index) =>
      grantOf(
        returnCartLine({
          order: sale,
          returnable,
          id: idNumber('line', 500 + index),
          quantity: Math.max(1, Math.round(returnable.returnable * portion)),
          reason: 'wrong-size',
          disposition: index % 2 === 0 ? 'restock' : 'damaged',
        }),
      ),
    );
    const renamed = fresh.map((line, index) => ({ ...line, id: idNumber('line', 100 + index) }));
    return { terms, sale, cart: cartOf([...back, ...renamed], discount) };
  });
