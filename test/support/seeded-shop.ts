/**
 * The demo shop as it is after its first start, kept for a whole run: seeded once by the real program,
 * stopped in order, and copied for whoever needs a shop of its own.
 *
 * Invariant: what lies under `seeded` was stopped cleanly; a seeding that was cut off never gets that name.
 */
import { existsSync } from 'node:fs';
import { chown, cp, readdir, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** `seed` starts the real program on the folder it is given, and stops it in order. */
export async function copySeededShop(
  shelf: string,
  target: string,
  seed: (folder: string) => Promise<void>,
): Promise<void> {
  const kept = join(shelf, 'seeded');
  if (!existsSync(kept)) {
    const workshop = join(shelf, `seeding-${process.pid}`);
    await seed(workshop);
    await rename(workshop, kept);
  }
  if (existsSync(join(kept, 'postgres', 'postmaster.pid'))) throw new Error('the seeded shop was not stopped cleanly');
  await cp(kept, target, { recursive: true });
  // A copy belongs to who made it; a cluster must belong to the account that runs it.
  if (process.getuid?.() === 0) await giveTo(join(target, 'postgres'), await stat(join(kept, 'postgres')));
}

async function giveTo(folder: string, owner: { readonly uid: number; readonly gid: number }): Promise<void> {
  await chown(folder, owner.uid, owner.gid);
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    await chown(join(entry.parentPath, entry.name), owner.uid, owner.gid);
  }
}
