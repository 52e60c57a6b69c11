/** The tiles of one category: those near the window are loaded, and kept fresh while the shelf changes under them. */
import { useCallback, useEffect, useState } from 'react';
import { useCounter, useShelfState } from '../counter/index.ts';
import { type ItemTileModel, loadTiles } from './item-tiles.ts';

const PAGE_TILES = 60;
/** During a fill the shelf changes many times a second; the grid follows at a calm pace. */
const SETTLE_MS = 150;

interface Held {
  readonly category: string | null;
  readonly total: number;
  readonly pages: ReadonlyMap<number, readonly ItemTileModel[]>;
}

/** Pages, both included. */
interface Reach {
  readonly category: string | null;
  readonly first: number;
  readonly last: number;
}

export function useTiles(category: string | null) {
  const { shelf } = useCounter();
  const { version } = useShelfState();
  const [reached, setReached] = useState<Reach>({ category, first: 0, last: 0 });
  const [held, setHeld] = useState<Held | null>(null);
  const { first, last } = reached.category === category ? reached : { first: 0, last: 0 };
  const shown = held?.category === category ? held : null;

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version is a reason to read again
  useEffect(() => {
    let isCurrent = true;
    const read = async () => {
      const numbers = Array.from({ length: last - first + 1 }, (_, place) => first + place);
      const pages = await Promise.all(numbers.map((page) => loadTiles(shelf, category, page * PAGE_TILES, PAGE_TILES)));
      if (!isCurrent) return;
      const total = pages.at(-1)?.total ?? 0;
      setHeld({ category, total, pages: new Map(numbers.map((page, place) => [page, pages[place]?.tiles ?? []])) });
    };
    const isHeld = shown?.pages.has(first) === true && shown.pages.has(last);
    const timer = setTimeout(() => void read(), isHeld ? SETTLE_MS : 0);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [shelf, category, first, last, version]);

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
      shown?.pages.get(Math.floor(index / PAGE_TILES))?.[index % PAGE_TILES] ?? null,
    reach,
  };
}
