/**
 * A grid of tiles of which only those near the window exist, so that ten thousand scroll like fifty. It
 * fills the width of its scroller with as many columns as fit.
 */
import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, type RefObject, useEffect } from 'react';
import { useSize } from './use-size.ts';

interface TileGridProps {
  readonly count: number;
  /** What scrolls; the grid is inside it, behind a head of `headPx`. */
  readonly scroller: RefObject<HTMLElement | null>;
  readonly headPx: number;
  /** Least width of a tile, in rem. */
  readonly tileRem: number;
  /** Which tiles came near the window: `first` to `last`, both included. */
  readonly onReach: (first: number, last: number) => void;
  readonly children: (index: number) => ReactNode;
}

const GAP_REM = 0.75;
/** A tile's height by its width, before the first one is measured: a picture of 4:3 and three lines. */
const HEIGHT_PER_WIDTH = 0.75;
const LINES_REM = 5.75;
const ROWS_BEYOND = 3;

export function TileGrid({ count, scroller, headPx, tileRem, onReach, children }: TileGridProps) {
  const [frame, { width, remPx }] = useSize();
  const gap = GAP_REM * remPx;
  const columns = Math.max(1, Math.floor((width + gap) / (tileRem * remPx + gap)));
  const rows = Math.ceil(count / columns);
  const tileWidth = (width - gap * (columns - 1)) / columns;
  const virtualizer = useVirtualizer({
    count: rows,
    getScrollElement: () => scroller.current,
    estimateSize: () => Math.round(tileWidth * HEIGHT_PER_WIDTH + LINES_REM * remPx),
    gap,
    overscan: ROWS_BEYOND,
    scrollMargin: headPx,
    useFlushSync: false,
  });
  const seen = virtualizer.getVirtualItems();
  const first = (seen[0]?.index ?? 0) * columns;
  const last = Math.min(count, ((seen.at(-1)?.index ?? 0) + 1) * columns) - 1;
  useEffect(() => {
    onReach(first, last);
  }, [onReach, first, last]);
  // Rows are measured at one width; at another they are other rows.
  useEffect(() => {
    if (tileWidth > 0) virtualizer.measure();
  }, [virtualizer, tileWidth]);
  return (
    <div ref={frame} className="relative" style={{ height: virtualizer.getTotalSize() }}>
      {seen.map((row) => (
        <div
          key={row.index}
          ref={virtualizer.measureElement}
          data-index={row.index}
          className="absolute inset-x-0 top-0 grid gap-3"
          style={{
            transform: `translateY(${row.start - headPx}px)`,
            gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`,
          }}
        >
          {Array.from({ length: Math.min(columns, count - row.index * columns) }, (_, column) =>
            children(row.index * columns + column),
          )}
        </div>
      ))}
    </div>
  );
}
