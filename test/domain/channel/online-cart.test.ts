import { expect, test } from 'vitest';
import {
  CLAIM_LASTS_MS,
  type ClaimableCart,
  type Claimant,
  completionFindings,
  decideClaim,
} from '../../../src/domain/channel/online-cart.ts';
import { codeOf, grantOf, idNumber } from '../shop.ts';

const NOW = Date.parse('2026-03-02T10:00:00.000Z');
const CART = idNumber('cart', 1);
const by = (register: number): Claimant => ({
  register: idNumber('register', register),
  incarnation: 1,
  associate: idNumber('associate', register),
});
const free: ClaimableCart = { state: 'open', claim: null, lastFence: 0, order: null };
const claimedBy = (register: number, now = NOW): ClaimableCart => {
  const claim = grantOf(decideClaim(free, by(register), now));
  return { state: 'claimed', claim, lastFence: claim.fence, order: null };
};

test('a second register is told who holds the cart and until when', () => {
  const held = claimedBy(1);
  expect(decideClaim(held, by(2), NOW + 1_000)).toEqual({
    ok: false,
    refusal: { code: 'cart-held', register: by(1).register, until: '2026-03-02T10:15:00.000Z' },
  });
});

test('who asks again because no answer came gets the same claim, from now on', () => {
  const again = grantOf(decideClaim(claimedBy(1), by(1), NOW + 60_000));
  expect(again).toEqual({ ...by(1), fence: 1, until: '2026-03-02T10:16:00.000Z' });
});

test('a tablet that died keeps a cart for a quarter of an hour; the next owner’s number is greater', () => {
  const held = claimedBy(1);
  expect(codeOf(decideClaim(held, by(2), NOW + CLAIM_LASTS_MS - 1))).toBe('cart-held');
  expect(grantOf(decideClaim(held, by(2), NOW + CLAIM_LASTS_MS)).fence).toBe(2);
});

test('a register that was enrolled anew is another owner', () => {
  expect(codeOf(decideClaim(claimedBy(1), { ...by(1), incarnation: 2 }, NOW))).toBe('cart-held');
});

test('what was ordered, sold or ran out cannot be claimed', () => {
  const order = idNumber('order', 9);
  expect(codeOf(decideClaim({ ...free, state: 'ordered', order }, by(1), NOW))).toBe('cart-ordered');
  expect(codeOf(decideClaim({ ...free, state: 'completed', order }, by(1), NOW))).toBe('cart-completed');
  expect(codeOf(decideClaim({ ...free, state: 'expired' }, by(1), NOW))).toBe('cart-expired');
});

test('a sale of a cart that another register holds, or that the web sold meanwhile, names both sides', () => {
  const order = idNumber('order', 1);
  const other = idNumber('order', 2);
  expect(completionFindings({ ...claimedBy(1), id: CART }, order, by(1), NOW)).toEqual([]);
  expect(completionFindings({ ...claimedBy(1), id: CART }, order, by(2), NOW)).toEqual([
    { code: 'cart-claim-lost', cart: CART, order, holder: by(1).register },
  ]);
  expect(completionFindings({ ...claimedBy(1), id: CART }, order, by(2), NOW + CLAIM_LASTS_MS)).toEqual([]);
  expect(completionFindings({ ...free, state: 'ordered', order: other, id: CART }, order, by(1), NOW)).toEqual([
    { code: 'cart-sold-twice', cart: CART, order, other },
  ]);
});

test('the same sale heard again is no second one', () => {
  const order = idNumber('order', 1);
  expect(completionFindings({ ...free, state: 'completed', order, id: CART }, order, by(1), NOW)).toEqual([]);
});
