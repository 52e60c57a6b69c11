import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { openDatabase, withTenant } from '../../../src/server/db/database.ts';
import { migrate } from '../../../src/server/db/migrate.ts';
import { openTestPostgres } from '../../support/database.ts';
import { goods, granted, openShopFloor } from '../../support/shop-floor.ts';

test('an owner without superuser rights migrates, sells, and is bound by row security', async () => {
  const admin = await openTestPostgres({ migrated: false });
  const owner = `owner_${process.pid}`;
  const url = new URL(admin.url);
  url.username = owner;
  url.password = 'secret';
  // As the manual asks of whoever sets up the database: the role is there, and the owner may act as it.
  await sql.raw(`create role ${owner} login password 'secret'`).execute(admin.db);
  await sql.raw(`grant evertill_app to ${owner}`).execute(admin.db);
  await sql.raw(`alter schema public owner to ${owner}`).execute(admin.db);
  const database = openDatabase({ connectionString: url.href, poolSize: 2 });
  try {
    expect(granted(await migrate(database.db)).applied).toEqual(['0001-foundation', '0002-channels']);
    const shop = await openShopFloor(database);
    const till = await shop.addTill(await shop.addLocation());
    expect(granted(await shop.push(till, till.push([till.sell([goods(1), 1]).entry]))).acknowledged).toBe(1);
    const other = await openShopFloor(database);
    expect(await withTenant(database.db, other.tenant, (tx) => tx.selectFrom('entry').selectAll().execute())).toEqual(
      [],
    );
  } finally {
    await database.close();
    await sql.raw(`reassign owned by ${owner} to current_user`).execute(admin.db);
    await sql.raw(`drop owned by ${owner}`).execute(admin.db);
    await sql.raw(`drop role ${owner}`).execute(admin.db);
    await admin.close();
  }
});
