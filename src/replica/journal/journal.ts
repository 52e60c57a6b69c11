/**
 * The journal is the truth of one tablet: everything its associates did, numbered, chained, never
 * edited. This file says what a journal promises; `dexie-journal.ts` keeps the promise.
 *
 * Invariants: 1. an append is one strict IndexedDB transaction: entry, numbers, parked carts and print
 * job are all there or none is; 2. sequences of an incarnation run 1, 2, 3 … and chain by hash; 3. only
 * the tab that holds the fence appends; 4. nothing is deleted because a server said no.
 */
import type { Cart } from '../../domain/cart/cart.ts';
import type { Verdict } from '../../kernel/verdict.ts';
import type { Entry, EntryBody, EntryKind } from '../../protocol/entry/entry.ts';
import type { EntryResult } from '../../protocol/sync/push.ts';
import type { AlreadyDone } from './already-done.ts';
import type { ReturnedBefore } from './returned-before.ts';

/** Who this tablet is, since its enrolment. A new enrolment is a new incarnation with its own numbers and series. */
export interface RegisterIdentity {
  readonly tenant: string;
  readonly register: string;
  readonly registerName: string;
  readonly incarnation: number;
  readonly series: string;
  readonly location: string;
}

export interface EntryDraft<K extends EntryKind = EntryKind> {
  readonly kind: K;
  readonly associate: string;
  /**
   * Called inside the transaction, synchronously, and again when a broken connection makes the journal
   * try again: it must depend on its argument alone. `receiptNumber` hands out the next number of the
   * register's own series; a draft that does not ask for one uses none.
   */
  readonly body: (numbers: { receiptNumber(): string }) => EntryBody<K>;
  /** Asks for a receipt print with the entry. */
  readonly print?: boolean;
  /** What is personal, sealed to the server before: it travels beside the body, and the chain holds its hash alone. */
  readonly sealed?: string;
}

/** One row of the journal: the entry and what this tablet knows of its journey. */
export interface JournalRecord {
  readonly incarnation: number;
  readonly sequence: number;
  readonly entry: Entry;
  readonly hash: string;
  /** Sequence of the first entry of its atomic group. */
  readonly group: number;
  /** What the server said of it, or null while it waits. */
  readonly result: EntryResult['result'] | null;
  readonly reasons: readonly string[];
  readonly print: 'none' | 'pending' | 'printed';
}

/** What screens and the next append need at any moment, without reading the journal. */
export interface JournalSnapshot {
  readonly identity: RegisterIdentity;
  readonly sequence: number;
  readonly acknowledged: number;
  /** Entries not yet acknowledged. */
  readonly unsent: number;
  /** Entries of former lives of this tablet that no server has acknowledged. */
  readonly formerUnsent: number;
  /** Open shift, or null. */
  readonly shift: { readonly id: string; readonly openedSequence: number; readonly businessDay: string } | null;
  readonly parkedCarts: readonly Cart[];
  /** False in a second tab: it may look, not sell. */
  readonly isWriter: boolean;
  /** True once nobody could tell whether something was written here: this window sells no more until it starts anew. */
  readonly isInDoubt: boolean;
}

export type JournalRefusal =
  /** Another tab has taken over selling. */
  | { readonly code: 'not-the-writer' }
  /** The disk said no; nothing was written. `cause` is the name of the database's error. */
  | { readonly code: 'storage-failed'; readonly cause: string }
  /** Nobody can tell whether it was written: this tab stops selling, and the next start shows what is there. */
  | { readonly code: 'outcome-unknown' }
  /** No push could ever carry it, and all that follow would wait behind it; nothing was written. */
  | { readonly code: 'entry-too-large' }
  /** It is there from before; nothing was written a second time. */
  | AlreadyDone
  /** The goods it takes back came back meanwhile; nothing was written. */
  | ReturnedBefore;

