/**
 * The ledger is what happened, centrally: entries in their places, orders, stock, tills, exceptions, and
 * the streams that tell tablets about it. This file says what a ledger promises; `postgres-ledger.ts`
 * keeps the promise on PostgreSQL, and the simulator keeps it with a model.
 *
 * Invariants: 1. a transaction takes effect whole or not at all; 2. `lockIncarnation` lets one transaction
 * at a time work for an incarnation; 3. `publish` is a transaction's last statement, and the sequences it
 * hands out become visible in order and without gaps; 4. levels are the sums of movements.
 */
import type { Cart } from '../../domain/cart/cart.ts';
import type { StockMovement } from '../../domain/inventory/stock.ts';
import type { Order, PostVoid } from '../../domain/order/order.ts';
import type { ShiftClose, ShiftOpen, TillMovement } from '../../domain/till/till.ts';
import type { Verdict } from '../../kernel/verdict.ts';
import type { ChangeKind, ExceptionDocument, LevelRow } from '../../protocol/sync/documents.ts';
import type { EntryStatus, IncarnationStatus, StoredEnvelope } from '../db/schema.ts';
import type { ChannelRecords } from './channel-records.ts';

export interface Ledger {
  /**
   * Runs `work` in one transaction of `tenant`. When the database gave way to a conflicting transaction,
   * `work` runs again from its beginning (at most five times in all), so it must not keep results of an earlier run.
   */
  transact<T>(tenant: string, work: (transaction: LedgerTransaction) => Promise<T>): Promise<T>;
}

export interface LedgerTransaction extends ChannelRecords {
  /** Null when nobody enrolled it. Others who ask for the same incarnation wait until this transaction ends. */
  lockIncarnation(register: string, incarnation: number): Promise<IncarnationRecord | null>;
  /** Entries of the incarnation with `first <= sequence <= last`, in order. */
  findEntries(register: string, incarnation: number, first: number, last: number): Promise<readonly EntryRecord[]>;
  /** Entries of the incarnation that wait for words to be read by, in order. */
  findParked(register: string, incarnation: number): Promise<readonly ParkedEntry[]>;
  /** Takes entries out of their places, to be placed there again in the same transaction. */
  liftEntries(register: string, incarnation: number, sequences: readonly number[]): Promise<void>;
  /** Which of these entry ids any register has used. */
  takenEntryIds(ids: readonly string[]): Promise<ReadonlySet<string>>;
  /** Which of these associates exist and are active. */
  activeAssociates(ids: readonly string[]): Promise<ReadonlySet<string>>;
  /** Those of these orders that are here, locked until this transaction ends. */
  lockOrders(ids: readonly string[]): Promise<ReadonlyMap<string, OrderRecord>>;
  /** These orders as they were placed, for those that are here. */
  findOrders(ids: readonly string[]): Promise<ReadonlyMap<string, Order>>;
  /** Post-voids that name these orders, whether or not the orders are here. */
  findVoids(orders: readonly string[]): Promise<readonly { readonly order: string; readonly entry: string }[]>;
  /** What came back of these orders' lines, returns that were voided themselves not counted. */
  findReturned(orders: readonly string[]): Promise<readonly ReturnedLine[]>;
  /** Exceptions of one kind about any of these subjects, open and settled. */
  findExceptions(kind: string, subjects: readonly string[]): Promise<readonly ExceptionRecord[]>;
  /** What the till of a shift should hold, by its movements. */
  expectedCash(shift: string): Promise<number>;

  /**
   * Runs `work` so that its writes can be taken back alone. A write that breaks a rule of the tables (an
   * id used twice, a number out of range) is a rejection, and none of `work` happened; anything else throws.
   */
  savepoint<T>(work: () => Promise<T>): Promise<Verdict<T, LedgerRejection>>;

