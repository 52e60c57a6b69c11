import { expect, test } from 'vitest';
import { admit } from '../../../src/server/admission/admit.ts';
import { hashed, sortArrivals } from '../../../src/server/admission/arrival.ts';
import { createTill, newId } from '../../support/shop-floor.ts';

const till = () =>
  createTill({
    tenant: newId('tenant'),
    register: newId('register'),
    incarnation: 1,
    location: newId('location'),
    series: 'S1',
    associate: newId('associate'),
  });

test('exactly the next one, or nothing', () => {
  const hashAt = (sequence: number) => (sequence === 4 ? 'four' : undefined);
  expect(admit(4, hashAt, { sequence: 5, hash: 'five' })).toEqual({ kind: 'place' });
  expect(admit(4, hashAt, { sequence: 6, hash: 'six' })).toEqual({ kind: 'gap', expected: 5 });
  expect(admit(4, hashAt, { sequence: 4, hash: 'four' })).toEqual({ kind: 'already-placed' });
  expect(admit(4, hashAt, { sequence: 4, hash: 'other' })).toEqual({ kind: 'fork' });
});

test('a group with a hole in it is left whole, and so is what follows on it', () => {
  const one = till();
  const start = one.head();
  const [first, second, third, fourth] = Array.from({ length: 4 }, () => hashed(one.write('x.y', {})));
  if (!first || !second || !third || !fourth) throw new Error('four were written');
  const placed = { lastSequence: 0, lastHash: start.hash, hashes: new Map() };
  const sorted = sortArrivals(placed, [[first], [second, fourth], [third]]);
  expect(sorted.groups.map((group) => group.map(({ envelope }) => envelope.sequence))).toEqual([[1]]);
  expect(sorted).toMatchObject({ isFork: false, lastSequence: 1, lastHash: first.hash });
});

test('one entry twice in a push is placed once; another in its place is a fork and nothing is placed', () => {
  const one = till();
  const start = one.head();
  const first = hashed(one.write('x.y', {}));
  const rival = hashed({ ...first.envelope, body: { other: 1 } });
  const placed = { lastSequence: 0, lastHash: start.hash, hashes: new Map() };
  expect(sortArrivals(placed, [[first], [first]]).groups).toHaveLength(1);
  expect(sortArrivals(placed, [[first, first]]).groups).toMatchObject([[{ isChained: true }]]);
  expect(sortArrivals(placed, [[first], [rival]])).toMatchObject({ isFork: true, groups: [] });
});

test('an entry that does not name the one before it is seen', () => {
  const one = till();
  const start = one.head();
  const first = hashed(one.write('x.y', {}));
  const loose = hashed(one.write('x.y', {}, { previousHash: start.hash }));
  const placed = { lastSequence: 0, lastHash: start.hash, hashes: new Map() };
  expect(
    sortArrivals(placed, [[first], [loose]])
      .groups.flat()
      .map(({ isChained }) => isChained),
  ).toEqual([true, false]);
});
