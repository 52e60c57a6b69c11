import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CART_LINES_MAX, type Cart, LINE_QUANTITY_MAX } from '../../../src/domain/cart/cart.ts';
import { type CartCommand, decideCart, emptyCart } from '../../../src/domain/cart/cart-commands.ts';
import { cartLineOf } from '../../../src/domain/cart/cart-line.ts';
import type { Variant } from '../../../src/domain/catalog/variant.ts';
import { UNIT_PRICE_MAX_MINOR } from '../../../src/domain/money/minor.ts';
import { settle } from '../../../src/domain/pricing/settle.ts';
import { returnableLines, returnCartLine } from '../../../src/domain/returns/plan-return.ts';
import { cartSuspendBody } from '../../../src/protocol/entry/bodies.ts';
import {
  arbDiscount,
  cartOf,
  codeOf,
  EXCLUSIVE,
  grantOf,
  INCLUSIVE,
  idNumber,
  LOCATION,
  lineOf,
  ring,
  SEED,
} from '../shop.ts';

const reason = 'rsn-guest';
const empty = emptyCart(idNumber('cart', 1));
const L1 = idNumber('line', 1);

test('the same thing scanned again joins its line', () => {
  const once = grantOf(decideCart(empty, { kind: 'add', line: lineOf(1) }));
  const again = lineOf(1, { id: idNumber('line', 2), quantity: 2 });
  const twice = grantOf(decideCart(once, { kind: 'add', line: again }));
  expect(twice.lines).toEqual([lineOf(1, { quantity: 3 })]);
});

test.each([
  ['another price', { listPriceMinor: 999 }],
  ['an override', { override: { unitPriceMinor: 1, reason } }],
  ['a discount', { discount: { kind: 'amount', amountMinor: 1, reason } }],
  ['a note', { note: 'gift' }],
  ['another seller', { associate: idNumber('associate', 1) }],
  ['the way back', { direction: 'back', returned: { origin: null, sold: null, reason, disposition: 'restock' } }],
] as const)('%s keeps a line by itself', (_, given) => {
  const once = grantOf(decideCart(empty, { kind: 'add', line: lineOf(1) }));
  const other = { ...lineOf(1, { id: idNumber('line', 2) }), ...given };
  expect(grantOf(decideCart(once, { kind: 'add', line: other })).lines).toHaveLength(2);
});

test('a removed line comes back where it was', () => {
  const cart = cartOf([lineOf(1), lineOf(2), lineOf(3)]);
  const without = grantOf(decideCart(cart, { kind: 'remove', line: idNumber('line', 2) }));
  expect(without.lines).toHaveLength(2);
  expect(decideCart(without, { kind: 'restore', line: lineOf(2), index: 1 })).toEqual({ ok: true, value: cart });
});

test('null takes an override, a discount, a note, a seller, a label and a client away again', () => {
  const cart = cartOf([lineOf(1)]);
  const set: CartCommand[] = [
    { kind: 'override-price', line: L1, override: { unitPriceMinor: 5, reason } },
    { kind: 'discount-line', line: L1, discount: { kind: 'percent', percentPpm: 1, reason } },
    { kind: 'discount-cart', discount: { kind: 'amount', amountMinor: 1, reason } },
    { kind: 'note', line: L1, note: ' wrap ' },
    { kind: 'associate', line: L1, associate: idNumber('associate', 1) },
    { kind: 'label', label: 'red coat' },
    { kind: 'client', client: idNumber('client', 1) },
  ];
  const unset: CartCommand[] = [
    { kind: 'override-price', line: L1, override: null },
    { kind: 'discount-line', line: L1, discount: null },
    { kind: 'discount-cart', discount: null },
    { kind: 'note', line: L1, note: '  ' },
    { kind: 'associate', line: L1, associate: null },
    { kind: 'label', label: null },
    { kind: 'client', client: null },
  ];
  const said = set.reduce<Cart>((before, command) => grantOf(decideCart(before, command)), cart);
  expect(said).toMatchObject({ label: 'red coat', lines: [{ note: 'wrap', override: { unitPriceMinor: 5 } }] });
  expect(unset.reduce<Cart>((before, command) => grantOf(decideCart(before, command)), said)).toEqual(cart);
});

