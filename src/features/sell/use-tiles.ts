/** The tiles of one category: those near the window are loaded, and kept fresh while the shelf changes under them. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { useCounter, useShelfState } from '../counter/index.ts';
import { type ItemTileModel, loadTiles } from './item-tiles.ts';

/** As many as one frame can well draw: what comes faster than that is shown one page a frame. */
const PAGE_TILES = 20;
/** Pages on either side of those near the window that stay when it moves on. */
const PAGES_KEPT = 12;
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

const nextFrame = () => new Promise(requestAnimationFrame);

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
  /** Pages that came stand in line here, each for a frame of its own. */
  const drawing = useRef<Promise<unknown>>(Promise.resolve());

  useEffect(() => {
    if (near.current.category !== category) asked.current.clear();
    near.current = { category, first, last };
    const pages = shown?.pages ?? NOTHING_HELD;
    const read = async (page: number) => {
      asked.current.set(page, version);
      const { tiles, total } = await loadTiles(shelf, category, page * PAGE_TILES, PAGE_TILES);
      if (pages.size > 0) {
        drawing.current = drawing.current.then(nextFrame);
        await drawing.current;
      }
      const { category: now, first: from, last: to } = near.current;
      // A finger may have gone on meanwhile: what came is kept all the same, as long as it is of this category.
      if (now !== category) return;
      asked.current.delete(page);
      setHeld((before) => {
        const kept = before?.category === category ? [...before.pages] : [];
        const close = kept.filter(([each]) => each >= from - PAGES_KEPT && each <= to + PAGES_KEPT);
        return { category, total, pages: new Map([...close, [page, { version, tiles }]]) };
      });
    };
    const wanted = Array.from({ length: last - first + 1 }, (_, place) => first + place);
    const missing = wanted.filter((page) => !pages.has(page) && !asked.current.has(page));
    for (const page of missing) void read(page);
    const isStale = (page: number) => pages.has(page) && pages.get(page)?.version !== version;
    const stale = wanted.filter((page) => isStale(page) && asked.current.get(page) !== version);
    if (stale.length === 0) return;
    // What is only older than the shelf is read again when the shelf has come to rest.
    const timer = setTimeout(() => {
      for (const page of stale) void read(page);
    }, SETTLE_MS);
    return () => clearTimeout(timer);
  }, [shelf, category, first, last, version, shown]);

  /** A page beyond what is near the window is loaded too, so that a finger seldom meets an empty tile. */
  const reach = useCallback(
    (from: number, to: number) => {
      const next = Math.max(0, Math.floor((from - PAGE_TILES) / PAGE_TILES));
      const end = Math.max(next, Math.floor((to + PAGE_TILES) / PAGE_TILES));
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
