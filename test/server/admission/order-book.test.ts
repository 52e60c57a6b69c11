import { expect, test } from 'vitest';
import { createOrderBook } from '../../../src/server/admission/order-book.ts';
import { createTill, goods, newId } from '../../support/shop-floor.ts';

/** One till's facts about one sale of three, made in the order they happened. */
function story() {
  const till = createTill({
    tenant: newId('tenant'),
    register: newId('register'),
    incarnation: 1,
    location: newId('location'),
    series: 'S1',
    associate: newId('associate'),
  });
  const { order: sale } = till.sell([goods(1), 3]);
  const { order: firstBack } = till.takeBack(sale, 2);
  const { order: secondBack } = till.takeBack(sale, 2);
  const { postVoid } = till.voidOrder(firstBack);
  return { sale, firstBack, secondBack, postVoid };
}

const emptyBook = () => createOrderBook({ orders: new Map(), voids: [], returned: [] });

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((item, at) => permutations(items.toSpliced(at, 1)).map((rest) => [item, ...rest]));
}

test('whatever order facts arrive in: more back than sold is said, and nothing else is', () => {
  const { sale, firstBack, secondBack } = story();
  for (const order of permutations([sale, firstBack, secondBack])) {
    const book = emptyBook();
    const kinds = order.flatMap((one) => book.place(one).map(({ kind }) => kind));
    expect(kinds.filter((kind) => kind === 'over-returned')).toHaveLength(1);
    const early = order.slice(0, order.indexOf(sale)).length;
    expect(kinds.filter((kind) => kind === 'origin-unknown')).toHaveLength(early);
  }
});

test('a return that was voided, before or after it arrived, counts for nothing', () => {
  const { sale, firstBack, secondBack, postVoid } = story();
  const before = emptyBook();
  expect(before.place(sale)).toEqual([]);
  expect(before.void(postVoid).map(({ kind }) => kind)).toEqual(['origin-unknown']);
  expect(before.isVoided(firstBack.id)).toBe(true);
  expect(before.place(firstBack)).toEqual([]);
  expect(before.place(secondBack)).toEqual([]);

  const after = emptyBook();
  after.place(sale);
  after.place(firstBack);
  expect(after.void(postVoid)).toEqual([]);
  expect(after.place(secondBack)).toEqual([]);
});

test('voiding an order of which something came back already is more back than was sold', () => {
  const { sale, firstBack, postVoid } = story();
  const book = emptyBook();
  book.place(sale);
  book.place(firstBack);
  expect(book.void({ ...postVoid, order: sale.id })).toMatchObject([
    { kind: 'over-returned', facts: { subject: sale.id, sold: 0, returned: 2 } },
  ]);
});
