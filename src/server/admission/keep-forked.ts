/**
 * Two tablets wrote as one incarnation: a backup was put back, or a profile copied. The incarnation ends
 * here. Nothing is dropped: every entry that has no place is kept whole as an exception, once, for a
 * person to settle, and the tablets are told to enrol anew.
 */
import type { IdSource } from '../../kernel/ids.ts';
import type { PushRequest } from '../../protocol/sync/push.ts';
import { type ExceptionDraft, exceptionPut } from '../exceptions/exceptions.ts';
import type { ExceptionRecord, IncarnationRecord, LedgerTransaction } from '../ledger/ledger.ts';
import type { Arrival } from './arrival.ts';
import { storedEnvelope } from './storable.ts';

export interface ForkContext {
  readonly tx: LedgerTransaction;
  readonly ids: IdSource;
  readonly incarnation: IncarnationRecord;
  readonly now: string;
  readonly status: PushRequest['status'];
}

export async function keepForked(
  context: ForkContext,
  push: {
    readonly hashes: ReadonlyMap<number, string>;
    readonly arrived: readonly Omit<Arrival, 'isChained'>[];
  },
): Promise<void> {
  const { tx, ids, incarnation, now, status } = context;
  const unplaced = new Map(
    push.arrived
      .filter(({ envelope, hash }) => push.hashes.get(envelope.sequence) !== hash)
      .map((arrival) => [arrival.hash, arrival]),
  );
  const life = `${incarnation.register} ${incarnation.incarnation}`;
  const subjects = async (kind: string, of: readonly string[]) =>
    new Set((await tx.findExceptions(kind, of)).map(({ facts }) => facts.subject));
  const isTold = (await subjects('register-fork', [life])).has(life);
  const kept = await subjects('forked-entry', [...unplaced.keys()].sort());

  const raise = ({ kind, facts }: ExceptionDraft): ExceptionRecord => ({
    id: ids('exception'),
    kind,
    location: incarnation.location,
    entry: null,
    register: incarnation.register,
    facts,
    status: 'open',
    raisedAt: now,
  });
  const raised = isTold
    ? []
    : [
        raise({
          kind: 'register-fork',
          facts: { subject: life, incarnation: incarnation.incarnation, lastSequence: incarnation.lastSequence },
        }),
      ];
  for (const { envelope, hash } of unplaced.values()) {
    if (kept.has(hash)) continue;
    const { sequence, kind } = envelope;
    raised.push(
      raise({ kind: 'forked-entry', facts: { subject: hash, sequence, kind, envelope: storedEnvelope(envelope) } }),
    );
  }
  await tx.raiseExceptions(raised);
  await tx.saveHead({
    register: incarnation.register,
    incarnation: incarnation.incarnation,
    status: 'forked',
    lastSequence: incarnation.lastSequence,
    lastHash: incarnation.lastHash,
    unsent: status.unsent,
    build: status.build,
    seenAt: now,
  });
  await tx.publish(raised.map(exceptionPut));
}
