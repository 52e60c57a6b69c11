/**
 * Which form of an item. With two options it is a small table (colours down, sizes across), so that a
 * size stands where the hand expects it; otherwise a list.
 */
import { Button as AriaButton } from 'react-aria-components/Button';
import { available } from '../../domain/inventory/stock.ts';
import type { ShelfRow } from '../../replica/index.ts';
import { cx, formatCount, MoneyText, Sheet, useLandscape, useLanguage, useMoney, useWords } from '../../ui/index.ts';
import { Picture } from '../counter/index.ts';
import { VariantRow } from './search-results.tsx';
import { sellWords } from './words.ts';

interface VariantPickerProps {
  readonly title: string | null;
  readonly rows: readonly ShelfRow[] | null;
  readonly onTake: (row: ShelfRow) => void;
  readonly onClose: () => void;
}

export function VariantPicker({ title, rows, onTake, onClose }: VariantPickerProps) {
  const t = useWords(sellWords);
  const isLandscape = useLandscape();
  const shown = rows ?? [];
  const grid = title === null ? null : variantGrid(shown);
  return (
    <Sheet title={title ?? t('several')} isOpen={rows !== null} onClose={onClose} side={isLandscape ? 'end' : 'bottom'}>
      {grid ? (
        <VariantGrid grid={grid} rows={shown} onTake={onTake} />
      ) : (
        <ul className="divide-y divide-line overflow-hidden rounded-lg border border-line">
          {shown.map((row) => (
            <VariantRow key={row.id} row={row} onTake={onTake} isWithinItem={title !== null} />
          ))}
        </ul>
      )}
    </Sheet>
  );
}

export interface VariantTable {
  readonly down: readonly string[];
  readonly across: readonly string[];
  readonly at: (down: string, across: string) => ShelfRow | null;
}

const ACROSS_MAX = 6;

/** Null when two options do not span the variants, or the table would be too wide for a hand. */
export function variantGrid(rows: readonly ShelfRow[]): VariantTable | null {
  if (rows.length < 3 || rows.some(({ options }) => options.length !== 2)) return null;
  const down = [...new Set(rows.map(({ options }) => options[0] ?? ''))];
  const across = [...new Set(rows.map(({ options }) => options[1] ?? ''))];
  const cells = new Map(rows.map((row) => [JSON.stringify(row.options), row]));
  if (across.length < 2 || across.length > ACROSS_MAX || cells.size !== rows.length) return null;
  return { down, across, at: (first, second) => cells.get(JSON.stringify([first, second])) ?? null };
}

function VariantGrid(props: {
  readonly grid: VariantTable;
  readonly rows: readonly ShelfRow[];
  readonly onTake: (row: ShelfRow) => void;
}) {
  const { grid, rows } = props;
  const prices = new Set(rows.map(({ priceMinor }) => priceMinor));
  const [first] = rows;
  const columns = grid.across.length === 6 ? 3 : grid.across.length;
  return (
    <div className="flex flex-col gap-6">
      {prices.size === 1 && typeof first?.priceMinor === 'number' ? (
        <MoneyText minor={first.priceMinor} size="2xl" />
      ) : null}
      {grid.down.map((option) => (
        <section key={option} aria-label={option} className="flex flex-col gap-2.5">
          <h3 className="flex items-center gap-3 text-lg font-medium">
            <Picture image={pictureOf(grid, option)} title={option} className="size-12" />
            {option}
          </h3>
          <div className="grid gap-2" style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}>
            {grid.across.map((second) => (
              <VariantKey
                key={second}
                row={grid.at(option, second)}
                label={second}
                within={option}
                showsPrice={prices.size > 1}
                onTake={props.onTake}
              />
            ))}
          </div>
        </section>
      ))}
    </div>
  );
}

function pictureOf(grid: VariantTable, option: string): string | null {
  for (const second of grid.across) {
    const row = grid.at(option, second);
    if (row) return row.image;
  }
  return null;
}

function VariantKey(props: {
  readonly row: ShelfRow | null;
  readonly label: string;
  /** The option this key stands under, for those who hear it alone. */
  readonly within: string;
  readonly showsPrice: boolean;
  readonly onTake: (row: ShelfRow) => void;
}) {
  const t = useWords(sellWords);
  const language = useLanguage();
  const money = useMoney();
  const { row } = props;
  if (!row) return <span aria-hidden className="min-h-16 rounded-lg border border-dashed border-line" />;
  const left = row.tracked && row.level ? Math.max(0, available(row.level)) : null;
  const price = row.priceMinor === null ? t('noPriceTag') : money(row.priceMinor);
  return (
    <AriaButton
      onPress={() => props.onTake(row)}
      className="flex min-h-16 cursor-default flex-col items-center justify-center rounded-lg border border-edge bg-card px-2 py-1.5 transition-colors hover:bg-well pressed:bg-accent-wash"
    >
      <span className="text-lg font-medium">
        <span className="sr-only">{props.within} </span>
        {props.label}
      </span>
      {props.showsPrice ? <span className="figures text-ink-soft">{price}</span> : null}
      {left === null ? null : (
        <span className={cx('tabular', left === 0 ? 'text-act' : left <= 3 ? 'text-watch' : 'text-ink-faint')}>
          {formatCount(left, language)}
        </span>
      )}
    </AriaButton>
  );
}
