/** Pushes that meet: the same one from eight sides, many registers on one shelf, and a pull in between. */

import { afterAll, beforeAll, expect, test } from 'vitest';
import { levelRow } from '../../../src/protocol/sync/documents.ts';
import { handlePush } from '../../../src/server/admission/push.ts';
import { openDatabase, withTenant } from '../../../src/server/db/database.ts';
import { createPostgresLedger } from '../../../src/server/ledger/postgres-ledger.ts';
import { openTestPostgres } from '../../support/database.ts';
import { testSealing } from '../../support/open-sealing.ts';
import { clock, goods, granted, newId, openShopFloor, type ShopFloor } from '../../support/shop-floor.ts';
import { levelsOffTheirMovements, tableHashes } from '../../support/table-state.ts';

let database: Awaited<ReturnType<typeof openTestPostgres>>;
let shop: ShopFloor;

beforeAll(async () => {
  database = await openTestPostgres({ poolSize: 40 });
  shop = await openShopFloor(database);
});
afterAll(() => database.close());

test('one push delivered eight times at once takes effect once, and all eight hear the same', async () => {
  const location = await shop.addLocation();
  const till = await shop.addTill(location);
  const shirt = goods(1);
  for (let round = 0; round < 20; round++) {
    const entries = Array.from({ length: 5 }, () => [till.sell([shirt, 1]).entry]);
    const request = till.push(...entries);
    const answers = await Promise.all(Array.from({ length: 8 }, () => shop.push(till, request)));
    expect(new Set(answers.map((answer) => granted(answer).acknowledged))).toEqual(new Set([(round + 1) * 5]));
    const firsts = answers.flatMap((answer) => granted(answer).results).filter(({ result }) => result === 'placed');
    // The first of all oversold the shelf, and says so however often it is asked.
    expect(firsts).toHaveLength(round === 0 ? 4 : 5);
  }
  const orders = await withTenant(database.db, shop.tenant, (tx) =>
    tx.selectFrom('sales_order').select('id').where('location', '=', location).execute(),
  );
  expect(orders).toHaveLength(100);
  expect(await levelsOffTheirMovements(database.db)).toEqual([]);
});

test('twelve registers sell the same goods in opposite orders: nobody deadlocks for good, every level is its sum', async () => {
  const location = await shop.addLocation();
  const many = Array.from({ length: 30 }, (_, at) => goods(100 + at));
  const tills = await Promise.all(Array.from({ length: 12 }, () => shop.addTill(location)));
  await Promise.all(
    tills.map(async (till, at) => {
      const shelf = at % 2 === 0 ? many : many.toReversed();
      for (let push = 0; push < 5; push++) {
        const entries = Array.from({ length: 6 }, (_, sale) => {
          const first = shelf[(push * 6 + sale) % 30] ?? goods(1);
          const second = shelf[(push * 6 + sale + 7) % 30] ?? goods(1);
          return [till.sell([first, 1], [second, 2]).entry];
        });
        expect(granted(await shop.push(till, till.push(...entries))).acknowledged).toBe((push + 1) * 6);
      }
    }),
  );
  const levels = await withTenant(database.db, shop.tenant, (tx) =>
    tx.selectFrom('stock_level').select('on_hand').where('location', '=', location).execute(),
  );
  expect(levels.reduce((sum, { on_hand }) => sum + on_hand, 0)).toBe(-12 * 30 * 3);
  expect(await levelsOffTheirMovements(database.db)).toEqual([]);

  // A tablet that has followed the streams from their beginning holds exactly these levels.
  const [till] = tills;
  const shelf = new Map<number, number>();
  let cursor = 0;
  for (let more = true; more; ) {
    const page = granted(
      await shop.pull(till ?? (await shop.addTill(location)), { [`stock:${location}`]: cursor }, 7),
    ).streams.find(({ stream }) => stream === `stock:${location}`);
    for (const { sequence, body } of page?.changes ?? []) {
      expect(sequence).toBe(cursor + 1);
      cursor = sequence;
      const { ordinal, onHand } = levelRow.parse(body);
      shelf.set(ordinal, onHand);
    }
    more = page?.more ?? false;
  }
  const held = await withTenant(database.db, shop.tenant, (tx) =>
    tx.selectFrom('stock_level').select(['ordinal', 'on_hand']).where('location', '=', location).execute(),
  );
  expect(Object.fromEntries(shelf)).toEqual(Object.fromEntries(held.map(({ ordinal, on_hand }) => [ordinal, on_hand])));

  // At most one open oversold per goods, however many registers saw it at the same moment.
  const exceptions = await withTenant(database.db, shop.tenant, (tx) =>
    tx
      .selectFrom('exception')
      .select('facts')
      .where('location', '=', location)
      .where('kind', '=', 'oversold')
      .execute(),
  );
  expect(exceptions).toHaveLength(30);
  expect(new Set(exceptions.map(({ facts }) => facts.ordinal)).size).toBe(30);
});

test('while a till pushes, every pull agrees with itself: levels are those after exactly the entries it includes', async () => {
  const location = await shop.addLocation();
  const till = await shop.addTill(location);
  const shirt = goods(900);
  let isPushing = true;
  let pulls = 0;
  const puller = (async () => {
    while (isPushing) {
      const { included, streams } = granted(await shop.pull(till));
      const level = streams.find(({ stream }) => stream === `stock:${location}`)?.changes.at(-1);
      expect(level === undefined ? 0 : levelRow.parse(level.body).onHand).toBe(0 - included);
      pulls++;
    }
  })();
  for (let push = 0; push < 40; push++) {
    const entries = Array.from({ length: 1 + (push % 4) }, () => [till.sell([shirt, 1]).entry]);
    granted(await shop.push(till, till.push(...entries)));
  }
  isPushing = false;
  await puller;
  expect(pulls).toBeGreaterThan(10);
});

test('two registers bring the same line back at the same moment: one of them is over-returned', async () => {
  const location = await shop.addLocation();
  const till = await shop.addTill(location);
  for (let round = 0; round < 10; round++) {
    const sold = till.sell([goods(950), 1]);
    granted(await shop.push(till, till.push([sold.entry])));
    const others = await Promise.all([shop.addTill(location), shop.addTill(location)]);
    const answers = await Promise.all(
      others.map((other) => shop.push(other, other.push([other.takeBack(sold.order, 1).entry]))),
    );
    const results = answers.map((answer) => granted(answer).results[0]?.result);
    expect(new Set(results)).toEqual(new Set(['placed', 'placed-with-exceptions']));
  }
});

test('a server that starts anew over the same tables answers a repeated push as the old one did', async () => {
  const till = await shop.addTill(await shop.addLocation());
  const request = till.push([till.sell([goods(960), 1]).entry]);
  const first = granted(await shop.push(till, request));
  const tables = await tableHashes(database.db);
  const anew = openDatabase({ connectionString: database.url, poolSize: 2 });
  try {
    const deps = {
      ledger: createPostgresLedger(anew),
      clock,
      ids: newId,
      sealing: testSealing,
      readEpoch: async () => 'epoch',
      isHeadSigned: async () => true,
    };
    const second = granted(await handlePush(deps, till.who, request));
    expect(second.acknowledged).toBe(first.acknowledged);
    expect(await tableHashes(anew.db)).toEqual(tables);
  } finally {
    await anew.close();
  }
});
