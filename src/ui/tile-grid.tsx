/**
 * A grid of tiles of which only those near the window exist, so that ten thousand scroll like fifty. It
 * fills the width of its scroller with as many columns as fit. All rows are equally high, by the width of a
 * tile: where a row stands is reckoned, and nothing is ever measured while a finger scrolls.
 */
import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
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
/** A tile's height by its width: a picture of 4:3, and the lines below it. */
const HEIGHT_PER_WIDTH = 0.75;
const LINES_REM = 5.75;
const ROWS_BEYOND = 3;
/** Rows that are made for one frame. After a long throw those in sight come first, those beyond in the frames after. */
const ROWS_A_FRAME = 3;

export function TileGrid({ count, scroller, headPx, tileRem, onReach, children }: TileGridProps) {
  const [frame, { width, remPx }] = useSize();
  const gap = GAP_REM * remPx;
  const columns = Math.max(1, Math.floor((width + gap) / (tileRem * remPx + gap)));
  const rows = Math.ceil(count / columns);
  const tileWidth = Math.max(0, (width - gap * (columns - 1)) / columns);
  const rowPx = Math.round(tileWidth * HEIGHT_PER_WIDTH + LINES_REM * remPx);
  const pitchPx = rowPx + gap;
  const { from, to } = useRowsNear(scroller, { headPx, pitchPx, rows });
  const first = from * columns;
  const last = Math.min(count, (to + 1) * columns) - 1;
  useEffect(() => {
    onReach(first, last);
  }, [onReach, first, last]);
  return (
    <div ref={frame} className="relative" style={{ height: Math.max(0, rows * pitchPx - gap) }}>
      {width === 0
        ? null
        : Array.from({ length: to - from + 1 }, (_, place) => {
            const row = from + place;
            return (
              <div
                key={row}
                className="absolute inset-x-0 top-0 grid gap-3 [contain:layout_style]"
                style={{
                  height: rowPx,
                  transform: `translateY(${row * pitchPx}px)`,
                  gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`,
                }}
              >
                {Array.from({ length: Math.min(columns, count - row * columns) }, (_, column) =>
                  children(row * columns + column),
                )}
              </div>
            );
          })}
    </div>
  );
}

interface Near {
  readonly from: number;
  readonly to: number;
}

/** Rows in the window and a few beyond it, followed as it scrolls and as it changes its size. */
function useRowsNear(
  scroller: RefObject<HTMLElement | null>,
  { headPx, pitchPx, rows }: { readonly headPx: number; readonly pitchPx: number; readonly rows: number },
): Near {
  const [near, setNear] = useState<Near>({ from: 0, to: 0 });
  const again = useRef<() => void>(() => undefined);
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    let { clientHeight } = element;
    let frame = 0;
    const look = () => {
      const top = element.scrollTop - headPx;
      const seen = {
        from: Math.max(0, Math.min(rows - 1, Math.floor(top / pitchPx))),
        to: Math.max(0, Math.min(rows - 1, Math.floor((top + clientHeight) / pitchPx))),
      };
      setNear((before) => stepTowards(before, seen, rows));
    };
    const isThere = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(look);
    };
    again.current = isThere;
    look();
    const watcher = new ResizeObserver(() => {
      clientHeight = element.clientHeight;
      look();
    });
    watcher.observe(element);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      cancelAnimationFrame(frame);
      watcher.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, [scroller, headPx, pitchPx, rows]);
  // Each step brings the next, until one changes nothing.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a step was made
  useEffect(() => again.current(), [near]);
  // Where there are fewer rows than before, those that are left.
  const to = Math.min(near.to, rows - 1);
  return { from: Math.min(near.from, Math.max(0, to)), to };
}

/** At most so many rows more than before, those in sight first. The same object when nothing is left to do. */
export function stepTowards(before: Near, seen: Near, rows: number): Near {
  const low = Math.max(0, seen.from - ROWS_BEYOND);
  const high = Math.max(low, Math.min(rows - 1, seen.to + ROWS_BEYOND));
  let from = Math.max(before.from, low);
  let to = Math.min(before.to, high);
  let left = ROWS_A_FRAME;
  // None of those before is near any more.
  if (from > to) {
    from = seen.from;
    to = seen.from;
    left -= 1;
  }
  for (const [first, last] of [
    [seen.from, seen.to],
    [low, high],
  ] as const) {
    for (; left > 0 && to < last; left--) to += 1;
    for (; left > 0 && from > first; left--) from -= 1;
  }
  return before.from === from && before.to === to ? before : { from, to };
}
