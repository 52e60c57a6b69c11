/**
 * Writes what was decided: rows, entries in their places, and exceptions, among them those that only the
 * ledger's own sums can show (a level below zero, a till that should hold something else).
 */
import type { IdSource } from '../../kernel/ids.ts';
import type { EntryStatus } from '../db/schema.ts';
import type { ExceptionDraft } from '../exceptions/exceptions.ts';
import type { EntryRef, ExceptionRecord, LedgerTransaction, LocatedLevel, NewEntry } from '../ledger/ledger.ts';
import type { Arrival } from './arrival.ts';
import type { Effects } from './effects.ts';
import type { Pusher, Reading } from './read-entry.ts';
import { storedEnvelope, storedVersion } from './storable.ts';

export interface PlaceContext {
  readonly tx: LedgerTransaction;
  readonly pusher: Pusher;
  readonly ids: IdSource;
  readonly receivedAt: string;
}

/** What came of the groups: how each entry lies now, and what streams must be told. */
export interface Placing {
  readonly outcomes: Map<number, { readonly status: EntryStatus; readonly reasons: readonly string[] }>;
  readonly levels: Map<string, LocatedLevel>;
  readonly exceptions: Map<string, ExceptionRecord>;
}

/** One entry on its way: what it says, who it is for the ledger, and what a person must look at. */
export interface Placed {
  readonly arrival: Arrival;
  readonly reading: Reading;
  readonly by: EntryRef;
  readonly drafts: ExceptionDraft[];
}

export async function writePlaced(
  context: PlaceContext,
  placed: readonly Placed[],
  effects: Effects,
): Promise<Placing> {
  const { tx, ids, receivedAt, pusher } = context;
  await tx.insertOrders(effects.orders);
  await tx.voidOrders(effects.voids);
  const levels = await tx.moveStock(effects.stock);
  await tx.addTillMovements(effects.till);
  for (const { shift, by } of effects.opened) await tx.openShift(shift, by);
  const draftsOf = new Map(placed.map(({ by, drafts }) => [by.sequence, drafts]));
  for (const [by, draft] of await closeShifts(tx, effects)) draftsOf.get(by.sequence)?.push(draft);
  for (const cart of effects.carts) {
    await ('park' in cart ? tx.parkCart(cart.park, cart.by) : tx.resumeCart(cart.resume, cart.by));
  }
  for (const [by, draft] of await oversold(tx, effects, levels)) draftsOf.get(by.sequence)?.push(draft);

  const raised = placed.flatMap(({ by, drafts }) =>
    drafts.map(
      ({ kind, facts }): ExceptionRecord => ({
        id: ids('exception'),
        kind,
        location: pusher.location,
        entry: by.id,
        register: pusher.register,
        facts,
        status: 'open',
        raisedAt: receivedAt,
      }),
    ),
  );
  await tx.raiseExceptions(raised);
  const arrived = effects.orders.map(({ order }) => order.id);
  const waiting = await tx.findExceptions('origin-unknown', arrived);
  const open = waiting.filter(({ status }) => status === 'open').map(({ id }) => id);
  const settled = await tx.settleExceptions(open, receivedAt, 'origin-arrived');
  const entries = placed.map((one) => newEntry(one, receivedAt));
  await tx.placeEntries(entries);
  return {
    outcomes: new Map(entries.map(({ sequence, status, reasons }) => [sequence, { status, reasons }])),
    levels: new Map(levels.map((level) => [`${level.location} ${level.ordinal}`, level])),
    exceptions: new Map([...raised, ...settled].map((record) => [record.id, record])),
  };
}

function newEntry({ arrival, reading, by, drafts }: Placed, receivedAt: string): NewEntry {
  const { envelope, hash } = arrival;
  const kinds = [...new Set(drafts.map(({ kind }) => kind))];
  const isReadable = reading.kind === 'readable';
  return {
    ...by,
    kind: envelope.kind,
    version: storedVersion(envelope.version),
    hash,
    envelope: storedEnvelope(envelope),
    status: isReadable ? (kinds.length === 0 ? 'placed' : 'placed-with-exceptions') : reading.kind,
    reasons: isReadable ? kinds : [reading.reason],
    receivedAt,
  };
}

type Raised = readonly [EntryRef, ExceptionDraft];

async function closeShifts(tx: LedgerTransaction, effects: Effects): Promise<Raised[]> {
  const raised: Raised[] = [];
  for (const { shift, by } of effects.closed) {
    const isClosed = await tx.closeShift(shift, by);
    if (!isClosed) raised.push([by, { kind: 'shift-unknown', facts: { subject: shift.shift } }]);
    const expectedMinor = await tx.expectedCash(shift.shift);
    if (isClosed && expectedMinor !== shift.expectedMinor) {
      const facts = { subject: shift.shift, expectedMinor, saidMinor: shift.expectedMinor };
      raised.push([by, { kind: 'till-mismatch', facts }]);
    }
  }
  return raised;
}

/** Below zero, and taken there by this push; once per location and variant while a person has not settled it. */
async function oversold(tx: LedgerTransaction, effects: Effects, levels: readonly LocatedLevel[]): Promise<Raised[]> {
  const raised = new Map<string, Raised>();
  for (const level of levels) {
    if (level.onHand >= 0) continue;
    const moves = effects.stock.filter(
      ({ movement }) =>
        movement.location === level.location && movement.ordinal === level.ordinal && movement.bucket === 'on-hand',
    );
    const last = moves.findLast(({ movement }) => movement.quantity < 0);
    if (last === undefined || moves.reduce((sum, { movement }) => sum + movement.quantity, 0) >= 0) continue;
    const { location, ordinal, onHand } = level;
    const subject = `${location} ${last.movement.variant}`;
    raised.set(subject, [
      last.by,
      { kind: 'oversold', facts: { subject, variant: last.movement.variant, ordinal, onHand } },
    ]);
  }
  for (const { status, facts } of await tx.findExceptions('oversold', [...raised.keys()].sort())) {
    if (status === 'open' && typeof facts.subject === 'string') raised.delete(facts.subject);
  }
  return [...raised.values()];
}
