/**
 * The ledger on PostgreSQL. Writes travel in bulk: one statement per table, however many entries a push
 * holds. Locks are always taken in the same order (incarnation, orders by id, levels by place, streams by
 * name), so that pushes wait for each other rather than deadlock; where a deadlock comes all the same,
 * the whole transaction runs again.
 */
import { sql } from 'kysely';
import { granted, refused } from '../../kernel/verdict.ts';
import { type Database, withTenant } from '../db/database.ts';
import { insertRows } from '../db/insert-rows.ts';
import type { Db } from '../db/schema.ts';
import { announceHeads, type Heads, publish } from '../streams/publish.ts';
import type { Ledger, LedgerTransaction } from './ledger.ts';
import { postgresChannelRecords } from './postgres-channel-records.ts';
import { isConflict, rejectionOf } from './postgres-errors.ts';
import { ledgerReads } from './postgres-reads.ts';
import { exceptionFromRow, ledgerRows } from './postgres-rows.ts';

const ATTEMPTS = 5;

export function createPostgresLedger(database: Database): Ledger {
  return {
    async transact(tenant, work) {
      for (let attempt = 1; ; attempt++) {
        try {
          const published: { heads: Heads } = { heads: {} };
          const result = await withTenant(database.db, tenant, (db) => work(ledgerTransaction(db, tenant, published)));
          // Not awaited: who pushed need not wait until others were told.
          void announceHeads(database, tenant, published.heads);
          return result;
        } catch (error) {
          if (attempt >= ATTEMPTS || !isConflict(error)) throw error;
        }
      }
    },
  };
}

function ledgerTransaction(db: Db, tenant: string, published: { heads: Heads }): LedgerTransaction {
  const rows = ledgerRows(tenant);
  let savepoints = 0;
  return {
    ...ledgerReads(db, tenant),
    ...postgresChannelRecords(db, tenant),

    async savepoint(work) {
      const name = sql.id(`group_${savepoints++}`);
      await sql`savepoint ${name}`.execute(db);
      try {
        const value = await work();
        await sql`release savepoint ${name}`.execute(db);
        return granted(value);
      } catch (error) {
        const rejection = rejectionOf(error);
        if (rejection === null) throw error;
        await sql`rollback to savepoint ${name}`.execute(db);
        return refused(rejection);
      }
    },

    async liftEntries(register, incarnation, sequences) {
      if (sequences.length === 0) return;
      await db
        .deleteFrom('entry')
        .where('tenant', '=', tenant)
        .where('register', '=', register)
        .where('incarnation', '=', incarnation)
        .where('sequence', 'in', sequences)
        .execute();
    },

    placeEntries: (entries) => insertRows(db, 'entry', entries.map(rows.entry)),

    async saveHead(head) {
      await db
        .updateTable('incarnation')
        .set({
          status: head.status,
          last_sequence: head.lastSequence,
          last_hash: head.lastHash,
          unsent: head.unsent,
          build: head.build,
          last_seen_at: head.seenAt,
        })
        .where('tenant', '=', tenant)
        .where('register', '=', head.register)
        .where('incarnation', '=', head.incarnation)
        .execute();
    },

    async insertOrders(orders) {
      await insertRows(db, 'sales_order', orders.map(rows.order));
      await insertRows(
        db,
        'order_line',
        orders.flatMap(({ order }) => order.lines.map((line, at) => rows.line(order.id, line, at))),
      );
      await insertRows(
        db,
        'order_tender',
        orders.flatMap(({ order }) => order.tenders.map((tender) => rows.tender(order.id, tender))),
      );
    },

    async voidOrders(voids) {
      if (voids.length === 0) return;
      await insertRows(db, 'order_void', voids.map(rows.void));
      await db
        .updateTable('sales_order')
        .set({ status: 'voided' })
        .where('tenant', '=', tenant)
        .where(
          'id',
          'in',
          voids.map(({ postVoid }) => postVoid.order),
        )
        .execute();
    },

    async moveStock(moves) {
      if (moves.length === 0) return [];
      const movements = moves.map(rows.movement);
      await insertRows(db, 'stock_movement', movements);
      const { rows: levels } = await sql<{
        location: string;
        ordinal: number;
        onHand: number;
        committed: number;
        damaged: number;
      }>`
        insert into stock_level as level (tenant, location, ordinal, on_hand, committed, damaged)
        select ${tenant}, moved.location, moved.ordinal,
               coalesce(sum(quantity) filter (where bucket = 'on-hand'), 0),
               coalesce(sum(quantity) filter (where bucket = 'committed'), 0),
               coalesce(sum(quantity) filter (where bucket = 'damaged'), 0)
        from jsonb_to_recordset(${JSON.stringify(movements)}::jsonb)
             as moved(location text, ordinal integer, bucket text, quantity bigint)
        group by moved.location, moved.ordinal
        order by moved.location, moved.ordinal
        on conflict (tenant, location, ordinal) do update
          set on_hand = level.on_hand + excluded.on_hand, committed = level.committed + excluded.committed,
              damaged = level.damaged + excluded.damaged
        returning location, ordinal, on_hand as "onHand", committed, damaged`.execute(db);
      return levels;
    },

    addTillMovements: (moves) => insertRows(db, 'till_movement', moves.map(rows.till)),

    openShift: (shift, by) => insertRows(db, 'shift', [rows.shift(shift, by)]),

    async closeShift(shift, by) {
      const closed = await db
        .updateTable('shift')
        .set({ status: 'closed', closed_at: by.at, closed_by: by.associate, close: JSON.stringify(shift) })
        .where('tenant', '=', tenant)
        .where('location', '=', by.location)
        .where('id', '=', shift.shift)
        .where('status', '=', 'open')
        .returning('id')
        .executeTakeFirst();
      return closed !== undefined;
    },

    async parkCart(cart, by) {
      await sql`
        insert into parked_cart (tenant, location, id, register, cart, parked_at, resumed_at)
        values (${tenant}, ${by.location}, ${cart.id}, ${by.register}, ${JSON.stringify(cart)}::jsonb, ${by.at}, null)
        on conflict (tenant, id) do update
          set location = excluded.location, register = excluded.register, cart = excluded.cart,
              parked_at = excluded.parked_at, resumed_at = null`.execute(db);
    },

    async resumeCart(cart, by) {
      await db
        .updateTable('parked_cart')
        .set({ resumed_at: by.at })
        .where('tenant', '=', tenant)
        .where('location', '=', by.location)
        .where('id', '=', cart)
        .execute();
    },

    raiseExceptions: (exceptions) => insertRows(db, 'exception', exceptions.map(rows.exception)),

    async settleExceptions(ids, { at, associate, action, note }, location) {
      if (ids.length === 0) return [];
      const settled = await db
        .updateTable('exception')
        .set({ status: 'settled', settled_at: at, settled_by: associate, action, note })
        .where('tenant', '=', tenant)
        .where('id', 'in', ids)
        .where('status', '=', 'open')
        .$if(location !== undefined, (query) => query.where('location', '=', location ?? ''))
        .returningAll()
        .execute();
      return settled.map(exceptionFromRow);
    },

    async publish(changes) {
      published.heads = await publish(db, tenant, changes);
    },
  };
}
