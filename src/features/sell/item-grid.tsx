/** The shelf in sight: categories, tiles that keep their place, and how old the stock figures are. */
import { Clock, PackageOpen } from 'lucide-react';
import { memo, useCallback, useRef, useState } from 'react';
import {
  cx,
  EmptyState,
  formatBytes,
  formatCount,
  formatTime,
  Pill,
  ProgressBar,
  TileGrid,
  useLanguage,
  useSize,
  useWords,
} from '../../ui/index.ts';
import { useCategories, useCounter, useShelfState } from '../counter/index.ts';
import { CategoryChips } from './category-chips.tsx';
import { ItemTile } from './item-tile.tsx';
import { type ItemTileModel, isStale } from './item-tiles.ts';
import { useTiles } from './use-tiles.ts';
import { sellWords } from './words.ts';

/** Wide enough for a finger and a price, narrow enough for five beside a cart. */
const TILE_REM = 9;

interface ItemGridProps {
  readonly onChoose: (tile: ItemTileModel) => void;
  /** Results lie over it: it keeps its place and its drawing, and nobody can reach it. */
  readonly isCovered: boolean;
}

export const ItemGrid = memo(function ItemGrid({ onChoose, isCovered }: ItemGridProps) {
  const t = useWords(sellWords);
  const categories = useCategories();
  const [chosen, setChosen] = useState<string | null>(null);
  const { total, tileAt, reach } = useTiles(chosen);
  const scroller = useRef<HTMLElement>(null);
  const [head, { height: headPx }] = useSize();

  const choose = useCallback((category: string | null) => {
    setChosen(category);
    scroller.current?.scrollTo({ top: 0 });
  }, []);
  return (
    <section
      ref={scroller}
      aria-label={t('goods')}
      aria-hidden={isCovered}
      inert={isCovered}
      className={cx(
        'min-h-0 grow overflow-y-auto overscroll-contain px-4 pb-6',
        isCovered && '[content-visibility:hidden]',
      )}
    >
      <div ref={head} className="flex flex-col gap-3 py-3">
        <CategoryChips categories={categories} chosen={chosen} onChoose={choose} />
        <ShelfNotes />
        {total === 0 ? <NoGoods /> : null}
      </div>
      <TileGrid count={total ?? 0} scroller={scroller} headPx={headPx} tileRem={TILE_REM} onReach={reach}>
        {(index) => {
          const tile = tileAt(index);
          return tile === null ? (
            <EmptyTile key={index} />
          ) : (
            <ItemTile key={tile.item} tile={tile} onChoose={onChoose} />
          );
        }}
      </TileGrid>
    </section>
  );
});

/** Where a tile is on its way: its place is kept, and nothing jumps when it arrives. */
function EmptyTile() {
  return <div aria-hidden className="rounded-lg border border-line bg-card" />;
}

function NoGoods() {
  const t = useWords(sellWords);
  return <EmptyState icon={<PackageOpen aria-hidden />} title={t('shelfEmpty')} text={t('shelfEmptyText')} />;
}

/** What may be said of the shelf as a whole: it is still filling, or its stock is old. Silence is the normal case. */
function ShelfNotes() {
  const t = useWords(sellWords);
  const language = useLanguage();
  const { clock, store } = useCounter();
  const state = useShelfState();
  if (state.phase === 'filling' && state.expectedRows > 0) {
    const values = {
      rows: formatCount(state.rows, language),
      expected: formatCount(state.expectedRows, language),
      bytes: formatBytes(state.bytes, language),
      expectedBytes: formatBytes(state.expectedBytes, language),
    };
    return (
      <ProgressBar
        label={t('arriving')}
        value={state.bytes}
        max={state.expectedBytes}
        valueText={t('arrivingOf', values)}
      />
    );
  }
  if (!isStale(state.asOf, clock.now()) || state.asOf === null) return null;
  const isToday = clock.now() - Date.parse(state.asOf) < 12 * 3_600_000;
  return (
    <div>
      <Pill tone="calm" icon={<Clock aria-hidden />}>
        {t('stockAsOf', { time: formatTime(state.asOf, isToday ? 'time' : 'date-time', language, store.timeZone) })}
      </Pill>
    </div>
  );
}
