/** Starts one real PostgreSQL for the `postgres` project, with a migrated template that test files copy. */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { TestProject } from 'vitest/node';
import { systemRandom, systemTimers } from '../../src/kernel/system-ports.ts';
import { openDatabase } from '../../src/server/db/database.ts';
import { startEmbeddedPostgres } from '../../src/server/db/embedded-postgres.ts';
import { migrate } from '../../src/server/db/migrate.ts';
import { TEMPLATE_DATABASE } from './template-database.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Connection string of the shared server, of its first database. */
    postgresUrl: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'evertill-test-'));
  // The account PostgreSQL runs as must be able to enter it.
  await chmod(dataFolder, 0o755);
  const started = await startEmbeddedPostgres({
    dataFolder,
    random: systemRandom,
    timers: systemTimers,
    // These tests are about concurrency; that a commit reaches the disk is tested on its own server.
    settings: ['fsync=off', 'max_connections=300'],
  });
  if (!started.ok) throw new Error(`PostgreSQL for the tests: ${JSON.stringify(started.refusal)}`);
  const server = openDatabase({ connectionString: started.value.connectionString, poolSize: 1 });
  await sql`create database ${sql.id(TEMPLATE_DATABASE)}`.execute(server.db);
  await server.close();
  const url = new URL(started.value.connectionString);
  url.pathname = `/${TEMPLATE_DATABASE}`;
  const template = openDatabase({ connectionString: url.href, poolSize: 2 });
  await migrate(template.db);
  await template.close();
  project.provide('postgresUrl', started.value.connectionString);
  return async () => {
    await started.value.stop();
    await rm(dataFolder, { recursive: true, force: true });
  };
}
