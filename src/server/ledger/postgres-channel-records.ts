/** The records of other channels and of clients on PostgreSQL. */
import { sql } from 'kysely';
import { contentOf, parcelState, promisedUnits } from '../../domain/channel/channel-record.ts';
import { must } from '../../kernel/invariant.ts';
import { promisableUnits } from '../channels/promise-view.ts';
import { insertRows } from '../db/insert-rows.ts';
import type { Db } from '../db/schema.ts';
import type { ChannelRecords, KeptCart, KeptClient, KeptOrder, PromiseRecord } from './channel-records.ts';

export function postgresChannelRecords(db: Db, tenant: string): ChannelRecords {
  return {
    async answerBefore({ key, idempotencyKey, requestHash }, at) {
      const row = { tenant, key, idempotency_key: idempotencyKey, request_hash: requestHash, answer: 'null', at };
      const taken = await db
        .insertInto('channel_answer')
        .values(row)
        .onConflict((conflict) => conflict.doNothing())
        .returning('key')
        .executeTakeFirst();
      if (taken !== undefined) return { kind: 'none' };
      const before = await db
        .selectFrom('channel_answer')
        .select(['request_hash', 'answer'])
        .where('tenant', '=', tenant)
        .where('key', '=', key)
        .where('idempotency_key', '=', idempotencyKey)
        .executeTakeFirstOrThrow();
      return before.request_hash === requestHash ? { kind: 'same', answer: before.answer } : { kind: 'other' };
    },

    async keepAnswer({ key, idempotencyKey }, answer) {
      await db
        .updateTable('channel_answer')
        .set({ answer: JSON.stringify(answer) })
        .where('tenant', '=', tenant)
        .where('key', '=', key)
        .where('idempotency_key', '=', idempotencyKey)
        .execute();
    },

    async lockPromisable(location, ordinals, now) {
      const sorted = [...new Set(ordinals)].sort((a, b) => a - b);
      await db
        .selectFrom('stock_level')
        .select('ordinal')
        .where('tenant', '=', tenant)
        .where('location', '=', location)
        .where('ordinal', 'in', [-1, ...sorted])
        .orderBy('ordinal')
        .forUpdate()
        .execute();
      return promisableUnits(db, { tenant, location, now }, sorted);
    },

    async nextOrderNumber() {
      const { rows } = await sql<{ next: number }>`select nextval('channel_order_number') as next`.execute(db);
      return `W-${must(rows[0], 'a sequence has a next number').next}`;
    },

    async lockChannelOrders(ids) {
      if (ids.length === 0) return new Map();
      const rows = await db
        .selectFrom('channel_order')
        .selectAll()
        .where('tenant', '=', tenant)
        .where('id', 'in', [...ids])
        .orderBy('id')
        .forUpdate()
        .execute();
      return new Map(
        rows.map(({ id, record, contact, address, code_digest }): [string, KeptOrder] => [
          id,
          { ...record, contact, address, codeDigest: code_digest },
        ]),
      );
    },

    async saveChannelOrders(orders, at) {
      if (orders.length === 0) return;
      const rows = orders.map(({ contact, address, codeDigest, ...record }) => ({
        tenant,
        id: record.id,
        location: contentOf(record)?.location ?? null,
        number: record.number,
        record,
        contact,
        address,
        code_digest: codeDigest,
        is_closed: isClosed(parcelState(record)),
        updated_at: at,
      }));
      await sql`
        insert into channel_order
        select * from jsonb_populate_recordset(null::channel_order, ${JSON.stringify(rows)}::jsonb)
        on conflict (tenant, id) do update
          set location = excluded.location, record = excluded.record, contact = excluded.contact, address = excluded.address,
              is_closed = excluded.is_closed, updated_at = excluded.updated_at`.execute(db);
      await db
        .deleteFrom('promise')
        .where('tenant', '=', tenant)
        .where(
          'order_id',
          'in',
          orders.map(({ id }) => id),
        )
        .execute();
      await insertRows(
        db,
        'promise',
        orders.flatMap((order) =>
          promisedUnits(order).map(({ location, ordinal, quantity }) => ({
            tenant,
            location,
            ordinal,
            order_id: order.id,
            quantity,
          })),
        ),
      );
    },

    async lockOnlineCarts(ids) {
      if (ids.length === 0) return new Map();
      const rows = await db
        .selectFrom('online_cart')
        .select(['id', 'record'])
        .where('tenant', '=', tenant)
        .where('id', 'in', [...ids])
        .orderBy('id')
        .forUpdate()
        .execute();
      return new Map(rows.map(({ id, record }): [string, KeptCart] => [id, record]));
    },

    async saveOnlineCarts(carts) {
      if (carts.length === 0) return;
      const rows = carts.map((record) => ({
        tenant,
        id: record.id,
        location: record.location,
        code: record.code,
        record,
        is_closed: record.state === 'ordered' || record.state === 'completed' || record.state === 'expired',
        updated_at: record.updatedAt,
      }));
      await sql`
        insert into online_cart
        select * from jsonb_populate_recordset(null::online_cart, ${JSON.stringify(rows)}::jsonb)
        on conflict (tenant, id) do update
          set location = excluded.location, record = excluded.record,
              is_closed = excluded.is_closed, updated_at = excluded.updated_at`.execute(db);
    },

    async lockClients(ids) {
      if (ids.length === 0) return new Map();
      const rows = await db
        .selectFrom('client')
        .select(['id', 'record'])
        .where('tenant', '=', tenant)
        .where('id', 'in', [...ids])
        .orderBy('id')
        .forUpdate()
        .execute();
      const places = await db
        .selectFrom('client_location')
        .select(['client', 'location'])
        .where('tenant', '=', tenant)
        .where('client', 'in', [...ids])
        .orderBy('location')
        .execute();
      return new Map(
        rows.map(({ id, record }): [string, KeptClient] => [
          id,
          {
            id,
            client: record,
            locations: places.filter(({ client }) => client === id).map(({ location }) => location),
          },
        ]),
      );
    },

    async saveClients(clients, at) {
      if (clients.length === 0) return;
      const rows = clients.map(({ id, client }) => ({ tenant, id, record: client, updated_at: at }));
      await sql`
        insert into client (tenant, id, record, updated_at)
        select tenant, id, nullif(record, 'null'::jsonb), updated_at
        from jsonb_populate_recordset(null::client, ${JSON.stringify(rows)}::jsonb)
        on conflict (tenant, id) do update
          set record = excluded.record, updated_at = excluded.updated_at
          where client.erased_at is null`.execute(db);
      const places = clients.flatMap(({ id, locations }) =>
        locations.map((location) => ({ tenant, location, client: id })),
      );
      await sql`
        insert into client_location
        select * from jsonb_populate_recordset(null::client_location, ${JSON.stringify(places)}::jsonb)
        on conflict do nothing`.execute(db);
    },

    async findPromises(places) {
      if (places.length === 0) return [];
      const { rows } = await sql<PromiseRecord>`
        select promise.location, promise.ordinal, promise.order_id as "order", promise.quantity
        from promise
        join jsonb_to_recordset(${JSON.stringify(places)}::jsonb) as place(location text, ordinal integer)
          on promise.location = place.location and promise.ordinal = place.ordinal
        where promise.tenant = ${tenant}
        order by promise.location, promise.ordinal, promise.order_id`.execute(db);
      return rows;
    },
  };
}

function isClosed(state: ReturnType<typeof parcelState>): boolean {
  return state === 'handed-over' || state === 'cancelled';
}
