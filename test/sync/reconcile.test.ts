import { expect, test } from 'vitest';
import type { EntryResult, PushResponse } from '../../src/protocol/sync/push.ts';
import type { JournalRecord, OutboxState } from '../../src/replica/index.ts';
import { inOrder } from '../../src/sync/fetch-segments.ts';
import { backoff, idle, nextBatchSize } from '../../src/sync/pace.ts';
import { BATCH_BYTES_MAX, cursorsAfter, decidePush, planBatch } from '../../src/sync/reconcile.ts';
import { RIG, rigIds, seededRandom } from '../support/journal-rig.ts';

const ids = rigIds();

const state = (change: Partial<OutboxState> = {}): OutboxState => ({
  identity: {
    tenant: RIG.tenant,
    register: RIG.register,
    registerName: 'Till 1',
    incarnation: 1,
    series: 'A1',
    location: RIG.location,
  },
  sequence: 10,
  hash: 'hash',
  trimmed: 0,
  acknowledged: 4,
  durableThrough: 2,
  epoch: 'first',
  ...change,
});

const result = (sequence: number, said: EntryResult['result'] = 'placed'): EntryResult => ({
  id: ids('entry'),
  sequence,
  result: said,
  reasons: [],
});

const response = (change: Partial<PushResponse> = {}): PushResponse => ({
  epoch: 'first',
  results: [result(5), result(6)],
  acknowledged: 6,
  durableThrough: 3,
  serverTime: '2026-03-02T09:00:00.000Z',
  nextSyncAfterMs: 15_000,
  ...change,
});

function record(sequence: number, group: number, size = 10): JournalRecord {
  const entry = { sequence, body: { text: 'x'.repeat(size) } } as unknown as JournalRecord['entry'];
  return { incarnation: 1, sequence, entry, hash: '', group, result: null, reasons: [], print: 'none' };
}

test('what the server placed is settled', () => {
  expect(decidePush(state(), response())).toMatchObject({ kind: 'settle', acknowledged: 6, durableThrough: 3 });
});

test('a quarantined entry is settled like any other, and holds up nothing', () => {
  const results = [result(5, 'quarantined'), result(6)];
  expect(decidePush(state(), response({ results }))).toMatchObject({ kind: 'settle', results, acknowledged: 6 });
});

test('nothing is acknowledged that was never written here', () => {
  expect(decidePush(state(), response({ acknowledged: 99, durableThrough: 99 }))).toMatchObject({
    kind: 'settle',
    acknowledged: 10,
    durableThrough: 10,
  });
});

test('N03 a gap is answered by going back to what the server has', () => {
  const results = [result(5, 'gap'), result(6, 'gap')];
  expect(decidePush(state(), response({ results, acknowledged: 1 }))).toEqual({
    kind: 'resend',
    because: 'gap',
    epoch: 'first',
    acknowledged: 1,
  });
});

test('a server that lacks what this tablet was allowed to forget is a fault, not a loop', () => {
  const results = [result(5, 'gap')];
  expect(decidePush(state({ trimmed: 3 }), response({ results, acknowledged: 1 }))).toEqual({
    kind: 'forgotten',
    expected: 2,
  });
});

test('S05 under a new epoch everything above what is durable goes up again, whatever was acknowledged', () => {
  expect(decidePush(state(), response({ epoch: 'second', acknowledged: 6 }))).toMatchObject({
    kind: 'resend',
    because: 'new-epoch',
    epoch: 'second',
    acknowledged: 2,
  });
  expect(decidePush(state(), response({ epoch: 'second', acknowledged: 1 }))).toMatchObject({ acknowledged: 1 });
  expect(decidePush(state({ trimmed: 2 }), response({ epoch: 'second', acknowledged: 0 }))).toMatchObject({
    acknowledged: 2,
  });
});

test('a group never travels in parts', () => {
  const records = [record(1, 1), record(2, 2), record(3, 2), record(4, 4)];
  expect(planBatch(records, 2, false).records.map(({ sequence }) => sequence)).toEqual([1]);
  expect(planBatch(records, 3, false).records.map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
  expect(planBatch(records, 1, false).records.map(({ sequence }) => sequence)).toEqual([1]);
  expect(planBatch(records.slice(1), 1, false).records.map(({ sequence }) => sequence)).toEqual([2, 3]);
});

test('the last group of a page may be cut off, and waits', () => {
  const records = [record(1, 1), record(2, 2), record(3, 2)];
  expect(planBatch(records, 100, true).records.map(({ sequence }) => sequence)).toEqual([1]);
});

test('N07 a batch stays below its bytes, and a large entry goes alone', () => {
  const records = [record(1, 1, 500_000), record(2, 2, 500_000), record(3, 3)];
  expect(planBatch(records, 100, false).records.length).toBe(1);
  const accents = { ...record(1, 1), entry: { body: 'ü'.repeat(BATCH_BYTES_MAX / 2) } } as unknown as JournalRecord;
  expect(planBatch([accents, record(2, 2)], 100, false).records.length).toBe(1);
});

test('the next page begins where this one ended, or at the head', () => {
  const change = { sequence: 7, kind: 'level.put', ref: '1', body: null };
  const stream = 'items';
  expect(cursorsAfter({}, [{ stream, head: 20, floor: 0, changes: [change], more: true }])).toEqual({ items: 7 });
  expect(cursorsAfter({}, [{ stream, head: 20, floor: 0, changes: [change], more: false }])).toEqual({ items: 20 });
  expect(cursorsAfter({ items: 3 }, [{ stream, head: 3, floor: 0, changes: [], more: false }])).toEqual({ items: 3 });
});

test('N10 a flapping link sends one entry, then more with every success', () => {
  expect([100, 1, 4, 64].map((size) => nextBatchSize(size, true, 100))).toEqual([100, 4, 16, 100]);
  expect(nextBatchSize(100, false, 100)).toBe(1);
});

test('N13 waits grow, differ, and are never shorter than the server asked for', () => {
  const random = seededRandom(5);
  const waits = [1, 2, 3, 4, 5, 6, 7, 8, 20].map((failures) => backoff(failures, null, random).ms);
  expect(waits.every((ms, index) => ms >= Math.min(30_000, 500 * 2 ** index) && ms <= 60_000)).toBe(true);
  const asked = Array.from({ length: 50 }, () => backoff(1, 30_000, random));
  expect(asked.every(({ ms, atLeastMs }) => ms >= 30_000 && atLeastMs === ms)).toBe(true);
  expect(new Set(asked.map(({ ms }) => ms)).size).toBeGreaterThan(40);
  expect(idle(15_000, random).atLeastMs).toBe(0);
});

test('segments come prices before items of the same goods, stock last', () => {
  const hash = (letter: string) => letter.repeat(64);
  const part = (letter: string, first: number) => ({ hash: hash(letter), first, rows: 1, bytes: 1 });
  const tables = [
    { stream: `stock:${RIG.location}`, through: 1, parts: [part('a', 0)] },
    { stream: 'items', through: 1, parts: [part('b', 0), part('c', 2_000)] },
    { stream: `prices:${RIG.priceList}`, through: 1, parts: [part('d', 0)] },
  ];
  expect(inOrder({ tables })).toEqual([hash('d'), hash('b'), hash('c'), hash('a')]);
});