export interface Journal {
  snapshot(): JournalSnapshot;
  subscribe(listener: () => void): () => void;
  /** Appends one entry, or several that take effect together. Resolves after the transaction's `complete`. */
  append<K extends EntryKind>(draft: EntryDraft<K>): Promise<Verdict<JournalRecord, JournalRefusal>>;
  appendGroup(drafts: readonly EntryDraft[]): Promise<Verdict<readonly JournalRecord[], JournalRefusal>>;
  /** Records above `sequence` of the present incarnation, in order. */
  after(sequence: number, limit: number): Promise<readonly JournalRecord[]>;
  /** Everything since the open shift began; empty without one. */
  ofShift(): Promise<readonly JournalRecord[]>;
  ofBusinessDay(businessDay: string): Promise<readonly JournalRecord[]>;
  /** Newest first: orders and post-voids. `text` matches a receipt number's end or a scanned claim's order id. */
  receipts(query: { text: string; before: number | null; limit: number }): Promise<readonly JournalRecord[]>;
  /** The entry that placed an order, and everything that followed on it (returns, post-void, reprints). */
  order(
    orderId: string,
  ): Promise<{ readonly placed: JournalRecord | null; readonly followers: readonly JournalRecord[] }>;
  /** What this tablet did for a client: orders placed for them, and what was written about them. Oldest first. */
  ofClient(client: string): Promise<readonly JournalRecord[]>;
  pendingPrints(): Promise<readonly JournalRecord[]>;
  markPrinted(sequence: number): Promise<void>;
  /** Takes over the server's results, and counts what is acknowledged. Idempotent. */
  settle(results: readonly EntryResult[], acknowledged: number, durableThrough: number): Promise<void>;
  /** The last resort: every entry the server has not acknowledged, as a file a person can carry away. */
  exportUnsent(): Promise<Blob>;
}

/** The basket on the counter. Kept on disk at every change, so that a crash costs nothing but the time to restart. */
export interface OpenCart {
  current(): Cart;
  subscribe(listener: () => void): () => void;
  /** Replaces the cart by what a pure decision made of it, and keeps it. */
  replace(cart: Cart): void;
  /** Undo of the last replacements, newest first; false when there is nothing to take back. */
  undo(): boolean;
  /** A fresh, empty cart. */
  clear(): void;
  /** Resolves once the last change lies on disk. */
  saved(): Promise<void>;
}

/** How far the journey of this incarnation's entries has come, by the word of the server called `epoch`. */
export interface OutboxState {
  readonly identity: RegisterIdentity;
  /** Last entry, and the hash of it (or the chain's start). */
  readonly sequence: number;
  readonly hash: string;
  /** Entries up to here were trimmed away long after the server had them for good; 0 when none were. */
  readonly trimmed: number;
  readonly acknowledged: number;
  readonly durableThrough: number;
  readonly epoch: string;
}

/** The journal as the sync engine sees it. It reads from the database each time: another tab appends. */
export interface Outbox {
  state(): Promise<OutboxState>;
  after(sequence: number, limit: number): Promise<readonly JournalRecord[]>;
  settle(results: readonly EntryResult[], acknowledged: number, durableThrough: number): Promise<void>;
  /**
   * The server is another one now (`epoch`), or has less than it once said: what lies above `acknowledged`
   * counts as unsent again, and is sent again under the same ids.
   */
  resend(epoch: string, acknowledged: number): Promise<void>;
  /** Forgets entries that are old and durable, keeping the place they ended as an anchor. Tells how many. */
  trim(): Promise<number>;
  subscribe(listener: () => void): () => void;
}

/** The whole journal, as the app opens it. */
export interface RegisterJournal extends Journal, Outbox {
  /** Makes this tab the one that sells; another tab's next append is refused as `not-the-writer`. */
  takeOver(): Promise<Verdict<null, JournalRefusal>>;
  /** Reads the numbers anew, for a tab that heard of another's change. */
  refresh(): Promise<void>;
  close(): void;
}
