/**
 * Writes what was decided: rows, entries in their places, and exceptions, among them those that only the
 * ledger's own sums can show (a level below zero, a till that should hold something else).
 */
import type { IdSource } from '../../kernel/ids.ts';
import type { Sealing } from '../channels/sealing.ts';
import type { EntryStatus } from '../db/schema.ts';
import type { ExceptionDraft } from '../exceptions/exceptions.ts';
import type {
  EntryRef,
  ExceptionRecord,
  LedgerTransaction,
  LocatedLevel,
  NewEntry,
  StreamChange,
} from '../ledger/ledger.ts';
import type { Arrival } from './arrival.ts';
import type { Effects } from './effects.ts';
import { placeChannels } from './place-channels.ts';
import type { Pusher, Reading } from './read-entry.ts';
import { storedEnvelope, storedVersion } from './storable.ts';

export interface PlaceContext {
  readonly tx: LedgerTransaction;
  readonly pusher: Pusher;
  readonly ids: IdSource;
  readonly receivedAt: string;
  readonly sealing: Sealing;
}

/** What came of the groups: how each entry lies now, and what streams must be told. */
export interface Placing {
  readonly outcomes: Map<number, { readonly status: EntryStatus; readonly reasons: readonly string[] }>;
  readonly levels: Map<string, LocatedLevel>;
  readonly exceptions: Map<string, ExceptionRecord>;
  /** Documents as they now stand, by stream and ref. */
  readonly documents: Map<string, StreamChange>;
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
  const read = placed.flatMap(({ reading, by }) => (reading.kind === 'readable' ? [{ entry: reading.entry, by }] : []));
  const channels = await placeChannels(context, read);
  const moved = [...effects.stock, ...channels.stock];
  const levels = await tx.moveStock(moved);
  await tx.addTillMovements(effects.till);
  for (const { shift, by } of effects.opened) await tx.openShift(shift, by);
  const draftsOf = new Map(placed.map(({ by, drafts }) => [by.sequence, drafts]));
  for (const [by, draft] of await closeShifts(tx, effects)) draftsOf.get(by.sequence)?.push(draft);
  for (const cart of effects.carts) {
    await ('park' in cart ? tx.parkCart(cart.park, cart.by) : tx.resumeCart(cart.resume, cart.by));
  }
  const broken = [...(await oversold(tx, moved, levels)), ...(await brokenPromises(tx, moved, levels))];
  for (const [by, draft] of [...channels.findings, ...broken]) draftsOf.get(by.sequence)?.push(draft);

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
  const settled = await tx.settleExceptions(open, {
    at: receivedAt,
    associate: null,
    action: 'origin-arrived',
    note: '',
  });
  const entries = placed.map((one) =>
    newEntry(
      channels.erased.has(one.by.sequence) ? withoutSealed(one) : one,
      receivedAt,
      channels.refused.get(one.by.sequence),
    ),
  );
  await tx.placeEntries(entries);
  return {
    outcomes: new Map(entries.map(({ sequence, status, reasons }) => [sequence, { status, reasons }])),
    levels: new Map(levels.map((level) => [`${level.location} ${level.ordinal}`, level])),
    exceptions: new Map([...raised, ...settled, ...channels.settled].map((record) => [record.id, record])),
    documents: new Map(channels.changes.map((change) => [`${change.stream} ${change.ref}`, change])),
  };
}

function newEntry({ arrival, reading, by, drafts }: Placed, receivedAt: string, refusal?: string): NewEntry {
  const { envelope, hash } = arrival;
  const kinds = [...new Set(drafts.map(({ kind }) => kind))];
  const isReadable = reading.kind === 'readable';
  return {
    ...by,
    kind: envelope.kind,
    version: storedVersion(envelope.version),
    hash,
    envelope: storedEnvelope(envelope),
    ...(isReadable ? statusOf(kinds, refusal) : { status: reading.kind, reasons: [reading.reason] }),
    receivedAt,
  };
}

/** Its hash stays, so that the chain holds. */
function withoutSealed(placed: Placed): Placed {
  const { sealed: _, ...envelope } = placed.arrival.envelope;
  return { ...placed, arrival: { ...placed.arrival, envelope } };
}

function statusOf(kinds: readonly string[], refusal: string | undefined): Pick<NewEntry, 'status' | 'reasons'> {
  if (refusal !== undefined) return { status: 'refused', reasons: [refusal, ...kinds] };
  return { status: kinds.length === 0 ? 'placed' : 'placed-with-exceptions', reasons: kinds };
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

type Moved = Effects['stock'];

/** The last of `moved` that took units from the shelf of this level, where all of them together took some. */
function takenBy(moved: Moved, level: LocatedLevel): Moved[number] | undefined {
  const moves = moved.filter(
    ({ movement }) =>
      movement.location === level.location && movement.ordinal === level.ordinal && movement.bucket === 'on-hand',
  );
  if (moves.reduce((sum, { movement }) => sum + movement.quantity, 0) >= 0) return undefined;
  return moves.findLast(({ movement }) => movement.quantity < 0);
}

/** Below zero, and taken there by this push; once per location and variant while a person has not settled it. */
async function oversold(tx: LedgerTransaction, moved: Moved, levels: readonly LocatedLevel[]): Promise<Raised[]> {
  const raised = new Map<string, Raised>();
  for (const level of levels) {
    const last = level.onHand < 0 ? takenBy(moved, level) : undefined;
    if (last === undefined) continue;
    const { location, ordinal, onHand } = level;
    const subject = `${location} ${last.movement.variant}`;
    const facts = { subject, variant: last.movement.variant, ordinal, onHand };
    raised.set(subject, [last.by, { kind: 'oversold', facts }]);
  }
  return withoutOpen(tx, 'oversold', raised);
}

/** The shelf holds less than web orders are promised, and this push took it: the orders are named. */
async function brokenPromises(tx: LedgerTransaction, moved: Moved, levels: readonly LocatedLevel[]): Promise<Raised[]> {
  const short = levels.filter(({ onHand, committed }) => onHand < committed && committed > 0);
  const promises = await tx.findPromises(short.map(({ location, ordinal }) => ({ location, ordinal })));
  const raised = new Map<string, Raised>();
  for (const level of short) {
    const last = takenBy(moved, level);
    const { location, ordinal, onHand, committed } = level;
    const own = promises.filter((one) => one.location === location && one.ordinal === ordinal);
    if (last === undefined || own.length === 0) continue;
    const { variant } = last.movement;
    const subject = `${location} ${variant}`;
    const facts = { subject, variant, ordinal, onHand, committed, orders: own.map(({ order }) => order).slice(0, 20) };
    raised.set(subject, [last.by, { kind: 'promise-broken', facts }]);
  }
  return withoutOpen(tx, 'promise-broken', raised);
}

async function withoutOpen(tx: LedgerTransaction, kind: string, raised: Map<string, Raised>): Promise<Raised[]> {
  for (const { status, facts } of await tx.findExceptions(kind, [...raised.keys()].sort())) {
    if (status === 'open' && typeof facts.subject === 'string') raised.delete(facts.subject);
  }
  return [...raised.values()];
}
