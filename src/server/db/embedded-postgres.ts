/**
 * The database of a server without DATABASE_URL: a real PostgreSQL, with fsync on, in the data folder.
 *
 * Invariants: 1. one server per data folder: it holds an advisory lock of its PostgreSQL for as long as
 * it lives, so that the lock is gone the moment the process is, however it ends; 2. a PostgreSQL that a
 * killed server left behind is adopted, never doubled; 3. a folder is either a whole cluster or none:
 * it is made beside its place and renamed; 4. it listens on loopback only, behind a random password that
 * lies in the data folder, readable by its owner alone.
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chown, mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { sha256Hex } from '../../kernel/hash.ts';
import type { Random, Timers } from '../../kernel/ports.ts';
import { granted, refused, type Verdict } from '../../kernel/verdict.ts';
import { canReach, type PostgresAccount, postgresAccount, SHARED_FOLDER } from './postgres-account.ts';
import { findPostgresBinaries, type PostgresBinaries } from './postgres-binaries.ts';
import { isAlive, type Postmaster, readPostmaster, stopPostmaster } from './postmaster.ts';

export interface EmbeddedPostgres {
  readonly connectionString: string;
  /** Where the cluster lies: under the data folder, or elsewhere when PostgreSQL's account cannot enter that. */
  readonly folder: string;
  readonly isElsewhere: boolean;
  /** True when a PostgreSQL that an earlier server left running was taken over. */
  readonly isAdopted: boolean;
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  readonly dataFolder: string;
  readonly random: Random;
  readonly timers: Timers;
  /** Extra settings as `name=value`. */
  readonly settings?: readonly string[];
  /** Told when the lock on the data folder was lost and not won back: the server must stop. */
  readonly onLost?: () => void;
}

export type EmbeddedRefusal =
  | { readonly code: 'data-folder-in-use'; readonly dataFolder: string }
  | { readonly code: 'no-postgres-for-this-machine'; readonly platform: string }
  | { readonly code: 'postgres-data-of-another-version'; readonly found: string; readonly wanted: string }
  | { readonly code: 'postgres-did-not-start'; readonly folder: string; readonly log: string };

const USER = 'evertill';
const DATABASE = 'evertill';
/** Key of the advisory lock, in the database `postgres` of the cluster. Any number, but always this one. */
const SERVER_LOCK = 4545;
const START_ATTEMPTS = 4;
const ANSWER_ATTEMPTS = 1_200;
const ANSWER_PAUSE_MS = 50;
const LOCK_ATTEMPTS = 30;

const run = promisify(execFile);

export async function startEmbeddedPostgres(
  options: EmbeddedPostgresOptions,
): Promise<Verdict<EmbeddedPostgres, EmbeddedRefusal>> {
  const dataFolder = resolve(options.dataFolder);
  await mkdir(dataFolder, { recursive: true });
  const place = await placeOf(dataFolder);
  const { folder, account } = place;
  const binaries = await findPostgresBinaries(account);
  if (binaries === null) {
    return refused({ code: 'no-postgres-for-this-machine', platform: `${process.platform}-${process.arch}` });
  }
  const password = await passwordOf(dataFolder, options.random);
  if (!existsSync(join(folder, 'PG_VERSION'))) await initialise({ folder, account, binaries, password });
  const found = (await readFile(join(folder, 'PG_VERSION'), 'utf8')).trim();
  if (found !== binaries.major) {
    return refused({ code: 'postgres-data-of-another-version', found, wanted: binaries.major });
  }

  const log = join(dataFolder, 'postgres.log');
  const running = await adoptOrStart({ folder, account, binaries, password, log, options });
  if (running === null) return refused({ code: 'postgres-did-not-start', folder, log });

  const lock = await holdServerLock({ port: running.postmaster.port, password, options });
  if (lock === null) return refused({ code: 'data-folder-in-use', dataFolder });
  await createDatabase(running.postmaster.port, password);
  return granted({
    connectionString: connectionString(running.postmaster.port, password, DATABASE),
    folder,
    isElsewhere: place.isElsewhere,
    isAdopted: running.isAdopted,
    async stop() {
      await lock.release();
      await stopPostmaster(folder, running.postmaster, options.timers);
    },
  });
}

/** For programs beside the server (backup, enrol): how to reach the PostgreSQL that runs on this data folder, or null. */
export async function findRunningPostgres(dataFolder: string): Promise<string | null> {
  const { folder } = await placeOf(resolve(dataFolder));
  const running = await readPostmaster(folder);
  if (running === null || !isAlive(running.pid)) return null;
  const password = await readFile(join(resolve(dataFolder), 'postgres.password'), 'utf8').catch(() => null);
  return password === null ? null : connectionString(running.port, password.trim(), DATABASE);
}

interface Place {
  readonly folder: string;
  readonly account: PostgresAccount | null;
  readonly isElsewhere: boolean;
}

async function placeOf(dataFolder: string): Promise<Place> {
  const asked = join(dataFolder, 'postgres');
  const account = await postgresAccount(asked);
  if (account === null || (await canReach(dataFolder, account))) return { folder: asked, account, isElsewhere: false };
  const folder = join(SHARED_FOLDER, sha256Hex(dataFolder).slice(0, 16), 'postgres');
  await mkdir(dirname(folder), { recursive: true, mode: 0o755 });
  return { folder, account: await postgresAccount(folder), isElsewhere: true };
}

