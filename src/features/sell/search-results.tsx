/** What the shelf found: one row per variant, with what tells it from its neighbours. */
import { SearchX } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { wordsIn } from '../../domain/catalog/variant.ts';
import type { SearchAnswer, ShelfRow } from '../../replica/index.ts';
import { cx, EmptyState, formatCount, MoneyText, useLanguage, useWords } from '../../ui/index.ts';
import { Picture, shortCode, useShelfState } from '../counter/index.ts';
import { stockWord } from './item-tiles.ts';
import { StockText } from './stock-text.tsx';
import { sellWords } from './words.ts';

interface SearchResultsProps {
  readonly query: string;
  readonly answer: SearchAnswer | null;
  /** Place of the row that Enter takes. */
  readonly marked: number;
  readonly onTake: (row: ShelfRow) => void;
}

export function SearchResults({ query, answer, marked, onTake }: SearchResultsProps) {
  const t = useWords(sellWords);
  const language = useLanguage();
  const shelf = useShelfState();
  if (answer === null) return <div className="grow" />;
  const arriving = answer.complete
    ? ''
    : t('stillArriving', {
        rows: formatCount(shelf.rows, language),
        expected: formatCount(shelf.expectedRows, language),
      });
  return (
    <section
      aria-label={t('goods')}
      className="flex min-h-0 grow flex-col overflow-y-auto overscroll-contain px-4 pt-3 pb-6"
    >
      <p role="status" className="px-1 pb-2 text-ink-soft">
        {t('results', { count: answer.total })}
        {answer.rows.length > 0 && arriving ? ` · ${arriving}` : ''}
      </p>
      {answer.rows.length === 0 ? (
        <EmptyState
          icon={<SearchX aria-hidden />}
          title={t('nothingFound', { query: shortCode(query.trim()) })}
          text={arriving || t('nothingFoundText')}
        />
      ) : (
        <ul className="shrink-0 divide-y divide-line overflow-hidden rounded-lg border border-line bg-card">
          {answer.rows.map((row, index) => (
            <VariantRow key={row.id} row={row} isMarked={index === marked} onTake={onTake} />
          ))}
        </ul>
      )}
    </section>
  );
}

export function VariantRow(props: {
  readonly row: ShelfRow;
  readonly isMarked?: boolean;
  readonly onTake: (row: ShelfRow) => void;
  /** Shows only what differs within one item. */
  readonly isWithinItem?: boolean;
}) {
  const { row } = props;
  const t = useWords(sellWords);
  const language = useLanguage();
  const place = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (props.isMarked) place.current?.scrollIntoView?.({ block: 'nearest' });
  }, [props.isMarked]);
  const options = row.options.join(' · ');
  const title = wordsIn(row.title, language);
  return (
    <li ref={place}>
      <AriaButton
        onPress={() => props.onTake(row)}
        className={cx(
          'flex min-h-18 w-full cursor-default items-center gap-4 px-4 py-3 text-start -outline-offset-4! transition-colors hover:bg-well pressed:bg-accent-wash',
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
      </AriaButton>
    </li>
  );
}
