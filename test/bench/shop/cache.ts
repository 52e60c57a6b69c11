/**
 * What takes minutes to make is made once per machine: kept under the system's folder for passing things,
 * named by a hash of the sources it was made by, so that it is made anew when those change.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROJECT } from '../../support/sources.ts';

const PLACE = join(tmpdir(), 'evertill-bench');

/** Sources are paths inside the project; `name` tells apart what is made from the same ones. */
export async function madeOnce(
  name: string,
  sources: readonly string[],
  make: (folder: string) => Promise<void>,
): Promise<string> {
  const hash = createHash('sha256');
  for (const source of sources) hash.update(readFileSync(join(PROJECT, source)));
  const folder = join(PLACE, `${name}-${hash.digest('hex').slice(0, 12)}`);
  if (existsSync(folder)) return folder;
  const workshop = await passingFolder(`making-${name}`);
  try {
    await make(workshop);
    await rename(workshop, folder);
  } catch (error) {
    await rm(workshop, { recursive: true, force: true });
    throw error;
  }
  return folder;
}

/** A new folder that the caller removes. PostgreSQL's own account must be able to enter it. */
export async function passingFolder(name: string): Promise<string> {
  await mkdir(PLACE, { recursive: true });
  await chmod(PLACE, 0o755);
  const folder = await mkdtemp(join(PLACE, `${name}-`));
  await chmod(folder, 0o755);
  return folder;
}
