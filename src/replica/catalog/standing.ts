/** How far the replica is, and which parts lie here: read by whoever shows the shelf, without what writes it. */
import { NOTHING_YET, type ProgressRecord, type ReplicaDatabase } from './replica-database.ts';

export async function progressOf(db: ReplicaDatabase): Promise<ProgressRecord> {
  return (await db.progress.get('progress')) ?? NOTHING_YET;
}

/** All at once: asked one by one, the answers would come one by one. */
export async function heldHashes(db: ReplicaDatabase): Promise<ReadonlySet<string>> {
  return new Set(await db.segments.toCollection().primaryKeys());
}
