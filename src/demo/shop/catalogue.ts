/**
 * The tables unfolded: every form of every item with its SKU, code, price per list and stock per location.
 * Codes are EAN-13 under 207, a prefix that GS1 leaves to shops for their own use.
 */

import { must } from '../../kernel/invariant.ts';
import type { CategoryDraft, VariantDraft } from '../../server/catalog/catalog-draft.ts';
import { pictureName } from '../pictures/picture-name.ts';
import { DEMO_ITEMS } from './all-items.ts';
import { CATEGORY_ROWS, type TaxKind } from './categories.ts';
import { COLOURS, isColour, isScent, SCENTS } from './colours.ts';
import type { ItemRow } from './item-row.ts';
import { PRICE_LISTS, taxCategoryOf } from './money-and-tax.ts';

const IN_STORE_PREFIX = '207';

export const DEMO_CATEGORY_DRAFTS: readonly CategoryDraft[] = CATEGORY_ROWS.map((category, position) => ({
  key: category.key,
  title: { en: category.title[0], 'zh-TW': category.title[1], 'zh-CN': category.title[2] },
  parentKey: category.parent,
  position,
  hue: category.hue,
}));

const TAX_OF_CATEGORY: ReadonlyMap<string, TaxKind> = new Map(CATEGORY_ROWS.map(({ key, tax }) => [key, tax]));

/** Sizes in the middle sell best. */
const SIZE_WEIGHTS: { readonly [size: string]: number } = { XS: 1, S: 3, M: 5, L: 4, XL: 2 };

export interface DemoVariant {
  readonly draft: VariantDraft & { readonly popularity: number };
  readonly item: ItemRow;
}

export const DEMO_VARIANTS: readonly DemoVariant[] = DEMO_ITEMS.flatMap((item, index) => formsOf(item, index + 1));

function formsOf(item: ItemRow, number: number): readonly DemoVariant[] {
  const colours = item.colours.length === 0 ? [null] : item.colours;
  const sizes = item.sizes.length === 0 ? [null] : item.sizes;
  const forms = colours.flatMap((colour) => sizes.map((size) => ({ colour, size })));
  const weightOf = (size: string | null) => (size === null ? 1 : (SIZE_WEIGHTS[size] ?? 2));
  const weights = forms.reduce((sum, { size }) => sum + weightOf(size), 0);
  return forms.map(({ colour, size }, form) => ({
    item,
    draft: {
      sku: [item.code, colour === null ? null : codeOf(colour), size?.toUpperCase() ?? null].filter(Boolean).join('-'),
      itemKey: item.code,
      barcodes: item.category === 'services' ? [] : [barcodeOf(number, form + 1)],
      title: { en: item.title[0], 'zh-TW': item.title[1], 'zh-CN': item.title[2] },
      optionNames: [
        ...(colour === null ? [] : [isScent(colour) ? 'Scent' : 'Colour']),
        ...(size === null ? [] : ['Size']),
      ],
      options: [colour, size].filter((option) => option !== null),
      categoryKey: item.category,
      taxCategory: taxCategoryOf(
        item.tax ?? must(TAX_OF_CATEGORY.get(item.category), `${item.category} is a category`),
        item.usdMinor,
      ),
      image: pictureName(item, colour),
      unit: 'each',
      tracked: item.category !== 'services',
      active: true,
      popularity: Math.max(1, Math.round((item.popularity * weightOf(size)) / weights)),
      prices: [
        { priceList: PRICE_LISTS.EUR, priceMinor: item.eurMinor, compareAtMinor: item.wasEurMinor },
        { priceList: PRICE_LISTS.USD, priceMinor: item.usdMinor, compareAtMinor: formerDollars(item) },
      ],
    },
  }));
}

function codeOf(option: string): string {
  if (isScent(option)) return SCENTS[option].code;
  return isColour(option) ? COLOURS[option].code : option.toUpperCase();
}

function barcodeOf(item: number, form: number): string {
  const body = `${IN_STORE_PREFIX}${String(item).padStart(5, '0')}${String(form).padStart(4, '0')}`;
  return `${body}${checkDigitOf(body)}`;
}

/** GS1: weights 1 and 3 in turn from the left of twelve digits, up to the next ten. */
function checkDigitOf(twelve: string): number {
  const sum = [...twelve].reduce((total, digit, place) => total + Number(digit) * (place % 2 === 0 ? 1 : 3), 0);
  return (10 - (sum % 10)) % 10;
}

/** The reduction in dollars is the one in euros, in whole dollars. */
function formerDollars(item: ItemRow): number | null {
  if (item.wasEurMinor === null) return null;
  return Math.round((item.usdMinor * item.wasEurMinor) / item.eurMinor / 100) * 100;
}
