import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Cart, CartLine } from '../../../src/domain/cart/cart.ts';
import { decideCart, emptyCart } from '../../../src/domain/cart/cart-commands.ts';
import { settle } from '../../../src/domain/pricing/settle.ts';
import {
  arbCart,
  arbDiscount,
  arbExchange,
  arbLines,
  arbTerms,
  cartOf,
  DOUBLE,
  EXCLUSIVE,
  EXEMPT,
  grantOf,
  INCLUSIVE,
  idNumber,
  lineOf,
  REDUCED,
  SEED,
  STANDARD,
} from '../shop.ts';

const reason = 'rsn-guest';

test('three of a thing at 19.99 with 21 % inside: tax is taken of the line, not of the piece', () => {
  const { lines, totals } = settle(cartOf([lineOf(1, { quantity: 3, listPriceMinor: 1999 })]), INCLUSIVE);
  expect(lines[0]).toMatchObject({ extendedMinor: 5997, netMinor: 4956, taxMinor: 1041, totalMinor: 5997 });
  expect(totals).toMatchObject({ netMinor: 4956, taxMinor: 1041, totalMinor: 5997, discountMinor: 0 });
});

test('an override, a line discount and a cart discount come off one after the other', () => {
  const line = lineOf(1, {
    quantity: 2,
    listPriceMinor: 1000,
    override: { unitPriceMinor: 900, reason },
    discount: { kind: 'percent', percentPpm: 100_000, reason },
  });
  const { lines, totals } = settle(cartOf([line], { kind: 'amount', amountMinor: 20, reason }), INCLUSIVE);
  expect(lines[0]?.adjustments).toEqual([
    { kind: 'price-override', amountMinor: -200, reason, percentPpm: null },
    { kind: 'line-discount', amountMinor: -180, reason, percentPpm: 100_000 },
    { kind: 'cart-discount', amountMinor: -20, reason, percentPpm: null },
  ]);
  expect(totals).toMatchObject({ totalMinor: 1600, discountMinor: 400 });
});

test('a price typed higher than the list’s is an adjustment upward', () => {
  const { lines, totals } = settle(
    cartOf([lineOf(1, { listPriceMinor: 255, override: { unitPriceMinor: 300, reason } })]),
    INCLUSIVE,
  );
  expect(lines[0]?.adjustments[0]?.amountMinor).toBe(45);
  expect(totals).toMatchObject({ totalMinor: 300, discountMinor: -45 });
});

test('a discount takes no more than there is', () => {
  const line = lineOf(1, { discount: { kind: 'amount', amountMinor: 5_000, reason } });
  expect(settle(cartOf([line]), INCLUSIVE).totals).toMatchObject({ totalMinor: 0, discountMinor: 1000 });
  const cart = cartOf([lineOf(1), lineOf(2)], { kind: 'amount', amountMinor: 9_999, reason });
  expect(settle(cart, EXCLUSIVE).totals).toMatchObject({ totalMinor: 0, taxMinor: 0, discountMinor: 2000 });
});

test('a cart discount is shared by what lines come to after their own discounts, and never touches goods that come back', () => {
  const half = { kind: 'percent', percentPpm: 500_000, reason } as const;
  const returned = { origin: null, sold: null, reason: 'broken', disposition: 'damaged' } as const;
  const cart = cartOf(
    [lineOf(1, { listPriceMinor: 4000, discount: half }), lineOf(2, { direction: 'back', returned }), lineOf(3)],
    { kind: 'amount', amountMinor: 300, reason },
  );
  const shares = settle(cart, INCLUSIVE).lines.map(
    (line) => line.adjustments.find((adjustment) => adjustment.kind === 'cart-discount')?.amountMinor ?? 0,
  );
  expect(shares).toEqual([-200, 0, -100]);
});

