/**
 * A real Evertill for browser tests: `npm start`'s own program in a process of its own, with its own
 * PostgreSQL in a folder of its own, that can be killed and started again.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { copySeededShop } from './seeded-shop.ts';
import { PROJECT } from './sources.ts';

const READY_WITHIN_MS = 120_000;

export interface RunningShop {
  readonly url: string;
  readonly dataFolder: string;
  /** Everything the server has printed so far. */
  printed(): string;
  /** SIGKILL: the process is gone between two instructions. */
  kill(): Promise<void>;
  /** SIGTERM, and waits for the end. */
  stop(): Promise<number | null>;
  /** Starts it again on the same port and folder, with some of its environment changed from now on. */
  start(changed?: Readonly<Record<string, string>>): Promise<void>;
  /** Runs one of the command line programs beside it, and gives what it printed. */
  run(program: string, ...args: string[]): Promise<string>;
  /** Stops everything and removes the folder. */
  remove(): Promise<void>;
}

/** `isNew`: its very first start, which seeds it; else a shop that another start of this run has seeded. */
export async function runShop(
  environment: Readonly<Record<string, string>> = {},
  { isNew = false } = {},
): Promise<RunningShop> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'evertill-shop-'));
  // The account PostgreSQL runs as must be able to enter it.
  await chmod(dataFolder, 0o755);
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    ...environment,
    PORT: String(port),
    HOST: '127.0.0.1',
  };
  let server: ChildProcess | null = null;
  let printed = '';

  const program = (name: string, args: readonly string[]) =>
    spawn(process.execPath, ['--import', 'tsx', join(PROJECT, 'src/cli', name), ...args], {
      cwd: PROJECT,
      env: { ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });

  async function start(changed: Readonly<Record<string, string>> = {}): Promise<void> {
    Object.assign(env, changed);
    const child = program('start.ts', []);
    server = child;
    const keep = (chunk: Buffer) => {
      printed += chunk.toString();
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    const deadline = performance.now() + READY_WITHIN_MS;
    while (performance.now() < deadline) {
      if (child.exitCode !== null) throw new Error(`the shop did not start:\n${printed}`);
      const answer = await fetch(`${url}/readyz`).catch(() => null);
      if (answer?.ok) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`the shop was not ready in time:\n${printed}`);
  }

  async function end(signal: NodeJS.Signals): Promise<number | null> {
    const child = server;
    server = null;
    if (!child || child.exitCode !== null || child.signalCode !== null) return child?.exitCode ?? null;
    const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
    child.kill(signal);
    return ended;
  }

  if (!isNew) {
    await copySeededShop(inject('seededShops'), dataFolder, async (folder) => {
      await start({ EVERTILL_DATA: folder });
      const code = await end('SIGTERM');
      if (code !== 0) throw new Error(`the seeded shop ended with ${code}:\n${printed}`);
      printed = '';
    });
  }
  await start({ EVERTILL_DATA: dataFolder });
  return {
    url,
    dataFolder,
    printed: () => printed,
    kill: async () => void (await end('SIGKILL')),
    stop: () => end('SIGTERM'),
    start,
    async run(name, ...args) {
      const child = program(name, args);
      let output = '';
      child.stdout?.on('data', (chunk: Buffer) => {
        output += chunk.toString();
      });
      child.stderr?.on('data', (chunk: Buffer) => {
        output += chunk.toString();
      });
      const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
      if (code !== 0) throw new Error(`${name} ended with ${code}:\n${output}`);
      return output;
    },
    async remove() {
      await end('SIGTERM');
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}

export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** Builds the app under a name of its own, into `folder`. */
export async function buildApp(folder: string, build: string): Promise<void> {
  const vite = join(PROJECT, 'node_modules/vite/bin/vite.js');
  const child = spawn(process.execPath, [vite, 'build', '--outDir', folder, '--emptyOutDir', '--logLevel', 'error'], {
    cwd: PROJECT,
    env: { ...process.env, EVERTILL_BUILD: build, NODE_ENV: 'production' },
    stdio: 'ignore',
  });
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
  if (code !== 0) throw new Error(`the app could not be built: vite ended with ${code}`);
}
