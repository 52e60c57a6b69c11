/**
 * Writes all tables into one file, as of one instant, while the server goes on working. The file appears
 * under its name only when it is whole and on the disk.
 */
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { sql } from 'kysely';
import { type Clock, instantOf } from '../../kernel/ports.ts';
import { ACCOUNT_SCHEMA } from '../auth/account-schema.ts';
import type { Db } from '../db/schema.ts';
import { readEpoch } from '../streams/epoch.ts';
import { ARCHIVE_FORMAT, type ArchiveHeader, type ArchiveTable, rowLine } from './archive.ts';

const ROWS_AT_ONCE = 2_000;
/** Sessions and counters of tries: gone after a restore, and better so. */
const LEFT_OUT: ReadonlySet<string> = new Set(['session', 'verification', 'rateLimit']);

export interface BackupFacts {
  readonly tables: number;
  readonly rows: number;
}

export async function writeBackup(db: Db, clock: Pick<Clock, 'now'>, file: string): Promise<BackupFacts> {
  const part = `${file}.part`;
  try {
    const facts = await write(db, clock, part);
    const written = await open(part, 'r');
    await written.sync();
    await written.close();
    await rename(part, file);
    return facts;
  } catch (fault) {
    await rm(part, { force: true });
    throw fault;
  }
}

async function write(db: Db, clock: Pick<Clock, 'now'>, part: string): Promise<BackupFacts> {
  const packer = createGzip({ level: 6 });
  // Password hashes and keys are in it: for its owner's eyes only.
  const disk = packer.pipe(createWriteStream(part, { mode: 0o600 }));
  let fault: unknown = null;
  disk.on('error', (error) => {
    fault = error;
    packer.destroy();
  });
  const hash = createHash('sha256');
  const say = async (line: string, isHashed = true) => {
    if (fault !== null) throw fault;
    if (isHashed) hash.update(line).update('\n');
    if (packer.write(`${line}\n`)) return;
    await new Promise<void>((resolve) => {
      const goOn = () => {
        packer.off('drain', goOn).off('close', goOn);
        resolve();
      };
      packer.on('drain', goOn).on('close', goOn);
    });
  };
  const counts = await db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (tx) => {
      const tables = await tablesOf(tx);
      const header: ArchiveHeader = {
        evertill: 'backup',
        format: ARCHIVE_FORMAT,
        madeAt: instantOf(clock),
        epoch: (await readEpoch(tx)) ?? '',
        migrations: await migrationsOf(tx),
        tables,
      };
      await say(JSON.stringify(header));
      const rows: number[] = [];
      for (const [place, table] of tables.entries()) {
        rows.push(await eachRow(tx, table, (row) => say(rowLine(place, row))));
      }
      return rows;
    });
  await say(JSON.stringify({ end: true, rows: counts, sha256: hash.digest('hex') }), false);
  packer.end();
  await finished(disk);
  return { tables: counts.length, rows: counts.reduce((sum, count) => sum + count, 0) };
}

/** Every table of ours, as the catalogue of the database knows them; the account of a session before the session. */
export async function tablesOf(db: Db): Promise<ArchiveTable[]> {
  const { rows } = await sql<ArchiveTable>`
    select table_schema as schema, table_name as name, json_agg(column_name order by ordinal_position) as columns
    from information_schema.columns join information_schema.tables using (table_schema, table_name)
    where table_schema in ('public', ${ACCOUNT_SCHEMA}) and table_type = 'BASE TABLE'
      and table_name not in ('kysely_migration', 'kysely_migration_lock')
    group by table_schema, table_name
    order by table_schema, table_name <> 'user', table_name`.execute(db);
  return rows.filter(({ schema, name }) => schema !== ACCOUNT_SCHEMA || !LEFT_OUT.has(name));
}

export async function migrationsOf(db: Db): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select name from public.kysely_migration order by name`.execute(db);
  return rows.map(({ name }) => name);
}

/** PostgreSQL's own text of each row: no number, instant or byte passes through JavaScript on its way. */
async function eachRow(tx: Db, table: ArchiveTable, onRow: (row: string) => Promise<void>): Promise<number> {
  const from = sql.id(table.schema, table.name);
  await sql`declare archive no scroll cursor for select row_to_json(one)::text as row from ${from} as one`.execute(tx);
  let counted = 0;
  for (;;) {
    const { rows } = await sql<{ row: string }>`fetch ${sql.lit(ROWS_AT_ONCE)} from archive`.execute(tx);
    for (const { row } of rows) await onRow(row);
    counted += rows.length;
    if (rows.length < ROWS_AT_ONCE) break;
  }
  await sql`close archive`.execute(tx);
  return counted;
}
