import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemTimers } from '../../../src/kernel/system-ports.ts';
import { openDatabase } from '../../../src/server/db/database.ts';
import { type Heads, withPublishing } from '../../../src/server/streams/publish.ts';
import { createHeadWatch } from '../../../src/server/streams/watch-heads.ts';
import { openTestPostgres } from '../../support/database.ts';
import { goods, granted, openShopFloor } from '../../support/shop-floor.ts';

let database: Awaited<ReturnType<typeof openTestPostgres>>;

beforeAll(async () => {
  database = await openTestPostgres();
});
afterAll(() => database.close());

async function until(holds: () => boolean): Promise<void> {
  for (let at = 0; at < 500 && !holds(); at++) await systemTimers.sleep(10);
  expect(holds()).toBe(true);
}

test('a tablet hears of its own streams, from any instance, and again after the line broke', async () => {
  const shop = await openShopFloor(database);
  const stranger = await openShopFloor(database);
  const location = await shop.addLocation();
  const till = await shop.addTill(location);
  const otherInstance = openDatabase({ connectionString: database.url, poolSize: 2 });
  const watch = await createHeadWatch(otherInstance, systemTimers);
  const heard: Heads[] = [];
  const over = new AbortController();
  try {
    await watch.watch(till.who, (heads) => heard.push(heads), over.signal);
    expect(heard).toEqual([{}]);

    granted(await shop.push(till, till.push([till.sell([goods(1), 1]).entry])));
    await until(() => heard.some((heads) => heads[`stock:${location}`] === 1));

    const told = heard.length;
    const retailer = { stream: 'retailer', kind: 'category.put', ref: 'x', body: {} } as const;
    await withPublishing(database, stranger.tenant, async () => ({ changes: [retailer], result: undefined }));
    await withPublishing(database, shop.tenant, async () => ({ changes: [retailer], result: undefined }));
    await until(() => heard.length > told);
    expect(heard.slice(told)).toEqual([{ retailer: 1 }]);

    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and query like 'listen %'`.execute(database.db);
    await withPublishing(database, shop.tenant, async () => ({ changes: [retailer], result: undefined }));
    await until(() => heard.some((heads) => heads.retailer === 2));

    over.abort();
    const last = heard.length;
    await withPublishing(database, shop.tenant, async () => ({ changes: [retailer], result: undefined }));
    await systemTimers.sleep(100);
    expect(heard).toHaveLength(last);
  } finally {
    await watch.close();
    await otherInstance.close();
  }
});
