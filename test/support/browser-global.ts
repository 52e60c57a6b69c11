/** Gives a run of browser tests one folder, in which the first file that needs a seeded shop leaves it for the others. */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A folder of this run, empty at its beginning. */
    seededShops: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'evertill-seeded-'));
  // The account PostgreSQL runs as must be able to enter it.
  await chmod(folder, 0o755);
  project.provide('seededShops', folder);
  return () => rm(folder, { recursive: true, force: true });
}
