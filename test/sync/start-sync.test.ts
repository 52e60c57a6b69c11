/** Leading, listening for hints, enrolling, and the handle that screens hold. */
import { expect, test } from 'vitest';
import { HEADER_EPOCH, HEADER_NONCE } from '../../src/protocol/headers.ts';
import { loadTablet } from '../../src/replica/identity/tablet.ts';
import { listenForHints } from '../../src/sync/events.ts';
import { enrolmentCodeOf, enrolTablet, type HttpRequest } from '../../src/sync/index.ts';
import { leadSync } from '../../src/sync/leader.ts';
import { FIRST_REPORT, type RunningSync, type SyncReport } from '../../src/sync/report.ts';
import { createSyncClient, type SyncNews, type SyncOrder } from '../../src/sync/sync-client.ts';
import { createRigLocks, rigEnrolment, rigVault, seededRandom } from '../support/journal-rig.ts';
import { createDisk, openMemoryStore } from '../support/memory-journal-store.ts';

const tick = () => new Promise((resolve) => setImmediate(resolve));

test('F04 one realm leads; when it stops, the next one does', async () => {
  const locks = createRigLocks();
  const leading: string[] = [];
  const stops = ['a', 'b'].map((name) => {
    const stop = new AbortController();
    void leadSync(
      locks,
      (signal) => {
        leading.push(name);
        return new Promise((resolve) => signal.addEventListener('abort', () => resolve()));
      },
      stop.signal,
    );
    return stop;
  });
  await tick();
  expect(leading).toEqual(['a']);
  stops[0]?.abort();
  await tick();
  expect(leading).toEqual(['a', 'b']);
  stops[1]?.abort();
});

async function* chunksOf(...texts: string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield new TextEncoder().encode(text);
}

test('N08 hints wake the engine, heartbeats do not, and a silent stream is given up for polling', async () => {
  const stop = new AbortController();
  const waits: number[] = [];
  let hints = 0;
  let opened = 0;
  await listenForHints(
    {
      open: async () => {
        opened += 1;
        return opened === 1 ? chunksOf(': beat\n\n', 'id: 1\ndata: {"items":4}\n\n') : null;
      },
      timers: {
        sleep: async (ms, signal) => {
          if (ms === 45_000) return new Promise((resolve) => signal?.addEventListener('abort', () => resolve()));
          waits.push(ms);
          if (waits.length === 3) stop.abort();
        },
      },
      random: seededRandom(1),
      onHint: () => {
        hints += 1;
      },
    },
    stop.signal,
  );
  // One because the stream opened, one because it said something.
  expect(hints).toBe(2);
  expect(waits.length).toBe(3);
  expect(waits[0]).toBeLessThan(2_000);
  expect(waits[2]).toBe(300_000);
});

test('N08 a stream that falls silent is left', async () => {
  const stop = new AbortController();
  let silences = 0;
  await listenForHints(
    {
      open: async () =>
        ({ [Symbol.asyncIterator]: () => ({ next: () => new Promise(() => undefined) }) }) as AsyncIterable<Uint8Array>,
      timers: {
        sleep: async (ms) => {
          if (ms === 45_000) silences += 1;
          else stop.abort();
        },
      },
      random: seededRandom(1),
      onHint: () => undefined,
    },
    stop.signal,
  );
  expect(silences).toBe(1);
});

test('a code is read as people type it', () => {
  expect(['K7QM-3FXD', 'k7qm 3fxd', ' k7qm3fxd ', 'Ｋ７ＱＭ－３ＦＸＤ'].map(enrolmentCodeOf)).toEqual(
    Array(4).fill('K7QM-3FXD'),
  );
  expect(['', 'K7QM', 'K7QM-3FX0', 'K7QM-3FXDD'].map(enrolmentCodeOf)).toEqual(Array(4).fill(null));
});

test('X16 enrolment whose answer was lost asks again with the same key, and begins one life', async () => {
  const store = openMemoryStore(createDisk());
  const asked: HttpRequest[] = [];
  let keys = 0;
  const vault = {
    ...rigVault,
    createSigningKey: () => {
      keys += 1;
      return rigVault.createSigningKey();
    },
  };
  const ports = {
    http: async (request: HttpRequest) => {
      asked.push(request);
      if (asked.length === 1) throw new TypeError('network');
      const headers: Record<string, string> = {
        'content-type': 'application/json',
        [HEADER_EPOCH]: 'first',
        [HEADER_NONCE]: request.headers[HEADER_NONCE] ?? '',
      };
      const isKnown = request.body?.includes('K7QM-3FXD') ?? false;
      const body = isKnown ? rigEnrolment() : { code: 'code-unknown' };
      return {
        status: isKnown ? 200 : 404,
        header: (name: string) => headers[name] ?? null,
        text: async () => JSON.stringify(body),
        bytes: async () => new Uint8Array(),
        chunks: () => null,
      };
    },
    timers: { sleep: () => new Promise<void>(() => undefined) },
    random: seededRandom(1),
    vault,
    store,
  };
  const wish = { code: 'k7qm3fxd', installed: true, persisted: true };
  expect(await enrolTablet(ports, { ...wish, code: 'nonsense' })).toMatchObject({ refusal: { code: 'not-a-code' } });
  expect(await enrolTablet(ports, wish)).toMatchObject({ refusal: { code: 'offline', because: 'no-answer' } });
  const enrolled = await enrolTablet(ports, wish);
  expect(enrolled.ok && enrolled.value.identity.series).toBe('A1');
  expect(keys).toBe(1);
  expect((await loadTablet(store, vault))?.identity.incarnation).toBe(1);
  expect(await enrolTablet(ports, { ...wish, code: 'AAAA-BBBB' })).toEqual({
    ok: false,
    refusal: { code: 'code-unknown' },
  });
});

