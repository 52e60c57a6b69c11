/** What head office reads out of the facts: how a register stands, what adds up, what waits. */
import { describe, expect, test } from 'vitest';
import { sayKeyOf, titleKeyOf } from '../../src/office/attention-words.ts';
import {
  agoOf,
  countdownOf,
  daysBefore,
  mattersOf,
  standingOf,
  totalsByCurrency,
} from '../../src/office/office-model.ts';
import type { IncarnationFacts, RegisterFacts } from '../../src/protocol/office.ts';
import { EXCEPTION_KINDS } from '../../src/server/exceptions/exceptions.ts';
import { AMS1, AMSTERDAM, openedShop } from './fake-office.ts';

const NOW = Date.parse('2026-03-13T15:20:00.000Z');
const minutesAgo = (minutes: number) => new Date(NOW - minutes * 60_000).toISOString();
const life = (facts: Partial<IncarnationFacts>): IncarnationFacts => ({
  incarnation: 1,
  series: 'AMS1A',
  state: 'active',
  enrolledAt: minutesAgo(9_000),
  lastSeenAt: minutesAgo(0),
  unsent: 0,
  acknowledged: 5,
  build: 'b1',
  ...facts,
});
const register = (...incarnations: IncarnationFacts[]): RegisterFacts => ({
  id: AMS1,
  location: AMSTERDAM,
  name: 'Front counter',
  code: 'AMS1',
  incarnations,
});

describe('how a register stands', () => {
  test.each([
    ['nobody enrolled it', register(), 'never', 'calm'],
    ['enrolled, not heard yet', register(life({ lastSeenAt: null })), 'waiting-first', 'calm'],
    ['heard a minute ago', register(life({ lastSeenAt: minutesAgo(1) })), 'in-touch', 'good'],
    [
      'offline for hours with sales is how a till may be',
      register(life({ lastSeenAt: minutesAgo(300), unsent: 9 })),
      'quiet',
      'calm',
    ],
    ['silent for two days without sales is calm', register(life({ lastSeenAt: minutesAgo(2_880) })), 'quiet', 'calm'],
    [
      'silent for two days with sales wants a look',
      register(life({ lastSeenAt: minutesAgo(2_880), unsent: 1 })),
      'holds-sales',
      'watch',
    ],
    ['revoked', register(life({ state: 'revoked', unsent: 4 })), 'revoked', 'calm'],
    ['two tablets wrote as one', register(life({ state: 'forked' })), 'forked', 'act'],
  ])('%s', (_, facts, key, tone) => {
    expect(standingOf(facts, NOW)).toMatchObject({ key, tone });
  });

  test('tells what earlier tablets still hold, but not of one that was shut out', () => {
    const facts = register(
      life({ incarnation: 3 }),
      life({ incarnation: 2, state: 'replaced', unsent: 2 }),
      life({ incarnation: 1, state: 'revoked', unsent: 7 }),
    );
    expect(standingOf(facts, NOW).olderUnsent).toBe(2);
  });
});

test('ages are told in the unit people would use', () => {
  expect(agoOf(minutesAgo(0.5), NOW)).toBeNull();
  expect(agoOf(minutesAgo(59), NOW)).toEqual({ count: 59, unit: 'minute' });
  expect(agoOf(minutesAgo(61), NOW)).toEqual({ count: 1, unit: 'hour' });
  expect(agoOf(minutesAgo(47 * 60), NOW)).toEqual({ count: 47, unit: 'hour' });
  expect(agoOf(minutesAgo(49 * 60), NOW)).toEqual({ count: 2, unit: 'day' });
  expect(agoOf(new Date(NOW + 5_000).toISOString(), NOW)).toBeNull();
});

test('a code counts down to nothing and is then over', () => {
  expect(countdownOf(new Date(NOW + 600_000).toISOString(), NOW)).toEqual({ text: '10:00', isOver: false });
  expect(countdownOf(new Date(NOW + 9_200).toISOString(), NOW)).toEqual({ text: '0:10', isOver: false });
  expect(countdownOf(minutesAgo(1), NOW)).toEqual({ text: '0:00', isOver: true });
});

test('money of two currencies is never added', () => {
  const { sales } = openedShop();
  expect(totalsByCurrency([...sales, ...sales]).map(({ currency, totalMinor }) => [currency.code, totalMinor])).toEqual(
    [
      ['EUR', 553_800],
      ['USD', 830_614],
    ],
  );
});

test('days before cross months and years', () => {
  expect(daysBefore('2026-03-01', 1)).toBe('2026-02-28');
  expect(daysBefore('2026-01-05', 13)).toBe('2025-12-23');
});

test('an entry that an exception speaks of is not listed twice', () => {
  const entry = 'ent_01KDVDNA00XVFGXJBF8G2N8TCZ';
  const shared = { location: AMSTERDAM, register: AMS1 };
  const held = {
    ...shared,
    id: entry,
    incarnation: 1,
    sequence: 7,
    kind: 'order.place',
    status: 'quarantined' as const,
  };
  const waiting = {
    exceptions: [
      {
        ...shared,
        id: 'exc_01KDVDNA00XVFGXJBF8G2N8TCZ',
        kind: 'entry-quarantined',
        entry,
        raisedAt: minutesAgo(1),
        status: 'open' as const,
        facts: { subject: 'x', envelope: { a: 1 }, reason: 'bad' },
      },
    ],
    held: [{ ...held, reasons: ['bad'], at: minutesAgo(2), receivedAt: minutesAgo(2), hash: 'a'.repeat(64) }],
  };
  expect(mattersOf(waiting).map(({ kind, facts }) => [kind, facts])).toEqual([
    ['entry-quarantined', [['reason', 'bad']]],
  ]);
  expect(mattersOf({ ...waiting, exceptions: [] }).map(({ kind }) => kind)).toEqual(['quarantined']);
});

test('every kind of exception the server may raise has words, and a strange one keeps its own name', () => {
  for (const kind of [...EXCEPTION_KINDS, 'parked', 'quarantined']) {
    expect(titleKeyOf(kind), kind).toBe(kind);
    expect(sayKeyOf(kind), kind).toBe(`say-${kind}`);
  }
  for (const kind of ['from-the-future', 'title', 'more', 'toString']) expect(titleKeyOf(kind)).toBeNull();
});
