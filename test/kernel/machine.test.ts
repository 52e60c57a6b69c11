import { expect, test } from 'vitest';
import {
  CART_CLAIM_MOVES,
  CART_CLAIM_STATES,
  ONLINE_CART_MOVES,
  ONLINE_CART_STATES,
} from '../../src/domain/channel/online-cart.ts';
import { FULFILLMENT_MOVES, FULFILLMENT_STATES } from '../../src/domain/fulfillment/fulfillment.ts';
import { type Moves, reachableFrom, step } from '../../src/kernel/machine.ts';

const MACHINES: readonly (readonly [string, Moves<string, string>, readonly string[], string, readonly string[]])[] = [
  ['a parcel', FULFILLMENT_MOVES as Moves<string, string>, FULFILLMENT_STATES, 'open', ['handed-over', 'cancelled']],
  ['an online cart', ONLINE_CART_MOVES as Moves<string, string>, ONLINE_CART_STATES, 'open', ['ordered', 'completed']],
  [
    'a cart’s claim',
    CART_CLAIM_MOVES as Moves<string, string>,
    CART_CLAIM_STATES,
    'asked',
    ['refused', 'released', 'used'],
  ],
];

test.each(MACHINES)('%s reaches every state, and from every state an end', (_, moves, states, start, ends) => {
  expect([...reachableFrom(moves, start)].toSorted()).toEqual([...states].toSorted());
  const last = states.filter((state) => Object.keys(moves[state] ?? {}).length === 0);
  expect(last.toSorted()).toEqual([...ends].toSorted());
  for (const state of states) {
    expect([...reachableFrom(moves, state)].some((one) => ends.includes(one))).toBe(true);
  }
});

test('a move that is not for now is refused with what stands', () => {
  expect(step(FULFILLMENT_MOVES, 'open', 'pick')).toEqual({ ok: true, value: 'picking' });
  expect(step(FULFILLMENT_MOVES, 'open', 'hand-over')).toEqual({
    ok: false,
    refusal: { code: 'not-now', state: 'open', move: 'hand-over' },
  });
});
