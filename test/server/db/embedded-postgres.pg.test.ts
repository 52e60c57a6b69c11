import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemRandom, systemTimers } from '../../../src/kernel/system-ports.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../../src/server/db/embedded-postgres.ts';

let dataFolder: string;
let children: ChildProcess[];
let running: EmbeddedPostgres[];

beforeEach(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'evertill-embedded-'));
  await chmod(dataFolder, 0o755);
  children = [];
  running = [];
});

afterEach(async () => {
  for (const child of children) child.kill('SIGKILL');
  for (const one of running) await one.stop();
  await rm(dataFolder, { recursive: true, force: true });
});

async function start() {
  const verdict = await startEmbeddedPostgres({ dataFolder, random: systemRandom, timers: systemTimers });
  if (verdict.ok) running.push(verdict.value);
  return verdict;
}

async function mustStart(): Promise<EmbeddedPostgres> {
  const verdict = await start();
  if (!verdict.ok) throw new Error(JSON.stringify(verdict.refusal));
  return verdict.value;
}

interface Said {
  ok: boolean;
  connectionString?: string;
  isAdopted?: boolean;
  refusal?: { code: string };
}

async function startProcess(): Promise<{ child: ChildProcess; said: Said }> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'test/support/embedded-server-process.ts', dataFolder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return { child, said: JSON.parse(line) as Said };
}

async function ask<T extends object>(connectionString: string, text: string): Promise<T[]> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return (await client.query<T>(text)).rows;
  } finally {
    await client.end();
  }
}

test('what one start wrote is there at the next, which takes less than three seconds, and the disk is asked to keep it', async () => {
  const first = await mustStart();
  await ask(first.connectionString, 'create table kept as select 7 as seven');
  expect(await ask(first.connectionString, 'show fsync')).toEqual([{ fsync: 'on' }]);
  expect(await ask(first.connectionString, 'show synchronous_commit')).toEqual([{ synchronous_commit: 'on' }]);
  expect(await ask(first.connectionString, 'show listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
  await first.stop();
  expect(existsSync(join(first.folder, 'postmaster.pid'))).toBe(false);

  const begun = performance.now();
  const second = await mustStart();
  expect(performance.now() - begun).toBeLessThan(3_000);
  expect(second.isAdopted).toBe(false);
  expect(await ask(second.connectionString, 'select seven from kept')).toEqual([{ seven: 7 }]);
});

test('the password is random, asked for, and readable by its owner alone', async () => {
  const { connectionString } = await mustStart();
  const file = join(dataFolder, 'postgres.password');
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect((await readFile(file, 'utf8')).length).toBe(32);
  const stranger = new URL(connectionString);
  stranger.password = 'guess';
  await expect(ask(stranger.href, 'select 1')).rejects.toMatchObject({ code: '28P01' });
});

test('a second server on the same folder is refused, and the first goes on', async () => {
  const first = await mustStart();
  const second = await startProcess();
  expect(second.said).toEqual({ ok: false, refusal: { code: 'data-folder-in-use', dataFolder } });
  expect(await ask(first.connectionString, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('two servers that start at the same moment: one sells, the other is refused', async () => {
  const verdicts = await Promise.all([startProcess(), startProcess()]);
  const codes = verdicts.map(({ said }) => (said.ok ? 'started' : said.refusal?.code));
  expect(new Set(codes)).toEqual(new Set(['data-folder-in-use', 'started']));
  for (const { child } of verdicts) child.kill('SIGKILL');
  // What the killed one left running is stopped by whoever adopts it.
  await mustStart();
});

test('a PostgreSQL orphaned by kill -9 is adopted with all it holds, and stops with its new server', async () => {
  const { child, said } = await startProcess();
  await ask(said.connectionString ?? '', 'create table kept as select 7 as seven');
  child.kill('SIGKILL');
  await once(child, 'exit');

  const adopter = await mustStart();
  expect(adopter.isAdopted).toBe(true);
  expect(await ask(adopter.connectionString, 'select seven from kept')).toEqual([{ seven: 7 }]);
  await adopter.stop();
  await expect(ask(adopter.connectionString, 'select 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});

test('both killed at once: the next start recovers by itself', async () => {
  const { child, said } = await startProcess();
  await ask(said.connectionString ?? '', 'create table kept as select 7 as seven');
  const folder = join(dataFolder, 'postgres');
  const pid = Number((await readFile(join(folder, 'postmaster.pid'), 'utf8')).split('\n')[0]);
  process.kill(pid, 'SIGKILL');
  child.kill('SIGKILL');
  await once(child, 'exit');

  const next = await mustStart();
  expect(await ask(next.connectionString, 'select seven from kept')).toEqual([{ seven: 7 }]);
});
