/** What hurts the shelf: a full disk, a damaged segment, a worker that dies. It heals with the next round, and sells meanwhile. */
import { IDBKeyRange } from 'fake-indexeddb';
import { expect, test } from 'vitest';
import { must } from '../../src/kernel/invariant.ts';
import { createReplicaHandle } from '../../src/replica/catalog/replica-database.ts';
import { createSearchEngine } from '../../src/replica/catalog/search-engine.ts';
import { createWorkerSearch, type FromWorker, type SearchWorker } from '../../src/replica/catalog/search-port.ts';
import { createDexieReplicaStore, createReplicaNews, createShelf, type OutboxState } from '../../src/replica/index.ts';
import { type PullPorts, pullAll } from '../../src/sync/pull.ts';
import {
  createFakeServer,
  createTablet,
  EPOCH,
  type FakeServer,
  PRICES,
  STOCK,
  STREAMS,
  type Tablet,
  variant,
} from '../replica/catalog/replica-rig.ts';

const GOODS = 12;

function shop(): FakeServer {
  const server = createFakeServer(3);
  for (let ordinal = 0; ordinal < GOODS; ordinal++) {
    server.putVariant(variant(ordinal, { title: { en: `Scarf ${ordinal}` } }));
    server.putPrice({ ordinal, priceMinor: 500, compareAtMinor: null });
    server.putLevel({ ordinal, onHand: 3, committed: 0, damaged: 0 });
  }
  return server;
}

/** One pull over the real replica; `asked` are the segments that went over the line. */
async function round(
  tablet: Tablet,
  server: FakeServer,
  line: (bytes: Uint8Array) => Uint8Array | null = (bytes) => bytes,
) {
  const asked: string[] = [];
  const manifest = {
    epoch: EPOCH,
    tables: ['items', PRICES, STOCK].map((stream) => server.manifest(stream)),
    grant: '',
  };
  const state = { epoch: EPOCH, acknowledged: 0, trimmed: 0, sequence: 0 } as OutboxState;
  const ports = {
    outbox: { state: async () => state },
    replica: tablet.store,
    tablet: { identity: { incarnation: 1 } },
    transport: {
      manifest: async () => ({ kind: 'answered', epoch: EPOCH, body: manifest }),
      pull: async ({ cursors }: { cursors: Record<string, number> }) => {
        const streams = STREAMS.flatMap((stream) => server.pages(stream, cursors[stream] ?? 0));
        return {
          kind: 'answered',
          epoch: EPOCH,
          body: { epoch: EPOCH, included: 0, serverTime: '2026-03-02T09:00:00.000Z', streams },
        };
      },
      segment: async (hash: string) => {
        asked.push(hash);
        return line(must(server.segments.get(hash), 'a segment'));
      },
    },
    onFilling: () => {},
  } as unknown as PullPorts;
  const end = await pullAll(ports);
  await tablet.shelf.settled();
  return { end, asked };
}

const scanned = async (tablet: Tablet) =>
  Promise.all(Array.from({ length: GOODS }, (_, ordinal) => tablet.shelf.scan(`SKU-${ordinal}`)));

test('a disk that fills up in the first fill sells what it has room for, says that more is to come, and goes on when there is room', async () => {
  const server = shop();
  const tablet = createTablet();
  let room = 5;
  const store = createReplicaHandle({ indexedDB: tablet.idb, IDBKeyRange });
  await store.run(async (db) => {
    db.segments.hook('creating', () => {
      if (room-- <= 0) throw new DOMException('full', 'QuotaExceededError');
    });
  });
  const tight: Tablet = { ...tablet, store: createDexieReplicaStore({ handle: store, news: tablet.news }) };
  const { end } = await round(tight, server);
  expect(end).toMatchObject({ kind: 'fault', fault: { code: 'QuotaExceededError' } });
  const before = await scanned(tablet);
  const found = before.filter(({ kind }) => kind === 'found').length;
  expect(found).toBeGreaterThan(0);
  expect(found).toBeLessThan(GOODS);
  expect(before.filter((answer) => answer.kind === 'unknown')).toEqual(
    before.filter((answer) => answer.kind === 'unknown').map((answer) => ({ ...answer, complete: false })),
  );
  const held = await tablet.store.heldSegments();

  room = Number.POSITIVE_INFINITY;
  const again = await round(tight, server);
  expect(again.end).toEqual({ kind: 'done' });
  expect(again.asked.filter((hash) => held.has(hash))).toEqual([]);
  expect((await scanned(tablet)).every(({ kind }) => kind === 'found')).toBe(true);
  expect(await tablet.shelf.scan('SKU-77')).toMatchObject({ kind: 'unknown', complete: true });
});

