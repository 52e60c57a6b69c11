import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkOrder } from '../../../src/domain/order/check-order.ts';
import type { Order, OrderLine } from '../../../src/domain/order/order.ts';
import { canonicalJson } from '../../../src/kernel/canonical-json.ts';
import { orderBody } from '../../../src/protocol/entry/bodies.ts';
import { arbExchange, cartOf, EXCLUSIVE, idNumber, lineOf, ring, SEED } from '../shop.ts';

const reason = 'rsn-guest';
const sound = ring(
  cartOf(
    [
      lineOf(1, { quantity: 2, discount: { kind: 'percent', percentPpm: 100_000, reason } }),
      lineOf(2, { listPriceMinor: 333, override: { unitPriceMinor: 300, reason } }),
    ],
    { kind: 'amount', amountMinor: 100, reason },
  ),
);

function codesOf(order: Order): string[] {
  return [...new Set(checkOrder(order).map((finding) => finding.code))].sort();
}

function withLine(change: Partial<OrderLine>, index = 0): Order {
  return { ...sound, lines: sound.lines.map((line, i) => (i === index ? { ...line, ...change } : line)) };
}

test('an order as it was planned is sound, and the wire takes it', () => {
  expect(checkOrder(sound)).toEqual([]);
  expect(orderBody.parse(sound)).toEqual(sound);
});

test('whatever a cart held, the order planned from it is sound, and the wire takes it', () => {
  fc.assert(
    fc.property(arbExchange, ({ sale, cart, terms }) => {
      for (const order of [sale, ring(cart, terms, { orderId: idNumber('order', 2) })]) {
        expect(checkOrder(order)).toEqual([]);
        expect(orderBody.safeParse(order).success).toBe(true);
      }
    }),
    { seed: SEED, numRuns: 150 },
  );
});

test('a finding names the line, what should be there and what is', () => {
  const [first] = sound.lines;
  expect(checkOrder(withLine({ extendedMinor: 2001 }))).toContainEqual({
    code: 'line-extended',
    ref: first?.id,
    expected: 2000,
    found: 2001,
  });
});

test.each([
  ['a tax that is not its rate’s, though everything adds up', () => shiftTax(sound), 'line-tax-amount'],
  ['an order that calls itself a return', () => ({ ...sound, kind: 'return' as const }), 'order-kind'],
  ['the same line twice', () => ({ ...sound, lines: [...sound.lines, ...sound.lines.slice(0, 1)] }), 'line-duplicate'],
  ['goods that leave with a return reason', () => withLine({ returnReason: 'x' }), 'line-return'],
  ['goods that come back without one', () => withLine({ direction: 'back' }), 'line-return'],
  ['a missing tender', () => ({ ...sound, tenders: [] }), 'tenders-balance'],
  ['stock that did not move', () => ({ ...sound, stock: sound.stock.slice(1) }), 'stock-movements'],
  ['stock that moved twice', () => ({ ...sound, stock: [...sound.stock, ...sound.stock] }), 'movement-duplicate'],
  ['stock of elsewhere', () => ({ ...sound, location: idNumber('location', 9) }), 'stock-movements'],
  ['money in another shift', () => ({ ...sound, shift: idNumber('shift', 9) }), 'till-movements'],
  [
    'a rate listed twice',
    () => ({ ...sound, totals: { ...sound.totals, taxes: [...sound.totals.taxes, ...sound.totals.taxes] } }),
    'totals-taxes',
  ],
  ['an untracked thing that moved stock', () => withLine({ tracked: false }), 'stock-movements'],
  [
    'a price and quantity beyond what a line may come to',
    () => withLine({ quantity: 1_000_000, listPriceMinor: 9_999_999_999 }),
    'line-amount-too-large',
  ],
])('%s', (_, tampered, code) => {
  expect(codesOf(tampered())).toContain(code);
});

function shiftTax(order: Order): Order {
  const lines = order.lines.map((line, index) => {
    const by = index === 0 ? 1 : -1;
    const netMinor = line.netMinor - by;
    return {
      ...line,
      netMinor,
      taxMinor: line.taxMinor + by,
      taxes: line.taxes.map((tax) => ({ ...tax, taxableMinor: netMinor, taxMinor: tax.taxMinor + by })),
    };
  });
  return { ...order, lines };
}

test('a cart discount moved from one line to another is found, though every sum agrees', () => {
  const two = ring(cartOf([lineOf(1), lineOf(2)], { kind: 'amount', amountMinor: 100, reason }), EXCLUSIVE);
  const moved = ring(
    cartOf([
      lineOf(1, { discount: { kind: 'amount', amountMinor: 60, reason } }),
      lineOf(2, { discount: { kind: 'amount', amountMinor: 40, reason } }),
    ]),
    EXCLUSIVE,
  );
  const disguised: Order = {
    ...moved,
    lines: moved.lines.map((line) => ({
      ...line,
      adjustments: line.adjustments.map((adjustment) => ({ ...adjustment, kind: 'cart-discount' as const })),
    })),
  };
  expect(two.totals.totalMinor).toBe(disguised.totals.totalMinor);
  expect(codesOf(disguised)).toEqual(['cart-discount']);
});