const NOON = '2026-03-02T12:00:00.000Z';
const KEY = { key: 'k'.repeat(43), sealTo: 'p'.repeat(87), until: NOON, serverTime: NOON };

const online: SyncReport = { ...FIRST_REPORT, status: { ...FIRST_REPORT.status, link: 'online' } };

const soon = { timers: { sleep: tick as () => Promise<void> }, random: seededRandom(3) };

test('F11 a worker that cannot open the database does not end sync: the page tries, until it opens', async () => {
  let tries = 0;
  let tell: (news: SyncNews) => void = () => undefined;
  const client = createSyncClient({
    startWorker: () => ({
      postMessage: () => undefined,
      onMessage: (listener) => {
        tell = listener;
      },
      onFailure: () => undefined,
      terminate: () => undefined,
    }),
    startHere: async (_build, onReport) => {
      tries += 1;
      if (tries < 3) throw new Error('unavailable');
      onReport(online);
      return { kick: () => undefined, giveWay: () => undefined, clientKey: async () => KEY, stop: () => undefined };
    },
    build: 'test',
    ...soon,
  });
  tell({ kind: 'failed', code: 'unavailable' });
  await expect.poll(() => client.status().link).toBe('online');
  expect(tries).toBe(3);
});

test('the handle shows what the worker tells and passes kicks on', () => {
  const orders: SyncOrder[] = [];
  let tell: (news: SyncNews) => void = () => undefined;
  const client = createSyncClient({
    startWorker: () => ({
      postMessage: (order) => orders.push(order),
      onMessage: (listener) => {
        tell = listener;
      },
      onFailure: () => undefined,
      terminate: () => undefined,
    }),
    startHere: () => Promise.reject(new Error('the worker runs')),
    build: 'test',
    ...soon,
  });
  let changes = 0;
  client.subscribe(() => {
    changes += 1;
  });
  tell({ kind: 'report', report: online });
  client.kick();
  // Only a fill has something to give way with.
  client.giveWay();
  tell({ kind: 'report', report: { ...online, status: { ...online.status, phase: 'filling' } } });
  client.giveWay();
  client.close();
  expect([client.status().link, changes]).toEqual(['online', 2]);
  expect(orders.map(({ kind }) => kind)).toEqual(['start', 'kick', 'busy', 'stop']);
});

test('the key of the clients comes from where sync runs; a worker that dies answers nothing, the page asks again', async () => {
  const orders: SyncOrder[] = [];
  let tell: (news: SyncNews) => void = () => undefined;
  const client = createSyncClient({
    startWorker: () => ({
      postMessage: (order) => orders.push(order),
      onMessage: (listener) => {
        tell = listener;
      },
      onFailure: () => undefined,
      terminate: () => undefined,
    }),
    startHere: async () => ({
      ...{ kick: () => undefined, giveWay: () => undefined, stop: () => undefined },
      clientKey: async () => KEY,
    }),
    build: 'test',
    ...soon,
  });
  const [first, second] = [client.clientKey(), client.clientKey()];
  await tick();
  const asks = orders.flatMap((order) => (order.kind === 'client-key' ? [order.ask] : []));
  expect(asks).toHaveLength(2);
  tell({ kind: 'client-key', ask: asks[1] ?? 0, key: KEY });
  expect(await second).toEqual(KEY);
  tell({ kind: 'failed', code: 'unavailable' });
  expect(await first).toBeNull();
  await expect.poll(() => client.clientKey()).toEqual(KEY);
  const lost = createSyncClient({
    startWorker: () => ({
      postMessage: () => undefined,
      onMessage: () => undefined,
      onFailure: () => undefined,
      terminate: () => undefined,
    }),
    startHere: () => Promise.reject(new Error('the worker runs')),
    build: 'test',
    ...soon,
  });
  const unanswered = lost.clientKey();
  await tick();
  lost.close();
  expect(await unanswered).toBeNull();
});

test('where there is no worker, or it dies, sync runs in the page', async () => {
  let started = 0;
  let kicks = 0;
  const startHere = async (_build: string, onReport: (report: SyncReport) => void): Promise<RunningSync> => {
    started += 1;
    onReport(online);
    return { kick: () => void kicks++, giveWay: () => undefined, clientKey: async () => KEY, stop: () => undefined };
  };
  const without = createSyncClient({
    startWorker: () => {
      throw new Error('no workers here');
    },
    startHere,
    build: 'test',
    ...soon,
  });
  await tick();
  without.kick();
  expect([started, kicks, without.status().link]).toEqual([1, 1, 'online']);
  let fail: () => void = () => undefined;
  createSyncClient({
    startWorker: () => ({
      postMessage: () => undefined,
      onMessage: () => undefined,
      onFailure: (listener) => {
        fail = listener;
      },
      terminate: () => undefined,
    }),
    startHere,
    build: 'test',
    ...soon,
  });
  fail();
  fail();
  await tick();
  expect(started).toBe(2);
});
