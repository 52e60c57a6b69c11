/**
 * Opens PostgreSQL and works in it as one tenant.
 *
 * Invariants: 1. what touches a tenant's rows runs inside `withTenant`: as a role that owns nothing,
 * bound to that tenant by row security; 2. no transaction waits for a lock, a statement or its own
 * program without end; 3. nothing outside the database is called from inside a transaction.
 */
import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { APPLICATION_ROLE } from '../migrations/0001-foundation.ts';
import type { Db, Schema } from './schema.ts';
import { TYPE_PARSERS } from './type-parsers.ts';

export interface Database {
  readonly db: Db;
  /** Says `payload` to everybody who listens on `channel`, other instances included. */
  notify(channel: string, payload: string): Promise<void>;
  /** Hears `channel` until the returned function is called. `onLost` is told once when the connection breaks. */
  listen(channel: string, onPayload: (payload: string) => void, onLost: () => void): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  readonly connectionString: string;
  /** Connections at most; each is a process of the database server. */
  readonly poolSize?: number;
  /** Told of errors of idle connections, which concern no caller. */
  readonly onIdleError?: (error: Error) => void;
}

const POOL_SIZE = 20;
const CONNECT_TIMEOUT_MS = 10_000;

const types: pg.CustomTypesConfig = {
  getTypeParser: (id: number, format?: 'text' | 'binary') =>
    (format !== 'binary' && TYPE_PARSERS[id]) || pg.types.getTypeParser(id, format ?? 'text'),
};

export function openDatabase(options: DatabaseOptions): Database {
  const config = { connectionString: options.connectionString, types, connectionTimeoutMillis: CONNECT_TIMEOUT_MS };
  const pool = new pg.Pool({ ...config, max: options.poolSize ?? POOL_SIZE });
  pool.on('error', (error) => options.onIdleError?.(error));
  // A connection that is cut while it is lent out tells its borrower through the query that fails; an
  // error event that nobody hears would end the whole process.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const db: Db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
  return {
    db,
    async notify(channel, payload) {
      await sql`select pg_notify(${channel}, ${payload})`.execute(db);
    },
    async listen(channel, onPayload, onLost) {
      const client = new pg.Client(config);
      let isOpen = true;
      const lost = () => {
        if (isOpen) onLost();
        isOpen = false;
      };
      client.on('error', lost);
      client.on('end', lost);
      client.on('notification', (message) => onPayload(message.payload ?? ''));
      await client.connect();
      await client.query(`listen ${client.escapeIdentifier(channel)}`);
      return async () => {
        isOpen = false;
        await client.end();
      };
    },
    close: () => db.destroy(),
  };
}

export interface TenantTransactionOptions {
  readonly isolation?: 'read committed' | 'repeatable read' | 'serializable';
  readonly readOnly?: boolean;
  /** For long work such as an import; everything else keeps the short default. */
  readonly statementTimeoutMs?: number;
}

const LOCK_TIMEOUT_MS = 5_000;
const STATEMENT_TIMEOUT_MS = 30_000;
const IDLE_TIMEOUT_MS = 15_000;

/** One transaction in which only `tenant`'s rows exist. */
export async function withTenant<T>(
  db: Db,
  tenant: string,
  work: (transaction: Db) => Promise<T>,
  options: TenantTransactionOptions = {},
): Promise<T> {
  return db
    .transaction()
    .setIsolationLevel(options.isolation ?? 'read committed')
    .setAccessMode(options.readOnly ? 'read only' : 'read write')
    .execute(async (transaction) => {
      await sql`select
        set_config('evertill.tenant', ${tenant}, true),
        set_config('lock_timeout', ${String(LOCK_TIMEOUT_MS)}, true),
        set_config('statement_timeout', ${String(options.statementTimeoutMs ?? STATEMENT_TIMEOUT_MS)}, true),
        set_config('idle_in_transaction_session_timeout', ${String(options.statementTimeoutMs ?? IDLE_TIMEOUT_MS)}, true),
        set_config('role', ${APPLICATION_ROLE}, true)`.execute(transaction);
      return work(transaction);
    });
}