test.each([0, -1, 1.5, 1e9, Number.NaN, Number.POSITIVE_INFINITY, LINE_QUANTITY_MAX + 1])(
  'a quantity of %d is refused',
  (quantity) => {
    const verdict = decideCart(cartOf([lineOf(1)]), { kind: 'set-quantity', line: L1, quantity });
    expect(verdict).toEqual({
      ok: false,
      refusal: { code: 'quantity-out-of-range', min: 1, max: LINE_QUANTITY_MAX },
    });
  },
);

test('scanning past the most a line holds is refused too', () => {
  const cart = cartOf([lineOf(1, { quantity: LINE_QUANTITY_MAX })]);
  expect(codeOf(decideCart(cart, { kind: 'add', line: lineOf(1, { id: idNumber('line', 2) }) }))).toBe(
    'quantity-out-of-range',
  );
});

test.each([
  [
    'a price beyond the largest',
    { kind: 'override-price', line: L1, override: { unitPriceMinor: UNIT_PRICE_MAX_MINOR + 1, reason } },
    'price-out-of-range',
  ],
  [
    'a price below zero',
    { kind: 'override-price', line: L1, override: { unitPriceMinor: -1, reason } },
    'price-out-of-range',
  ],
  [
    'half a cent',
    { kind: 'override-price', line: L1, override: { unitPriceMinor: 0.5, reason } },
    'price-out-of-range',
  ],
  [
    'an override without a reason',
    { kind: 'override-price', line: L1, override: { unitPriceMinor: 1, reason: ' ' } },
    'reason-missing',
  ],
  [
    'a discount of more than all',
    { kind: 'discount-line', line: L1, discount: { kind: 'percent', percentPpm: 1_000_001, reason } },
    'discount-out-of-range',
  ],
  [
    'a discount of nothing',
    { kind: 'discount-cart', discount: { kind: 'amount', amountMinor: 0, reason } },
    'discount-out-of-range',
  ],
  [
    'a discount without a reason',
    { kind: 'discount-cart', discount: { kind: 'amount', amountMinor: 1, reason: '' } },
    'reason-missing',
  ],
  ['a novel for a note', { kind: 'note', line: L1, note: 'x'.repeat(201) }, 'text-too-long'],
  ['a novel for a label', { kind: 'label', label: 'x'.repeat(121) }, 'text-too-long'],
  ['a line that is not there', { kind: 'remove', line: idNumber('line', 9) }, 'line-unknown'],
  ['a line that is there already', { kind: 'restore', line: lineOf(1), index: 0 }, 'line-already-there'],
] as const satisfies readonly (readonly [string, CartCommand, string])[])('%s is refused', (_, command, code) => {
  expect(codeOf(decideCart(cartOf([lineOf(1)]), command))).toBe(code);
});

test('price times quantity beyond what a line may come to is a refusal, not a crash', () => {
  const cart = cartOf([lineOf(1, { listPriceMinor: UNIT_PRICE_MAX_MINOR })]);
  const verdict = decideCart(cart, { kind: 'set-quantity', line: L1, quantity: LINE_QUANTITY_MAX });
  expect(codeOf(verdict)).toBe('amount-too-large');
  const override = { unitPriceMinor: UNIT_PRICE_MAX_MINOR, reason };
  const many = cartOf([lineOf(1, { quantity: 50_000 })]);
  expect(codeOf(decideCart(many, { kind: 'override-price', line: L1, override }))).toBe('amount-too-large');
});

test('a full cart takes no more, at the largest amounts, and still settles', () => {
  const line = { quantity: 100, listPriceMinor: UNIT_PRICE_MAX_MINOR };
  const full = cartOf(Array.from({ length: CART_LINES_MAX }, (_, index) => lineOf(index + 1, line)));
  expect(codeOf(decideCart(full, { kind: 'add', line: lineOf(CART_LINES_MAX + 1) }))).toBe('cart-full');
  expect(Number.isSafeInteger(settle(full, EXCLUSIVE).totals.totalMinor)).toBe(true);
});

test('a line that mirrors a sale keeps its price, comes back no more often than it left, and only once per cart', () => {
  const sale = ring(cartOf([lineOf(1, { quantity: 3 })]));
  const [returnable] = returnableLines(sale, [], false);
  if (!returnable) throw new Error('the sale has a line');
  const given = { order: sale, returnable, quantity: 1, reason: 'too-small', disposition: 'restock' } as const;
  const line = grantOf(returnCartLine({ ...given, id: idNumber('line', 50) }));
  const cart = grantOf(decideCart(empty, { kind: 'add', line }));
  expect(codeOf(decideCart(cart, { kind: 'set-quantity', line: line.id, quantity: 4 }))).toBe('quantity-out-of-range');
  expect(
    codeOf(decideCart(cart, { kind: 'override-price', line: line.id, override: { unitPriceMinor: 1, reason } })),
  ).toBe('mirrors-sale');
  expect(codeOf(decideCart(cart, { kind: 'discount-line', line: line.id, discount: null }))).toBe('mirrors-sale');
  const again = grantOf(returnCartLine({ ...given, id: idNumber('line', 51) }));
  expect(codeOf(decideCart(cart, { kind: 'add', line: again }))).toBe('return-already-in-cart');
});

