/**
 * Tables of people who work at head office, and of the server's own secrets: in a schema of their own,
 * which the application's role cannot read. Names of the first five are the account library's.
 */
import { type Kysely, sql } from 'kysely';
import type { Db } from '../db/schema.ts';

export const ACCOUNT_SCHEMA = 'account';

export type AccountTables = {
  user: {
    id: string;
    name: string;
    email: string;
    tenant: string;
    role: string;
  };
  secret: { name: string; value: string };
  setup_link: { token_hash: string; tenant: string; expires_at: string; used_at: string | null };
};

const STATEMENTS = [
  'create schema if not exists account',
  `create table if not exists account."user" (
     "id" text primary key, "name" text not null, "email" text not null unique, "emailVerified" boolean not null,
     "image" text, "createdAt" timestamptz not null default current_timestamp,
     "updatedAt" timestamptz not null default current_timestamp,
     "tenant" text not null, "role" text not null)`,
  `create table if not exists account."session" (
     "id" text primary key, "expiresAt" timestamptz not null, "token" text not null unique,
     "createdAt" timestamptz not null default current_timestamp, "updatedAt" timestamptz not null,
     "ipAddress" text, "userAgent" text,
     "userId" text not null references account."user" ("id") on delete cascade)`,
  'create index if not exists session_of_user on account."session" ("userId")',
  `create table if not exists account."account" (
     "id" text primary key, "accountId" text not null, "providerId" text not null,
     "userId" text not null references account."user" ("id") on delete cascade,
     "accessToken" text, "refreshToken" text, "idToken" text,
     "accessTokenExpiresAt" timestamptz, "refreshTokenExpiresAt" timestamptz,
     "scope" text, "password" text,
     "createdAt" timestamptz not null default current_timestamp, "updatedAt" timestamptz not null)`,
  'create index if not exists account_of_user on account."account" ("userId")',
  `create table if not exists account."verification" (
     "id" text primary key, "identifier" text not null, "value" text not null, "expiresAt" timestamptz not null,
     "createdAt" timestamptz not null default current_timestamp,
     "updatedAt" timestamptz not null default current_timestamp)`,
  'create index if not exists verification_identifier on account."verification" ("identifier")',
  `create table if not exists account."rateLimit" (
     "id" text primary key, "key" text not null unique, "count" integer not null, "lastRequest" bigint not null)`,
  'create table if not exists account.secret (name text primary key, value text not null)',
  `create table if not exists account.setup_link (
     token_hash text primary key, tenant text not null, expires_at timestamptz not null, used_at timestamptz)`,
];

/** Any number that no other lock of this database uses. */
const ACCOUNT_LOCK = 4_545_002;

/** Safe to run at every start and from several servers at once. */
export async function prepareAccountSchema(owner: Db): Promise<void> {
  await owner.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(${ACCOUNT_LOCK})`.execute(tx);
    for (const statement of STATEMENTS) await sql.raw(statement).execute(tx);
  });
}

export function accountTables(owner: Db): Kysely<AccountTables> {
  return owner.withSchema(ACCOUNT_SCHEMA).$extendTables<AccountTables>();
}
