/**
 * Readable copies of what was written here and is sealed to the server in the journal, closed with the store's
 * client key. They spare an associate from not seeing their own words after a restart; nothing depends on them.
 */
import type { OwnClientRecord, ReplicaHandle } from '../catalog/replica-database.ts';

export interface OwnCopies {
  put(copy: OwnClientRecord): Promise<void>;
  get(hashes: readonly string[]): Promise<readonly OwnClientRecord[]>;
  remove(hashes: readonly string[]): Promise<void>;
  /** Forgets those that were made before (ms since 1970) and are not among `kept`. */
  prune(before: number, kept: ReadonlySet<string>): Promise<void>;
}

export function createDexieOwnCopies(handle: ReplicaHandle): OwnCopies {
  return {
    put: async (copy) => void (await handle.run((db) => db.ownClients.put(copy))),
    get: async (hashes) => {
      const found = await handle.run((db) => db.ownClients.bulkGet([...hashes]));
      return found.filter((copy) => copy !== undefined);
    },
    remove: (hashes) => handle.run((db) => db.ownClients.bulkDelete([...hashes])),
    prune: (before, kept) =>
      handle.run(async (db) => {
        const old = await db.ownClients.filter(({ hash, at }) => at < before && !kept.has(hash)).primaryKeys();
        await db.ownClients.bulkDelete(old);
      }),
  };
}
