/**
 * S05: the database is put back to an earlier moment by a tool that knows nothing of epochs, in the same
 * cluster, while tablets hold what was acknowledged since.
 */
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, inject, test } from 'vitest';
import type { Invoice } from '../../../src/cli/replay/invoices.ts';
import { openRetailer, type Retailer } from '../../../src/cli/replay/retailer.ts';
import { ringInvoice } from '../../../src/cli/replay/ring.ts';
import { openTill, type Till } from '../../../src/cli/replay/till.ts';
import { createIdSource } from '../../../src/kernel/ids.ts';
import { systemClock, systemRandom, systemTimers } from '../../../src/kernel/system-ports.ts';
import { offerEnrolment } from '../../../src/server/auth/enrolment-codes.ts';
import { type Database, openDatabase } from '../../../src/server/db/database.ts';
import { migrate } from '../../../src/server/db/migrate.ts';
import { assembleServer, type Server } from '../../../src/server/http/assemble.ts';
import { createLogger } from '../../../src/server/http/logging.ts';
import { openEpoch, readEpoch } from '../../../src/server/streams/epoch.ts';
import { createHistoryLost } from '../../../src/server/streams/lost-history.ts';
import { granted } from '../../support/shop-floor.ts';

const ports = { clock: systemClock, random: systemRandom };
const ORIGIN = 'http://localhost:4545';
const SKU = '85123A';
const NOW = '2026-03-02T10:00:00.000Z';

let admin: Database;
let name: string;
let database: Database;
let server: Server;
let retailer: Retailer;
let tills: Till[];
let invoices = 0;

const urlOf = (database: string) => {
  const url = new URL(inject('postgresUrl'));
  url.pathname = `/${database}`;
  return url.href;
};

async function open(): Promise<void> {
  database = openDatabase({ connectionString: urlOf(name), poolSize: 5 });
  await migrate(database.db);
  // As every start does: it finds the epoch, and the cluster, that it knows.
  await openEpoch({ db: database.db, file: null, random: systemRandom });
  server = await assembleServer({
    ...ports,
    database,
    timers: systemTimers,
    logger: createLogger({ level: 'silent' }),
    limits: { registerPerTenSeconds: 1_000_000 },
  });
}

async function close(): Promise<void> {
  await server.close();
  await database.close();
}

const invoiceOf = (quantity: number): Invoice => ({
  number: `I${++invoices}`,
  at: NOW,
  isCredit: false,
  lines: [{ sku: SKU, title: 'Mug', quantity, priceMinor: 1_000 }],
  refused: {},
});

async function sell(till: Till, quantity = 1): Promise<string> {
  const { journal, shelf, ids } = till;
  const counter = { store: retailer.store, associate: retailer.associate, journal, shelf, ids };
  return granted(await ringInvoice(counter, invoiceOf(quantity)));
}

beforeEach(async () => {
  admin = openDatabase({ connectionString: inject('postgresUrl'), poolSize: 1 });
  name = `history_${process.pid}_${Math.floor(performance.now())}`;
  await sql`create database ${sql.id(name)}`.execute(admin.db);
  await open();
  const ids = createIdSource(ports);
  retailer = await openRetailer(
    { database, segments: server.segments, ids, now: NOW },
    { invoices: [invoiceOf(1)], tills: 3 },
  );
  tills = [];
  for (const register of retailer.registers) tills.push(await enrolled(register));
}, 120_000);

afterEach(async () => {
  for (const till of tills) await till.close();
  await close();
  for (const one of [name, `${name}_before`])
    await sql`drop database if exists ${sql.id(one)} with (force)`.execute(admin.db);
  await admin.close();
});

async function enrolled(register: string): Promise<Till> {
  const wish = { tenant: retailer.tenant, register, allowBrowserTab: false };
  const { code } = granted(await offerEnrolment({ ...ports, database, keys: server.keys }, wish));
  const till = await openTill({
    origin: ORIGIN,
    fetch: (async (input: string | URL, init?: RequestInit) =>
      unpacked(await server.app.request(input, init))) as typeof fetch,
    clock: systemClock,
    enrolmentCode: code,
  });
  expect(await till.sync()).toBeNull();
  await till.openShift({ associate: retailer.associate, businessDay: '2026-03-02' });
  return till;
}

/** What a browser does with a packed answer. */
function unpacked(answer: Response): Response {
  if (answer.body === null || answer.headers.get('content-encoding') !== 'gzip') return answer;
  const { status, headers } = answer;
  return new Response(answer.body.pipeThrough(new DecompressionStream('gzip')), { status, headers });
}

/** Copies the database as it is now, and gives what puts that copy in its place. */
async function copyOfNow(): Promise<() => Promise<void>> {
  const before = `${name}_before`;
  await close();
  await sql`create database ${sql.id(before)} template ${sql.id(name)}`.execute(admin.db);
  await open();
  return async () => {
    await close();
    await sql`drop database ${sql.id(name)} with (force)`.execute(admin.db);
    await sql`alter database ${sql.id(before)} rename to ${sql.id(name)}`.execute(admin.db);
    await open();
  };
}