  placeEntries(entries: readonly NewEntry[]): Promise<void>;
  saveHead(head: IncarnationHead): Promise<void>;
  /** `isVoided` for an order whose post-void was here before it. */
  insertOrders(
    orders: readonly { readonly order: Order; readonly by: EntryRef; readonly isVoided: boolean }[],
  ): Promise<void>;
  /** Records post-voids, and marks those of the voided orders that are here. */
  voidOrders(voids: readonly { readonly postVoid: PostVoid; readonly by: EntryRef }[]): Promise<void>;
  /** Writes movements and answers the levels they led to, one per (location, ordinal) touched. */
  moveStock(
    moves: readonly { readonly movement: StockMovement; readonly by: EntryRef }[],
  ): Promise<readonly LocatedLevel[]>;
  addTillMovements(moves: readonly { readonly movement: TillMovement; readonly by: EntryRef }[]): Promise<void>;
  openShift(shift: ShiftOpen, by: EntryRef): Promise<void>;
  /** False when the shift is unknown or already closed; then nothing changed. */
  closeShift(shift: ShiftClose, by: EntryRef): Promise<boolean>;
  parkCart(cart: Cart, by: EntryRef): Promise<void>;
  resumeCart(cart: string, by: EntryRef): Promise<void>;
  raiseExceptions(exceptions: readonly ExceptionRecord[]): Promise<void>;
  /**
   * Settles those that are open, of one location where it is named: by a person, or without one when what was
   * missing has arrived. Answers them as they now stand.
   */
  settleExceptions(
    ids: readonly string[],
    settlement: Settlement,
    location?: string,
  ): Promise<readonly ExceptionRecord[]>;

  /** Appends changes to their streams. Nothing may be written after it. */
  publish(changes: readonly StreamChange[]): Promise<void>;
}

export interface IncarnationRecord {
  readonly register: string;
  readonly incarnation: number;
  readonly location: string;
  /** Receipt numbers of this incarnation are `<series>-<six digits>`. */
  readonly series: string;
  readonly status: IncarnationStatus;
  readonly lastSequence: number;
  readonly lastHash: string;
  readonly durableThrough: number;
}

export interface IncarnationHead {
  readonly register: string;
  readonly incarnation: number;
  readonly status: IncarnationStatus;
  readonly lastSequence: number;
  readonly lastHash: string;
  readonly unsent: number;
  readonly build: string;
  readonly seenAt: string;
}

export interface EntryRecord {
  readonly id: string;
  readonly sequence: number;
  readonly hash: string;
  readonly status: EntryStatus;
  readonly reasons: readonly string[];
}

export interface ParkedEntry {
  readonly sequence: number;
  readonly hash: string;
  readonly reasons: readonly string[];
  readonly envelope: StoredEnvelope;
}

/** Which entry brought something about. */
export interface EntryRef {
  readonly id: string;
  readonly register: string;
  readonly incarnation: number;
  readonly sequence: number;
  readonly location: string;
  readonly at: string;
  readonly associate: string;
}

export interface NewEntry extends EntryRef, EntryRecord {
  readonly kind: string;
  readonly version: number;
  readonly envelope: StoredEnvelope;
  readonly receivedAt: string;
}

export interface OrderRecord {
  readonly id: string;
  /** Quantity that went out, by line. */
  readonly sold: ReadonlyMap<string, number>;
}

/** What one return order brought back of a line of another order. */
export interface ReturnedLine {
  readonly order: string;
  readonly line: string;
  /** The return order. */
  readonly by: string;
  readonly quantity: number;
}

export interface LocatedLevel extends LevelRow {
  readonly location: string;
}

export type Settlement = NonNullable<ExceptionDocument['settled']>;

/** `facts.subject`, where a kind has one, names what it is about, so that it can be found again. */
export interface ExceptionRecord extends ExceptionDocument {
  readonly location: string;
}

export interface StreamChange {
  readonly stream: string;
  readonly kind: ChangeKind;
  readonly ref: string;
  readonly body: unknown;
}

export interface LedgerRejection {
  readonly code: 'id-reuse' | 'receipt-number-reuse' | 'not-storable';
}