async function passwordOf(dataFolder: string, random: Random): Promise<string> {
  const file = join(dataFolder, 'postgres.password');
  try {
    await writeFile(file, Buffer.from(random.bytes(24)).toString('base64url'), {
      mode: 0o600,
      flag: 'wx',
      flush: true,
    });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return (await readFile(file, 'utf8')).trim();
}

interface ClusterContext {
  readonly folder: string;
  readonly account: PostgresAccount | null;
  readonly binaries: PostgresBinaries;
  readonly password: string;
}

async function initialise({ folder, account, binaries, password }: ClusterContext): Promise<void> {
  const workshop = `${folder}.making-${process.pid}`;
  const passwordFile = join(workshop, 'password');
  const cluster = join(workshop, 'cluster');
  await mkdir(workshop, { mode: 0o700 });
  try {
    await writeFile(passwordFile, password, { mode: 0o600 });
    if (account !== null) {
      await chown(workshop, account.uid, account.gid);
      await chown(passwordFile, account.uid, account.gid);
    }
    await run(
      binaries.initdb,
      [
        `--pgdata=${cluster}`,
        `--username=${USER}`,
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale=C',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
      ],
      { ...account, env: { ...process.env, LC_ALL: 'C' }, cwd: workshop },
    );
    await rename(cluster, folder).catch((error: NodeJS.ErrnoException) => {
      // Another server made it in the meantime; who of the two stays is decided by the lock.
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    });
  } finally {
    await rm(workshop, { recursive: true, force: true });
  }
}

interface Running {
  readonly postmaster: Postmaster;
  readonly isAdopted: boolean;
}

async function adoptOrStart(
  context: ClusterContext & { readonly log: string; readonly options: EmbeddedPostgresOptions },
): Promise<Running | null> {
  for (let attempt = 0; attempt < START_ATTEMPTS; attempt++) {
    const left = await readPostmaster(context.folder);
    if (left !== null && isAlive(left.pid)) {
      if (await answers(context, left.port, () => isAlive(left.pid))) return { postmaster: left, isAdopted: true };
      continue;
    }
    const child = await launch(context);
    let hasExited = false;
    child.once('exit', () => {
      hasExited = true;
    });
    child.once('error', () => {
      hasExited = true;
    });
    child.unref();
    if (await answers(context, child.port, () => !hasExited)) {
      const postmaster = await readPostmaster(context.folder);
      if (postmaster !== null) return { postmaster, isAdopted: false };
    }
  }
  return null;
}

async function launch(
  context: ClusterContext & { readonly log: string; readonly options: EmbeddedPostgresOptions },
): Promise<ChildProcess & { readonly port: number }> {
  const port = await freePort();
  const settings = [
    `port=${port}`,
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'timezone=UTC',
    'jit=off',
    'log_min_messages=warning',
    ...(context.options.settings ?? []),
  ];
  const log = await open(context.log, 'w', 0o600);
  try {
    // Its own session, so that a Ctrl-C in the terminal reaches the server, which then stops both in order.
    const child = spawn(context.binaries.postgres, ['-D', context.folder, ...settings.flatMap((one) => ['-c', one])], {
      ...context.account,
      cwd: context.folder,
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
      env: { ...process.env, LC_ALL: 'C' },
    });
    return Object.assign(child, { port });
  } finally {
    await log.close();
  }
}

/** Waits until PostgreSQL of this very folder lets us in; false when `mayStill` says that it never will. */
async function answers(
  { folder, password, options }: ClusterContext & { readonly options: EmbeddedPostgresOptions },
  port: number,
  mayStill: () => boolean,
): Promise<boolean> {
  for (let attempt = 0; attempt < ANSWER_ATTEMPTS && mayStill(); attempt++) {
    const client = new pg.Client({ connectionString: connectionString(port, password, 'postgres') });
    client.on('error', () => undefined);
    try {
      await client.connect();
      const { rows } = await client.query<{ data_directory: string }>('show data_directory');
      return resolve(rows[0]?.data_directory ?? '') === folder;
    } catch {
      await options.timers.sleep(ANSWER_PAUSE_MS);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
  return false;
}

/** Null when another server holds it. */
async function holdServerLock(context: {
  readonly port: number;
  readonly password: string;
  readonly options: EmbeddedPostgresOptions;
}): Promise<{ release(): Promise<void> } | null> {
  const { port, password, options } = context;
  let isReleased = false;
  let holder: pg.Client | null = null;
  const take = async (): Promise<pg.Client | null> => {
    // A killed server's lock falls when PostgreSQL sees its connection end, which takes a moment.
    for (let attempt = 0; attempt < LOCK_ATTEMPTS && !isReleased; attempt++) {
      const client = new pg.Client({ connectionString: connectionString(port, password, 'postgres'), keepAlive: true });
      client.on('error', () => undefined);
      try {
        await client.connect();
        const { rows } = await client.query<{ held: boolean }>('select pg_try_advisory_lock($1) as held', [
          SERVER_LOCK,
        ]);
        if (rows[0]?.held) {
          client.once('end', () => void reclaim());
          return client;
        }
      } catch {
        // Not there yet: PostgreSQL is restarting itself.
      }
      await client.end().catch(() => undefined);
      await options.timers.sleep(ANSWER_PAUSE_MS);
    }
    return null;
  };
  const reclaim = async () => {
    if (isReleased) return;
    holder = await take();
    if (holder === null && !isReleased) options.onLost?.();
  };
  holder = await take();
  if (holder === null) return null;
  return {
    async release() {
      isReleased = true;
      await holder?.end().catch(() => undefined);
    },
  };
}

async function createDatabase(port: number, password: string): Promise<void> {
  const client = new pg.Client({ connectionString: connectionString(port, password, 'postgres') });
  await client.connect();
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`create database ${DATABASE}`);
  } finally {
    await client.end();
  }
}

function connectionString(port: number, password: string, database: string): string {
  return `postgres://${USER}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
}

function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const probe = createServer();
    probe.once('error', failed);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => found(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
