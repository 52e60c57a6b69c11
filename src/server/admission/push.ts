/**
 * Answers a tablet's push. The request is already known to come from this incarnation (signature, token)
 * and to fit its schema. One transaction: the incarnation's row is locked, entries get their places and
 * effects, the head moves on, and last of all the streams are told.
 *
 * Invariants: 1. a fact is never refused: at worst it is placed with an exception, parked or quarantined;
 * 2. the same push, however often and however concurrently it comes, takes effect once, and its answer
 * says the same; 3. what a forked incarnation sends is kept whole, and has no effect.
 */

import type { IdSource } from '../../kernel/ids.ts';
import { type Clock, instantOf } from '../../kernel/ports.ts';
import { granted, refused, type Verdict } from '../../kernel/verdict.ts';
import { PUSH_ENTRIES_MAX } from '../../protocol/limits.ts';
import type { EntryResult, PushRequest, PushResponse } from '../../protocol/sync/push.ts';
import { OLDEST_SPOKEN_VERSION, PROTOCOL_VERSION } from '../../protocol/version.ts';
import type { Sealing } from '../channels/sealing.ts';
import { exceptionPut } from '../exceptions/exceptions.ts';
import type {
  EntryRecord,
  ExceptionRecord,
  IncarnationRecord,
  Ledger,
  LedgerTransaction,
  StreamChange,
} from '../ledger/ledger.ts';
import type { HistoryLost } from '../streams/lost-history.ts';
import { type Arrival, hashed, sortArrivals } from './arrival.ts';
import { keepForked } from './keep-forked.ts';
import { placeGroups } from './place-groups.ts';
import type { Placing } from './write-placed.ts';

export interface PushDeps {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly sealing: Sealing;
  readonly readEpoch: () => Promise<string>;
  /** Whether the register's own key signed the journal head of this request. */
  readonly isHeadSigned: () => Promise<boolean>;
  /** Without it a loss is only that tablet's own affair: it is answered `gap`, and sends again. */
  readonly historyLost?: HistoryLost;
}

export type PushRefusal = {
  readonly code: 'unknown-protocol' | 'too-large' | 'not-enrolled' | 'revoked' | 'fork';
};

/** How long a tablet with nothing to say waits before it asks again. */
const NEXT_SYNC_AFTER_MS = 15_000;

export async function handlePush(
  deps: PushDeps,
  who: { readonly tenant: string; readonly register: string; readonly incarnation: number },
  request: PushRequest,
): Promise<Verdict<PushResponse, PushRefusal>> {
  if (request.protocol < OLDEST_SPOKEN_VERSION || request.protocol > PROTOCOL_VERSION) {
    return refused({ code: 'unknown-protocol' });
  }
  const groups = request.groups.map((group) => group.map(hashed));
  const arrived = groups.flat();
  if (arrived.length > PUSH_ENTRIES_MAX) return refused({ code: 'too-large' });
  const [epoch, isHeadSigned] = [await deps.readEpoch(), await deps.isHeadSigned()];

  let isLost = false;
  const answer = await deps.ledger.transact(who.tenant, async (tx): Promise<Verdict<PushResponse, PushRefusal>> => {
    const now = instantOf(deps.clock);
    const incarnation = await tx.lockIncarnation(who.register, who.incarnation);
    if (incarnation === null) return refused({ code: 'not-enrolled' });
    if (incarnation.status === 'revoked') return refused({ code: 'revoked' });
    isLost = request.known?.epoch === epoch && request.known.acknowledged > incarnation.lastSequence;
    const before = await entriesBefore(tx, incarnation, request);
    const hashes = new Map([...before].map(([sequence, { hash }]) => [sequence, hash]));
    const sorted = sortArrivals({ ...incarnation, hashes }, groups);

    const headHash = hashes.get(request.head.sequence);
    const isForkedHead = headHash !== undefined && headHash !== request.head.hash;
    if (incarnation.status === 'forked' || sorted.isFork || isForkedHead) {
      await keepForked({ tx, ids: deps.ids, incarnation, now, status: request.status }, { hashes, arrived });
      return refused({ code: 'fork' });
    }

    const pusher = { ...incarnation, tenant: who.tenant };
    const placing = await placeGroups(
      { tx, pusher, ids: deps.ids, sealing: deps.sealing, receivedAt: now },
      sorted.groups,
    );
    await tx.saveHead({
      register: who.register,
      incarnation: who.incarnation,
      status: incarnation.status,
      lastSequence: sorted.lastSequence,
      lastHash: sorted.lastHash,
      unsent: request.status.unsent,
      build: request.status.build,
      seenAt: now,
    });
    const suspicion = isHeadSigned ? [] : await suspectHead(tx, deps.ids, incarnation, request, now);
    await tx.publish([...changesOf(placing), ...suspicion.map(exceptionPut)]);
    return granted({
      epoch,
      results: arrived.map((arrival) => resultOf(arrival, before, placing)),
      acknowledged: sorted.lastSequence,
      durableThrough: incarnation.durableThrough,
      serverTime: now,
      nextSyncAfterMs: NEXT_SYNC_AFTER_MS,
    });
  });
  if (!isLost || deps.historyLost === undefined || !answer.ok) return answer;
  return granted({ ...answer.value, epoch: await deps.historyLost(epoch) });
}

