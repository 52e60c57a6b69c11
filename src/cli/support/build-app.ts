/**
 * The app that browsers load: built when it is missing or older than its sources. It is built beside its
 * place and moved there whole, so that a build that was cut short is never served.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { GiveUp } from './give-up.ts';

const PROJECT_FOLDER = resolve(import.meta.dirname, '../../..');

const BUILD_FILE = 'build.txt';
/** Rooms that never reach a browser. */
const SERVER_ROOMS: ReadonlySet<string> = new Set(['server', 'cli', 'demo']);

export interface BuiltApp {
  readonly folder: string;
  readonly build: string;
}

export async function builtApp(options: {
  appFolder: string | null;
  tell: (sentence: string) => void;
}): Promise<BuiltApp> {
  if (options.appFolder !== null) {
    if (!existsSync(join(options.appFolder, 'index.html'))) {
      throw new GiveUp(`EVERTILL_DIST names ${options.appFolder}, where no built app lies.`, 2);
    }
    return { folder: options.appFolder, build: await buildOf(options.appFolder) };
  }
  const folder = join(PROJECT_FOLDER, 'dist');
  const newest = await newestSource();
  const stamp = join(folder, BUILD_FILE);
  const isFresh = existsSync(join(folder, 'index.html')) && existsSync(stamp) && (await stat(stamp)).mtimeMs >= newest;
  if (!isFresh) {
    options.tell('Building the app, once …');
    await build(folder, newest);
  }
  return { folder, build: await buildOf(folder) };
}

async function build(folder: string, newest: number): Promise<void> {
  const manifest = JSON.parse(await readFile(join(PROJECT_FOLDER, 'package.json'), 'utf8')) as { version: string };
  const name = process.env.EVERTILL_BUILD ?? `${manifest.version}-${Math.floor(newest / 1_000).toString(36)}`;
  const workshop = `${folder}.making-${process.pid}`;
  const vite = join(PROJECT_FOLDER, 'node_modules', 'vite', 'bin', 'vite.js');
  let said = '';
  const code = await new Promise<number | null>((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [vite, 'build', '--outDir', workshop, '--emptyOutDir', '--logLevel', 'warn'],
      {
        cwd: PROJECT_FOLDER,
        env: { ...process.env, EVERTILL_BUILD: name, NODE_ENV: 'production' },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    const keep = (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-4_000);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.once('error', reject);
    child.once('exit', resolve);
  });
  if (code !== 0) {
    await rm(workshop, { recursive: true, force: true });
    throw new GiveUp(`The app could not be built.\n${said.trim()}`);
  }
  await writeFile(join(workshop, BUILD_FILE), `${name}\n`);
  await mkdir(dirname(folder), { recursive: true });
  await rm(folder, { recursive: true, force: true });
  await rename(workshop, folder).catch((fault: NodeJS.ErrnoException) => {
    // Another start built at the same time and was first; what it put there is as good.
    if (fault.code !== 'ENOTEMPTY' && fault.code !== 'EEXIST') throw fault;
    return rm(workshop, { recursive: true, force: true });
  });
}

async function buildOf(folder: string): Promise<string> {
  const text = await readFile(join(folder, BUILD_FILE), 'utf8').catch(() => 'dev');
  return text.trim().slice(0, 60);
}

async function newestSource(): Promise<number> {
  let newest = 0;
  const look = async (path: string) => {
    newest = Math.max(newest, (await stat(path).catch(() => null))?.mtimeMs ?? 0);
  };
  for (const name of ['index.html', 'vite.config.ts', 'package-lock.json']) await look(join(PROJECT_FOLDER, name));
  for (const top of ['src', 'public']) {
    const root = join(PROJECT_FOLDER, top);
    if (!existsSync(root)) continue;
    for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const place = join(entry.parentPath, entry.name);
      const room = place.slice(root.length + 1).split(/[\\/]/, 1)[0] ?? '';
      if (top === 'public' || !SERVER_ROOMS.has(room)) await look(place);
    }
  }
  return newest;
}
