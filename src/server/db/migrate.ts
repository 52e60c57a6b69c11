/**
 * Brings the tables up to this build. Kysely's migrator runs all of it in one transaction under an
 * advisory lock, so that two instances that start together migrate once, and a crash leaves the tables
 * as they were. A database that a newer build has touched is refused: this build would not know its rules.
 */
import { sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { granted, refused, type Verdict } from '../../kernel/verdict.ts';
import * as foundation from '../migrations/0001-foundation.ts';
import * as channels from '../migrations/0002-channels.ts';
import type { Db } from './schema.ts';

const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-foundation': foundation,
  '0002-channels': channels,
};

export type MigrateRefusal = {
  readonly code: 'database-newer-than-code';
  /** Migrations the database has seen and this build has not. */
  readonly unknown: readonly string[];
};

export async function migrate(
  db: Db,
  migrations: Readonly<Record<string, Migration>> = MIGRATIONS,
): Promise<Verdict<{ readonly applied: readonly string[] }, MigrateRefusal>> {
  const unknown = (await executedMigrations(db)).filter((name) => !Object.hasOwn(migrations, name));
  if (unknown.length > 0) return refused({ code: 'database-newer-than-code', unknown });
  const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...migrations }) } });
  const { error, results } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
  return granted({ applied: (results ?? []).map((result) => result.migrationName) });
}

async function executedMigrations(db: Db): Promise<string[]> {
  const { rows } = await sql<{ present: boolean }>`
    select to_regclass('kysely_migration') is not null as present`.execute(db);
  if (!rows[0]?.present) return [];
  const executed = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
  return executed.rows.map((row) => row.name);
}
