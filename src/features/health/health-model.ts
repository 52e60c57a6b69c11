/**
 * How things stand between this tablet and the server, as one calm word. Offline is how shops are at
 * times, not an error: it never turns red. Amber is for what wants a look today, red for what a person
 * must decide.
 */
import type { ExceptionDocument } from '../../protocol/sync/documents.ts';
import type { JournalSnapshot } from '../../replica/index.ts';
import type { SyncStatus } from '../../sync/index.ts';
import type { Tone } from '../../ui/index.ts';

/** After this long without a full round, waiting sales want somebody to look at the network. */
export const WAITING_LONG_MS = 4 * 3_600_000;
/** Below this much free space the tablet says so: weeks of sales fit in it, the next catalogue may not. */
export const STORAGE_LOW_BYTES = 200_000_000;

export interface StorageFacts {
  readonly usedBytes: number;
  readonly quotaBytes: number;
  readonly isPersisted: boolean;
}

/** What waits in the outbox, in the words of the counter. */
export interface Waiting {
  readonly entries: number;
  readonly sales: number;
  /** When the oldest of them happened. */
  readonly since: string | null;
}

export interface HealthFacts {
  readonly status: SyncStatus;
  readonly journal: Pick<JournalSnapshot, 'unsent' | 'formerUnsent'>;
  /** Entries of this register that took no effect, as long as nobody settled them. */
  readonly needsReview: number;
  readonly waiting: Waiting;
  readonly storage: StorageFacts | null;
  readonly now: number;
}

export type HealthCode =
  | 'needs-review'
  | 'revoked'
  | 'storage-low'
  | 'waiting-long'
  | 'filling'
  | 'offline-waiting'
  | 'offline'
  | 'sending'
  | 'waiting'
  | 'synced'
  | 'connecting';

export interface HealthState {
  readonly code: HealthCode;
  readonly tone: Tone;
}

const TONES: Record<HealthCode, Tone> = {
  'needs-review': 'act',
  revoked: 'act',
  'storage-low': 'watch',
  'waiting-long': 'watch',
  filling: 'calm',
  'offline-waiting': 'calm',
  offline: 'calm',
  sending: 'calm',
  waiting: 'calm',
  synced: 'calm',
  connecting: 'calm',
};

export function healthOf(facts: HealthFacts): HealthState {
  const code = codeOf(facts);
  return { code, tone: TONES[code] };
}

function codeOf({ status, journal, needsReview, waiting, storage, now }: HealthFacts): HealthCode {
  if (needsReview > 0) return 'needs-review';
  if (status.link === 'revoked') return 'revoked';
  if (isStorageLow(storage)) return 'storage-low';
  if (waiting.since !== null && now - Date.parse(waiting.since) > WAITING_LONG_MS) return 'waiting-long';
  if (status.link === 'offline') return journal.unsent > 0 ? 'offline-waiting' : 'offline';
  if (status.phase === 'filling') return 'filling';
  if (journal.unsent > 0) return status.phase === 'pushing' ? 'sending' : 'waiting';
  return status.lastSyncedAt === null ? 'connecting' : 'synced';
}

/** Kinds that mean: what this tablet said is kept, and nothing came of it yet. */
const WITHOUT_EFFECT: ReadonlySet<string> = new Set(['entry-parked', 'entry-quarantined', 'forked-entry']);

/** What a person must decide about this register, newest first. A settled exception is gone from here. */
export function openExceptions(
  exceptions: readonly ExceptionDocument[],
  register: string,
): { readonly all: readonly ExceptionDocument[]; readonly withoutEffect: number } {
  const all = exceptions.filter((one) => one.status === 'open' && one.register === register);
  return { all, withoutEffect: all.filter(({ kind }) => WITHOUT_EFFECT.has(kind)).length };
}

export function isStorageLow(storage: StorageFacts | null): boolean {
  return storage !== null && storage.quotaBytes > 0 && storage.quotaBytes - storage.usedBytes < STORAGE_LOW_BYTES;
}

/** The journey of one entry, as people follow it. */
export type EntryJourney = 'saved-here' | 'sending' | 'synced' | 'needs-review';

export function journeyOf(
  record: { readonly sequence: number; readonly result: string | null },
  acknowledged: number,
  phase: SyncStatus['phase'],
): EntryJourney {
  if (record.result === 'parked' || record.result === 'quarantined') return 'needs-review';
  if (record.sequence <= acknowledged) return 'synced';
  return phase === 'pushing' ? 'sending' : 'saved-here';
}

export interface ExceptionKind {
  readonly kind: string;
  readonly newest: string;
  readonly count: number;
}

/** Forty articles sold beyond their stock are one thing to look at: each kind once, the newest first. */
export function exceptionsByKind(
  exceptions: readonly { readonly kind: string; readonly raisedAt: string }[],
): readonly ExceptionKind[] {
  const kinds = new Map<string, ExceptionKind>();
  for (const { kind, raisedAt } of exceptions) {
    const before = kinds.get(kind);
    const newest = before === undefined || before.newest < raisedAt ? raisedAt : before.newest;
    kinds.set(kind, { kind, newest, count: (before?.count ?? 0) + 1 });
  }
  return [...kinds.values()].sort((a, b) => (a.newest < b.newest ? 1 : -1));
}
