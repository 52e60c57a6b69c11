/** Which pictures a tablet keeps, and which go first. */
import { describe, expect, test } from 'vitest';
import { createPictureCache, type PictureLimits, type PicturePorts } from '../../src/app/picture-cache.ts';

const LIMITS: PictureLimits = { bytes: 60_000_000, count: 8, oneBytes: 5_000 };

/** The browser's caches, in memory, with the disk's moods. */
function fakeDisk() {
  const caches = new Map<string, Map<string, Response>>();
  const disk = {
    caches,
    isFull: false,
    /** Every operation by its name: nothing may be counted through. */
    calls: [] as string[],
    others: () => [...caches.keys()].filter((name) => !name.startsWith('evertill-pictures-')),
    pictures: () => [
      ...new Set([...caches.values()].flatMap((held) => [...held.keys()]).filter((name) => name.startsWith('/pic'))),
    ],
    stores: {
      async open(name: string) {
        const held = caches.get(name) ?? new Map<string, Response>();
        caches.set(name, held);
        return {
          async match(address: string) {
            disk.calls.push('match');
            return held.get(address)?.clone();
          },
          async put(address: string, response: Response) {
            disk.calls.push(address.startsWith('/pic') ? 'put' : 'tell');
            if (disk.isFull) throw new DOMException('no room', 'QuotaExceededError');
            held.set(address, response);
          },
        };
      },
      async keys() {
        disk.calls.push('keys');
        return [...caches.keys()];
      },
      async delete(name: string) {
        return caches.delete(name);
      },
    },
  };
  return disk;
}

type Disk = ReturnType<typeof fakeDisk>;

function picture(bytes = 100): Response {
  return new Response(new Uint8Array(bytes), { headers: { 'content-type': 'image/webp' } });
}

/** A service worker over that disk; it may end and begin again over the same one. */
function wakeUp(disk: Disk, ports: Partial<PicturePorts> = {}) {
  const asked: string[] = [];
  let answers: (address: string) => Response | Promise<Response> = () => picture();
  const cache = createPictureCache({
    stores: disk.stores,
    ask: async (address) => {
      asked.push(address);
      return answers(address);
    },
    estimate: async () => ({ quota: 10_000_000_000, usage: 0 }),
    now: () => 0,
    limits: LIMITS,
    ...ports,
  });
  return {
    asked,
    set answers(next: typeof answers) {
      answers = next;
    },
    async look(...numbers: readonly number[]) {
      const seen: number[] = [];
      for (const number of numbers) {
        const works: Promise<unknown>[] = [];
        const { status } = await cache.answer(`/pictures/${number}.webp`, (work) => works.push(work));
        await Promise.all(works);
        seen.push(status);
      }
      return seen;
    },
  };
}

const noNetwork = () => Promise.reject(new TypeError('Failed to fetch'));

test('what was seen once comes from the tablet from then on, also after the worker slept and without a network', async () => {
  const disk = fakeDisk();
  const worker = wakeUp(disk);
  expect(await worker.look(1, 2, 1)).toEqual([200, 200, 200]);
  expect(worker.asked).toEqual(['/pictures/1.webp', '/pictures/2.webp']);
  const again = wakeUp(disk);
  again.answers = noNetwork;
  expect(await again.look(2, 1, 3)).toEqual([200, 200, 504]);
  expect(again.asked).toEqual(['/pictures/3.webp']);
});

test('past the bound those go that nobody looked at lately, whenever they came', async () => {
  const disk = fakeDisk();
  const worker = wakeUp(disk);
  for (let number = 1; number <= 40; number++) {
    await worker.look(number);
    // The first one is in sight all the time.
    await worker.look(1);
    expect(disk.pictures().length).toBeLessThanOrEqual(LIMITS.count);
  }
  expect(worker.asked.filter((address) => address === '/pictures/1.webp')).toHaveLength(1);
  const kept = disk.pictures();
  expect(kept).toContain('/pictures/1.webp');
  expect(kept).toContain('/pictures/40.webp');
  expect(kept).toContain('/pictures/39.webp');
  expect(kept).not.toContain('/pictures/2.webp');
});

test('the bound in bytes holds as the bound in number does', async () => {
  const disk = fakeDisk();
  const limits = { bytes: 5_000_000, count: 10_000, oneBytes: 2_000_000 };
  const worker = wakeUp(disk, { limits });
  worker.answers = () => picture(600_000);
  const numbers = Array.from({ length: 30 }, (_, place) => place + 1);
  await worker.look(...numbers);
  expect(disk.pictures().length).toBeLessThanOrEqual(8);
  expect(disk.pictures().length).toBeGreaterThanOrEqual(4);
  expect(disk.pictures()).toContain('/pictures/30.webp');
});

test('a look writes nothing, and the caches are counted through once in the life of a worker', async () => {
  const disk = fakeDisk();
  const worker = wakeUp(disk, { limits: { ...LIMITS, count: 4_000 } });
  for (let number = 0; number < 300; number++) await worker.look(number);
  expect(disk.calls.filter((call) => call === 'keys')).toHaveLength(1);
  disk.calls.length = 0;
  for (let number = 0; number < 300; number++) await worker.look(number);
  expect(new Set(disk.calls)).toEqual(new Set(['match']));
});

