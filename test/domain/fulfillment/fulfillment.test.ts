import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  FULFILLMENT_MOVE_NAMES,
  type FulfillmentFact,
  findingsOf,
  handOverMovements,
  isReserving,
  stateAfter,
} from '../../../src/domain/fulfillment/fulfillment.ts';
import { applyMovement } from '../../../src/domain/inventory/stock.ts';
import { permutationsOf } from '../../support/permutations.ts';
import { countingIds, idNumber, SEED } from '../shop.ts';

type Fact = Pick<FulfillmentFact, 'id' | 'move'>;
const fact = (id: string, move: FulfillmentFact['move']): Fact => ({ id, move });

test('two tablets hand over one parcel while apart: one hand-over, one finding that names both', () => {
  const facts = [fact('a', 'lay-ready'), fact('b', 'hand-over'), fact('c', 'hand-over')];
  for (const order of permutationsOf(facts)) {
    expect(stateAfter('open', order)).toBe('handed-over');
    expect(findingsOf(order)).toEqual([{ code: 'handed-over-twice', handOvers: ['b', 'c'] }]);
  }
});

test('a parcel that was given away after its order was cancelled is gone, and somebody hears of it', () => {
  const facts = [fact('a', 'cancel'), fact('b', 'hand-over')];
  for (const order of permutationsOf(facts)) {
    expect(stateAfter('ready', order)).toBe('handed-over');
    expect(findingsOf(order)).toEqual([{ code: 'handed-over-cancelled', handOvers: ['b'], cancelled: 'a' }]);
  }
});

test('the same hand-over heard twice is one', () => {
  expect(findingsOf([fact('b', 'hand-over'), fact('b', 'hand-over')])).toEqual([]);
});

test('in whatever order facts come, in whatever portions, the state is the same and never goes back', () => {
  const facts = fc.array(
    fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd'), move: fc.constantFrom(...FULFILLMENT_MOVE_NAMES) }),
    { maxLength: 6 },
  );
  fc.assert(
    fc.property(facts, fc.nat({ max: 6 }), (all, cut) => {
      const whole = stateAfter('open', all);
      expect(stateAfter(stateAfter('open', all.slice(cut)), all.slice(0, cut))).toBe(whole);
      expect(stateAfter(whole, all)).toBe(whole);
      expect(findingsOf(all.toReversed())).toEqual(findingsOf(all));
    }),
    { seed: SEED },
  );
});

test('goods are promised until they are handed over or the order is cancelled', () => {
  expect(['open', 'picking', 'ready', 'handed-over', 'cancelled'].filter((one) => isReserving(one as never))).toEqual([
    'open',
    'picking',
    'ready',
  ]);
});

test('a hand-over takes goods off the shelf and out of what is promised; postage moves nothing', () => {
  const ids = countingIds();
  const line = { id: idNumber('line', 1), variant: idNumber('variant', 1), ordinal: 4, quantity: 3, tracked: true };
  const movements = handOverMovements([line, { ...line, id: idNumber('line', 2), tracked: false }], {
    location: idNumber('location', 1),
    newId: () => ids('movement'),
  });
  expect(movements.reduce(applyMovement, { onHand: 10, committed: 3, damaged: 1 })).toEqual({
    onHand: 7,
    committed: 0,
    damaged: 1,
  });
});