async function central() {
  const orders = await database.db
    .selectFrom('sales_order')
    .select('receipt_number')
    .where('tenant', '=', retailer.tenant)
    .execute();
  const level = await database.db
    .selectFrom('stock_level')
    .select('on_hand')
    .where('tenant', '=', retailer.tenant)
    .executeTakeFirstOrThrow();
  return { receipts: orders.map(({ receipt_number }) => receipt_number).sort(), onHand: level.on_hand };
}

async function syncAll(rounds = 3): Promise<void> {
  for (let round = 0; round < rounds; round++) for (const till of tills) expect(await till.sync()).toBeNull();
}

async function shownOn(till: Till): Promise<number | undefined> {
  const scanned = await till.shelf.scan(SKU);
  if (scanned.kind === 'unknown') return undefined;
  return scanned.rows[0]?.level?.onHand;
}

test('acknowledged sales come back exactly once, under one new epoch, whoever asks first', async () => {
  const [first, second, watcher] = tills as [Till, Till, Till];
  const receipts = [await sell(first), await sell(second, 2)];
  await syncAll();
  const epoch = await readEpoch(database.db);
  const putBack = await copyOfNow();
  receipts.push(await sell(first, 3), await sell(first), await sell(second, 5));
  await syncAll();
  expect((await central()).receipts).toEqual(receipts.toSorted());

  await putBack();
  expect(await readEpoch(database.db)).toBe(epoch);
  expect((await central()).receipts).toHaveLength(2);
  // One that sold nothing since saw what the others had sold, and is the first to ask.
  expect(await watcher.sync()).toBeNull();
  const begun = await readEpoch(database.db);
  expect(begun).not.toBe(epoch);
  receipts.push(await sell(second));
  await syncAll();

  expect(await readEpoch(database.db)).toBe(begun);
  const held = await central();
  expect(held.receipts).toEqual(receipts.toSorted());
  for (const till of tills) expect(await shownOn(till)).toBe(held.onHand);
}, 120_000);

test('also when new sales have filled the streams before anybody’s cursor stands out', async () => {
  const [first, second, watcher] = tills as [Till, Till, Till];
  await syncAll();
  const epoch = await readEpoch(database.db);
  const putBack = await copyOfNow();
  const receipts = [await sell(first, 4)];
  await syncAll();
  await putBack();
  // Its push is the first thing the older database hears, and lies above what that knows.
  receipts.push(await sell(first), await sell(first), await sell(first));
  expect(await first.sync()).toBeNull();
  receipts.push(await sell(second), await sell(second));
  await syncAll();

  expect(await readEpoch(database.db)).not.toBe(epoch);
  const held = await central();
  expect(held.receipts).toEqual(receipts.toSorted());
  expect(await shownOn(watcher)).toBe(held.onHand);
}, 120_000);

test('a tablet that lies is not believed twice within ten minutes, and an older history proves nothing', async () => {
  let now = 0;
  const begun: string[] = [];
  const clock = { now: () => now, elapsed: () => now };
  const tools = {
    db: database.db,
    clock,
    random: systemRandom,
    epochFile: null,
    onLost: (one: string) => begun.push(one),
  };
  const lost = createHistoryLost(tools);
  const first = (await readEpoch(database.db)) ?? '';
  const lives = () => database.db.selectFrom('register').select('incarnations').orderBy('code').execute();
  const before = await lives();
  const [second, same] = await Promise.all([lost(first), createHistoryLost(tools)(first)]);
  expect([second === same, second === first, begun]).toEqual([true, false, [second]]);
  // Tablets that were enrolled in the lost hours live on: their numbers are nobody else's.
  for (const [at, { incarnations }] of (await lives()).entries()) {
    expect(incarnations).toBeGreaterThanOrEqual((before[at]?.incarnations ?? 0) + 26);
  }
  expect(await lost(second)).toBe(second);
  expect(await createHistoryLost(tools)(second)).toBe(second);
  now += 600_000;
  expect(await lost(first)).toBe(second);
  now += 600_000;
  expect(await lost(second)).not.toBe(second);
});

test('what failed to begin is begun at the next report, not ten minutes later', async () => {
  let fails = true;
  const lost = createHistoryLost({
    db: database.db,
    clock: systemClock,
    random: {
      ...systemRandom,
      bytes(length) {
        if (fails) throw new Error('the disk is full');
        return systemRandom.bytes(length);
      },
    },
    epochFile: null,
    onLost: () => undefined,
  });
  const before = (await readEpoch(database.db)) ?? '';
  await expect(lost(before)).rejects.toThrow('the disk is full');
  expect(await readEpoch(database.db)).toBe(before);
  fails = false;
  expect(await lost(before)).not.toBe(before);
});