test('a run of new pictures is told in one note, and the count goes on where the worker before it ended', async () => {
  const disk = fakeDisk();
  const cache = createPictureCache({
    stores: disk.stores,
    ask: async () => picture(),
    estimate: async () => ({}),
    now: () => 0,
    limits: LIMITS,
  });
  const works: Promise<unknown>[] = [];
  await Promise.all([1, 2, 3].map((number) => cache.answer(`/pictures/${number}.webp`, (work) => works.push(work))));
  await Promise.all(works);
  expect(disk.calls.filter((call) => call === 'tell')).toHaveLength(1);
  await wakeUp(disk).look(4, 5);
  // Four fill a generation: the fifth began the next one.
  expect([...disk.caches.values()].map((held) => held.size - 1)).toEqual([4, 1]);
});

test('a generation that never told what it holds is grown old, so that no crash lets them pile up', async () => {
  const disk = fakeDisk();
  disk.caches.set('evertill-pictures-1', new Map([['/pictures/1.webp', picture()]]));
  disk.caches.set('evertill-pictures-7', new Map([['/pictures/2.webp', picture()]]));
  disk.caches.set('evertill-pictures-9', new Map([['/pictures/3.webp', picture()]]));
  await wakeUp(disk).look(4);
  expect([...disk.caches.keys()].toSorted()).toEqual(['evertill-pictures-10', 'evertill-pictures-9']);
});

describe('only pictures are kept', () => {
  const html = () => new Response('<h1>Welcome to our Wi-Fi</h1>', { headers: { 'content-type': 'text/html' } });
  test.each([
    ['a page of the network’s own', html],
    ['an error that wears a picture’s type', () => new Response('x', { status: 500, headers: picture().headers })],
    ['a part', () => new Response('x', { status: 206, headers: picture().headers })],
    ['one that is too large', () => picture(6_000)],
    [
      'one that says it is too large',
      () => new Response('x', { headers: { 'content-type': 'image/png', 'content-length': '9000000' } }),
    ],
    ['what came from elsewhere', () => Object.defineProperty(picture(), 'redirected', { value: true })],
    ['what cannot be looked into', () => Object.defineProperty(picture(), 'type', { value: 'opaque' })],
    [
      'one that broke off',
      () =>
        new Response(
          new ReadableStream({
            start(controller) {
              controller.enqueue(new Uint8Array(10));
              controller.error(new TypeError('network error'));
            },
          }),
          { headers: { 'content-type': 'image/png' } },
        ),
    ],
  ])('%s is not', async (_, answer) => {
    const disk = fakeDisk();
    const worker = wakeUp(disk);
    worker.answers = answer;
    await worker.look(1);
    expect(disk.pictures()).toEqual([]);
    worker.answers = () => picture();
    expect(await worker.look(1)).toEqual([200]);
    expect(disk.pictures()).toEqual(['/pictures/1.webp']);
  });
});

test('a picture that does not exist is asked for once in ten minutes; one that the network kept back, each time', async () => {
  let now = 0;
  const worker = wakeUp(fakeDisk(), { now: () => now });
  worker.answers = () => new Response(null, { status: 404 });
  expect(await worker.look(1, 1, 1)).toEqual([404, 404, 404]);
  expect(worker.asked).toHaveLength(1);
  now += 11 * 60_000;
  worker.answers = noNetwork;
  expect(await worker.look(1, 1)).toEqual([504, 504]);
  expect(worker.asked).toHaveLength(3);
});

test('a full disk takes the pictures and nothing else, and every picture is still shown', async () => {
  const disk = fakeDisk();
  disk.caches.set('workbox-precache-v2', new Map([['/index.html', new Response('app')]]));
  const worker = wakeUp(disk);
  await worker.look(1, 2, 3, 4, 5);
  disk.isFull = true;
  expect(await worker.look(6)).toEqual([200]);
  expect(disk.pictures()).toEqual([]);
  expect(await worker.look(7, 1)).toEqual([200, 200]);
  expect(disk.others()).toEqual(['workbox-precache-v2']);
  expect(disk.caches.get('workbox-precache-v2')?.size).toBe(1);
});

test('where room is short pictures take a tenth of what is free; where there is next to none they go', async () => {
  const disk = fakeDisk();
  let free = 100_000_000;
  const estimate = async () => ({ quota: 1_000_000_000, usage: 1_000_000_000 - free });
  const limits = { bytes: 60_000_000, count: 10_000, oneBytes: 2_000_000 };
  const worker = wakeUp(disk, { estimate, limits });
  worker.answers = () => picture(1_000_000);
  await worker.look(...Array.from({ length: 40 }, (_, place) => place));
  expect(disk.pictures().length).toBeLessThanOrEqual(10);
  free = 20_000_000;
  await worker.look(...Array.from({ length: 60 }, (_, place) => 100 + place));
  expect(disk.pictures()).toEqual([]);
});

test('a broken cache is passed by: the picture comes from the network', async () => {
  const disk = fakeDisk();
  const broken = () => Promise.reject(new DOMException('gone', 'UnknownError'));
  const worker = wakeUp(disk, { stores: { ...disk.stores, open: broken } });
  expect(await worker.look(1, 1)).toEqual([200, 200]);
});
