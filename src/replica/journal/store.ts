/**
 * What the journal asks of a database: rows by name, in transactions that are whole or nothing. The
 * journal's decisions stand above this line and never name a database; below it are Dexie and, for the
 * simulator, a model of a disk that can be cut off at any step.
 *
 * Invariants: 1. entry rows are added and, long after, trimmed; never changed; 2. what the server said
 * lies in `links` and `results`, so taking it over never waits for, nor delays, an append.
 */
import type { Cart } from '../../domain/cart/cart.ts';
import type { Entry } from '../../protocol/entry/entry.ts';
import type { PublicKey } from '../../protocol/scalars.ts';
import type { EntryResult } from '../../protocol/sync/push.ts';
import type { RegisterIdentity } from './journal.ts';

/** One life of a register: `<register>#<incarnation>`. Rows of former lives stay beside those of the present. */
export type Life = string;

export function lifeOf(identity: { readonly register: string; readonly incarnation: number }): Life {
  return `${identity.register}#${identity.incarnation}`;
}

export interface EntryRow {
  readonly life: Life;
  readonly sequence: number;
  readonly entry: Entry;
  readonly hash: string;
  readonly group: number;
  /** A receipt print was asked for. */
  readonly print: boolean;
  /** Orders it is about (placed, returned from, voided, printed again), the cart that it sold, the parcel it handed over. */
  readonly about: readonly string[];
  readonly day: string | null;
  /** Receipt number back to front, so that "ends in" is a prefix. Only on what has one. */
  readonly receiptEnd?: string;
}

/** The end of a life's chain, and what the next append needs. */
export interface HeadRow {
  readonly life: Life;
  readonly sequence: number;
  readonly hash: string;
  /** Receipt numbers handed out. */
  readonly receipts: number;
  readonly shift: { readonly id: string; readonly openedSequence: number; readonly businessDay: string } | null;
  /** Grows with every tab that takes over; who holds another number may not append. */
  readonly fence: number;
  /** Where the trimmed part ended. */
  readonly anchor: { readonly sequence: number; readonly hash: string };
}

export interface LinkRow {
  readonly life: Life;
  readonly epoch: string;
  readonly acknowledged: number;
  readonly durableThrough: number;
}

/** Kept only for what is not plainly placed. */
export interface ResultRow {
  readonly life: Life;
  readonly sequence: number;
  readonly result: EntryResult['result'];
  readonly reasons: readonly string[];
}

export interface ParkedRow {
  readonly cart: string;
  readonly life: Life;
  readonly sequence: number;
  readonly content: Cart;
}

/** The basket itself, with the steps that can be taken back: large, and so only written, and read at a start. */
export interface OpenCartRow {
  readonly key: 'open';
  readonly cart: Cart | null;
  readonly history: readonly Cart[];
}

/** What must be known of the basket before anything is written: small, because it is read each time. */
export interface DraftGuardRow {
  readonly key: 'guard';
  readonly fence: number;
  /** The basket that lies in the other row; what else may be found there is not to be brought back. */
  readonly cart: string | null;
  /** The cart that a sale or a suspension ended: a late write of it is dropped. */
  readonly ended: string | null;
}

export type DraftRow = OpenCartRow | DraftGuardRow;

export interface PrintRow {
  readonly life: Life;
  readonly sequence: number;
}

export interface PinTriesRow {
  readonly associate: string;
  readonly failures: number;
  /** Wall time in milliseconds; together with `waitMs` it cannot lock anybody out for longer than meant. */
  readonly failedAt: number;
  readonly waitMs: number;
}

/** The identity of this tablet and its keys, which the database holds as handles that cannot be exported. */
export interface IdentityRow {
  /** `present`, or the life it was: what a former life has not sent yet, only its own key can send. */
  readonly key: Life;
  readonly identity: RegisterIdentity;
  readonly epoch: string;
  readonly store: { readonly id: string; readonly name: string; readonly priceList: string };
  readonly signing: unknown;
  readonly pin: unknown;
}

/** A key made for an enrolment whose answer has not arrived. */
export interface EnrollingRow {
  readonly code: string;
  readonly signing: unknown;
  readonly publicKey: PublicKey;
}

export interface JournalRows {
  entries: EntryRow;
  heads: HeadRow;
  links: LinkRow;
  results: ResultRow;
  parked: ParkedRow;
  draft: DraftRow;
  prints: PrintRow;
  pinTries: PinTriesRow;
  identity: IdentityRow;
  enrolling: EnrollingRow;
}
export type JournalTable = keyof JournalRows;

/** Primary keys, in the order of their parts; the rows' own fields. */
export const JOURNAL_KEYS = {
  entries: ['life', 'sequence'],
  heads: ['life'],
  links: ['life'],
  results: ['life', 'sequence'],
  parked: ['cart'],
  draft: ['key'],
  prints: ['life', 'sequence'],
  pinTries: ['associate'],
  identity: ['key'],
  enrolling: ['code'],
} as const satisfies { [T in JournalTable]: readonly (keyof JournalRows[T])[] };

export const JOURNAL_TABLES = Object.keys(JOURNAL_KEYS) as readonly JournalTable[];

export type RowKey = readonly (string | number)[];

export interface RangeQuery {
  readonly life: Life;
  /** Exclusive bounds on the sequence. */
  readonly after?: number;
  readonly before?: number;
  readonly newestFirst?: boolean;
  readonly limit?: number;
}

/**
 * Valid only inside its transaction; `work` awaits nothing but it. What is asked together is answered in the
 * order it was asked in. A write may resolve before it is known to succeed: the transaction fails with it.
 */
export interface JournalTransaction {
  get<T extends JournalTable>(table: T, key: RowKey): Promise<JournalRows[T] | undefined>;
  add<T extends JournalTable>(table: T, row: JournalRows[T]): Promise<void>;
  put<T extends JournalTable>(table: T, row: JournalRows[T]): Promise<void>;
  remove(table: JournalTable, key: RowKey): Promise<void>;
  removeRange(table: 'entries' | 'results' | 'prints', life: Life, through: number): Promise<number>;
  all<T extends JournalTable>(table: T): Promise<readonly JournalRows[T][]>;
  range<T extends 'entries' | 'results' | 'prints'>(table: T, query: RangeQuery): Promise<readonly JournalRows[T][]>;
  count(table: 'entries' | 'results' | 'prints', life: Life): Promise<number>;
  clear(table: JournalTable): Promise<void>;
  entriesAbout(orderOrCart: string): Promise<readonly EntryRow[]>;
  entriesOfDay(day: string): Promise<readonly EntryRow[]>;
  /** Rows whose receipt number ends in the text that `reversed` is back to front. */
  entriesEnding(reversed: string): Promise<readonly EntryRow[]>;
}

export interface JournalStore {
  /**
   * Resolves after the transaction is complete on disk; rejects when nothing of it happened, or when
   * nobody can tell (a lost connection): then the caller looks before it tries again.
   */
  transact<T>(
    mode: 'read' | 'write',
    tables: readonly JournalTable[],
    work: (tx: JournalTransaction) => Promise<T>,
  ): Promise<T>;
  close(): void;
}
