import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { systemRandom } from '../../../src/kernel/system-ports.ts';
import type { Database } from '../../../src/server/db/database.ts';
import { beginEpoch, openEpoch, readEpoch } from '../../../src/server/streams/epoch.ts';
import { openPglite } from '../../support/database.ts';

// The engine in memory takes its time where many tests share few cores.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let database: Database;
let folder: string;
let file: string;

beforeAll(async () => {
  database = await openPglite();
});
afterAll(() => database.close());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evertill-epoch-'));
  file = join(folder, 'epoch');
});
afterEach(async () => {
  await database.db.deleteFrom('meta').execute();
  await rm(folder, { recursive: true, force: true });
});

const open = (at: string | null = file) => openEpoch({ db: database.db, file: at, random: systemRandom });

test('an epoch lasts over restarts while database and file agree', async () => {
  expect(await readEpoch(database.db)).toBeNull();
  const epoch = await open();
  expect(epoch).toMatch(/^[\w-]{24}$/);
  expect(await open()).toBe(epoch);
  expect(await readEpoch(database.db)).toBe(epoch);
});

test('a database put back from a backup no longer agrees with its file: a new epoch', async () => {
  const before = await open();
  const backup = await database.db.selectFrom('meta').selectAll().execute();
  const later = await beginEpoch({ db: database.db, file, random: systemRandom });
  expect(later).not.toBe(before);
  await database.db.deleteFrom('meta').execute();
  await database.db
    .insertInto('meta')
    .values(backup.map(({ key, value }) => ({ key, value: JSON.stringify(value) })))
    .execute();
  const restored = await open();
  expect([before, later]).not.toContain(restored);
  expect(await open()).toBe(restored);
});

test('a lost file, or an emptied database, is a new epoch', async () => {
  const first = await open();
  await rm(file);
  const second = await open();
  await database.db.deleteFrom('meta').execute();
  const third = await open();
  expect(new Set([first, second, third]).size).toBe(3);
});

test('another cluster, or a timeline after recovery, is a new epoch even without a file', async () => {
  const first = await open(null);
  expect(await open(null)).toBe(first);
  await database.db
    .updateTable('meta')
    .set({ value: JSON.stringify({ epoch: first, cluster: '42/7' }) })
    .execute();
  expect(await open(null)).not.toBe(first);
});
