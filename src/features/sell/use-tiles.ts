/** The tiles of one category: those near the window are loaded, and kept fresh while the shelf changes under them. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { useCounter, useShelfState } from '../counter/index.ts';
import { type ItemTileModel, loadTiles } from './item-tiles.ts';

const PAGE_TILES = 60;
/** Pages on either side of those near the window that stay when it moves on. */
const PAGES_KEPT = 4;
/** During a fill the shelf changes many times a second; the grid follows at a calm pace. */
const SETTLE_MS = 150;

interface Held {
  readonly category: string | null;
  readonly total: number;
  /** With the version of the shelf that each was asked of. */
  readonly pages: ReadonlyMap<number, { readonly version: number; readonly tiles: readonly ItemTileModel[] }>;
}

/** Pages, both included. */
interface Reach {
  readonly category: string | null;
  readonly first: number;
  readonly last: number;
}

const NOTHING_HELD: Held['pages'] = new Map();

export function useTiles(category: string | null) {
  const { shelf } = useCounter();
  const { version } = useShelfState();
  const [reached, setReached] = useState<Reach>({ category, first: 0, last: 0 });
  const [held, setHeld] = useState<Held | null>(null);
  const { first, last } = reached.category === category ? reached : { first: 0, last: 0 };
  const shown = held?.category === category ? held : null;
  const near = useRef({ category, first, last });
  /** Pages on their way, by the version of the shelf they are asked of. */
  const asked = useRef(new Map<number, number>());

  useEffect(() => {
    if (near.current.category !== category) asked.current.clear();
    near.current = { category, first, last };
    const pages = shown?.pages ?? NOTHING_HELD;
    const read = async (numbers: readonly number[]) => {
      for (const page of numbers) asked.current.set(page, version);
      const read = await Promise.all(numbers.map((page) => loadTiles(shelf, category, page * PAGE_TILES, PAGE_TILES)));
      const { category: now, first: from, last: to } = near.current;
      // A finger may have gone on meanwhile: what came is kept all the same, as long as it is of this category.
      if (now !== category) return;
      for (const page of numbers) asked.current.delete(page);
      const fresh = numbers.map((page, place) => [page, { version, tiles: read[place]?.tiles ?? [] }] as const);
      setHeld((before) => {
        const kept = before?.category === category ? [...before.pages] : [];
        const close = kept.filter(([page]) => page >= from - PAGES_KEPT && page <= to + PAGES_KEPT);
        return { category, total: read.at(-1)?.total ?? 0, pages: new Map([...close, ...fresh]) };
      });
    };
    const wanted = Array.from({ length: last - first + 1 }, (_, place) => first + place);
    const missing = wanted.filter((page) => !pages.has(page) && !asked.current.has(page));
    if (missing.length > 0) void read(missing);
    const isStale = (page: number) => pages.has(page) && pages.get(page)?.version !== version;
    const stale = wanted.filter((page) => isStale(page) && asked.current.get(page) !== version);
    if (stale.length === 0) return;
    // What is only older than the shelf is read again when the shelf has come to rest.
    const timer = setTimeout(() => void read(stale), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [shelf, category, first, last, version, shown]);

  /** Half a page beyond what is near the window is loaded too, so that a finger seldom meets an empty tile. */
  const reach = useCallback(
    (from: number, to: number) => {
      const next = Math.max(0, Math.floor((from - PAGE_TILES / 2) / PAGE_TILES));
      const end = Math.max(next, Math.floor((to + PAGE_TILES / 2) / PAGE_TILES));
      setReached((before) =>
        before.category === category && before.first === next && before.last === end
          ? before
          : { category, first: next, last: end },
      );
    },
    [category],
  );

  return {
    /** Null until the first answer. */
    total: shown?.total ?? null,
    /** Null while it is on its way. */
    tileAt: (index: number): ItemTileModel | null =>
      shown?.pages.get(Math.floor(index / PAGE_TILES))?.tiles[index % PAGE_TILES] ?? null,
    reach,
  };
}
