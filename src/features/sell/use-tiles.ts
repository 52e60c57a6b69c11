/** The tiles of one category, loaded page by page and kept fresh while the shelf changes under them. */
import { useCallback, useEffect, useState } from 'react';
import { useCounter, useShelfState } from '../counter/index.ts';
import { loadTiles, type TilePage } from './item-tiles.ts';

const PAGE_TILES = 60;
/** During a fill the shelf changes many times a second; the grid follows at a calm pace. */
const SETTLE_MS = 150;

export function useTiles(category: string | null) {
  const { shelf } = useCounter();
  const { version } = useShelfState();
  const [wanted, setWanted] = useState({ category, count: PAGE_TILES });
  const [page, setPage] = useState<(TilePage & { readonly category: string | null }) | null>(null);
  const count = wanted.category === category ? wanted.count : PAGE_TILES;

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version is a reason to read again
  useEffect(() => {
    let isCurrent = true;
    const read = async () => {
      const next = await loadTiles(shelf, category, count);
      if (isCurrent) setPage({ ...next, category });
    };
    const isFresh = page !== null && page.category === category && page.tiles.length >= Math.min(count, page.total);
    const timer = setTimeout(() => void read(), isFresh ? SETTLE_MS : 0);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [shelf, category, count, version]);

  const showMore = useCallback(() => setWanted({ category, count: count + PAGE_TILES }), [category, count]);
  return {
    tiles: page?.category === category ? page.tiles : null,
    hasMore: page !== null && page.category === category && page.tiles.length < page.total,
    showMore,
  };
}
