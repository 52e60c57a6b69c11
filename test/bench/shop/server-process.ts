/** The server as `npm start` runs it, in a process of its own on a given data folder, and the programs beside it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { PROJECT } from '../../support/sources.ts';

const READY_WITHIN_MS = 180_000;

export interface ServerProcess {
  readonly url: string;
  /** Runs one of the command line programs beside it, and gives what it printed. */
  run(program: string, ...args: string[]): Promise<string>;
  stop(): Promise<void>;
}

export async function startServer(dataFolder: string, appFolder: string): Promise<ServerProcess> {
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const program = (name: string, args: readonly string[]) =>
    spawn(process.execPath, ['--import', 'tsx', join(PROJECT, 'src/cli', name), ...args], {
      cwd: PROJECT,
      env: {
        ...process.env,
        PORT: String(port),
        HOST: '127.0.0.1',
        EVERTILL_DATA: dataFolder,
        EVERTILL_DIST: appFolder,
        EVERTILL_LOG: 'error',
        NODE_ENV: 'production',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });

  const server = program('start.ts', []);
  const printed = listen(server);
  const deadline = performance.now() + READY_WITHIN_MS;
  for (;;) {
    if (server.exitCode !== null) throw new Error(`the server did not start:\n${printed()}`);
    if (performance.now() > deadline) throw new Error(`the server was not ready in time:\n${printed()}`);
    const answer = await fetch(`${url}/readyz`).catch(() => null);
    if (answer?.ok) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return {
    url,
    async run(name, ...args) {
      const child = program(name, args);
      const output = listen(child);
      const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
      if (code !== 0) throw new Error(`${name} ended with ${code}:\n${output().slice(-2_000)}`);
      return output();
    },
    async stop() {
      if (server.exitCode !== null) return;
      const ended = new Promise((resolve) => server.once('exit', resolve));
      server.kill('SIGTERM');
      await ended;
    },
  };
}

function listen(child: ChildProcess): () => string {
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
    });
  }
  return () => printed;
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
