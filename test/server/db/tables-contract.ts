/** What the tables themselves hold against everybody, on every engine. */
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Database, withTenant } from '../../../src/server/db/database.ts';
import { insertRows } from '../../../src/server/db/insert-rows.ts';
import { migrate } from '../../../src/server/db/migrate.ts';
import { goods, granted, newId, openShopFloor, type ShopFloor, type Till } from '../../support/shop-floor.ts';

// The engine in memory takes its time where many tests share few cores.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

export function tablesContract(engine: string, open: (options: { migrated: boolean }) => Promise<Database>): void {
  describe(`the tables on ${engine}`, () => {
    let database: Database;
    let ours: ShopFloor;
    let theirs: ShopFloor;
    let till: Till;

    beforeAll(async () => {
      database = await open({ migrated: false });
      granted(await migrate(database.db));
      ours = await openShopFloor(database);
      theirs = await openShopFloor(database);
      till = await theirs.addTill(await theirs.addLocation());
      granted(await theirs.push(till, till.push([till.sell([goods(1), 1]).entry])));
    });
    afterAll(() => database.close());

    test('a second migration finds nothing to do', async () => {
      expect(granted(await migrate(database.db))).toEqual({ applied: [] });
    });

    test('a database of a newer server is refused, and left as it is', async () => {
      expect(await migrate(database.db, {})).toEqual({
        ok: false,
        refusal: { code: 'database-newer-than-code', unknown: ['0001-foundation', '0002-channels'] },
      });
    });

    test('every table with a tenant is bound to it by row security', async () => {
      const { rows } = await sql<{ name: string }>`
        select c.relname as name from pg_class c
        join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
        join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant'
        where c.relkind = 'r' and not (c.relrowsecurity and exists (
          select from pg_policy p where p.polrelid = c.oid and p.polqual is not null and p.polwithcheck is not null))`.execute(
        database.db,
      );
      expect(rows).toEqual([]);
    });

    test('rows of another tenant do not exist', async () => {
      const counts = await withTenant(database.db, ours.tenant, async (tx) =>
        Promise.all(
          (['sales_order', 'order_line', 'entry', 'stock_level', 'change', 'stream', 'incarnation'] as const).map(
            async (table) => (await tx.selectFrom(table).select('tenant').execute()).length,
          ),
        ),
      );
      expect(counts).toEqual([0, 0, 0, 0, 0, 0, 0]);
      const changed = await withTenant(database.db, ours.tenant, async (tx) => [
        await tx.updateTable('sales_order').set({ total_minor: 0 }).executeTakeFirst(),
        await tx.deleteFrom('entry').executeTakeFirst(),
      ]);
      expect(JSON.stringify(changed, (_, value) => (typeof value === 'bigint' ? Number(value) : value))).toBe(
        '[{"numUpdatedRows":0},{"numDeletedRows":0}]',
      );
      const kept = await withTenant(database.db, theirs.tenant, (tx) =>
        tx.selectFrom('sales_order').select('total_minor').execute(),
      );
      expect(kept).toEqual([{ total_minor: 1_250 }]);
    });

    test('a row cannot be written for another tenant, nor moved to one', async () => {
      const write = withTenant(database.db, ours.tenant, (tx) =>
        tx.insertInto('stream').values({ tenant: theirs.tenant, id: 'items', head: 9, floor: 0 }).execute(),
      );
      await expect(write).rejects.toThrow(/row-level security/);
      const move = withTenant(database.db, theirs.tenant, (tx) =>
        tx.updateTable('entry').set({ tenant: ours.tenant }).execute(),
      );
      await expect(move).rejects.toThrow(/row-level security/);
    });

    test.each([
      'create table loot (id text)',
      'drop table entry',
      'alter table entry disable row level security',
      'truncate entry',
      'drop policy own_tenant on entry',
      'create function loot() returns int language sql as $$ select 1 $$',
      "insert into tenant values ('t', 't', now())",
      'delete from meta',
    ])('the application may not %s', async (statement) => {
      const attempt = withTenant(database.db, ours.tenant, (tx) => sql.raw(statement).execute(tx));
      await expect(attempt).rejects.toThrow(/permission denied|must be owner/);
    });

    test('outside of a tenant there is nothing to see, and the role does not outlive its transaction', async () => {
      const strayed = database.db.transaction().execute(async (tx) => {
        await sql`set local role evertill_app`.execute(tx);
        return tx.selectFrom('entry').selectAll().execute();
      });
      // A connection that never had a tenant refuses; one that had one before shows nothing.
      expect(await strayed.catch(() => [])).toEqual([]);
      const { rows } = await sql<{ role: string }>`select current_user as role`.execute(database.db);
      expect(rows[0]?.role).not.toBe('evertill_app');
    });

    test('values come back as they were meant', async () => {
      const id = newId('location');
      const cart = { list: [1, 2], text: 'ὅ 陶 👕', none: null };
      await withTenant(database.db, ours.tenant, async (tx) => {
        await insertRows(tx, 'parked_cart', [
          {
            tenant: ours.tenant,
            location: id,
            id: 'car',
            register: 'reg',
            cart,
            parked_at: '2026-03-29T01:30:00.007Z',
            resumed_at: null,
          },
        ]);
        await insertRows(tx, 'order_void', [
          {
            tenant: ours.tenant,
            order_id: 'o',
            entry: 'e',
            receipt_number: 'r',
            business_day: '2026-03-29',
            reason: 'x',
            total_minor: -9_007_199_254_740_991,
          },
        ]);
        expect(await tx.selectFrom('parked_cart').select(['cart', 'parked_at', 'resumed_at']).execute()).toEqual([
          { cart, parked_at: '2026-03-29T01:30:00.007Z', resumed_at: null },
        ]);
        expect(await tx.selectFrom('order_void').select(['business_day', 'total_minor']).execute()).toEqual([
          { business_day: '2026-03-29', total_minor: -9_007_199_254_740_991 },
        ]);
      });
    });
  });
}
