/** The server dies, or the database gives way, between any two statements of a push. */

import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { handlePush } from '../../../src/server/admission/push.ts';
import type { Ledger, LedgerTransaction } from '../../../src/server/ledger/ledger.ts';
import { createPostgresLedger } from '../../../src/server/ledger/postgres-ledger.ts';
import { openTestPostgres } from '../../support/database.ts';
import { testSealing } from '../../support/open-sealing.ts';
import { clock, goods, granted, newId, openShopFloor, type ShopFloor } from '../../support/shop-floor.ts';
import { levelsOffTheirMovements, tableHashes } from '../../support/table-state.ts';

let database: Awaited<ReturnType<typeof openTestPostgres>>;
let shop: ShopFloor;

beforeAll(async () => {
  database = await openTestPostgres();
  shop = await openShopFloor(database);
});
afterAll(() => database.close());

/** A ledger whose transaction is struck by `strike` before its `at`-th call; tells how many calls there were. */
function struck(at: number, strike: () => Promise<void>): { ledger: Ledger; calls: () => number } {
  const inner = createPostgresLedger(database);
  let calls = 0;
  const ledger: Ledger = {
    transact: (tenant, work) =>
      inner.transact(tenant, (tx) =>
        work(
          new Proxy(tx, {
            get(target, name) {
              const method = target[name as keyof LedgerTransaction] as (...given: unknown[]) => Promise<unknown>;
              return async (...given: unknown[]) => {
                if (calls++ === at) await strike();
                return method(...given);
              };
            },
          }),
        ),
      ),
  };
  return { ledger, calls: () => calls };
}

const push = (
  ledger: Ledger,
  ...[who, request]: [Parameters<typeof handlePush>[1], Parameters<typeof handlePush>[2]]
) =>
  handlePush(
    { ledger, clock, ids: newId, sealing: testSealing, readEpoch: async () => 'epoch', isHeadSigned: async () => true },
    who,
    request,
  );

async function fullPush() {
  const till = await shop.addTill(await shop.addLocation());
  const opened = till.openShift(1_000);
  const sold = till.sell([goods(1), 2]);
  const back = till.takeBack(sold.order, 1);
  const request = till.push(
    [opened],
    [sold.entry, back.entry],
    [till.closeShift(2_250)],
    [till.write('coffee.brew', {})],
  );
  return { till, request };
}

test('a crash between any two statements leaves nothing behind, and the retry does all of it', async () => {
  class Crash extends Error {}
  let points = 0;
  for (let at = 0; ; at++) {
    const { till, request } = await fullPush();
    const before = await tableHashes(database.db);
    const { ledger, calls } = struck(at, async () => {
      throw new Crash();
    });
    const outcome = await push(ledger, till.who, request).catch((error: unknown) => error);
    if (!(outcome instanceof Crash)) {
      expect(calls()).toBe(at);
      break;
    }
    points++;
    expect(await tableHashes(database.db), `a crash before call ${at}`).toEqual(before);
    expect(granted(await shop.push(till, request)).acknowledged).toBe(5);
  }
  expect(points).toBeGreaterThan(15);
  expect(await levelsOffTheirMovements(database.db)).toEqual([]);
});

test('a connection cut in the middle is an error for this push alone, and the retry does all of it', async () => {
  for (const at of [0, 3, 9, 15]) {
    const { till, request } = await fullPush();
    const before = await tableHashes(database.db);
    const { ledger } = struck(at, async () => {
      await sql`select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and state = 'idle in transaction'`.execute(database.db);
    });
    await expect(push(ledger, till.who, request)).rejects.toThrow();
    expect(await tableHashes(database.db)).toEqual(before);
    expect(granted(await shop.push(till, request)).acknowledged).toBe(5);
  }
});

test.each(['40001', '40P01'])('a transaction that gave way (%s) runs again, five times at most', async (code) => {
  const conflicts = (times: number) => {
    let left = times;
    return async () => {
      if (left-- > 0) throw Object.assign(new Error('gave way'), { code });
    };
  };
  const inner = createPostgresLedger(database);
  const failing = (times: number): Ledger => {
    const conflict = conflicts(times);
    return {
      transact: (tenant, work) =>
        inner.transact(tenant, async (tx) => {
          const result = await work(tx);
          await conflict();
          return result;
        }),
    };
  };
  const { till, request } = await fullPush();
  const before = await tableHashes(database.db);
  await expect(push(failing(5), till.who, request)).rejects.toMatchObject({ code });
  expect(await tableHashes(database.db)).toEqual(before);
  expect(granted(await push(failing(4), till.who, request)).results.map(({ result }) => result)).toEqual([
    'placed',
    'placed-with-exceptions',
    'placed',
    'placed',
    'parked',
  ]);
  expect(await levelsOffTheirMovements(database.db)).toEqual([]);
});

test('two transactions that really deadlock both get through', async () => {
  const ledger = createPostgresLedger(database);
  const [one, other] = [await shop.addTill(await shop.addLocation()), await shop.addTill(await shop.addLocation())];
  let runs = 0;
  const meet = (first: typeof one, second: typeof one) =>
    ledger.transact(shop.tenant, async (tx) => {
      runs++;
      await tx.lockIncarnation(first.identity.register, 1);
      await sql`select pg_sleep(0.1)`.execute(database.db);
      return tx.lockIncarnation(second.identity.register, 1);
    });
  const locked = await Promise.all([meet(one, other), meet(other, one)]);
  expect(locked.every((record) => record !== null)).toBe(true);
  expect(runs).toBeGreaterThan(2);
});