test('weighed goods are priced per kilogram: 750 g at 12.99', () => {
  const { lines } = settle(cartOf([lineOf(1, { unit: 'g', quantity: 750, listPriceMinor: 1299 })]), INCLUSIVE);
  expect(lines[0]?.extendedMinor).toBe(974);
});

test('mixed rates on one receipt are summed per rate, whichever way the goods go', () => {
  const cart = cartOf([
    lineOf(1, { listPriceMinor: 1999 }),
    lineOf(2, { listPriceMinor: 449, taxCategory: REDUCED }),
    lineOf(3, { listPriceMinor: 500, taxCategory: EXEMPT }),
    lineOf(4, {
      listPriceMinor: 121,
      direction: 'back',
      returned: { origin: null, sold: null, reason: 'x', disposition: 'restock' },
    }),
  ]);
  const { totals } = settle(cart, INCLUSIVE);
  expect(totals.taxes).toEqual([
    { rate: 'btw-21', title: 'BTW-21', ratePpm: 210_000, taxableMinor: 1552, taxMinor: 326 },
    { rate: 'btw-9', title: 'BTW-9', ratePpm: 90_000, taxableMinor: 412, taxMinor: 37 },
  ]);
  expect(totals).toMatchObject({ netMinor: 1552 + 412 + 500, taxMinor: 363, totalMinor: 2827 });
});

test('a line whose tax category the store does not know is named, not guessed', () => {
  const unknown = idNumber('taxCategory', 99);
  const { untaxed, totals } = settle(cartOf([lineOf(1), lineOf(2, { taxCategory: unknown })]), INCLUSIVE);
  expect(untaxed).toEqual([idNumber('line', 2)]);
  expect(totals.totalMinor).toBe(2000);
});

test('an empty cart comes to nothing', () => {
  expect(settle(emptyCart(idNumber('cart', 1)), INCLUSIVE)).toEqual({
    lines: [],
    totals: { netMinor: 0, taxMinor: 0, totalMinor: 0, discountMinor: 0, taxes: [] },
    untaxed: [],
  });
});

/** Written apart from the code under test: exact fractions first, one rounding at the end. */
function plainTotal(line: CartLine, pricesIncludeTax: boolean, ratesPpm: readonly number[]): bigint {
  const half = (numerator: bigint, denominator: bigint) => (numerator * 2n + denominator) / (denominator * 2n);
  const per = line.unit === 'g' ? 1000n : 1n;
  const extended = half(BigInt(line.override?.unitPriceMinor ?? line.listPriceMinor) * BigInt(line.quantity), per);
  const off =
    line.discount === null
      ? 0n
      : line.discount.kind === 'percent'
        ? half(extended * BigInt(line.discount.percentPpm), 1_000_000n)
        : BigInt(line.discount.amountMinor) < extended
          ? BigInt(line.discount.amountMinor)
          : extended;
  const net = extended - off;
  return pricesIncludeTax ? net : ratesPpm.reduce((total, ppm) => total + half(net * BigInt(ppm), 1_000_000n), net);
}

test('without a cart discount, totals are what plain arithmetic says', () => {
  fc.assert(
    fc.property(arbLines, arbTerms, (lines, terms) => {
      const rates = new Map(terms.taxCategories.map((c) => [c.id, c.rates.map((rate) => rate.ratePpm)]));
      const expected = lines.reduce(
        (sum, line) =>
          sum +
          (line.direction === 'out' ? 1n : -1n) *
            plainTotal(line, terms.pricesIncludeTax, rates.get(line.taxCategory) ?? []),
        0n,
      );
      expect(BigInt(settle(cartOf(lines), terms).totals.totalMinor)).toBe(expected);
    }),
    { seed: SEED, numRuns: 500 },
  );
});

