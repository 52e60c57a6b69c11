/** The shelf in sight: categories, tiles that keep their place, and how old the stock figures are. */
import { Clock, PackageOpen } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import {
  EmptyState,
  formatCount,
  formatTime,
  hueOf,
  Pill,
  ProgressBar,
  useLanguage,
  useWords,
} from '../../ui/index.ts';
import { quantitiesByVariant, useCategories, useCounter, useOpenCart, useShelfState } from '../counter/index.ts';
import { CategoryChips } from './category-chips.tsx';
import { ItemTile } from './item-tile.tsx';
import { type ItemTileModel, isStale } from './item-tiles.ts';
import { useTiles } from './use-tiles.ts';
import { sellWords } from './words.ts';

export function ItemGrid({ onChoose }: { readonly onChoose: (tile: ItemTileModel) => void }) {
  const t = useWords(sellWords);
  const categories = useCategories();
  const [chosen, setChosen] = useState<string | null>(null);
  const { tiles, hasMore, showMore } = useTiles(chosen);
  const quantities = quantitiesByVariant(useOpenCart());
  const foot = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (!hasMore || !foot.current) return;
    const watcher = new IntersectionObserver(
      (seen) => {
        if (seen.some(({ isIntersecting }) => isIntersecting)) showMore();
      },
      { rootMargin: '600px' },
    );
    watcher.observe(foot.current);
    return () => watcher.disconnect();
  }, [hasMore, showMore]);

  return (
    <section
      aria-label={t('goods')}
      className="flex min-h-0 grow flex-col gap-3 overflow-y-auto overscroll-contain px-4 pt-3 pb-6"
    >
      <CategoryChips categories={categories} chosen={chosen} onChoose={setChosen} />
      <ShelfNotes />
      {tiles && tiles.length === 0 ? <NoGoods /> : null}
      <div className="grid grid-cols-[repeat(auto-fill,minmax(9rem,1fr))] gap-3">
        {tiles?.map((tile) => (
          <ItemTile
            key={tile.item}
            tile={tile}
            hue={hueOf(tile.item)}
            inCart={tile.variants.reduce((sum, { id }) => sum + (quantities.get(id) ?? 0), 0)}
            onChoose={onChoose}
          />
        ))}
      </div>
      <div ref={foot} />
    </section>
  );
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
    };
    return (
      <ProgressBar
        label={t('arriving')}
        value={state.rows}
        max={state.expectedRows}
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
