/**
 * Puts a backup's rows into the tables and begins a new epoch, all of it or none: tablets that were ahead
 * of the backup notice it and offer again what they still hold.
 */
import { sql } from 'kysely';
import type { Random } from '../../kernel/ports.ts';
import { granted, refused, type Verdict } from '../../kernel/verdict.ts';
import type { Db } from '../db/schema.ts';
import { writeEpochBeside, writeNewEpoch } from '../streams/epoch.ts';
import { passOverLives } from '../streams/pass-over-lives.ts';
import { type ArchiveRefusal, type ArchiveTable, readArchive } from './archive.ts';
import { migrationsOf, tablesOf } from './backup.ts';

export interface RestoreOptions {
  /** Its tables stand at this build's migrations. */
  readonly db: Db;
  readonly random: Random;
  /** Where the epoch lies beside the database; null where nothing does. */
  readonly epochFile: string | null;
  readonly file: string;
  /** Whether what the database holds may go. */
  readonly replaces: boolean;
}

export type RestoreRefusal =
  | ArchiveRefusal
  | { readonly code: 'not-empty'; readonly retailer: string }
  | { readonly code: 'made-by-other-version'; readonly theirs: readonly string[]; readonly ours: readonly string[] };

export interface RestoreFacts {
  readonly madeAt: string;
  readonly rows: number;
  readonly epoch: string;
}

const ROWS_AT_ONCE = 500;

export async function restoreBackup(options: RestoreOptions): Promise<Verdict<RestoreFacts, RestoreRefusal>> {
  const { db, file } = options;
  // Read to its end and checked before anything is touched.
  const whole = await readArchive(
    file,
    () => undefined,
    () => undefined,
  );
  if (!whole.ok) return whole;
  const { header, rows } = whole.value;
  const ours = await migrationsOf(db);
  if (JSON.stringify(ours) !== JSON.stringify(header.migrations)) {
    return refused({ code: 'made-by-other-version', theirs: header.migrations, ours });
  }
  const held = await db.selectFrom('tenant').select('name').limit(1).executeTakeFirst();
  if (held !== undefined && !options.replaces) return refused({ code: 'not-empty', retailer: held.name });

  const epoch = await db.transaction().execute(async (tx) => {
    const known = await tx.selectFrom('register').select(['tenant', 'id', 'incarnations']).execute();
    const tables = await tablesOf(tx);
    await sql`truncate ${sql.join(tables.map(({ schema, name }) => sql.id(schema, name)))} cascade`.execute(tx);
    let waiting: string[] = [];
    let place = -1;
    const flush = async () => {
      const table = header.tables[place];
      if (table !== undefined && waiting.length > 0) await insert(tx, table, waiting);
      waiting = [];
    };
    const loaded = await readArchive(
      file,
      () => undefined,
      async (table, row) => {
        if (table !== place || waiting.length >= ROWS_AT_ONCE) await flush();
        place = table;
        waiting.push(row);
      },
    );
    if (!loaded.ok) throw new Error('the backup changed while it was read');
    await flush();
    await keepCounts(tx, known);
    await passOverLives(tx, options.random);
    return writeNewEpoch(tx, options.random);
  });
  if (options.epochFile !== null) await writeEpochBeside(options.epochFile, epoch);
  return granted({ madeAt: header.madeAt, rows: rows.reduce((sum, count) => sum + count, 0), epoch });
}

/** What this database knew of lives, the backup may not. */
async function keepCounts(
  tx: Db,
  known: readonly { readonly tenant: string; readonly id: string; readonly incarnations: number }[],
): Promise<void> {
  for (const { tenant, id, incarnations } of known) {
    await sql`update register set incarnations = greatest(incarnations, ${incarnations}::int)
      where tenant = ${tenant} and id = ${id}`.execute(tx);
  }
}

async function insert(tx: Db, table: ArchiveTable, rows: readonly string[]): Promise<void> {
  const into = sql.id(table.schema, table.name);
  const columns = sql.join(table.columns.map((column) => sql.id(column)));
  const values = `[${rows.join(',')}]`;
  await sql`insert into ${into} (${columns})
    select ${columns} from json_populate_recordset(null::${into}, ${values}::json)`.execute(tx);
}
