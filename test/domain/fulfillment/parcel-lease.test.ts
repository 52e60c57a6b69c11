import { expect, test } from 'vitest';
import { learn, NOTHING_KNOWN } from '../../../src/domain/channel/channel-order.ts';
import type { ChannelOrderRecord } from '../../../src/domain/channel/channel-record.ts';
import {
  leaseFindings,
  mayHandOverAlone,
  PARCEL_LEASE_GRACE_MS,
  PARCEL_LEASE_MS,
  parcelLease,
} from '../../../src/domain/fulfillment/parcel-lease.ts';
import { idNumber } from '../shop.ts';

const AT = '2026-03-02T10:00:00.000Z';
const [HERE, THERE] = [idNumber('location', 1), idNumber('location', 2)];
const totals = { netMinor: 0, taxMinor: 0, totalMinor: 0, discountMinor: 0, taxes: [] };
const content = { lines: [], totals, currency: 'EUR', pricesIncludeTax: true, location: HERE, delivery: 'collect' };
const order = idNumber('order', 1);
const placed = { id: 'a', order, at: AT, kind: 'placed', content } as never;
const moved = {
  id: 'b',
  order,
  at: AT,
  kind: 'changed',
  version: 2,
  content: { ...content, location: THERE },
} as never;
const nothing: ChannelOrderRecord = {
  ...{ id: order, channel: 'web', number: 'W-1001', fulfillment: idNumber('fulfillment', 1), placedAt: AT },
  ...{ promisedAt: null, client: null, knowledge: NOTHING_KNOWN, facts: [] },
};
const known = (...events: never[]): ChannelOrderRecord => ({
  ...nothing,
  knowledge: events.reduce(learn, NOTHING_KNOWN),
});
const must = (record: ChannelOrderRecord) => {
  const lease = parcelLease(record);
  if (lease === null) throw new Error('its content is known');
  return lease;
};
const fact = (move: 'pick' | 'lay-ready' | 'hand-over') => ({ id: move, move, at: AT, by: null });

test('the store that has the goods holds the right; each version of the order is a lease of its own', () => {
  expect(parcelLease(nothing)).toBeNull();
  expect(must(known(placed))).toMatchObject({ location: HERE, fence: 1 });
  for (const record of [known(placed, moved), known(moved, placed), known(moved, moved)]) {
    expect(must(record)).toMatchObject({ location: THERE, fence: 2 });
  }
});

test('it ends two weeks after the promise, a little earlier for who uses it without the network', () => {
  const lease = must(known(placed));
  const end = Date.parse(AT) + PARCEL_LEASE_MS;
  expect(lease.until).toBe(new Date(end).toISOString());
  const may = (now: number) => mayHandOverAlone(lease, { location: HERE, now });
  expect(may(end - PARCEL_LEASE_GRACE_MS - 1).ok).toBe(true);
  expect(may(end - PARCEL_LEASE_GRACE_MS)).toEqual({ ok: false, refusal: { code: 'lease-ended', until: lease.until } });
  expect(mayHandOverAlone(lease, { location: THERE, now: 0 })).toEqual({
    ok: false,
    refusal: { code: 'parcel-elsewhere', location: HERE },
  });
});

test('goods that lie ready wait for their client as long as it takes; goods being gathered do not', () => {
  expect(must({ ...known(placed), facts: [fact('pick')] }).until).not.toBeNull();
  const ready = must({ ...known(placed), facts: [fact('pick'), fact('lay-ready')] });
  expect(ready.until).toBeNull();
  expect(mayHandOverAlone(ready, { location: HERE, now: Number.MAX_SAFE_INTEGER }).ok).toBe(true);
});

test('a hand-over by an older right, or by another store, names who held the right', () => {
  const lease = must(known(placed, moved));
  expect(leaseFindings(lease, { location: THERE, fence: 2 })).toEqual([]);
  for (const used of [
    { location: HERE, fence: 1 },
    { location: THERE, fence: 1 },
    { location: HERE, fence: 2 },
  ]) {
    expect(leaseFindings(lease, used)).toEqual([
      { code: 'handed-over-without-right', holder: THERE, fence: 2, used: used.fence },
    ]);
  }
});
