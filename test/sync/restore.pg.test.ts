/** The server burns down and comes back as it was days ago. What the tablets did since is on the tablets. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openTill, type Till } from '../../src/cli/replay/till.ts';
import { systemRandom, systemTimers } from '../../src/kernel/system-ports.ts';
import type { Database } from '../../src/server/db/database.ts';
import { assembleServer, type Server } from '../../src/server/http/assemble.ts';
import { createLogger } from '../../src/server/http/logging.ts';
import { writeBackup } from '../../src/server/jobs/backup.ts';
import { restoreBackup } from '../../src/server/jobs/restore.ts';
import { readEpoch } from '../../src/server/streams/epoch.ts';
import { openRig, type Rig } from '../server/http/rig.ts';
import { openTestPostgres } from '../support/database.ts';
import { RIG, rigSale } from '../support/journal-rig.ts';

let database: Database;
let rig: Rig;
let server: Server;
let folder: string;
beforeEach(async () => {
  database = await openTestPostgres();
  rig = await openRig({ database });
  server = rig.server;
  folder = await mkdtemp(join(tmpdir(), 'evertill-restore-'));
});
afterEach(async () => {
  await server.close();
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

async function newTill(store: number): Promise<{ till: Till; store: string; sold: string[] }> {
  const till = await openTill({
    origin: 'http://localhost:4545',
    fetch: (async (input: string, init: RequestInit) => server.app.request(input, init)) as never,
    clock: rig.clock,
    enrolmentCode: await rig.enrolmentCode(store),
  });
  expect(await till.sync()).toBeNull();
  return { till, store: rig.stores[store]?.id ?? '', sold: [] };
}

async function sell({ till, store, sold }: Awaited<ReturnType<typeof newTill>>, times: number): Promise<void> {
  for (let sale = 0; sale < times; sale++) {
    const { draft, orderId } = rigSale(till.ids);
    const body: typeof draft.body = (numbers) =>
      JSON.parse(JSON.stringify(draft.body(numbers)).replaceAll(RIG.location, store));
    const written = await till.journal.append({ ...draft, body });
    expect(written.ok).toBe(true);
    sold.push(orderId);
  }
}

async function centralOrders(): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from sales_order order by id`.execute(database.db);
  return rows.map(({ id }) => id);
}

async function restore(file: string): Promise<void> {
  await server.close();
  const restored = await restoreBackup({
    db: database.db,
    random: systemRandom,
    epochFile: join(folder, 'epoch'),
    file,
    replaces: true,
  });
  expect(restored.ok).toBe(true);
  server = await assembleServer({
    database,
    clock: rig.clock,
    random: systemRandom,
    timers: systemTimers,
    logger: createLogger({ level: 'error', write: () => undefined }),
  });
}

async function setEpoch(epoch: string): Promise<void> {
  await sql`update meta set value = jsonb_set(value, '{epoch}', to_jsonb(${epoch}::text)) where key = 'epoch'`.execute(
    database.db,
  );
}

describe('S05: a server restored from an older backup', () => {
  test('has every sale again exactly once after the tablets came back, whoever was ahead, and whoever was not', async () => {
    const [one, two] = [await newTill(0), await newTill(1)];
    await sell(one, 3);
    await sell(two, 3);
    expect([await one.till.sync(), await two.till.sync()]).toEqual([null, null]);
    const file = join(folder, 'monday.backup');
    await writeBackup(database.db, rig.clock, file);
    const before = await readEpoch(database.db);
    await sell(one, 120);
    expect(await one.till.sync()).toBeNull();
    // Rung, and not yet sent when the server went.
    await sell(one, 2);
    await restore(file);
    expect(await centralOrders()).toHaveLength(6);
    expect(await readEpoch(database.db)).not.toBe(before);
    expect((await readFile(join(folder, 'epoch'), 'utf8')).trim()).toBe(await readEpoch(database.db));

    expect([await one.till.sync(), await two.till.sync()]).toEqual([null, null]);
    expect(await centralOrders()).toEqual([...one.sold, ...two.sold].sort());
    expect(one.till.journal.snapshot()).toMatchObject({ unsent: 0, acknowledged: 125 });
    await sell(two, 1);
    expect([await one.till.sync(), await two.till.sync()]).toEqual([null, null]);
    expect(await centralOrders()).toHaveLength(129);
    const { rows } = await sql<{ on_hand: number }>`select on_hand from stock_level`.execute(database.db);
    expect(rows.reduce((sum, row) => sum + Number(row.on_hand), 0)).toBe(-129);
  });

  test('put back by other means, under its old epoch: a tablet with nothing new to say still brings it all back', async () => {
    const one = await newTill(0);
    await sell(one, 3);
    expect(await one.till.sync()).toBeNull();
    const file = join(folder, 'monday.backup');
    await writeBackup(database.db, rig.clock, file);
    const before = (await readEpoch(database.db)) ?? '';
    await sell(one, 4);
    expect(await one.till.sync()).toBeNull();
    await restore(file);
    await setEpoch(before);
    expect(await one.till.sync()).toBeNull();
    expect(await centralOrders()).toEqual([...one.sold].sort());
  });

  test('power cut while it restores: either the old database, or the backup under a new epoch', async () => {
    const file = join(folder, 'monday.backup');
    await writeBackup(database.db, rig.clock, file);
    const before = (await readEpoch(database.db)) ?? '';
    // The file beside the database cannot be written any more.
    await server.close();
    await expect(
      restoreBackup({
        db: database.db,
        random: systemRandom,
        epochFile: join(folder, 'gone', 'epoch'),
        file,
        replaces: true,
      }),
    ).rejects.toThrow();
    expect(await readEpoch(database.db)).not.toBe(before);
  });

  test('never gives a later tablet the numbers of one that was enrolled after the backup', async () => {
    const file = join(folder, 'monday.backup');
    await writeBackup(database.db, rig.clock, file);
    const late = await newTill(0);
    await sell(late, 2);
    expect(await late.till.sync()).toBeNull();
    const { series } = late.till.journal.snapshot().identity;
    await restore(file);
    expect(await late.till.sync()).toBe('not-enrolled');
    const successor = await newTill(0);
    expect(successor.till.journal.snapshot().identity.series).not.toBe(series);
    expect(successor.till.journal.snapshot().identity.incarnation).toBeGreaterThan(1);
  });
});
