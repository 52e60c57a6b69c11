/** What the shelf found: one row per variant, with what tells it from its neighbours. Lies over the grid. */
import { SearchX } from 'lucide-react';
import { memo, useEffect, useLayoutEffect, useRef } from 'react';
import { wordsIn } from '../../domain/catalog/variant.ts';
import type { SearchAnswer, ShelfRow } from '../../replica/index.ts';
import { cx, EmptyState, formatCount, MoneyText, PressArea, useLanguage, useWords } from '../../ui/index.ts';
import { Picture, shortCode, useShelfState } from '../counter/index.ts';
import { stockWord } from './item-tiles.ts';
import { StockText } from './stock-text.tsx';
import { sellWords } from './words.ts';

interface SearchResultsProps {
  /** The words that `answer` answers. */
  readonly query: string;
  readonly answer: SearchAnswer;
  /** Place of the row that Enter takes. */
  readonly marked: number;
  readonly onTake: (row: ShelfRow) => void;
  readonly onLookFurther: () => void;
}

export const SearchResults = memo(function SearchResults(props: SearchResultsProps) {
  const { query, answer, marked, onTake, onLookFurther } = props;
  const t = useWords(sellWords);
  const language = useLanguage();
  const shelf = useShelfState();
  const isScrolled = useRef(false);
  const list = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the answer to other words begins at its beginning
  useLayoutEffect(() => {
    if (isScrolled.current) list.current?.scrollTo({ top: 0 });
    isScrolled.current = false;
  }, [query]);
  const { rows } = answer;
  const arriving = answer.complete
    ? ''
    : t('stillArriving', {
        rows: formatCount(shelf.rows, language),
        expected: formatCount(shelf.expectedRows, language),
      });
  return (
    <section
      ref={list}
      aria-label={t('goods')}
      onScroll={() => {
        isScrolled.current = true;
        onLookFurther();
      }}
      className="absolute inset-0 flex flex-col overflow-y-auto overscroll-contain bg-paper px-4 pt-3 pb-6"
    >
      <p role="status" className="px-1 pb-2 text-ink-soft">
        {t('results', { count: answer.total })}
        {rows.length > 0 && arriving ? ` · ${arriving}` : ''}
      </p>
      {rows.length === 0 ? (
        <EmptyState
          icon={<SearchX aria-hidden />}
          title={t('nothingFound', { query: shortCode(query) })}
          text={arriving || t('nothingFoundText')}
        />
      ) : (
        <ul className="shrink-0 divide-y divide-line overflow-hidden rounded-lg border border-line bg-card">
          {/* By place, not by goods: from key to key a row is written anew, which is cheaper than another row. */}
          {Array.from(rows.entries(), ([place, row]) => (
            <VariantRow key={place} row={row} isMarked={place === marked} onTake={onTake} />
          ))}
        </ul>
      )}
    </section>
  );
});

interface VariantRowProps {
  readonly row: ShelfRow;
  readonly isMarked?: boolean;
  readonly onTake: (row: ShelfRow) => void;
  /** Shows only what differs within one item. */
  readonly isWithinItem?: boolean;
}

/** Each answer brings rows of its own; what they say is mostly the same. */
function isSame(a: VariantRowProps, b: VariantRowProps): boolean {
  return (
    a.isMarked === b.isMarked &&
    a.onTake === b.onTake &&
    a.isWithinItem === b.isWithinItem &&
    (a.row === b.row || JSON.stringify(a.row) === JSON.stringify(b.row))
  );
}

export const VariantRow = memo(function VariantRow(props: VariantRowProps) {
  const { row } = props;
  const t = useWords(sellWords);
  const language = useLanguage();
  const place = useRef<HTMLLIElement>(null);
  const wasMarked = useRef(props.isMarked);
  useEffect(() => {
    if (props.isMarked && !wasMarked.current) place.current?.scrollIntoView?.({ block: 'nearest' });
    wasMarked.current = props.isMarked;
  }, [props.isMarked]);
  const options = row.options.join(' · ');
  const title = wordsIn(row.title, language);
  return (
    <li ref={place}>
      <PressArea
        onPress={() => props.onTake(row)}
        className={cx(
          'flex min-h-18 w-full items-center gap-4 px-4 py-3 text-start -outline-offset-4! transition-colors hover:bg-well active:bg-accent-wash',
          props.isMarked && 'bg-accent-wash',
        )}
      >
        <Picture image={row.image} title={title} className="size-14" />
        <span className="flex min-w-0 grow flex-col">
          <span className="line-clamp-2 text-lg leading-snug font-medium">
            {props.isWithinItem && options ? options : title}
          </span>
          <span className="truncate text-ink-faint">
            {[props.isWithinItem ? '' : options, row.sku].filter(Boolean).join(' · ')}
          </span>
        </span>
        <span className="flex shrink-0 flex-col items-end">
          {row.priceMinor === null ? (
            <span className="text-ink-soft">{t('noPriceTag')}</span>
          ) : (
            <MoneyText minor={row.priceMinor} size="lg" />
          )}
          <StockText stock={stockWord([row])} />
        </span>
      </PressArea>
    </li>
  );
}, isSame);
