/**
 * Orders and carts of other channels, and clients. Records whose shape is the domain's own lie as JSON;
 * columns beside them are what tables must find or keep apart. Only adds to what was there.
 */
import { type Kysely, sql } from 'kysely';
import { APPLICATION_ROLE } from './0001-foundation.ts';

const TENANT_TABLES = [
  'channel_key',
  'channel_answer',
  'channel_order',
  'promise',
  'online_cart',
  'client',
  'client_location',
] as const;

const STATEMENTS = [
  // Who may speak for a channel. A publishable key may be read by anybody who opens the web shop.
  `create table channel_key (
     tenant text not null, id text not null,
     kind text not null, name text not null, hash text not null,
     created_at timestamptz not null, revoked_at timestamptz,
     primary key (tenant, id),
     unique (tenant, hash))`,

  // What was answered to an idempotency key, so that the same request again gets the same answer.
  `create table channel_answer (
     tenant text not null, key text not null, idempotency_key text not null,
     request_hash text not null, answer jsonb not null, at timestamptz not null,
     primary key (tenant, key, idempotency_key))`,

  `create table channel_order (
     tenant text not null, id text not null,
     location text, number text not null,
     record jsonb not null,
     contact text, address text, code_digest text not null,
     is_closed boolean not null, updated_at timestamptz not null,
     primary key (tenant, id),
     unique (tenant, number))`,
  `create index channel_order_open on channel_order (tenant, location) where not is_closed`,

  // Units that open orders are promised; the sum of a place is its level's committed.
  `create table promise (
     tenant text not null, location text not null, ordinal integer not null, order_id text not null,
     quantity bigint not null,
     primary key (tenant, location, ordinal, order_id))`,
  `create index promise_order on promise (tenant, order_id)`,

  `create table online_cart (
     tenant text not null, id text not null,
     location text, code text not null,
     record jsonb not null,
     is_closed boolean not null, updated_at timestamptz not null,
     primary key (tenant, id),
     unique (tenant, code))`,
  `create index online_cart_open on online_cart (tenant, location) where not is_closed`,

  `create table client (
     tenant text not null, id text not null,
     record jsonb, erased_at timestamptz, updated_at timestamptz not null,
     primary key (tenant, id))`,

  `create table client_location (
     tenant text not null, location text not null, client text not null,
     primary key (tenant, location, client))`,
  `create index client_location_client on client_location (tenant, client)`,

  // What was written about a client is found when they are erased.
  `create index entry_client on entry (tenant, (envelope->'body'->>'client')) where kind in ('client.create', 'client.edit')`,

  `create sequence channel_order_number start 1001`,

  `alter table exception add column action text`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  await sql.raw(`grant usage on sequence channel_order_number to ${APPLICATION_ROLE}`).execute(db);
  for (const table of TENANT_TABLES) {
    await sql.raw(`grant select, insert, update, delete on ${table} to ${APPLICATION_ROLE}`).execute(db);
    await sql.raw(`alter table ${table} enable row level security`).execute(db);
    await sql
      .raw(
        `create policy own_tenant on ${table} to ${APPLICATION_ROLE}
         using (tenant = current_setting('evertill.tenant'))
         with check (tenant = current_setting('evertill.tenant'))`,
      )
      .execute(db);
  }
}
