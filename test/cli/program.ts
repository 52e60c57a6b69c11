/** Programs of the command line in processes of their own, on a data folder of their own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROJECT } from '../support/sources.ts';

export interface Place {
  readonly folder: string;
  readonly data: string;
  readonly port: number;
  readonly env: NodeJS.ProcessEnv;
  remove(): Promise<void>;
}

/** A built app is not needed here: a page stands in for it. */
export async function newPlace(settings: Readonly<Record<string, string>> = {}): Promise<Place> {
  const folder = await mkdtemp(join(tmpdir(), 'evertill-cli-'));
  // The account PostgreSQL runs as must be able to enter it.
  await chmod(folder, 0o755);
  const dist = join(folder, 'dist');
  await mkdir(dist);
  await writeFile(join(dist, 'index.html'), '<!doctype html><title>Evertill</title>');
  const port = await freePort();
  const data = join(folder, 'data');
  const env = {
    ...process.env,
    NODE_OPTIONS: '',
    // What is started here by its own name was not started by the npm that runs the tests.
    npm_lifecycle_event: undefined,
    EVERTILL_DATA: data,
    EVERTILL_DIST: dist,
    EVERTILL_DEMO: '0',
    PORT: String(port),
    HOST: '127.0.0.1',
    ...settings,
  };
  return { folder, data, port, env, remove: () => rm(folder, { recursive: true, force: true }) };
}

export interface Running {
  readonly child: ChildProcess;
  printed(): string;
  /** Exit code, once it has ended. */
  readonly ended: Promise<number | null>;
}

export function run(place: Place, program: string, args: readonly string[] = [], env: NodeJS.ProcessEnv = {}): Running {
  const node = ['--import', 'tsx', join(PROJECT, 'src/cli', program), ...args];
  return watched(
    spawn(process.execPath, node, { cwd: PROJECT, env: { ...place.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] }),
  );
}

/** As people start it. `child` is npm; the server is below the shell below it. */
export function runByNpm(place: Place, script: string): Running {
  return watched(spawn('npm', ['run', script], { cwd: PROJECT, env: place.env, stdio: ['ignore', 'pipe', 'pipe'] }));
}

function watched(child: ChildProcess): Running {
  let printed = '';
  const keep = (chunk: Buffer) => {
    printed += chunk.toString();
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return { child, printed: () => printed, ended };
}

export async function runToEnd(
  place: Place,
  program: string,
  args: readonly string[] = [],
  env: NodeJS.ProcessEnv = {},
) {
  const running = run(place, program, args, env);
  return { code: await running.ended, printed: running.printed() };
}

export async function startServer(place: Place, env: NodeJS.ProcessEnv = {}): Promise<Running> {
  return ready(run(place, 'start.ts', [], env));
}

/** Once it has said how it is stopped, it stands. */
export async function ready(server: Running): Promise<Running> {
  let hasEnded = false;
  void server.ended.then(() => {
    hasEnded = true;
  });
  while (!/Ctrl-C/.test(server.printed())) {
    if (hasEnded) throw new Error(`the server did not start:\n${server.printed()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return server;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
