/**
 * What entries bring about beyond the counter: parcels, online carts, clients, exceptions. Here the ledger
 * is asked, because the outcome depends on what others did first. Records are locked, facts laid on them in
 * the order of the push, and saved once.
 *
 * Invariants: 1. a fact counts once, and a second hand-over of a parcel moves no goods; 2. promises are what
 * the records say (`promiseMovements`), whoever changed them; 3. a refused request changes nothing.
 */
import { parcelFindings, promiseMovements, withFact } from '../../domain/channel/channel-record.ts';
import { completionFindings, decideClaim } from '../../domain/channel/online-cart.ts';
import { edited } from '../../domain/client/client.ts';
import type { FulfillmentFact } from '../../domain/fulfillment/fulfillment.ts';
import { leaseFindings, parcelLease } from '../../domain/fulfillment/parcel-lease.ts';
import type { StockMovement } from '../../domain/inventory/stock.ts';
import { clientEdit, newClient } from '../../protocol/client/client-fields.ts';
import type { Entry } from '../../protocol/entry/entry.ts';
import { channelOrderPut, onlineCartPut } from '../channels/channel-documents.ts';
import type { ExceptionDraft } from '../exceptions/exceptions.ts';
import type { KeptCart, KeptClient, KeptOrder } from '../ledger/channel-records.ts';
import type { EntryRef, ExceptionRecord, StreamChange } from '../ledger/ledger.ts';
import type { PlaceContext } from './write-placed.ts';

export interface ChannelOutcome {
  readonly stock: readonly { readonly movement: StockMovement; readonly by: EntryRef }[];
  readonly findings: readonly (readonly [EntryRef, ExceptionDraft])[];
  /** Requests that were refused, by sequence, with the code. */
  readonly refused: ReadonlyMap<number, string>;
  /** Sequences of entries about clients who were erased: what they say of them is not kept. */
  readonly erased: ReadonlySet<number>;
  readonly settled: readonly ExceptionRecord[];
  readonly changes: readonly StreamChange[];
}

interface Read {
  readonly entry: Entry;
  readonly by: EntryRef;
}

const MOVES = {
  'fulfillment.pick': 'pick',
  'fulfillment.lay-ready': 'lay-ready',
  'fulfillment.hand-over': 'hand-over',
} as const;

export async function placeChannels(context: PlaceContext, read: readonly Read[]): Promise<ChannelOutcome> {
  const parcels = await placeParcels(context, read);
  const carts = await placeCarts(context, read);
  const clients = await placeClients(context, read);
  const settled = await settle(context, read);
  return {
    stock: parcels.stock,
    findings: [...parcels.findings, ...carts.findings, ...clients.findings],
    refused: carts.refused,
    erased: clients.erased,
    settled,
    changes: [...parcels.changes, ...carts.changes, ...clients.changes],
  };
}

async function placeParcels({ tx, ids, receivedAt }: PlaceContext, read: readonly Read[]) {
  const stock: { movement: StockMovement; by: EntryRef }[] = [];
  const findings: [EntryRef, ExceptionDraft][] = [];
  const touched = new Map<string, KeptOrder>();
  const named = read.flatMap(({ entry }) => (entry.kind in MOVES && 'order' in entry.body ? [entry.body.order] : []));
  const kept = new Map(await tx.lockChannelOrders([...new Set(named as string[])].sort()));
  for (const { entry, by } of read) {
    if (
      entry.kind !== 'fulfillment.pick' &&
      entry.kind !== 'fulfillment.lay-ready' &&
      entry.kind !== 'fulfillment.hand-over'
    ) {
      continue;
    }
    const { order: id, fulfillment } = entry.body;
    const before = kept.get(id);
    if (before === undefined || before.fulfillment !== fulfillment) {
      findings.push([by, { kind: 'parcel-unknown', facts: { subject: id, fulfillment } }]);
      // The goods left the shop all the same.
      if (entry.kind === 'fulfillment.hand-over') stock.push(...leaving(entry.body.stock, by));
      continue;
    }
    const fact: FulfillmentFact & { shelf?: string } = {
      id: by.id,
      move: MOVES[entry.kind],
      at: by.at,
      by: { associate: by.associate, register: by.register },
      ...(entry.kind === 'fulfillment.lay-ready' && entry.body.shelf !== null ? { shelf: entry.body.shelf } : {}),
    };
    const isFirst = entry.kind === 'fulfillment.hand-over' && !before.facts.some(({ move }) => move === 'hand-over');
    const after: KeptOrder = { ...before, ...withFact(before, fact) };
    kept.set(id, after);
    touched.set(id, after);
    if (isFirst && entry.kind === 'fulfillment.hand-over') stock.push(...leaving(entry.body.stock, by));
    for (const movement of promiseMovements(before, after)) {
      stock.push({ movement: { ...movement, id: ids('movement') }, by });
    }
    const lease = parcelLease(before);
    if (entry.kind === 'fulfillment.hand-over' && lease !== null) {
      for (const { code, ...facts } of leaseFindings(lease, entry.body)) {
        findings.push([by, { kind: code, facts: { subject: id, number: after.number, ...facts } }]);
      }
    }
    const known = new Set(parcelFindings(before).map(({ code }) => code));
    for (const { code, ...facts } of parcelFindings(after)) {
      if (known.has(code)) continue;
      findings.push([by, { kind: code, facts: { subject: id, number: after.number, ...facts } }]);
    }
  }
  await tx.saveChannelOrders([...touched.values()], receivedAt);
  return { stock, findings, changes: [...touched.values()].flatMap(channelOrderPut) };
}