test('a cart discount takes exactly what it says off the goods that go out', () => {
  fc.assert(
    fc.property(arbLines, arbDiscount, (lines, discount) => {
      const before = settle(cartOf(lines), EXCLUSIVE);
      const after = settle(cartOf(lines, discount), EXCLUSIVE);
      const base = before.lines.reduce(
        (sum, line, index) => sum + (lines[index]?.direction === 'out' ? line.netMinor : 0),
        0,
      );
      const meant =
        discount.kind === 'amount'
          ? Math.min(discount.amountMinor, base)
          : Number((BigInt(base) * BigInt(discount.percentPpm) * 2n + 1_000_000n) / 2_000_000n);
      expect(before.totals.netMinor - after.totals.netMinor).toBe(meant);
      expect(after.lines.every((line) => line.netMinor >= 0)).toBe(true);
    }),
    { seed: SEED, numRuns: 500 },
  );
});

test('the order of scanning never changes what a customer pays, nor any tax', () => {
  const shuffled = arbCart.chain((cart) =>
    fc.record({
      cart: fc.constant(cart),
      lines: fc.shuffledSubarray([...cart.lines], { minLength: cart.lines.length }),
      terms: arbTerms,
    }),
  );
  fc.assert(
    fc.property(shuffled, ({ cart, lines, terms }) => {
      const renumbered = lines.map((line, index) => ({ ...line, id: idNumber('line', 900 + index) }));
      expect(settle({ ...cart, lines: renumbered }, terms).totals).toEqual(settle(cart, terms).totals);
    }),
    { seed: SEED, numRuns: 500 },
  );
});

test('scanning the same goods one by one, in any order, is scanning them all at once', () => {
  const scans = fc
    .array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 40 })
    .chain((goods) => fc.tuple(fc.constant(goods), fc.shuffledSubarray(goods, { minLength: goods.length })));
  const price = (n: number) => ({
    listPriceMinor: 100 + 7 * n,
    taxCategory: [STANDARD, REDUCED, DOUBLE][n % 3] ?? EXEMPT,
  });
  fc.assert(
    fc.property(scans, arbDiscount, ([goods, otherOrder], discount) => {
      const scan = (order: readonly number[]) =>
        order.reduce<Cart>(
          (cart, n, index) =>
            grantOf(
              decideCart(cart, {
                kind: 'add',
                line: lineOf(n, { ...price(n), id: idNumber('line', index + 1) }),
              }),
            ),
          { ...emptyCart(idNumber('cart', 1)), discount },
        );
      expect(settle(scan(otherOrder), INCLUSIVE).totals).toEqual(settle(scan(goods), INCLUSIVE).totals);
    }),
    { seed: SEED, numRuns: 200 },
  );
});

test('every line adds up, and totals are the sums of lines, outgoing minus incoming', () => {
  fc.assert(
    fc.property(arbExchange, ({ cart, terms }) => {
      const { lines, totals } = settle(cart, terms);
      const sums = { netMinor: 0, taxMinor: 0, totalMinor: 0, discountMinor: 0 };
      lines.forEach((line, index) => {
        const sign = cart.lines[index]?.direction === 'out' ? 1 : -1;
        const adjusted = line.adjustments.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
        expect(line.netMinor + line.taxMinor).toBe(line.totalMinor);
        expect(line.taxes.reduce((sum, tax) => sum + tax.taxMinor, 0)).toBe(line.taxMinor);
        expect(line.extendedMinor + adjusted).toBe(terms.pricesIncludeTax ? line.totalMinor : line.netMinor);
        expect(Math.min(line.netMinor, line.taxMinor, line.totalMinor)).toBeGreaterThanOrEqual(0);
        sums.netMinor += sign * line.netMinor;
        sums.taxMinor += sign * line.taxMinor;
        sums.totalMinor += sign * line.totalMinor;
        sums.discountMinor -= sign * adjusted;
      });
      expect(totals).toMatchObject(sums);
      expect(totals.taxes.reduce((sum, tax) => sum + tax.taxMinor, 0)).toBe(totals.taxMinor);
    }),
    { seed: SEED, numRuns: 300 },
  );
});
