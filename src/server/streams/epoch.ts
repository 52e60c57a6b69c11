/**
 * The epoch names one unbroken history of this database. It lies in the database and, for a server with a
 * data folder, in a file beside it: a database restored from a backup, or moved under another file, no
 * longer agrees, and a new epoch begins. Tablets that meet a new epoch offer again what they still hold.
 */
import { readFile, rename, writeFile } from 'node:fs/promises';
import { sql } from 'kysely';
import type { Random } from '../../kernel/ports.ts';
import type { Db } from '../db/schema.ts';
import { passOverLives } from './pass-over-lives.ts';

export interface EpochOptions {
  readonly db: Db;
  /** Null where the database is another machine's: then the database's own identity is all there is. */
  readonly file: string | null;
  readonly random: Random;
}

interface StoredEpoch {
  readonly epoch: string;
  /** The cluster and its timeline, which changes when a backup is recovered; null where it may not be asked. */
  readonly cluster: string | null;
  /** When a tablet's report began it, ms; null where this server found the break itself. */
  readonly reportedAt: number | null;
}

/** The epoch to serve under, after the tables stand. */
export async function openEpoch(options: EpochOptions): Promise<string> {
  const { db, file } = options;
  const stored = await readStored(db);
  const cluster = await clusterOf(db);
  const beside = file === null ? null : await readFile(file, 'utf8').catch(() => null);
  const isSame =
    stored !== null &&
    (file === null || beside?.trim() === stored.epoch) &&
    (stored.cluster === null || cluster === null || stored.cluster === cluster);
  if (isSame) return stored.epoch;
  if (stored !== null) await passOverLives(db, options.random);
  return beginEpoch(options);
}

/** A new epoch from now on: when `openEpoch` finds that the history broke. */
export async function beginEpoch({ db, file, random }: EpochOptions): Promise<string> {
  const epoch = await writeNewEpoch(db, random);
  // Cut off between the two, they do not agree, and the next start begins another one.
  if (file !== null) await writeEpochBeside(file, epoch);
  return epoch;
}

/** In the transaction that breaks the history, so that no moment exists in which the broken one looks whole. */
export async function writeNewEpoch(db: Db, random: Random, reportedAt: number | null = null): Promise<string> {
  const value: StoredEpoch = {
    epoch: Buffer.from(random.bytes(18)).toString('base64url'),
    cluster: await clusterOf(db),
    reportedAt,
  };
  await sql`insert into meta (key, value) values ('epoch', ${JSON.stringify(value)}::jsonb)
    on conflict (key) do update set value = excluded.value`.execute(db);
  return value.epoch;
}

export async function writeEpochBeside(file: string, epoch: string): Promise<void> {
  await writeFile(`${file}.new`, `${epoch}\n`, { flush: true });
  await rename(`${file}.new`, file);
}

/** What other instances of this server agreed on. Null before the first start. */
export async function readEpoch(db: Db): Promise<string | null> {
  return (await readStored(db))?.epoch ?? null;
}

/** When a tablet's report began the epoch that holds, ms; null where none did. */
export async function readReportedAt(db: Db): Promise<number | null> {
  return (await readStored(db))?.reportedAt ?? null;
}

async function readStored(db: Db): Promise<StoredEpoch | null> {
  const row = await db.selectFrom('meta').select('value').where('key', '=', 'epoch').executeTakeFirst();
  return (row?.value as StoredEpoch | undefined) ?? null;
}

async function clusterOf(db: Db): Promise<string | null> {
  try {
    const { rows } = await sql<{ cluster: string }>`
      select (select system_identifier from pg_control_system())::text || '/' ||
             (select timeline_id from pg_control_checkpoint())::text as cluster`.execute(db);
    return rows[0]?.cluster ?? null;
  } catch {
    return null;
  }
}
