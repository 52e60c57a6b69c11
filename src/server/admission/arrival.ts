/**
 * An arrival is an entry as it came in a push. Here each gets its hash and its place in line: new and
 * next, placed before, beyond a gap, or in a place that another entry has.
 *
 * Invariants: 1. what is to be placed runs on from the last placed sequence without a gap; 2. a group is
 * taken whole or left whole; 3. a fork anywhere means that nothing of the push is placed.
 */
import { canonicalJson } from '../../kernel/canonical-json.ts';
import { sha256Hex } from '../../kernel/hash.ts';
import { BrokenInvariant } from '../../kernel/invariant.ts';
import type { EntryEnvelope } from '../../protocol/entry/entry.ts';
import { entryHash } from '../../protocol/entry/entry-hash.ts';
import { admit } from './admit.ts';

export interface Arrival {
  readonly envelope: EntryEnvelope;
  readonly hash: string;
  /** False when the entry holds numbers that no journal could have hashed. */
  readonly isCanonical: boolean;
  /** Whether it names the hash of the entry before it. */
  readonly isChained: boolean;
}

export interface SortedArrivals {
  readonly isFork: boolean;
  /** Groups to place, in order. */
  readonly groups: readonly (readonly Arrival[])[];
  readonly lastSequence: number;
  readonly lastHash: string;
}

type Hashed = Omit<Arrival, 'isChained'>;

export function hashed(envelope: EntryEnvelope): Hashed {
  try {
    return { envelope, hash: entryHash(envelope), isCanonical: true };
  } catch (error) {
    if (!(error instanceof BrokenInvariant)) throw error;
    const { body, ...rest } = envelope;
    return { envelope, hash: sha256Hex(canonicalJson({ ...rest, body: JSON.stringify(body) })), isCanonical: false };
  }
}

export function sortArrivals(
  placed: { readonly lastSequence: number; readonly lastHash: string; readonly hashes: ReadonlyMap<number, string> },
  groups: readonly (readonly Hashed[])[],
): SortedArrivals {
  const hashes = new Map(placed.hashes);
  let { lastSequence, lastHash } = placed;
  const taken: Arrival[][] = [];
  for (const group of groups) {
    const fresh: Arrival[] = [];
    let isWhole = true;
    for (const entry of group) {
      const { sequence } = entry.envelope;
      const before = fresh.at(-1);
      const admission = admit(
        lastSequence + fresh.length,
        (at) => hashes.get(at) ?? fresh.find((one) => one.envelope.sequence === at)?.hash,
        { sequence, hash: entry.hash },
      );
      if (admission.kind === 'fork') return { isFork: true, groups: [], lastSequence, lastHash };
      if (admission.kind === 'gap') isWhole = false;
      if (admission.kind === 'place') {
        fresh.push({ ...entry, isChained: entry.envelope.previousHash === (before?.hash ?? lastHash) });
      }
    }
    const last = fresh.at(-1);
    if (!isWhole || last === undefined) continue;
    for (const { envelope, hash } of fresh) hashes.set(envelope.sequence, hash);
    lastSequence = last.envelope.sequence;
    lastHash = last.hash;
    taken.push(fresh);
  }
  return { isFork: false, groups: taken, lastSequence, lastHash };
}
