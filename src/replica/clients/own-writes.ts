/**
 * What this register wrote of clients and the server's documents do not contain yet. The journal says that it
 * was written; what was written lies sealed there, so it is remembered here, and a copy under the store's own
 * key outlives a restart. A copy goes when the documents contain what it says.
 */
import type { ClientEdit } from '../../domain/client/client.ts';
import type { Journal } from '../journal/journal.ts';
import type { OwnCopies } from './own-copies.ts';
import type { OwnWrite } from './shown-client.ts';

export interface OwnWrites {
  /** What is about to be appended, by the hash of its sealed form. */
  remember(hash: string, fields: ClientEdit): void;
  /** Reads what lies above `included`; everything up to it is forgotten. */
  reach(included: number): Promise<void>;
  /** Reads what was appended since. */
  readOn(): Promise<void>;
  /** Oldest first. */
  held(): readonly OwnWrite[];
  /** Nothing of it stays in memory; `reach` reads it anew. */
  forget(): void;
}

export interface OwnWritePorts {
  readonly journal: Pick<Journal, 'after'>;
  readonly copies: OwnCopies;
  /** Opens a copy; null where it cannot be. */
  readonly open: (sealed: string) => Promise<ClientEdit | null>;
  /** ms since 1970 */
  readonly now: () => number;
}

interface Held extends OwnWrite {
  readonly hash: string;
}

const PAGE = 500;
/** An entry that was never written leaves its copy behind, and so may a tab that closed too early. */
const COPY_LIFE_MS = 24 * 3_600_000;

export function createOwnWrites(ports: OwnWritePorts): OwnWrites {
  const { journal, copies } = ports;
  const remembered = new Map<string, ClientEdit>();
  let from = Number.MAX_SAFE_INTEGER;
  let through = Number.MAX_SAFE_INTEGER;
  let held: readonly Held[] = [];
  let isPruned = false;

  async function readOn(): Promise<void> {
    if (from === Number.MAX_SAFE_INTEGER) return;
    for (;;) {
      const records = await journal.after(through, PAGE);
      const last = records.at(-1);
      if (last === undefined) return;
      const written = records.flatMap(({ sequence, entry }) => {
        if (entry.kind !== 'client.create' && entry.kind !== 'client.edit') return [];
        const { kind, body, sealedHash } = entry;
        return sealedHash === null ? [] : [{ sequence, client: body.client, kind, hash: sealedHash }];
      });
      const known = await fieldsOf(written.map(({ hash }) => hash));
      // What cannot be read any more is shown once the server tells it.
      held = [
        ...held,
        ...written.flatMap((write) => {
          const fields = known.get(write.hash);
          return fields === undefined ? [] : [{ ...write, fields }];
        }),
      ];
      through = last.sequence;
      if (records.length < PAGE) return;
    }
  }

  async function fieldsOf(hashes: readonly string[]): Promise<ReadonlyMap<string, ClientEdit>> {
    const known = new Map<string, ClientEdit>();
    for (const hash of hashes) {
      const fields = remembered.get(hash);
      if (fields !== undefined) known.set(hash, fields);
    }
    const unknown = hashes.filter((hash) => !known.has(hash));
    if (unknown.length === 0) return known;
    const found = await copies.get(unknown).catch(() => []);
    for (const { hash, sealed } of found) {
      const fields = await ports.open(sealed);
      if (fields !== null) known.set(hash, fields);
    }
    return known;
  }

  return {
    remember: (hash, fields) => void remembered.set(hash, fields),
    held: () => held,
    readOn,
    forget() {
      from = Number.MAX_SAFE_INTEGER;
      through = Number.MAX_SAFE_INTEGER;
      held = [];
      remembered.clear();
    },
    async reach(included) {
      const contained = held.filter(({ sequence }) => sequence <= included).map(({ hash }) => hash);
      if (included < from) held = [];
      else held = held.filter(({ sequence }) => sequence > included);
      through = included < from ? included : Math.max(through, included);
      from = included;
      await readOn();
      for (const hash of contained) remembered.delete(hash);
      // Nothing waits for the tidying, and nothing is lost when it fails.
      if (contained.length > 0) copies.remove(contained).catch(() => undefined);
      if (!isPruned) {
        isPruned = true;
        const kept = new Set(held.map(({ hash }) => hash));
        copies.prune(ports.now() - COPY_LIFE_MS, kept).catch(() => undefined);
      }
    },
  };
}