/** Promises are the centre's own to move; the tablet says which goods left its shelf. */
function leaving(stock: readonly StockMovement[], by: EntryRef) {
  return stock.filter(({ bucket }) => bucket !== 'committed').map((movement) => ({ movement, by }));
}

async function placeCarts({ tx, receivedAt }: PlaceContext, read: readonly Read[]) {
  const findings: [EntryRef, ExceptionDraft][] = [];
  const refused = new Map<number, string>();
  const touched = new Map<string, KeptCart>();
  const named = read.flatMap(({ entry }) => {
    if (entry.kind === 'order.place') return entry.body.cart === null ? [] : [entry.body.cart];
    return entry.kind === 'online-cart.claim' || entry.kind === 'online-cart.release' ? [entry.body.cart] : [];
  });
  const kept = new Map(await tx.lockOnlineCarts([...new Set(named)].sort()));
  const save = (cart: KeptCart) => {
    kept.set(cart.id, cart);
    touched.set(cart.id, cart);
  };
  const now = Date.parse(receivedAt);
  for (const { entry, by } of read) {
    if (entry.kind === 'order.place') {
      const cart = entry.body.cart === null ? undefined : kept.get(entry.body.cart);
      if (cart === undefined) continue;
      for (const { code, ...facts } of completionFindings(cart, entry.body.id, by, now)) {
        findings.push([by, { kind: code, facts: { subject: cart.id, ...facts } }]);
      }
      if (cart.state === 'ordered' || cart.state === 'completed') continue;
      save({ ...cart, state: 'completed', claim: null, order: entry.body.id, updatedAt: receivedAt });
    } else if (entry.kind === 'online-cart.claim') {
      const cart = kept.get(entry.body.cart);
      if (cart === undefined) {
        refused.set(by.sequence, 'cart-unknown');
        continue;
      }
      const decided = decideClaim(cart, by, now);
      if (!decided.ok) {
        refused.set(by.sequence, decided.refusal.code);
        continue;
      }
      const claim = decided.value;
      save({ ...cart, state: 'claimed', claim, lastFence: claim.fence, updatedAt: receivedAt });
    } else if (entry.kind === 'online-cart.release') {
      const cart = kept.get(entry.body.cart);
      const isHolder = cart?.claim?.register === by.register && cart.claim.incarnation === by.incarnation;
      if (cart?.state === 'claimed' && isHolder) save({ ...cart, state: 'open', claim: null, updatedAt: receivedAt });
    }
  }
  await tx.saveOnlineCarts([...touched.values()]);
  return { findings, refused, changes: [...touched.values()].flatMap(onlineCartPut) };
}

async function placeClients({ tx, sealing, receivedAt, pusher }: PlaceContext, read: readonly Read[]) {
  const findings: [EntryRef, ExceptionDraft][] = [];
  const erased = new Set<number>();
  const touched = new Map<string, KeptClient>();
  const named = read.flatMap(({ entry }) =>
    entry.kind === 'client.create' || entry.kind === 'client.edit' ? [entry.body.client] : [],
  );
  const kept = new Map(await tx.lockClients([...new Set(named)].sort()));
  for (const { entry, by } of read) {
    if (entry.kind !== 'client.create' && entry.kind !== 'client.edit') continue;
    const { client: id } = entry.body;
    const before = kept.get(id);
    // Who was erased stays erased, and what was said of them is not even opened.
    if (before?.client === null) {
      erased.add(by.sequence);
      continue;
    }
    const opened = entry.sealed === undefined ? null : sealing.open(entry.sealed);
    const parsed = entry.kind === 'client.create' ? newClient.safeParse(opened) : clientEdit.safeParse(opened);
    if (!parsed.success) {
      findings.push([by, { kind: 'client-unreadable', facts: { subject: id } }]);
      continue;
    }
    const isNew = before === undefined;
    if (isNew && entry.kind === 'client.edit') {
      findings.push([by, { kind: 'client-unknown', facts: { subject: id } }]);
      continue;
    }
    const client = isNew
      ? { ...(parsed.data as ReturnType<typeof newClient.parse>), id }
      : edited(before.client, parsed.data);
    const locations = [...new Set([...(before?.locations ?? []), pusher.location])].sort();
    const after: KeptClient = { id, client, locations };
    kept.set(id, after);
    touched.set(id, after);
  }
  await tx.saveClients([...touched.values()], receivedAt);
  const changes = [...touched.values()].flatMap(({ id, client, locations }) =>
    client === null
      ? []
      : locations.map((location): StreamChange => {
          const body = { id, sealed: sealing.sealFor(location, client) };
          return { stream: `clients:${location}`, kind: 'client.put', ref: id, body };
        }),
  );
  return { findings, erased, changes };
}

async function settle({ tx, pusher }: PlaceContext, read: readonly Read[]): Promise<readonly ExceptionRecord[]> {
  const settled: ExceptionRecord[] = [];
  for (const { entry, by } of read) {
    if (entry.kind !== 'exception.settle') continue;
    const { exception, action, note } = entry.body;
    const settlement = { at: by.at, associate: by.associate, action, note };
    settled.push(...(await tx.settleExceptions([exception], settlement, pusher.location)));
  }
  return settled;
}
