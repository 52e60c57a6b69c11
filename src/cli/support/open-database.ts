/**
 * Opens the database an operator means: the one DATABASE_URL names, or the one in the data folder. Faults
 * of machines and networks become sentences with a way out.
 */
import { sql } from 'kysely';
import { unreachable } from '../../kernel/invariant.ts';
import { type Database, openDatabase } from '../../server/db/database.ts';
import { type EmbeddedRefusal, findRunningPostgres } from '../../server/db/embedded-postgres.ts';
import { migrate } from '../../server/db/migrate.ts';
import { type BegunPostgres, beginPostgres } from './begin-postgres.ts';
import { GiveUp } from './give-up.ts';
import type { Settings } from './settings.ts';

export interface OpenedDatabase {
  readonly database: Database;
  readonly isEmbedded: boolean;
  /** Closes what was opened, and stops what was started, here. */
  close(): Promise<void>;
}

/** For the server itself: alone on its data folder. `begun`: its PostgreSQL, when it is starting already. */
export async function openForServer(
  settings: Pick<Settings, 'databaseUrl' | 'dataFolder'>,
  begun: BegunPostgres | null = beginPostgres(settings, () => undefined),
): Promise<OpenedDatabase> {
  if (settings.databaseUrl !== null || begun === null) return openUrl(settings.databaseUrl ?? '');
  const started = await begun;
  if (!started.ok) throw giveUpFor(started.refusal);
  const database = openDatabase({ connectionString: started.value.connectionString });
  return {
    database,
    isEmbedded: true,
    async close() {
      await database.close();
      await started.value.stop();
    },
  };
}

/** For a program beside the server: joins the PostgreSQL that runs, or starts it for as long as it takes. */
export async function openBesideServer(
  settings: Pick<Settings, 'databaseUrl' | 'dataFolder'>,
): Promise<OpenedDatabase & { readonly isServerRunning: boolean }> {
  const running = settings.databaseUrl === null ? await findRunningPostgres(settings.dataFolder) : null;
  if (running === null) return { ...(await openForServer(settings)), isServerRunning: false };
  const opened = await openUrl(running);
  return { ...opened, isEmbedded: true, isServerRunning: true };
}

export async function bringUpToDate(database: Database): Promise<void> {
  const migrated = await migrate(database.db);
  if (migrated.ok) return;
  throw new GiveUp(
    `This database was used by a newer Evertill (it knows ${migrated.refusal.unknown.join(', ')}).\nStart that version again, or a later one.`,
  );
}

async function openUrl(connectionString: string): Promise<OpenedDatabase> {
  const database = openDatabase({ connectionString });
  try {
    await sql`select 1`.execute(database.db);
  } catch (fault) {
    await database.close();
    throw new GiveUp(unreachableDatabase(connectionString, fault));
  }
  return { database, isEmbedded: false, close: () => database.close() };
}

function unreachableDatabase(connectionString: string, fault: unknown): string {
  const { hostname, port, pathname } = new URL(connectionString);
  const place = `${hostname}:${port || '5432'}`;
  const code = (fault as { code?: string }).code ?? '';
  if (code.startsWith('28'))
    return `PostgreSQL at ${place} does not let this user in.\nCheck user and password in DATABASE_URL.`;
  if (code === '3D000')
    return `PostgreSQL at ${place} has no database ${pathname.slice(1)}.\nMake it first: createdb ${pathname.slice(1)}`;
  return `PostgreSQL at ${place} does not answer (${code || 'no reason given'}).\nCheck that it runs, and DATABASE_URL.`;
}

function giveUpFor(refusal: EmbeddedRefusal): GiveUp {
  switch (refusal.code) {
    case 'data-folder-in-use':
      return new GiveUp(
        `Another Evertill already works on ${refusal.dataFolder}.\nStop that one first, or give this one a folder of its own: EVERTILL_DATA=./other npm start`,
        3,
      );
    case 'no-postgres-for-this-machine':
      return new GiveUp(
        `No PostgreSQL comes with Evertill for this kind of machine (${refusal.platform}).\nInstall PostgreSQL and name it: DATABASE_URL=postgres://… npm start`,
      );
    case 'postgres-data-of-another-version':
      return new GiveUp(
        `The data folder was written by PostgreSQL ${refusal.found}; this Evertill brings PostgreSQL ${refusal.wanted}.\nMake a backup with the Evertill that wrote it, and restore it here.`,
      );
    case 'postgres-did-not-start':
      return new GiveUp(`PostgreSQL did not start in ${refusal.folder}.\nIts own words are in ${refusal.log}`);
    default:
      return unreachable(refusal);
  }
}