test('a percentage that does not give its amount is found, though every sum agrees', () => {
  const asAmounts = ring(
    cartOf([lineOf(1, { discount: { kind: 'amount', amountMinor: 99, reason } })], {
      kind: 'amount',
      amountMinor: 90,
      reason,
    }),
  );
  const claiming = (kind: string, percentPpm: number): Order => ({
    ...asAmounts,
    lines: asAmounts.lines.map((line) => ({
      ...line,
      adjustments: line.adjustments.map((one) => (one.kind === kind ? { ...one, percentPpm } : one)),
    })),
  });
  expect(checkOrder(asAmounts)).toEqual([]);
  expect(codesOf(claiming('line-discount', 100_000))).toEqual(['discount-amount']);
  expect(codesOf(claiming('cart-discount', 200_000))).toEqual(['cart-discount']);
  expect(codesOf(claiming('line-discount', 99_000))).toEqual([]);
});

test('a card that gave change is found, though the till agrees', () => {
  const card = { kind: 'card', direction: 'in', tenderedMinor: 2500, changeMinor: 500, reference: null } as const;
  const order = ring(cartOf([lineOf(1, { quantity: 2 })]), undefined, {
    tenders: [{ id: idNumber('tender', 1), amountMinor: 2000, ...card }],
  });
  expect(codesOf(order)).toEqual(['tender-change']);
});

/** Every path in the order that ends in a number of money or a quantity. */
function amountsIn(value: unknown, path: readonly string[] = []): string[][] {
  if (typeof value === 'number') {
    const name = path.at(-1) ?? '';
    return name.endsWith('Minor') || name === 'quantity' ? [[...path]] : [];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => amountsIn(member, [...path, key]));
}

function withAmount(order: Order, path: readonly string[], change: (before: number) => number): Order {
  const copy: unknown = structuredClone(order);
  let at = copy as Record<string, unknown>;
  for (const key of path.slice(0, -1)) at = at[key] as Record<string, unknown>;
  const last = path.at(-1) ?? '';
  at[last] = change(at[last] as number);
  return copy as Order;
}

/**
 * What no sum can show. The unit price of a receipted return is for people to read: what was paid
 * decides, and that is not at hand here. A gram more, or a minor unit per kilogram, may round to the same
 * amount. One more untracked thing that costs nothing is neither money nor stock.
 */
function isBeyondSums(order: Order, path: readonly string[]): boolean {
  const line = path[0] === 'lines' && path.length === 3 ? order.lines[Number(path[1])] : undefined;
  if (!line) return false;
  if (path[2] === 'listPriceMinor') return line.origin !== null || line.unit === 'g';
  return (
    path[2] === 'quantity' && !line.tracked && (line.origin !== null || line.unit === 'g' || line.listPriceMinor === 0)
  );
}

test('no amount and no quantity of an order can change unnoticed', () => {
  let tampered = 0;
  fc.assert(
    fc.property(arbExchange, fc.constantFrom(-3, -1, 1, 2), ({ cart, terms }, by) => {
      const order = ring(cart, terms);
      for (const path of amountsIn(order)) {
        if (isBeyondSums(order, path)) continue;
        const changed = withAmount(order, path, (before) => before + by);
        if (!orderBody.safeParse(changed).success) continue;
        if (checkOrder(changed).length === 0) throw new Error(`${path.join('.')} changed by ${by} unnoticed`);
        tampered++;
      }
    }),
    { seed: SEED, numRuns: 40 },
  );
  // A test that tampered with nothing would pass as well.
  expect(tampered).toBeGreaterThan(2_000);
});

test('an order of the wire’s wildest numbers is found wanting, never thrown at', () => {
  const wild = [Number.MAX_SAFE_INTEGER, -Number.MAX_SAFE_INTEGER, 1_000_000, 9_999_999_999, 1, 0];
  const changes = fc.array(fc.tuple(fc.constantFrom(...amountsIn(sound)), fc.constantFrom(...wild)), {
    minLength: 1,
    maxLength: 12,
  });
  let checked = 0;
  fc.assert(
    fc.property(changes, (given) => {
      const order = given.reduce((before, [path, value]) => {
        const after = withAmount(before, path, () => value);
        return orderBody.safeParse(after).success ? after : before;
      }, sound);
      // Findings travel as exceptions, so they too hold nothing but whole numbers and text.
      canonicalJson(checkOrder(order));
      checked += order === sound ? 0 : 1;
    }),
    { seed: SEED, numRuns: 400 },
  );
  expect(checked).toBeGreaterThan(200);
});
