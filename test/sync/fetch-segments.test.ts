/** How segments of a fill are asked for and stored. */
import { expect, test } from 'vitest';
import type { Timers } from '../../src/kernel/ports.ts';
import type { SegmentRefusal } from '../../src/replica/catalog/replica-store.ts';
import { fetchSegments, type SegmentPorts } from '../../src/sync/fetch-segments.ts';
import { LONGEST_WAIT_MS, QUIET_MS, watchCounter } from '../../src/sync/give-way.ts';

const tick = () => new Promise((resolve) => setImmediate(resolve));

/** Time that stands still until it is moved on. */
function manualTimers() {
  let at = 0;
  let sleeping: { readonly until: number; wake(): void }[] = [];
  const timers: Timers = { sleep: (ms) => new Promise((wake) => sleeping.push({ until: at + ms, wake })) };
  return {
    timers,
    clock: { elapsed: () => at },
    async advance(ms: number) {
      at += ms;
      const due = sleeping.filter(({ until }) => until <= at);
      sleeping = sleeping.filter(({ until }) => until > at);
      for (const { wake } of due) wake();
      await tick();
    },
  };
}

/** A line and a disk that answer only when the test says so. */
function rig(count: number, held: readonly string[] = []) {
  const hashes = Array.from({ length: count }, (_, at) => String(at).padStart(64, 'a'));
  const lines = new Map<string, (bytes: Uint8Array | null) => void>();
  const disk = new Map<string, (refusal?: SegmentRefusal) => void>();
  const asked: string[] = [];
  const ports: SegmentPorts = {
    replica: {
      heldSegments: async () => new Set(held),
      keepSegment: (hash) =>
        new Promise((resolve) => {
          disk.set(hash, (refusal) => resolve(refusal ? { ok: false, refusal } : { ok: true, value: 'kept' }));
        }),
    },
    transport: {
      segment: (hash) =>
        new Promise((resolve) => {
          asked.push(hash);
          lines.set(hash, resolve);
        }),
    },
  };
  const manifest = {
    tables: [
      { stream: 'items', through: 1, parts: hashes.map((hash, at) => ({ hash, first: at * 10, rows: 10, bytes: 1 })) },
    ],
    grant: '',
  };
  const arrive = async (hash: string | undefined, bytes: Uint8Array | null = new Uint8Array(1)) => {
    lines.get(hash ?? '')?.(bytes);
    await tick();
  };
  return { hashes, ports, manifest, asked, lines, disk, arrive };
}

test('the line stays full while the disk is slow, until too many segments wait for it', async () => {
  const { hashes, ports, manifest, asked, disk, arrive } = rig(20);
  const arrival = fetchSegments(ports, manifest);
  await tick();
  expect(asked).toEqual(hashes.slice(0, 5));
  for (let at = 0; at < 5; at++) await arrive(hashes[at]);
  expect(asked.length).toBe(10);
  for (let at = 5; at < 12; at++) await arrive(hashes[at]);
  // Eight wait to be stored: nobody asks for more.
  const atRest = asked.length;
  expect(atRest).toBeLessThanOrEqual(13);
  await tick();
  expect(asked.length).toBe(atRest);
  for (let round = 0; round < 40; round++) {
    for (const stored of [...disk.values()]) stored();
    for (const hash of asked) await arrive(hash);
  }
  expect(await arrival).toBeNull();
  expect(asked).toEqual(hashes);
});

test('what is held is not asked for again, and nothing at all when all are here', async () => {
  const { hashes, manifest, ports } = rig(3);
  const half = rig(3, hashes.slice(0, 2));
  const arrival = fetchSegments(half.ports, half.manifest);
  await tick();
  expect(half.asked).toEqual(hashes.slice(2));
  await half.arrive(hashes[2]);
  half.disk.get(hashes[2] ?? '')?.();
  expect(await arrival).toBeNull();

  const whole = fetchSegments(
    { ...ports, replica: { ...ports.replica, heldSegments: async () => new Set(hashes) } },
    manifest,
  );
  expect(await whole).toBeNull();
});

test('a disk that is full ends the fill with its reason; what was on its way is still stored', async () => {
  const { hashes, ports, manifest, asked, disk, arrive } = rig(12);
  const arrival = fetchSegments(ports, manifest);
  await tick();
  await arrive(hashes[0]);
  disk.get(hashes[0] ?? '')?.({ code: 'storage-failed', cause: 'QuotaExceededError' });
  await tick();
  const before = asked.length;
  for (const hash of hashes.slice(1, before)) await arrive(hash);
  for (const stored of disk.values()) stored();
  expect(await arrival).toMatchObject({ code: 'QuotaExceededError' });
  expect(asked.length).toBe(before);
});

test('a line that gives nothing three times over is offline', async () => {
  const { hashes, ports, manifest, asked, arrive } = rig(1);
  const arrival = fetchSegments(ports, manifest);
  await tick();
  for (let attempt = 0; attempt < 3; attempt++) await arrive(hashes[0], null);
  expect(await arrival).toMatchObject({ code: 'segment-not-here', isOffline: true });
  expect(asked.length).toBe(3);
});

test('a database that throws is heard, whoever else still works', async () => {
  const { hashes, ports, manifest, arrive } = rig(2);
  const broken = { ...ports.replica, keepSegment: () => Promise.reject(new Error('gone')) };
  const end = fetchSegments({ ...ports, replica: broken }, manifest).catch((error: unknown) => error);
  await tick();
  for (const hash of hashes) await arrive(hash);
  expect(await end).toEqual(new Error('gone'));
});

test('while somebody is busy at the counter nothing is asked for and nothing is stored', async () => {
  const { timers, clock, advance } = manualTimers();
  const counter = watchCounter({ clock, timers });
  const { hashes, ports, manifest, asked, disk, arrive } = rig(8);
  const arrival = fetchSegments({ ...ports, whenQuiet: counter.whenQuiet }, manifest);
  await tick();
  expect(asked.length).toBe(5);
  counter.busy();
  await arrive(hashes[0]);
  expect([asked.length, disk.size]).toEqual([5, 0]);
  await advance(QUIET_MS - 1);
  expect([asked.length, disk.size]).toEqual([5, 0]);
  await advance(2);
  expect([asked.length, disk.size]).toEqual([6, 1]);
  for (let round = 0; round < 8; round++) {
    for (const hash of hashes) await arrive(hash);
    for (const stored of [...disk.values()]) stored();
  }
  expect(await arrival).toBeNull();
});

test('a counter that never rests holds the fill back for a while, not for ever', async () => {
  const { timers, clock, advance } = manualTimers();
  const counter = watchCounter({ clock, timers });
  counter.busy();
  let isOver = false;
  void counter.whenQuiet().then(() => {
    isOver = true;
  });
  for (let ms = 0; ms < LONGEST_WAIT_MS - 100; ms += 100) {
    counter.busy();
    await advance(100);
    expect(isOver).toBe(false);
  }
  counter.busy();
  await advance(100);
  expect(isOver).toBe(true);
});
