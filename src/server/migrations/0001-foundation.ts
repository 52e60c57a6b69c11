/**
 * The tables. Every key begins with the tenant, then the stream or location, so that the schema can be
 * sharded by tenant without a rewrite; no triggers, no unique constraint across tenants.
 *
 * Migrations only expand here; what is to go is first unused for a release, then contracted.
 */
import { type Kysely, sql } from 'kysely';

/** Tables an application connection may use, each bound to its tenant by row security. */
const TENANT_TABLES = [
  'location',
  'register',
  'incarnation',
  'enrolment',
  'associate',
  'associate_location',
  'category',
  'variant',
  'identifier',
  'price',
  'stream',
  'change',
  'segment',
  'manifest',
  'entry',
  'sales_order',
  'order_line',
  'order_tender',
  'order_void',
  'stock_movement',
  'stock_level',
  'shift',
  'till_movement',
  'parked_cart',
  'exception',
] as const;

const STATEMENTS = [
  `create table meta (key text primary key, value jsonb not null)`,

  `create table tenant (
     id text primary key,
     name text not null,
     created_at timestamptz not null)`,

  `create table location (
     tenant text not null, id text not null,
     kind text not null, name text not null,
     price_list text not null,
     settings jsonb not null,
     position integer not null default 0,
     primary key (tenant, id))`,

  `create table register (
     tenant text not null, id text not null,
     location text not null, name text not null,
     code text not null,
     incarnations integer not null default 0,
     status text not null default 'active',
     primary key (tenant, id),
     unique (tenant, code))`,

  `create table incarnation (
     tenant text not null, register text not null, incarnation integer not null,
     location text not null,
     series text not null,
     public_key jsonb not null,
     pin_key bytea not null,
     status text not null,
     last_sequence bigint not null default 0,
     last_hash text not null,
     durable_through bigint not null default 0,
     unsent integer not null default 0,
     build text not null default '',
     enrolled_at timestamptz not null,
     last_seen_at timestamptz,
     primary key (tenant, register, incarnation),
     unique (tenant, series))`,

  `create table enrolment (
     tenant text not null, code_hash text not null,
     register text not null,
     allow_browser_tab boolean not null,
     expires_at timestamptz not null,
     used_at timestamptz,
     primary key (tenant, code_hash))`,

  `create table associate (
     tenant text not null, id text not null,
     name text not null, initials text not null, role text not null, hue integer not null,
     active boolean not null,
     pin jsonb,
     primary key (tenant, id))`,

  `create table associate_location (
     tenant text not null, location text not null, associate text not null,
     primary key (tenant, location, associate))`,

  `create table category (
     tenant text not null, id text not null,
     parent text, position integer not null, hue integer not null, title jsonb not null,
     import_key text not null,
     primary key (tenant, id),
     unique (tenant, import_key))`,

  `create table variant (
     tenant text not null, ordinal integer not null,
     id text not null, item text not null, sku text not null,
     row jsonb not null,
     primary key (tenant, ordinal),
     unique (tenant, id),
     unique (tenant, sku))`,
  `create index variant_item on variant (tenant, item)`,

  `create table identifier (
     tenant text not null, code text not null, ordinal integer not null,
     primary key (tenant, code, ordinal))`,

  `create table price (
     tenant text not null, price_list text not null, ordinal integer not null,
     price_minor bigint, compare_at_minor bigint,
     primary key (tenant, price_list, ordinal))`,

  `create table stream (
     tenant text not null, id text not null,
     head bigint not null default 0, floor bigint not null default 0,
     primary key (tenant, id)) with (fillfactor = 50)`,

  `create table change (
     tenant text not null, stream text not null, sequence bigint not null,
     kind text not null, ref text not null, body jsonb,
     transaction_id text not null,
     primary key (tenant, stream, sequence))`,
  `create index change_ref on change (tenant, stream, ref)`,

  `create table segment (
     tenant text not null, hash text not null,
     gzip bytea not null, bytes integer not null,
     created_at timestamptz not null,
     primary key (tenant, hash))`,

  `create table manifest (
     tenant text not null, stream text not null,
     through bigint not null, parts jsonb not null,
     published_at timestamptz not null,
     primary key (tenant, stream))`,

  `create table entry (
     tenant text not null, register text not null, incarnation integer not null, sequence bigint not null,
     id text not null, location text not null,
     kind text not null, version integer not null, at timestamptz not null, associate text not null,
     hash text not null, envelope jsonb not null,
     status text not null, reasons jsonb not null,
     received_at timestamptz not null,
     primary key (tenant, register, incarnation, sequence),
     unique (tenant, id))`,
  `create index entry_status on entry (tenant, location, status) where status <> 'placed'`,

  `create table sales_order (
     tenant text not null, location text not null, id text not null,
     register text not null, incarnation integer not null, sequence bigint not null,
     kind text not null, receipt_number text not null, business_day date not null, placed_at timestamptz not null,
     associate text not null, shift text not null,
     currency text not null, net_minor bigint not null, tax_minor bigint not null, total_minor bigint not null,
     discount_minor bigint not null,
     status text not null,
     primary key (tenant, id),
     unique (tenant, receipt_number))`,
  `create index sales_order_day on sales_order (tenant, location, business_day)`,

  `create table order_line (
     tenant text not null, order_id text not null, id text not null, position integer not null,
     direction text not null, variant text not null, ordinal integer not null, sku text not null, title text not null,
     quantity bigint not null, unit text not null,
     list_price_minor bigint not null, extended_minor bigint not null,
     net_minor bigint not null, tax_minor bigint not null, total_minor bigint not null,
     taxes jsonb not null, adjustments jsonb not null,
     associate text, origin_order text, origin_line text, return_reason text, disposition text,
     primary key (tenant, order_id, id))`,
  `create index order_line_origin on order_line (tenant, origin_order, origin_line) where origin_order is not null`,

  `create table order_tender (
     tenant text not null, order_id text not null, id text not null,
     kind text not null, direction text not null,
     amount_minor bigint not null, tendered_minor bigint not null, change_minor bigint not null,
     reference text,
     primary key (tenant, order_id, id))`,

  `create table order_void (
     tenant text not null, order_id text not null, entry text not null,
     receipt_number text not null, business_day date not null, reason text not null, total_minor bigint not null,
     primary key (tenant, order_id, entry))`,

  `create table stock_movement (
     tenant text not null, location text not null, id text not null,
     variant text not null, ordinal integer not null,
     kind text not null, bucket text not null, quantity bigint not null,
     entry text, line text, at timestamptz not null,
     primary key (tenant, location, id))`,
  `create index stock_movement_ordinal on stock_movement (tenant, location, ordinal)`,

  `create table stock_level (
     tenant text not null, location text not null, ordinal integer not null,
     on_hand bigint not null, committed bigint not null, damaged bigint not null,
     primary key (tenant, location, ordinal))`,

  `create table shift (
     tenant text not null, location text not null, id text not null,
     register text not null, business_day date not null, status text not null,
     opened_at timestamptz not null, opened_by text not null, float_minor bigint not null,
     closed_at timestamptz, closed_by text, close jsonb,
     primary key (tenant, id))`,

  `create table till_movement (
     tenant text not null, location text not null, id text not null,
     shift text not null, kind text not null, tender text not null, amount_minor bigint not null,
     entry text not null, at timestamptz not null,
     primary key (tenant, location, id))`,
  `create index till_movement_shift on till_movement (tenant, shift)`,

  `create table parked_cart (
     tenant text not null, location text not null, id text not null,
     register text not null, cart jsonb not null, parked_at timestamptz not null, resumed_at timestamptz,
     primary key (tenant, id))`,

  `create table exception (
     tenant text not null, location text not null, id text not null,
     kind text not null, entry text, register text, facts jsonb not null,
     status text not null, raised_at timestamptz not null, settled_at timestamptz, settled_by text, note text,
     primary key (tenant, id))`,
  `create index exception_open on exception (tenant, location) where status = 'open'`,
  `create index exception_subject on exception (tenant, kind, (facts->>'subject'))`,
];

/** The role the application works as. It owns nothing, so that row security binds it. */
export const APPLICATION_ROLE = 'evertill_app';

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  // A role belongs to the whole server: another database of it may have made the role, even this instant.
  // Where the owner of the database may not make roles, whoever set it up has made and granted it.
  await sql
    .raw(
      `do $$ begin
         if not exists (select from pg_roles where rolname = '${APPLICATION_ROLE}') then
           begin
             create role ${APPLICATION_ROLE} nologin;
             execute format('grant ${APPLICATION_ROLE} to %I', current_user);
           exception when duplicate_object or unique_violation then null;
           end;
         end if;
       end $$`,
    )
    .execute(db);
  await sql.raw(`grant usage on schema public to ${APPLICATION_ROLE}`).execute(db);
  await sql.raw(`grant select on tenant to ${APPLICATION_ROLE}`).execute(db);
  await sql.raw(`grant select, insert, update on meta to ${APPLICATION_ROLE}`).execute(db);
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
