import { expect, test } from 'vitest';
import {
  CHANNEL_ORDER_FOLLOWS,
  type ChannelEvent,
  type ChannelOrderContent,
  type ChannelOrderState,
  learn,
  NOTHING_KNOWN,
  owedBackMinor,
  paidMinor,
  stateOf,
} from '../../../src/domain/channel/channel-order.ts';
import { permutationsOf } from '../../support/permutations.ts';
import { idNumber } from '../shop.ts';

const ORDER = idNumber('order', 1);

const contentFor = (totalMinor: number): ChannelOrderContent => ({
  lines: [],
  totals: { netMinor: totalMinor, taxMinor: 0, totalMinor, discountMinor: 0, taxes: [] },
  currency: 'EUR',
  pricesIncludeTax: true,
  location: idNumber('location', 1),
  delivery: 'collect',
});

const told = (id: string) => ({ id, order: ORDER, at: `2026-03-02T10:00:0${id.length}.000Z` });
const placed: ChannelEvent = { ...told('a-placed'), kind: 'placed', content: contentFor(5_000) };
const dearer: ChannelEvent = { ...told('b-changed'), kind: 'changed', version: 2, content: contentFor(6_000) };
const dearest: ChannelEvent = { ...told('c-changed'), kind: 'changed', version: 2, content: contentFor(7_000) };
const paid: ChannelEvent = { ...told('d-paid'), kind: 'paid', payment: 'p1', amountMinor: 5_000 };
const paidRest: ChannelEvent = { ...told('e-paid'), kind: 'paid', payment: 'p2', amountMinor: 2_000 };
const corrected: ChannelEvent = { ...told('f-paid'), kind: 'paid', payment: 'p2', amountMinor: 2_500 };
const cancelled: ChannelEvent = { ...told('g-cancelled'), kind: 'cancelled', reason: 'changed-mind' };
const cancelledAgain: ChannelEvent = { ...told('h-cancelled'), kind: 'cancelled', reason: 'no-answer' };

const knowledgeOf = (events: readonly ChannelEvent[]) => events.reduce(learn, NOTHING_KNOWN);

/** Every choice of up to six of the events. */
function* choices(): Generator<readonly ChannelEvent[]> {
  const all = [placed, dearer, dearest, paid, paidRest, corrected, cancelled, cancelledAgain];
  for (let mask = 1; mask < 2 ** all.length; mask++) {
    const chosen = all.filter((_, at) => (mask >> at) & 1);
    if (chosen.length <= 6) yield chosen;
  }
}

/**
 * Every set of events has one knowledge, whatever their order; and an event of the set, told again, leaves it.
 * So a repetition anywhere leaves what the events before it said, and all that follows is as without it.
 */
test('every order of up to six events, each told again at any moment, ends in the same knowledge', () => {
  let orders = 0;
  for (const events of choices()) {
    const expected = knowledgeOf(events);
    for (const order of permutationsOf(events)) {
      orders++;
      expect(knowledgeOf(order)).toStrictEqual(expected);
    }
    for (const again of events) expect(learn(expected, again)).toStrictEqual(expected);
  }
  expect(orders).toBeGreaterThan(10_000);
});

test('a state is followed only by those that may follow it, and each is met', () => {
  const met = new Set<string>();
  for (const events of choices()) {
    for (const order of permutationsOf(events.slice(0, 4))) {
      let known = NOTHING_KNOWN;
      for (const event of order) {
        const before: ChannelOrderState = stateOf(known);
        known = learn(known, event);
        const after = stateOf(known);
        if (after !== before) met.add(`${before} → ${after}`);
      }
    }
  }
  const allowed = Object.entries(CHANNEL_ORDER_FOLLOWS).flatMap(([from, to]) => to.map((one) => `${from} → ${one}`));
  expect([...met].toSorted()).toEqual(allowed.toSorted());
});

test('an order that became dearer after it was paid waits for the rest', () => {
  expect(stateOf(knowledgeOf([placed, paid]))).toBe('paid');
  expect(stateOf(knowledgeOf([placed, paid, dearest]))).toBe('placed');
  expect(stateOf(knowledgeOf([placed, paid, dearest, paidRest]))).toBe('paid');
});

test('what is cancelled is owed back whole; what was paid twice, the rest', () => {
  expect(owedBackMinor(knowledgeOf([paid, cancelled, placed]))).toBe(5_000);
  expect(owedBackMinor(knowledgeOf([placed, paid, paidRest]))).toBe(2_000);
  expect(owedBackMinor(knowledgeOf([paid]))).toBe(0);
  expect(paidMinor(knowledgeOf([paid, paidRest, corrected]))).toBe(7_500);
});
