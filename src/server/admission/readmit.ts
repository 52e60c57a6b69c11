/**
 * After an upgrade this server may have words for what it had to park. Such entries are read now, in
 * their places and in order, and take the effect they were meant to have.
 *
 * Invariants: 1. under the incarnation's lock, and parked entries only, so that several servers may try
 * at once and an entry takes effect once; 2. a group is read whole or goes on waiting whole.
 */

import { instantOf } from '../../kernel/ports.ts';
import type { EntryEnvelope } from '../../protocol/entry/entry.ts';
import { exceptionPut } from '../exceptions/exceptions.ts';
import type { ParkedEntry } from '../ledger/ledger.ts';
import type { Arrival } from './arrival.ts';
import { placeGroups } from './place-groups.ts';
import { changesOf, type PushDeps } from './push.ts';
import { isKnown } from './read-entry.ts';

/** Answers how many entries were read. */
export function readmitParked(
  deps: Pick<PushDeps, 'ledger' | 'clock' | 'ids' | 'sealing'>,
  who: { readonly tenant: string; readonly register: string; readonly incarnation: number },
): Promise<number> {
  const { ids, sealing } = deps;
  return deps.ledger.transact(who.tenant, async (tx) => {
    const incarnation = await tx.lockIncarnation(who.register, who.incarnation);
    if (incarnation === null) return 0;
    const groups = readableGroups(await tx.findParked(who.register, who.incarnation));
    const envelopes = groups.flat().map(({ envelope }) => envelope);
    if (envelopes.length === 0) return 0;
    const now = instantOf(deps.clock);
    await tx.liftEntries(
      who.register,
      who.incarnation,
      envelopes.map(({ sequence }) => sequence),
    );
    const pusher = { ...incarnation, tenant: who.tenant };
    const placing = await placeGroups({ tx, pusher, ids, sealing, receivedAt: now }, groups);
    const told = await tx.findExceptions('entry-parked', envelopes.map(({ id }) => id).sort());
    const open = told.filter(({ status }) => status === 'open').map(({ id }) => id);
    const settled = await tx.settleExceptions(open, {
      at: now,
      associate: null,
      action: 'read-after-upgrade',
      note: '',
    });
    await tx.publish([...changesOf(placing), ...settled.map(exceptionPut)]);
    return envelopes.length;
  });
}

/** Entries that were parked together follow each other, and say so. */
function readableGroups(parked: readonly ParkedEntry[]): Arrival[][] {
  const runs: ParkedEntry[][] = [];
  for (const entry of parked) {
    const run = runs.at(-1);
    if (run !== undefined && run.at(-1)?.sequence === entry.sequence - 1) run.push(entry);
    else runs.push([entry]);
  }
  const groups = runs.flatMap((run) =>
    run.some(({ reasons }) => reasons.includes('group-parked')) ? [run] : run.map((entry) => [entry]),
  );
  return groups
    .map((group) => group.flatMap(arrivalOf))
    .filter((group, at) => group.length === groups[at]?.length && group.every(({ envelope }) => isKnown(envelope)));
}

/** Its chain was looked at when it came. */
function arrivalOf({ envelope, hash }: ParkedEntry): Arrival[] {
  if ('unstorable' in envelope) return [];
  return [{ envelope: envelope as EntryEnvelope, hash, isCanonical: true, isChained: true }];
}
