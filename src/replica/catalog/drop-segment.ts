import type { ReplicaDatabase } from './replica-database.ts';

/** A segment that does not open is worth nothing: gone, it counts as wanted and is fetched again. */
export async function dropSegment(db: ReplicaDatabase, hash: string): Promise<void> {
  await db.transaction('rw', db.segments, db.codes, async () => {
    await db.segments.delete(hash);
    await db.codes.delete(hash);
  });
}
