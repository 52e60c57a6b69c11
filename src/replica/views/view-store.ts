/**
 * What keeps the views, as the feed writes it and the screens ask it. `rxdb-view-store.ts` keeps these
 * promises; a model in the tests says them once more.
 *
 * Invariants: 1. what is asked about the disk (`mark`, `ids`, `count`, `unsent`, `ask`) is answered by the disk, never
 * from memory, because somebody may have taken it away; 2. a watched question is answered again after every
 * change of the answer, by whichever tab it was written; 3. any call may reject, and a watch may end in
 * `onFault`: then the store is closed, dropped and built anew.
 */
import type { Rows, ViewKind } from './view-rows.ts';

/** How far the rows have come. There is one exactly when the views are whole. */
export interface FeedMark {
  readonly epoch: string;
  /** The incarnation that `included` counts for. */
  readonly incarnation: number;
  readonly included: number;
  /** Last sequence of each stream that the rows contain. */
  readonly cursors: Readonly<Record<string, number>>;
}

/** Rows of one kind that have these values, the smallest `by` first. */
export interface Question<K extends ViewKind = ViewKind> {
  readonly of: K;
  readonly where: Readonly<Partial<Record<keyof Rows[K], string>>>;
  readonly by: keyof Rows[K] & ('id' | 'place' | 'age');
  /** Only those whose `by` is greater. */
  readonly after?: string;
  readonly limit: number;
}

export interface Watcher<T> {
  onAnswer(answer: T): void;
  onFault(error: unknown): void;
}

export interface ViewStore {
  mark(): Promise<FeedMark | null>;
  putMark(mark: FeedMark): Promise<void>;
  ids(kind: ViewKind): Promise<readonly string[]>;
  count(kind: ViewKind): Promise<number>;
  /** Ids of the rows over which something of this register lies. */
  unsent(kind: ViewKind): Promise<readonly string[]>;
  put<K extends ViewKind>(kind: K, rows: readonly Rows[K][]): Promise<void>;
  remove(kind: ViewKind, ids: readonly string[]): Promise<void>;
  /** Once, from the disk. */
  ask<K extends ViewKind>(question: Question<K>): Promise<readonly Rows[K][]>;
  watch<K extends ViewKind>(question: Question<K>, watcher: Watcher<readonly Rows[K][]>): () => void;
  /** How many orders stand in a queue. */
  watchCount(queue: Rows['orders']['queue'], watcher: Watcher<number>): () => void;
  close(): Promise<void>;
}

/** The place where a store lies. */
export interface ViewDisk {
  /** Rejects where it cannot be opened as it lies there. */
  open(): Promise<ViewStore>;
  /** Takes everything away, also what could not be opened. Whatever holds it open loses it. */
  drop(): Promise<void>;
}