/** Somebody without the register's key spoke of its journal. Its facts are facts all the same; a person looks, once. */
async function suspectHead(
  tx: LedgerTransaction,
  ids: IdSource,
  { register, incarnation, location }: IncarnationRecord,
  { head }: PushRequest,
  raisedAt: string,
): Promise<readonly ExceptionRecord[]> {
  const subject = `${register} ${incarnation}`;
  const known = await tx.findExceptions('head-signature', [subject]);
  if (known.some(({ status }) => status === 'open')) return [];
  const facts = { subject, sequence: head.sequence, hash: head.hash };
  const raised: ExceptionRecord[] = [
    { id: ids('exception'), kind: 'head-signature', location, entry: null, register, facts, status: 'open', raisedAt },
  ];
  await tx.raiseExceptions(raised);
  return raised;
}

/** What the ledger holds in the places this push speaks of. */
async function entriesBefore(
  tx: LedgerTransaction,
  { register, incarnation, lastSequence }: IncarnationRecord,
  request: PushRequest,
): Promise<Map<number, EntryRecord>> {
  const sequences = request.groups
    .flat()
    .map(({ sequence }) => sequence)
    .filter((sequence) => sequence <= lastSequence);
  const { sequence: head } = request.head;
  const found = new Map<number, EntryRecord>();
  const read = async (first: number, last: number) => {
    for (const entry of await tx.findEntries(register, incarnation, first, last)) found.set(entry.sequence, entry);
  };
  if (sequences.length > 0) await read(Math.min(...sequences), Math.max(...sequences));
  if (head > 0 && head <= lastSequence && !found.has(head)) await read(head, head);
  return found;
}

function resultOf(
  { envelope }: Pick<Arrival, 'envelope'>,
  before: ReadonlyMap<number, EntryRecord>,
  placing: Placing,
): EntryResult {
  const { id, sequence } = envelope;
  const earlier = before.get(sequence);
  if (earlier !== undefined) {
    // The answer to a lost answer: what was said the first time.
    const result = earlier.status === 'placed' ? 'already-placed' : earlier.status;
    return { id, sequence, result, reasons: [...earlier.reasons] };
  }
  const outcome = placing.outcomes.get(sequence);
  if (outcome === undefined) return { id, sequence, result: 'gap', reasons: [] };
  return { id, sequence, result: outcome.status, reasons: [...outcome.reasons] };
}

export function changesOf({ levels, exceptions, documents }: Placing): StreamChange[] {
  return [
    ...[...levels.values()].map(
      ({ location, ...body }): StreamChange => ({
        stream: `stock:${location}`,
        kind: 'level.put',
        ref: String(body.ordinal),
        body,
      }),
    ),
    ...[...exceptions.values()].map(exceptionPut),
    ...documents.values(),
  ];
}