test('any row of commands leaves the cart before it as it was, and a cart that settles and fits the wire', () => {
  const line = fc.integer({ min: 1, max: 4 }).map((n) => idNumber('line', n));
  const command: fc.Arbitrary<CartCommand> = fc.oneof(
    fc.record({ kind: fc.constant('add' as const), line: fc.integer({ min: 1, max: 4 }).map((n) => lineOf(n)) }),
    fc.record({ kind: fc.constant('set-quantity' as const), line, quantity: fc.oneof(fc.integer(), fc.double()) }),
    fc.record({ kind: fc.constant('remove' as const), line }),
    fc.record({
      kind: fc.constant('restore' as const),
      line: fc.integer({ min: 1, max: 6 }).map((n) => lineOf(n)),
      index: fc.oneof(fc.integer(), fc.double()),
    }),
    fc.record({
      kind: fc.constant('override-price' as const),
      line,
      override: fc.option(
        fc.record({ unitPriceMinor: fc.oneof(fc.integer(), fc.maxSafeInteger()), reason: fc.constantFrom('ok', '') }),
      ),
    }),
    fc.record({ kind: fc.constant('discount-line' as const), line, discount: fc.option(arbDiscount) }),
    fc.record({ kind: fc.constant('discount-cart' as const), discount: fc.option(arbDiscount) }),
    fc.record({ kind: fc.constant('note' as const), line, note: fc.option(fc.string({ maxLength: 250 })) }),
    fc.record({ kind: fc.constant('label' as const), label: fc.option(fc.string()) }),
  );
  fc.assert(
    fc.property(fc.array(command, { maxLength: 25 }), (commands) => {
      let cart: Cart = empty;
      for (const next of commands) {
        const before = structuredClone(cart);
        const verdict = decideCart(cart, next);
        expect(cart).toEqual(before);
        if (verdict.ok) cart = verdict.value;
        settle(cart, INCLUSIVE);
        if (cart.lines.length > 0)
          expect(cartSuspendBody.safeParse({ location: LOCATION, cart }).error).toBeUndefined();
      }
    }),
    { seed: SEED, numRuns: 300 },
  );
});

const row: Variant & { priceMinor: number | null } = {
  ordinal: 7,
  id: idNumber('variant', 7),
  item: idNumber('item', 7),
  sku: 'LS-BL-M',
  barcodes: ['4006381333931'],
  title: { en: 'Linen shirt', 'zh-TW': '亞麻襯衫' },
  options: ['Blue', 'M'],
  optionNames: ['Colour', 'Size'],
  category: idNumber('category', 1),
  taxCategory: idNumber('taxCategory', 1),
  image: 'linen-shirt.svg',
  unit: 'each',
  tracked: true,
  popularity: 3,
  active: true,
  priceMinor: 4990,
};
const rung = { id: L1, quantity: 1, language: 'zh-TW' } as const;

test('a line is rung as the shelf has it, in the till’s language, English where there is none', () => {
  expect(cartLineOf(row, rung)).toMatchObject({
    ok: true,
    value: { title: '亞麻襯衫', listPriceMinor: 4990, options: ['Blue', 'M'] },
  });
  expect(cartLineOf(row, { ...rung, language: 'zh-CN' })).toMatchObject({ value: { title: 'Linen shirt' } });
});

test('what has no price or was dropped is not for sale; what is free is', () => {
  expect(cartLineOf({ ...row, priceMinor: null }, rung)).toEqual({
    ok: false,
    refusal: { code: 'no-price', sku: 'LS-BL-M' },
  });
  expect(cartLineOf({ ...row, active: false }, rung)).toEqual({
    ok: false,
    refusal: { code: 'not-for-sale', sku: 'LS-BL-M' },
  });
  expect(cartLineOf({ ...row, priceMinor: 0 }, rung)).toMatchObject({ ok: true, value: { listPriceMinor: 0 } });
});
