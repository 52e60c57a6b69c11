/** What the ledger on PostgreSQL is asked before it is written to. Each answers for many ids at once. */
import { sql } from 'kysely';
import type { Order } from '../../domain/order/order.ts';
import type { Db } from '../db/schema.ts';
import type { LedgerTransaction, OrderRecord } from './ledger.ts';
import { exceptionFromRow } from './postgres-rows.ts';

type Reads = Pick<
  LedgerTransaction,
  | 'lockIncarnation'
  | 'findEntries'
  | 'findParked'
  | 'takenEntryIds'
  | 'activeAssociates'
  | 'lockOrders'
  | 'findOrders'
  | 'findVoids'
  | 'findReturned'
  | 'findExceptions'
  | 'expectedCash'
>;

export function ledgerReads(db: Db, tenant: string): Reads {
  return {
    async lockIncarnation(register, incarnation) {
      const row = await db
        .selectFrom('incarnation')
        .select(['location', 'series', 'status', 'last_sequence', 'last_hash', 'durable_through'])
        .where('tenant', '=', tenant)
        .where('register', '=', register)
        .where('incarnation', '=', incarnation)
        .forUpdate()
        .executeTakeFirst();
      if (row === undefined) return null;
      return {
        register,
        incarnation,
        location: row.location,
        series: row.series,
        status: row.status,
        lastSequence: row.last_sequence,
        lastHash: row.last_hash,
        durableThrough: row.durable_through,
      };
    },

    findEntries: (register, incarnation, first, last) =>
      db
        .selectFrom('entry')
        .select(['id', 'sequence', 'hash', 'status', 'reasons'])
        .where('tenant', '=', tenant)
        .where('register', '=', register)
        .where('incarnation', '=', incarnation)
        .where('sequence', '>=', first)
        .where('sequence', '<=', last)
        .orderBy('sequence')
        .execute(),

    findParked: (register, incarnation) =>
      db
        .selectFrom('entry')
        .select(['sequence', 'hash', 'reasons', 'envelope'])
        .where('tenant', '=', tenant)
        .where('register', '=', register)
        .where('incarnation', '=', incarnation)
        .where('status', '=', 'parked')
        .orderBy('sequence')
        .execute(),

    async takenEntryIds(ids) {
      if (ids.length === 0) return new Set();
      const rows = await db
        .selectFrom('entry')
        .select('id')
        .where('tenant', '=', tenant)
        .where('id', 'in', ids)
        .execute();
      return new Set(rows.map(({ id }) => id));
    },

    async activeAssociates(ids) {
      if (ids.length === 0) return new Set();
      const rows = await db
        .selectFrom('associate')
        .select('id')
        .where('tenant', '=', tenant)
        .where('id', 'in', ids)
        .where('active', '=', true)
        .execute();
      return new Set(rows.map(({ id }) => id));
    },

    async lockOrders(ids) {
      if (ids.length === 0) return new Map();
      const present = await db
        .selectFrom('sales_order')
        .select('id')
        .where('tenant', '=', tenant)
        .where('id', 'in', ids)
        .orderBy('id')
        .forNoKeyUpdate()
        .execute();
      const sold = new Map(present.map(({ id }) => [id, new Map<string, number>()]));
      if (sold.size === 0) return new Map();
      const lines = await db
        .selectFrom('order_line')
        .select(['order_id', 'id', 'quantity'])
        .where('tenant', '=', tenant)
        .where('order_id', 'in', [...sold.keys()])
        .where('direction', '=', 'out')
        .execute();
      for (const line of lines) sold.get(line.order_id)?.set(line.id, line.quantity);
      return new Map([...sold].map(([id, quantities]): [string, OrderRecord] => [id, { id, sold: quantities }]));
    },

    async findOrders(ids) {
      if (ids.length === 0) return new Map();
      const { rows } = await sql<{ body: Order }>`
        select entry.envelope->'body' as body
        from sales_order
        join entry on entry.tenant = sales_order.tenant and entry.register = sales_order.register
          and entry.incarnation = sales_order.incarnation and entry.sequence = sales_order.sequence
        where sales_order.tenant = ${tenant} and sales_order.id = any(${ids}::text[])`.execute(db);
      return new Map(rows.map(({ body }) => [body.id, body]));
    },

    async findVoids(orders) {
      if (orders.length === 0) return [];
      return db
        .selectFrom('order_void')
        .select(['order_id as order', 'entry'])
        .where('tenant', '=', tenant)
        .where('order_id', 'in', orders)
        .execute();
    },

    async findReturned(orders) {
      if (orders.length === 0) return [];
      const { rows } = await sql<{ order: string; line: string; by: string; quantity: number }>`
        select back.origin_order as "order", back.origin_line as line, back.order_id as by, sum(back.quantity) as quantity
        from order_line as back
        join sales_order as return_order on return_order.tenant = back.tenant and return_order.id = back.order_id
        where back.tenant = ${tenant} and back.origin_order = any(${orders}::text[])
          and back.direction = 'back' and return_order.status = 'placed'
        group by back.origin_order, back.origin_line, back.order_id`.execute(db);
      return rows;
    },

    async findExceptions(kind, subjects) {
      if (subjects.length === 0) return [];
      const rows = await db
        .selectFrom('exception')
        .selectAll()
        .where('tenant', '=', tenant)
        .where('kind', '=', kind)
        .where(sql<string>`facts->>'subject'`, 'in', subjects)
        .orderBy('id')
        .execute();
      return rows.map(exceptionFromRow);
    },

    async expectedCash(shift) {
      const { rows } = await sql<{ cash: number | null }>`
        select sum(amount_minor) as cash from till_movement
        where tenant = ${tenant} and shift = ${shift} and tender = 'cash'`.execute(db);
      return rows[0]?.cash ?? 0;
    },
  };
}
