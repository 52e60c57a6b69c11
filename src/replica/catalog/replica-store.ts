/**
 * What the sync engine asks of the tablet's copy of the server's documents. `dexie-replica-store.ts`
 * keeps these promises. Everything in it can be thrown away and fetched anew; the journal never lies here.
 *
 * Invariants: 1. what a round brought (switched manifests, changes, cursors, `included`) becomes visible
 * in one transaction, or not at all; 2. a segment is stored only under the hash of its bytes; 3. cursors
 * only grow within an epoch; 4. a change this build cannot read is kept and counted, never dropped.
 */
import type { Refusal, Verdict } from '../../kernel/verdict.ts';
import type { Manifest, TableManifest } from '../../protocol/segment/manifest.ts';
import type { StreamPage } from '../../protocol/sync/pull.ts';

export interface ReplicaProgress {
  /** Epoch of the server this copy came from; null while nothing was applied. */
  readonly epoch: string | null;
  /** The incarnation whose entries `included` counts; null until the first round. */
  readonly incarnation: number | null;
  /** Last sequence of that incarnation whose effects lie in what the shelf shows. */
  readonly included: number;
  /** Last sequence held per stream. Missing means: from the beginning. Send it as it is in a pull. */
  readonly cursors: Readonly<Record<string, number>>;
  /** Server time of the last round that was applied. */
  readonly asOf: string | null;
  /** The manifests in use, by stream. */
  readonly tables: Readonly<Record<string, TableManifest>>;
  /** A first or repeated fill that began and was not completed by a round yet: resume it. */
  readonly filling: Pick<Manifest, 'epoch' | 'tables'> | null;
  /** Changes held above the segments, per packed stream. When it grows large, a fresh manifest is worth fetching. */
  readonly logged: Readonly<Record<string, number>>;
  /** Changes kept though this build cannot read them. Not 0: ask again after the next upgrade. */
  readonly unread: number;
}

export type SegmentRefusal =
  /** The bytes are not what the name says: a broken transfer or a meddling proxy. Fetch again. */
  | { readonly code: 'hash-mismatch'; readonly hash: string }
  /** Named rightly, yet no segment this build can open. */
  | { readonly code: 'segment-unreadable'; readonly hash: string; readonly detail: string }
  | { readonly code: 'storage-failed'; readonly cause: string };

/** What one complete pull brought: pages until `more` was false in every stream. */
export interface Round {
  readonly epoch: string;
  readonly incarnation: number;
  readonly included: number;
  readonly serverTime: string;
  /** Manifests to switch to, when the server sent the tablet to segments. All their parts must be held. */
  readonly tables?: readonly TableManifest[];
  /** In the order they were pulled; several of one stream follow each other. What is already held is skipped. */
  readonly pages: readonly StreamPage[];
}

export type RoundRefusal =
  /** The server is another one, or was restored: `dropAll()`, then begin anew. */
  | { readonly code: 'another-epoch'; readonly held: string; readonly got: string }
  /** Fetch these, then apply again. */
  | { readonly code: 'segments-missing'; readonly hashes: readonly string[] }
  /** Changes of a packed stream do not follow what is held: pull again from `held`. */
  | { readonly code: 'gap'; readonly stream: string; readonly held: number; readonly got: number }
  /** A round must end at every stream's head. */
  | { readonly code: 'incomplete'; readonly stream: string }
  | { readonly code: 'storage-failed'; readonly cause: string };

export type StorageRefusal = Extract<RoundRefusal, Refusal & { code: 'storage-failed' }>;

/** Told to every tab and worker of this tablet after a transaction that changed the replica. */
export interface ReplicaNews {
  readonly kind: 'segment-kept' | 'segment-dropped' | 'fill-begun' | 'round-applied' | 'dropped';
}

/** Carries news between the replica's writer and its readers, in this realm and in others. */
export interface ReplicaNewsPort {
  publish(news: ReplicaNews): void;
  subscribe(listener: (news: ReplicaNews) => void): () => void;
}

/** What the sync engine holds. `segment-dropped` in the news means: `wantedSegments()` has something to fetch. */
export interface ReplicaStore {
  progress(): Promise<ReplicaProgress>;
  /** Hashes of the segments that need not be fetched. */
  heldSegments(): Promise<ReadonlySet<string>>;
  /**
   * Segments that the manifests in use (or the fill under way) name and that are not here: damaged on
   * disk and dropped, or still to come. Fetch them and keep them; when the server no longer has one,
   * fetch a fresh manifest and switch to it in a round.
   */
  wantedSegments(): Promise<readonly string[]>;
  /** Stores one segment (uncompressed bytes) at once, after checking its hash and that it opens. Idempotent. */
  keepSegment(hash: string, bytes: Uint8Array): Promise<Verdict<'kept' | 'held', SegmentRefusal>>;
  /**
   * Begins a fill: from now on the parts of `manifest` are shown as they arrive, for items and prices of
   * streams that have nothing to show yet. Call it once when the manifest is known; repeat it freely.
   */
  activatePartial(manifest: Pick<Manifest, 'epoch' | 'tables'>): Promise<Verdict<null, RoundRefusal>>;
  /** Switches manifests, adds changes, moves cursors and `included`, and forgets unreferenced segments: one transaction. */
  applyRound(round: Round): Promise<Verdict<{ readonly changes: number }, RoundRefusal>>;
  /** Forgets everything but segments, whose content does not depend on the epoch. For a new epoch. */
  dropAll(): Promise<Verdict<null, StorageRefusal>>;
  close(): void;
}
