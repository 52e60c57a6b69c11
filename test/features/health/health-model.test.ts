import { describe, expect, test } from 'vitest';
import {
  exceptionsByKind,
  type HealthFacts,
  healthOf,
  isStorageLow,
  journeyOf,
  WAITING_LONG_MS,
} from '../../../src/features/health/health-model.ts';
import { healthText } from '../../../src/features/health/health-text.ts';

const NOW = Date.parse('2026-11-21T10:50:00.000Z');
const roomy = { usedBytes: 80_000_000, quotaBytes: 60_000_000_000, isPersisted: true };
const synced: HealthFacts = {
  status: {
    link: 'online',
    phase: 'idle',
    lastSyncedAt: '2026-11-21T10:42:00.000Z',
    lastFault: null,
    epoch: 'e1',
    isLeader: true,
  },
  journal: { unsent: 0, formerUnsent: 0 },
  needsReview: 0,
  waiting: { entries: 0, sales: 0, since: null },
  storage: roomy,
  now: NOW,
};
const offline = (sales: number, entries: number, since = '2026-11-21T10:30:00.000Z'): HealthFacts => ({
  ...synced,
  status: { ...synced.status, link: 'offline' },
  journal: { unsent: entries, formerUnsent: 0 },
  waiting: { entries, sales, since: entries > 0 ? since : null },
});
const says = (facts: HealthFacts, language: 'en' | 'zh-TW' | 'zh-CN' = 'en') =>
  healthText(facts, language, 'UTC').short;

describe('the pill', () => {
  test('says when everything is at the server', () => {
    expect(says(synced)).toBe('Synced 10:42');
    expect(says(synced, 'zh-TW')).toBe('已同步 10:42');
  });

  test('counts sales while the line is down, calmly', () => {
    expect(says(offline(3, 5))).toBe('Offline · 3 sales waiting');
    expect(says(offline(1, 1))).toBe('Offline · 1 sale waiting');
    expect(says(offline(3, 5), 'zh-CN')).toBe('离线 · 3 笔销售待上传');
    expect(healthOf(offline(300, 500)).tone).toBe('calm');
  });

  test('speaks of records when no sale is among them, and of nothing when nothing waits', () => {
    expect(says(offline(0, 2))).toBe('Offline · 2 records waiting');
    expect(says(offline(0, 0))).toBe('Offline');
  });

  test('turns amber only after hours, and says since when', () => {
    const since = new Date(NOW - WAITING_LONG_MS - 60_000).toISOString();
    expect(healthOf(offline(9, 9, new Date(NOW - WAITING_LONG_MS + 60_000).toISOString())).tone).toBe('calm');
    expect(healthOf(offline(9, 9, since))).toEqual({ code: 'waiting-long', tone: 'watch' });
    expect(says(offline(9, 9, since))).toBe('9 sales waiting since 06:49');
  });

  test('offline is never red, whatever waits and however long', () => {
    for (const entries of [0, 1, 50, 5_000]) {
      expect(healthOf(offline(entries, entries, '2026-10-01T00:00:00.000Z')).tone).not.toBe('act');
    }
  });

  test('turns red for what a person must decide, before anything else', () => {
    const review = { ...offline(3, 5), needsReview: 1 };
    expect(healthOf(review)).toEqual({ code: 'needs-review', tone: 'act' });
    expect(says(review)).toBe('1 record needs a look');
    expect(healthOf({ ...synced, status: { ...synced.status, link: 'revoked' } }).tone).toBe('act');
  });

  test('warns of a full tablet while selling still works', () => {
    const full = { ...roomy, usedBytes: roomy.quotaBytes - 1_000_000 };
    expect(healthOf({ ...synced, storage: full })).toEqual({ code: 'storage-low', tone: 'watch' });
    expect(isStorageLow(null)).toBe(false);
    expect(isStorageLow({ usedBytes: 0, quotaBytes: 0, isPersisted: false })).toBe(false);
  });

  test('tells waiting, sending and filling apart', () => {
    const online = (phase: 'idle' | 'pushing' | 'filling', unsent: number): HealthFacts => ({
      ...offline(unsent, unsent),
      status: { ...synced.status, phase },
    });
    expect(healthOf(online('idle', 2)).code).toBe('waiting');
    expect(healthOf(online('pushing', 2)).code).toBe('sending');
    expect(healthOf(online('filling', 0)).code).toBe('filling');
    expect(healthOf({ ...synced, status: { ...synced.status, lastSyncedAt: null } }).code).toBe('connecting');
  });
});

test('one record is followed from this tablet to the server', () => {
  expect(journeyOf({ sequence: 7, result: null }, 6, 'idle')).toBe('saved-here');
  expect(journeyOf({ sequence: 7, result: null }, 6, 'pushing')).toBe('sending');
  expect(journeyOf({ sequence: 7, result: null }, 7, 'idle')).toBe('synced');
  expect(journeyOf({ sequence: 7, result: 'quarantined' }, 7, 'idle')).toBe('needs-review');
});

test('exceptions are counted by kind, the newest kind first', () => {
  const oversold = (raisedAt: string) => ({ kind: 'oversold', raisedAt });
  expect(
    exceptionsByKind([
      oversold('2026-03-02T09:00:00.000Z'),
      { kind: 'tender-mismatch', raisedAt: '2026-03-02T10:00:00.000Z' },
      oversold('2026-03-02T09:30:00.000Z'),
    ]),
  ).toEqual([
    { kind: 'tender-mismatch', newest: '2026-03-02T10:00:00.000Z', count: 1 },
    { kind: 'oversold', newest: '2026-03-02T09:30:00.000Z', count: 2 },
  ]);
});

test('what an earlier enrolment left unsent is not called sent', () => {
  const facts = { ...synced, journal: { unsent: 0, formerUnsent: 1 } };
  expect(healthText(facts, 'en').long).toContain('What is older waits below');
  expect(healthText(synced, 'en').long).toBe('Everything this tablet did is at the server.');
});