test.each([
  ['cut short', (bytes: Uint8Array) => bytes.slice(0, bytes.length >> 1)],
  ['empty', () => new Uint8Array()],
  ['full of noise', (bytes: Uint8Array) => bytes.map((byte, at) => (at < 400 ? byte ^ 0x5a : byte))],
])(
  'a part of the goods that lies %s on the disk is noticed by whoever reads it, and the next round fetches that part alone',
  async (_, hurt) => {
    const server = shop();
    const filled = createTablet();
    await round(filled, server);
    const hash = must((await filled.store.progress()).tables.items?.parts[2]?.hash, 'a part');
    await filled.handle.run((db) => db.segments.put({ hash, bytes: hurt(must(server.segments.get(hash), 'bytes')) }));
    const tablet = filled.reopen();
    await tablet.shelf.settled();
    expect(await tablet.shelf.scan('SKU-7')).toMatchObject({ kind: 'unknown', complete: false });
    expect(await tablet.shelf.scan('SKU-1')).toMatchObject({ kind: 'found' });
    expect(await round(tablet, server)).toEqual({ end: { kind: 'done' }, asked: [hash] });
    expect(await tablet.shelf.scan('SKU-7')).toMatchObject({ kind: 'found' });
    expect((await tablet.shelf.search('scarf', 20))?.total).toBe(GOODS);
  },
);

test('a segment that comes damaged over the line is fetched again; when it never comes whole, what was there stays', async () => {
  const server = shop();
  const tablet = createTablet();
  let broken = 3;
  const { end } = await round(tablet, server, (bytes) => (broken-- > 0 ? bytes.slice(1) : bytes));
  expect(end).toEqual({ kind: 'done' });
  server.putVariant(variant(2, { title: { en: 'Shawl' } }));
  await tablet.handle.run((db) => db.segments.delete(must(server.manifest('items').parts[3]?.hash, 'a part')));
  const failed = await round(tablet, server, (bytes) => bytes.slice(1));
  expect(failed.end).toMatchObject({ kind: 'fault', fault: { code: 'hash-mismatch' } });
  expect(await tablet.shelf.scan('SKU-2')).toMatchObject({ kind: 'found', rows: [{ title: { en: 'Scarf 2' } }] });
});

test('a search worker that dies with a question is replaced by one that answers it from what lies on the disk', async () => {
  const server = shop();
  const filled = createTablet();
  await round(filled, server);
  const ports = { indexedDB: filled.idb, IDBKeyRange };
  const ends: (() => void)[] = [];
  /** As in a worker: the engine over its own connection, and messages that come later. */
  function startWorker(): SearchWorker {
    const engine = createSearchEngine({ handle: createReplicaHandle(ports), news: createReplicaNews() });
    let isDead = false;
    let tell: (event: { data: FromWorker }) => void = () => {};
    return {
      async postMessage(message) {
        const { id } = message;
        const answer =
          message.kind === 'ask' ? await engine.answer(message.question) : await engine.refresh(message.seen);
        if (!isDead) tell({ data: { id, ok: true, answer } });
      },
      addEventListener(kind: string, listener: unknown) {
        if (kind === 'message') tell = listener as typeof tell;
        if (kind === 'error') {
          ends.push(() => {
            isDead = true;
            (listener as () => void)();
          });
        }
      },
      terminate() {
        isDead = true;
      },
    };
  }
  const search = createWorkerSearch({
    start: startWorker,
    timers: { sleep: () => new Promise(() => {}) },
    fallback: () => {
      throw new Error('no second death');
    },
  });
  const shelf = createShelf({ handle: createReplicaHandle(ports), news: createReplicaNews(), search });
  await shelf.settled();
  const asked = shelf.search('scarf 7', 5);
  expect(ends).toHaveLength(1);
  ends[0]?.();
  expect(await asked).toMatchObject({ rows: [{ ordinal: 7 }], total: 1, complete: true });
  expect(ends).toHaveLength(2);
});
