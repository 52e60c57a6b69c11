/**
 * Databases for tests. `openPglite` is PostgreSQL in this process, in memory, one transaction at a time;
 * `openTestPostgres` is a fresh database of the real server that the `postgres` project starts.
 * Both speak through the same dialect and the same parsers as production.
 */
import { PGlite } from '@electric-sql/pglite';
import { Kysely, PostgresDialect, sql } from 'kysely';
import { inject } from 'vitest';
import { type Database, openDatabase } from '../../src/server/db/database.ts';
import { migrate } from '../../src/server/db/migrate.ts';
import type { Db, Schema } from '../../src/server/db/schema.ts';
import { TYPE_PARSERS } from '../../src/server/db/type-parsers.ts';
import { TEMPLATE_DATABASE } from './template-database.ts';

/** PGlite behind the face of a `pg` pool: connections are lent one at a time, as its one session demands. */
export async function openPglite(options: { migrated?: boolean } = {}): Promise<Database> {
  const pglite = await PGlite.create({ parsers: { ...TYPE_PARSERS } });
  let turn: Promise<void> = Promise.resolve();
  const pool = {
    async connect() {
      let release: () => void = () => {};
      const before = turn;
      turn = new Promise((resolve) => {
        release = resolve;
      });
      await before;
      return {
        async query(text: string, parameters: readonly unknown[]) {
          const result = await pglite.query(text, [...parameters]);
          const command = text.trimStart().split(/\s/, 1)[0]?.toUpperCase() ?? '';
          const rowCount = command === 'SELECT' ? result.rows.length : (result.affectedRows ?? 0);
          return { command, rowCount, rows: result.rows };
        },
        release,
      };
    },
    end: () => pglite.close(),
  };
  const db: Db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool: pool as never }) });
  if (options.migrated !== false) await migrate(db);
  return {
    db,
    async notify(channel, payload) {
      await sql`select pg_notify(${channel}, ${payload})`.execute(db);
    },
    listen: (channel, onPayload) => pglite.listen(channel, onPayload),
    close: () => db.destroy(),
  };
}

let made = 0;

/** A new database of the shared server, migrated unless asked otherwise. Closing it drops it. */
export async function openTestPostgres(
  options: { migrated?: boolean; poolSize?: number } = {},
): Promise<Database & { readonly url: string }> {
  const server = inject('postgresUrl');
  const name = `test_${process.pid}_${made++}_${Math.floor(performance.now())}`;
  const admin = openDatabase({ connectionString: server, poolSize: 1 });
  await sql`create database ${sql.id(name)} template ${sql.id(options.migrated === false ? 'template0' : TEMPLATE_DATABASE)}`.execute(
    admin.db,
  );
  const url = new URL(server);
  url.pathname = `/${name}`;
  const database = openDatabase({ connectionString: url.href, poolSize: options.poolSize ?? 10 });
  return {
    ...database,
    url: url.href,
    async close() {
      await database.close();
      await sql`drop database ${sql.id(name)} with (force)`.execute(admin.db);
      await admin.close();
    },
  };
}
