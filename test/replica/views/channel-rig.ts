/** Documents of other channels, a register's journal and a server that places its entries: small, plain, and its own telling of the rules. */
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import type { Clock, Timers } from '../../../src/kernel/ports.ts';
import { handOverDigest } from '../../../src/protocol/channel/hand-over-code.ts';
import type { Entry } from '../../../src/protocol/entry/entry.ts';
import type { ChannelOrderDocument, OnlineCartDocument } from '../../../src/protocol/sync/channel-documents.ts';
import type { ExceptionDocument } from '../../../src/protocol/sync/documents.ts';
import { createDexieReplicaStore } from '../../../src/replica/catalog/dexie-replica-store.ts';
import { createReplicaNews } from '../../../src/replica/catalog/news.ts';
import { createReplicaHandle } from '../../../src/replica/catalog/replica-database.ts';
import type { JournalRecord, JournalSnapshot } from '../../../src/replica/index.ts';
import { createViews } from '../../../src/replica/views/create-views.ts';
import { createShownSource } from '../../../src/replica/views/shown-source.ts';
import type { ViewDisk } from '../../../src/replica/views/view-store.ts';
import { idNumber } from '../../domain/shop.ts';
import { createRigLocks, createRigNews, RIG } from '../../support/journal-rig.ts';
import { createFakeServer } from '../catalog/replica-rig.ts';

export const AT = '2026-03-02T10:00:00.000Z';
export const EPOCH = 'epoch-1';
const ORDERS = `orders:${RIG.location}`;
const STORE = `store:${RIG.location}`;
export const CODE = 'ABCD2345';

/** Later by so many minutes. */
export const later = (minutes: number) => new Date(Date.parse(AT) + minutes * 60_000).toISOString();

export function orderNumbered(n: number, change: Partial<ChannelOrderDocument> = {}): ChannelOrderDocument {
  const id = idNumber('order', n);
  const line = { id: idNumber('line', n), variant: idNumber('variant', 1), ordinal: 0, sku: 'S', title: 'Thing' };
  return {
    ...{ id, channel: 'web', number: `W-${1000 + n}`, location: RIG.location, delivery: 'collect', state: 'paid' },
    ...{ placedAt: later(n), promisedAt: null, currency: 'EUR', totalMinor: 500, paidMinor: 500, client: null },
    lines: [
      {
        ...{ ...line, options: [], image: null, quantity: 2, unit: 'each', tracked: true },
        ...{ listPriceMinor: 250, totalMinor: 500 },
      },
    ],
    ...{ contact: null, codeDigest: handOverDigest(id, CODE) },
    fulfillment: {
      id: idNumber('fulfillment', n),
      state: 'open',
      shelf: null,
      handedOver: null,
      lease: { location: RIG.location, fence: 1, until: null },
    },
    timeline: [{ at: AT, what: 'placed', associate: null, register: null }],
    ...change,
  };
}

/** `n` from 2: a code has no 1. */
export function cartNumbered(n: number, change: Partial<OnlineCartDocument> = {}): OnlineCartDocument {
  return {
    ...{ id: idNumber('cart', n), code: `ABCD234${n}`, location: RIG.location, state: 'open', version: 1 },
    ...{ updatedAt: AT, currency: 'EUR', lines: [], client: null, claim: null, order: null },
    ...change,
  };
}

export function exceptionNumbered(n: number, change: Partial<ExceptionDocument> = {}): ExceptionDocument {
  const id = idNumber('exception', n);
  return {
    id,
    kind: 'handed-over-twice',
    entry: null,
    register: null,
    raisedAt: later(n),
    status: 'open',
    facts: {},
    ...change,
  };
}

export type Act =
  | { readonly act: 'pick' | 'lay-ready' | 'hand-over'; readonly order: number }
  | { readonly act: 'claim' | 'release' | 'sell'; readonly cart: number }
  | { readonly act: 'settle'; readonly exception: number };

let made = 0;
export function entryOf(act: Act): Entry {
  const who = { at: later(++made), associate: RIG.associate, register: RIG.register, incarnation: 1 };
  const { location } = RIG;
  const [kind, body] = ((): [string, object] => {
    switch (act.act) {
      case 'pick':
      case 'lay-ready':
      case 'hand-over': {
        const parcel = {
          order: idNumber('order', act.order),
          fulfillment: idNumber('fulfillment', act.order),
          location,
        };
        const rest = { pick: {}, 'lay-ready': { shelf: 'A 3' }, 'hand-over': { proof: 'code', fence: 1, stock: [] } }[
          act.act
        ];
        return [`fulfillment.${act.act}`, { ...parcel, ...rest }];
      }
      case 'sell':
        return ['order.place', { id: idNumber('order', 500 + act.cart), cart: idNumber('cart', act.cart) }];
      case 'settle':
        return [
          'exception.settle',
          { location, exception: idNumber('exception', act.exception), action: 'other', note: 'seen' },
        ];
      default:
        return [`online-cart.${act.act}`, { location, cart: idNumber('cart', act.cart), cartVersion: 1 }];
    }
  })();
  return { id: idNumber('entry', made), ...who, kind, body } as unknown as Entry;
}

