/**
 * Admits entries that came as a file instead of over the network: the same admission as a push, life by
 * life, group by group. What is here already stays as it is, so it may be done any number of times, also
 * while the tablet itself comes back and pushes.
 */
import { PUSH_ENTRIES_MAX } from '../../protocol/limits.ts';
import { PROTOCOL_VERSION } from '../../protocol/version.ts';
import { handlePush, type PushDeps } from './push.ts';
import { lifeOf, type UnsentEntry } from './unsent-file.ts';

export interface Recovered {
  readonly entries: number;
  readonly admitted: number;
  readonly alreadyThere: number;
  /** By code: `gap` when entries before these are missing here, and whatever a push is refused for. */
  readonly refused: Readonly<Record<string, number>>;
}

export async function recoverEntries(
  deps: Omit<PushDeps, 'isHeadSigned'>,
  entries: readonly UnsentEntry[],
): Promise<Recovered> {
  let admitted = 0;
  let alreadyThere = 0;
  const refused: Record<string, number> = {};
  const refuse = (code: string, count: number) => {
    refused[code] = (refused[code] ?? 0) + count;
  };
  for (const life of runs(entries, lifeOf)) {
    for (const groups of batches(runs(life, ({ group }) => String(group)))) {
      const batch = groups.flat();
      const [first, last] = [batch[0], batch.at(-1)];
      if (first === undefined || last === undefined) continue;
      const { tenant, register, incarnation } = first.entry;
      const who = { tenant, register, incarnation };
      const life = await deps.ledger.transact(tenant, async (tx) => tx.lockIncarnation(register, incarnation));
      const placed = life?.lastSequence ?? 0;
      // A person brought the file and answers for it; what the chain says is checked all the same.
      const answer = await handlePush({ ...deps, isHeadSigned: async () => true }, who, {
        protocol: PROTOCOL_VERSION,
        groups: groups.map((group) => group.map(({ entry }) => entry)),
        head: { sequence: last.entry.sequence, hash: last.hash, signature: 'file' },
        status: { unsent: 0, build: 'file' },
      });
      if (!answer.ok) {
        refuse(answer.refusal.code, batch.length);
        continue;
      }
      for (const { sequence, result } of answer.value.results) {
        if (result === 'gap') refuse('gap', 1);
        else if (sequence <= placed) alreadyThere++;
        else admitted++;
      }
    }
  }
  return { entries: entries.length, admitted, alreadyThere, refused };
}

/** What belongs together by `key`, in the order of its first. */
function runs(entries: readonly UnsentEntry[], key: (entry: UnsentEntry) => string): UnsentEntry[][] {
  const found = new Map<string, UnsentEntry[]>();
  for (const entry of entries) {
    const run = found.get(key(entry));
    if (run) run.push(entry);
    else found.set(key(entry), [entry]);
  }
  return [...found.values()];
}

/** Whole groups, as many as one push may carry. */
function batches(groups: readonly UnsentEntry[][]): UnsentEntry[][][] {
  const made: UnsentEntry[][][] = [];
  let size = Number.POSITIVE_INFINITY;
  for (const group of groups) {
    if (size + group.length > PUSH_ENTRIES_MAX) {
      made.push([]);
      size = 0;
    }
    made.at(-1)?.push(group);
    size += group.length;
  }
  return made;
}
