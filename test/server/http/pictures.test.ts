/** The catalogue's pictures as the server gives them: kept for ever by who asks, and not all of them in memory. */
import { expect, test } from 'vitest';
import { createSite, type SiteSource } from '../../../src/server/http/site.ts';

function shelfOf(bytes: (name: string) => number | null) {
  const read: string[] = [];
  const source: SiteSource = {
    read: async (name) => {
      read.push(name);
      const size = bytes(name);
      return size === null ? null : new Uint8Array(size);
    },
  };
  const site = createSite([source], { prefix: '/pictures/', kind: 'pictures', memoryBytes: 1_000 });
  const get = (name: string) => site.answer(new Request(`http://shop/pictures/${name}`), `/pictures/${name}`);
  return { read, get };
}

test('a picture may be kept for ever, because another one has another name', async () => {
  const { get } = shelfOf(() => 10);
  const answer = await get('mug.webp');
  expect(answer?.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect(answer?.headers.get('content-length')).toBe('10');
});

test('a camera’s spelling of the type is understood', async () => {
  const { get } = shelfOf(() => 10);
  expect((await get('IMG_0042.JPG'))?.headers.get('content-type')).toBe('image/jpeg');
});

test('of a hundred thousand pictures only those asked for of late are in memory', async () => {
  const { read, get } = shelfOf(() => 100);
  for (let number = 0; number < 50; number++) {
    await get(`${number}.webp`);
    await get('0.webp');
  }
  expect(read.filter((name) => name === '0.webp')).toHaveLength(1);
  const before = read.length;
  for (const number of [49, 48, 47]) await get(`${number}.webp`);
  expect(read).toHaveLength(before);
  for (const number of [1, 2, 3]) await get(`${number}.webp`);
  expect(read).toHaveLength(before + 3);
});

test('one larger than all the memory is given, and none that is there goes for it', async () => {
  const { read, get } = shelfOf((name) => (name === 'poster.png' ? 5_000 : 100));
  await get('mug.webp');
  expect((await (await get('poster.png'))?.arrayBuffer())?.byteLength).toBe(5_000);
  await get('mug.webp');
  expect(read).toEqual(['mug.webp', 'poster.png']);
});

test('names that do not exist are not remembered', async () => {
  const { read, get } = shelfOf(() => null);
  expect(await get('none.webp')).toBeNull();
  expect(await get('none.webp')).toBeNull();
  expect(read).toHaveLength(2);
});