/** A register's journal, as far as views read it; `say` is what the server answers. */
export function createPlainJournal() {
  const records: JournalRecord[] = [];
  const listeners = new Set<() => void>();
  let acknowledged = 0;
  const tell = () => {
    for (const listener of [...listeners]) listener();
  };
  return {
    records,
    append(act: Act): JournalRecord {
      const sequence = records.length + 1;
      const entry = entryOf(act);
      const record: JournalRecord = {
        ...{ incarnation: 1, sequence, entry, hash: '', group: sequence, result: null, reasons: [], print: 'none' },
      };
      records.push(record);
      tell();
      return record;
    },
    acknowledge(through: number, refused: ReadonlyMap<number, string>) {
      acknowledged = Math.max(acknowledged, through);
      for (const [at, record] of records.entries()) {
        if (record.sequence > acknowledged || record.result !== null) continue;
        const refusal = refused.get(record.sequence);
        records[at] = { ...record, result: refusal ? 'refused' : 'placed', reasons: refusal ? [refusal] : [] };
      }
      tell();
    },
    after: async (sequence: number, limit: number) => records.slice(sequence, sequence + limit),
    snapshot: () => ({ sequence: records.length, acknowledged }) as JournalSnapshot,
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** What the server makes of an entry about an order: said without the code that is tested. */
export function orderAfter(
  document: ChannelOrderDocument,
  { kind, body, at, associate, register }: Entry,
): ChannelOrderDocument {
  const rank = ['open', 'picking', 'ready', 'cancelled', 'handed-over'] as const;
  const [to, what] =
    kind === 'fulfillment.pick'
      ? ([1, 'picked'] as const)
      : kind === 'fulfillment.lay-ready'
        ? ([2, 'laid-ready'] as const)
        : ([4, 'handed-over'] as const);
  const { fulfillment } = document;
  const who = { at, associate, register };
  return {
    ...document,
    fulfillment: {
      ...fulfillment,
      state: rank[Math.max(rank.indexOf(fulfillment.state), to)] ?? 'open',
      shelf: (body as { shelf?: string | null }).shelf ?? fulfillment.shelf,
      handedOver: fulfillment.handedOver ?? (to === 4 ? who : null),
    },
    timeline: [...document.timeline, { ...who, what }],
  };
}

/** A tablet over one fake IndexedDB: a replica that is pulled into, a journal, and views that can be closed and opened. */
export function createChannelTablet(disk: ViewDisk, idb = new IDBFactory()) {
  const ports = { indexedDB: idb, IDBKeyRange };
  const server = createFakeServer();
  const news = createReplicaNews();
  const replica = createDexieReplicaStore({ handle: createReplicaHandle(ports), news });
  const journal = createPlainJournal();
  const locks = createRigLocks();
  const rebuilt = createRigNews();
  const faults: unknown[] = [];
  let now = Date.parse(AT);
  const clock: Clock = { now: () => now, elapsed: () => 0 };
  const sleepers = new Set<{ readonly at: number; wake(): void }>();
  const timers: Timers = {
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        const wake = () => {
          sleepers.delete(sleeper);
          resolve();
        };
        const sleeper = { at: now + ms, wake };
        sleepers.add(sleeper);
        signal?.addEventListener('abort', wake, { once: true });
      }),
  };
  return {
    server,
    journal,
    replica,
    news,
    faults,
    putOrder: (order: ChannelOrderDocument) => server.put(ORDERS, 'channel-order.put', order.id, order),
    dropOrder: (n: number) => server.put(ORDERS, 'channel-order.drop', idNumber('order', n), null),
    putCart: (cart: OnlineCartDocument) => server.put(ORDERS, 'online-cart.put', cart.id, cart),
    putException: (one: ExceptionDocument) => server.put(STORE, 'exception.put', one.id, one),
    async pull(included = 0, epoch = EPOCH) {
      const { cursors } = await replica.progress();
      const pages = [ORDERS, STORE].flatMap((stream) => server.pages(stream, cursors[stream] ?? 0));
      const done = await replica.applyRound({ epoch, incarnation: 1, included, serverTime: AT, pages });
      if (!done.ok) throw new Error(done.refusal.code);
    },
    openViews: () =>
      createViews({
        ...{ disk, journal, news, locks, clock, timers, rebuilt: rebuilt() },
        ...{ register: RIG.register, incarnation: 1, onFault: (error: unknown) => faults.push(error) },
        source: createShownSource(createReplicaHandle(ports), RIG.location),
        breathe: async () => undefined,
      }),
    async pass(ms: number) {
      now += ms;
      for (const sleeper of [...sleepers]) if (sleeper.at <= now) sleeper.wake();
      await turns();
    },
  };
}

/** Long enough for whatever is on its way in memory. */
export async function turns(count = 3): Promise<void> {
  for (let turn = 0; turn < count; turn++) await new Promise((resolve) => setTimeout(resolve, 1));
}
