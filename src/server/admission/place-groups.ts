/**
 * Places groups of entries with their effects. All groups are tried together, in few statements; when
 * the tables reject something, each group is tried alone, so that only the one at fault is set aside,
 * and every other takes effect.
 *
 * Invariants: 1. a group has all its effects or none; 2. every entry gets its place, whatever it says.
 */

import { invariant, must } from '../../kernel/invariant.ts';
import type { Entry } from '../../protocol/entry/entry.ts';
import type { EntryRef } from '../ledger/ledger.ts';
import type { Arrival } from './arrival.ts';
import { addEffects, type Effects, noEffects } from './effects.ts';
import { createOrderBook } from './order-book.ts';
import { type QuarantineReason, type Reading, readEntry } from './read-entry.ts';
import { storedInstant } from './storable.ts';
import { type PlaceContext, type Placed, type Placing, writePlaced } from './write-placed.ts';

export async function placeGroups(context: PlaceContext, groups: readonly (readonly Arrival[])[]): Promise<Placing> {
  const placing: Placing = {
    outcomes: new Map(),
    levels: new Map(),
    exceptions: new Map(),
    documents: new Map(),
  };
  if (groups.length === 0) return placing;
  const attempt = async (tried: readonly (readonly Arrival[])[], verdict: QuarantineReason | null) => {
    const done = await context.tx.savepoint(() => tryGroups(context, tried, verdict));
    if (done.ok) takeOver(placing, done.value);
    return done;
  };
  const together = await attempt(groups, null);
  if (together.ok) return placing;
  for (const group of groups) {
    const alone = groups.length === 1 ? together : await attempt([group], null);
    if (alone.ok) continue;
    const aside = await attempt([group], alone.refusal.code);
    invariant(aside.ok, 'an entry without effects can always be kept');
  }
  return placing;
}

function takeOver(placing: Placing, done: Placing): void {
  for (const [key, value] of done.outcomes) placing.outcomes.set(key, value);
  for (const [key, value] of done.levels) placing.levels.set(key, value);
  for (const [key, value] of done.exceptions) placing.exceptions.set(key, value);
  for (const [key, value] of done.documents) placing.documents.set(key, value);
}

async function tryGroups(
  context: PlaceContext,
  groups: readonly (readonly Arrival[])[],
  verdict: QuarantineReason | null,
): Promise<Placing> {
  const { tx, pusher } = context;
  const ids = groups.flat().map(({ envelope }) => envelope.id);
  const taken = new Set(await tx.takenEntryIds(ids));
  const entries: Placed[] = [];
  for (const group of groups) {
    const reused = group.map(({ envelope }) => {
      const isReused = taken.has(envelope.id);
      taken.add(envelope.id);
      return isReused;
    });
    const readings = group.map((arrival, at): Reading => {
      if (reused[at]) return { kind: 'quarantined', reason: 'id-reuse' };
      return verdict === null ? readEntry(arrival, pusher) : { kind: 'quarantined', reason: verdict };
    });
    for (const [at, reading] of withoutHalves(readings).entries()) {
      const arrival = must(group[at], 'every reading has its entry');
      entries.push({ arrival, reading, by: refOf(arrival, context, reused[at] === true), drafts: [] });
    }
  }
  const effects = await decide(context, entries);
  return writePlaced(context, entries, effects);
}

/** A group has all its effects or none: beside an entry that cannot be read, the others wait too. */
function withoutHalves(readings: readonly Reading[]): Reading[] {
  const isQuarantined = readings.some(({ kind }) => kind === 'quarantined');
  const isParked = readings.some(({ kind }) => kind === 'parked');
  return readings.map((reading): Reading => {
    if (reading.kind !== 'readable') return reading;
    if (isQuarantined) return { kind: 'quarantined', reason: 'group-quarantined' };
    return isParked ? { kind: 'parked', reason: 'group-parked' } : reading;
  });
}

function refOf({ envelope }: Arrival, { pusher, ids }: PlaceContext, isReused: boolean): EntryRef {
  return {
    // An id that another entry has cannot be had twice; the envelope keeps what was said.
    id: isReused ? ids('entry') : envelope.id,
    register: pusher.register,
    incarnation: pusher.incarnation,
    sequence: envelope.sequence,
    location: pusher.location,
    at: storedInstant(envelope.at),
    associate: envelope.associate,
  };
}

async function decide({ tx, pusher }: PlaceContext, placed: readonly Placed[]): Promise<Effects> {
  const readable = placed.flatMap(({ reading }) => (reading.kind === 'readable' ? [reading.entry] : []));
  const concerned = [...new Set(readable.flatMap(ordersConcerned))].sort();
  const active = await tx.activeAssociates([...new Set(placed.map(({ by }) => by.associate))].sort());
  const book = createOrderBook({
    orders: await tx.lockOrders(concerned),
    voids: await tx.findVoids(concerned),
    returned: await tx.findReturned(concerned),
  });
  const orders = new Map(await tx.findOrders([...new Set(readable.flatMap(ordersNamed))].sort()));
  const effects = noEffects();
  for (const { arrival, reading, by, drafts } of placed) {
    if (!arrival.isChained)
      drafts.push({ kind: 'chain-broken', facts: { previousHash: arrival.envelope.previousHash } });
    if (reading.kind === 'readable') {
      if (!active.has(by.associate)) drafts.push({ kind: 'associate-not-active', facts: { associate: by.associate } });
      drafts.push(...addEffects(effects, reading.entry, by, { book, orders, series: pusher.series }));
    } else {
      const kind = reading.kind === 'parked' ? 'entry-parked' : 'entry-quarantined';
      drafts.push({
        kind,
        facts: { subject: by.id, reason: reading.reason, sequence: by.sequence, kind: arrival.envelope.kind },
      });
    }
  }
  return effects;
}

/** Orders that an entry follows on. */
function ordersNamed(entry: Entry): string[] {
  if (entry.kind === 'order.post-void') return [entry.body.order];
  if (entry.kind !== 'order.place') return [];
  return entry.body.lines.flatMap(({ origin }) => (origin === null ? [] : [origin.order]));
}

function ordersConcerned(entry: Entry): string[] {
  return entry.kind === 'order.place' ? [entry.body.id, ...ordersNamed(entry)] : ordersNamed(entry);
}
