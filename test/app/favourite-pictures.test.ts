/** What sells most is seen without a network too, though nobody looked at it before. */
import { expect, test } from 'vitest';
import { type FavouritePorts, favouritePictures, followFavourites } from '../../src/app/favourite-pictures.ts';
import type { Shelf, ShelfState } from '../../src/replica/index.ts';
import type { LinkState } from '../../src/sync/index.ts';
import { watched } from '../../src/ui/index.ts';

type ShelfItem = Awaited<ReturnType<Shelf['browse']>>['items'][number];

function item(image: string | null, ...others: readonly (string | null)[]): ShelfItem {
  const row = (name: string | null) => ({ image: name }) as ShelfItem['row'];
  return { row: row(image), variants: [row(image), ...others.map(row)] };
}

function shelfOf(items: readonly ShelfItem[]): Pick<Shelf, 'browse'> {
  return { browse: async ({ limit }) => ({ items: items.slice(0, limit), total: items.length, complete: true }) };
}

function tablet(
  items: readonly ShelfItem[],
  change: Partial<FavouritePorts> = {},
  begins: { phase: ShelfState['phase']; link: LinkState } = { phase: 'ready', link: 'online' },
) {
  const phase = watched(begins.phase);
  const link = watched(begins.link);
  const asked: string[] = [];
  let now = 0;
  followFavourites({
    shelf: { ...shelfOf(items), state: () => ({ phase: phase.get() }) as ShelfState, subscribe: phase.subscribe },
    sync: {
      status: () => ({ link: link.get() }) as ReturnType<FavouritePorts['sync']['status']>,
      subscribe: link.subscribe,
    },
    clock: { now: () => now, elapsed: () => now },
    mayAsk: () => true,
    subscribe: () => () => undefined,
    rest: () => Promise.resolve(),
    ask: async (address) => {
      asked.push(address);
      return 1_000;
    },
    ...change,
  });
  return {
    ...{ phase, link, asked },
    /** Lets all that can happen now happen. */
    settle: () => new Promise<void>((resolve) => setTimeout(resolve, 20)),
    pass(ms: number) {
      now += ms;
      // Any news of the tablet is a reason to look.
      link.set('unknown');
      link.set('online');
    },
  };
}

test('a shelf that was opened just now and shows nothing yet is asked again, not six hours later', async () => {
  let isShown = false;
  const goods = shelfOf([item('a.svg')]);
  const shelf = {
    browse: async (query: Parameters<Shelf['browse']>[0]) =>
      isShown ? goods.browse(query) : { items: [], total: 0, complete: false },
    state: () => ({ phase: 'ready' }) as ShelfState,
    subscribe: () => () => undefined,
  };
  const { asked, settle, pass } = tablet([], { shelf });
  await settle();
  expect(asked).toEqual([]);
  isShown = true;
  pass(0);
  await settle();
  expect(asked).toEqual(['/pictures/a.svg']);
});

test('the first picture of each item comes before other colours, each once, and never more than the bound', async () => {
  expect(
    await favouritePictures(shelfOf([item('a.svg', 'b.svg', 'a.svg'), item(null), item('c.svg', null, 'b.svg')])),
  ).toEqual(['/pictures/a.svg', '/pictures/c.svg', '/pictures/b.svg']);
  const many = Array.from({ length: 500 }, (_, place) =>
    item(`${place}.svg`, ...Array.from({ length: 20 }, (__, colour) => `${place}-${colour}.svg`)),
  );
  const wanted = (await favouritePictures(shelfOf(many))) ?? [];
  expect(wanted).toHaveLength(180);
  expect(wanted.slice(0, 60)).toEqual(Array.from({ length: 60 }, (_, place) => `/pictures/${place}.svg`));
});

test('they wait until the shelf is whole and the server answers', async () => {
  const { asked, settle, phase, link } = tablet([item('a.svg')], {}, { phase: 'filling', link: 'unknown' });
  await settle();
  phase.set('ready');
  await settle();
  expect(asked).toEqual([]);
  link.set('online');
  await settle();
  expect(asked).toEqual(['/pictures/a.svg']);
});

test('over a connection that is paid by the byte none is asked for', async () => {
  const { asked, settle } = tablet([item('a.svg')], { mayAsk: () => false });
  await settle();
  expect(asked).toEqual([]);
});

test('they begin once somebody is there to keep them', async () => {
  const isKept = watched(false);
  const { asked, settle } = tablet([item('a.svg')], { mayAsk: isKept.get, subscribe: isKept.subscribe });
  await settle();
  expect(asked).toEqual([]);
  isKept.set(true);
  await settle();
  expect(asked).toEqual(['/pictures/a.svg']);
});

test('when the network goes nothing is asked any more; it goes on when it is back', async () => {
  const asked: string[] = [];
  const { settle, link } = tablet([item('a.svg'), item('b.svg'), item('c.svg')], {
    ask: async (address) => {
      asked.push(address);
      if (asked.length === 2) link.set('offline');
      return 1_000;
    },
  });
  await settle();
  expect(asked).toEqual(['/pictures/a.svg', '/pictures/b.svg']);
  link.set('online');
  await settle();
  expect(asked.at(-1)).toBe('/pictures/c.svg');
});

test('a server that gives none is left alone for a minute', async () => {
  const asked: string[] = [];
  const { settle, pass } = tablet([item('a.svg'), item('b.svg')], {
    ask: async (address) => {
      asked.push(address);
      return asked.length === 1 ? null : 1_000;
    },
  });
  await settle();
  pass(10_000);
  await settle();
  expect(asked).toEqual(['/pictures/a.svg']);
  pass(51_000);
  await settle();
  expect(asked).toEqual(['/pictures/a.svg', '/pictures/a.svg', '/pictures/b.svg']);
});

test('done once, they are looked at again some hours later, not at every news', async () => {
  const { asked, settle, pass } = tablet([item('a.svg')]);
  await settle();
  pass(3_600_000);
  await settle();
  expect(asked).toHaveLength(1);
  pass(6 * 3_600_000);
  await settle();
  expect(asked).toHaveLength(2);
});

test('large pictures: no more than the service worker can keep together', async () => {
  const asked: string[] = [];
  const items = Array.from({ length: 60 }, (_, place) => item(`${place}.png`));
  const { settle } = tablet(items, {
    ask: async (address) => {
      asked.push(address);
      return 2_000_000;
    },
  });
  await settle();
  expect(asked).toHaveLength(6);
});
