/** One row of the catalogue's tables: an item with the colours (or scents) and sizes it comes in. */
import type { Drawing } from '../pictures/drawing.ts';
import type { TaxKind } from './categories.ts';

export interface ItemRow {
  /** Begins the SKU of every form of it. */
  readonly code: string;
  readonly category: string;
  readonly title: readonly [en: string, zhTw: string, zhCn: string];
  readonly drawing: Drawing;
  readonly look: string | null;
  readonly eurMinor: number;
  readonly usdMinor: number;
  readonly colours: readonly string[];
  readonly sizes: readonly string[];
  /** Pieces sold of late over all stores, spread over its forms. */
  readonly popularity: number;
  /** Former price in euro cents, while it is reduced. */
  readonly wasEurMinor: number | null;
  /** Differs from its category's only where said. */
  readonly tax: TaxKind | null;
}

type Extra = { readonly was?: number; readonly tax?: TaxKind };

/** The columns as the tables write them: prices in whole euros and dollars, lists as words with blanks between. */
type Columns = readonly [
  code: string,
  en: string,
  zhTw: string,
  zhCn: string,
  /** A drawing, or `drawing/look`. */
  drawing: Drawing | `${Drawing}/${string}`,
  eur: number,
  usd: number,
  colours: string,
  sizes: string,
  popularity: number,
  extra?: Extra,
];

const listOf = (text: string): readonly string[] => (text === '' ? [] : text.split(' '));
const cents = (amount: number): number => Math.round(amount * 100);

export function itemRows(category: string, rows: readonly Columns[]): readonly ItemRow[] {
  return rows.map(([code, en, zhTw, zhCn, drawn, eur, usd, colours, sizes, popularity, extra]) => {
    const [drawing, look] = drawn.split('/', 2);
    return {
      code,
      category,
      title: [en, zhTw, zhCn],
      drawing: drawing as Drawing,
      look: look ?? null,
      eurMinor: cents(eur),
      usdMinor: cents(usd),
      colours: listOf(colours),
      sizes: listOf(sizes),
      popularity,
      wasEurMinor: extra?.was === undefined ? null : cents(extra.was),
      tax: extra?.tax ?? null,
    };
  });
}
