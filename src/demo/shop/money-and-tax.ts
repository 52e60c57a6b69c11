/** What the shop's stores trade in: price lists, and taxes per country. */
import type { Currency } from '../../domain/money/minor.ts';
import type { TaxCategory, TaxRate } from '../../domain/tax/tax.ts';
import { demoId } from '../demo-ids.ts';
import type { TaxKind } from './categories.ts';

export const EUR: Currency = { code: 'EUR', digits: 2 };
export const USD: Currency = { code: 'USD', digits: 2 };

export const PRICE_LISTS = { EUR: demoId('priceList', 'EUR'), USD: demoId('priceList', 'USD') } as const;

/** New York taxes clothing and shoes only from this price per piece on. */
export const NEW_YORK_WEAR_TAXED_FROM_MINOR = 11_000;

const TAX_KEYS = ['standard', 'wear-exempt-new-york', 'reduced'] as const;
type TaxKey = (typeof TAX_KEYS)[number];

export const taxCategoryId = (key: TaxKey): string => demoId('taxCategory', key);

export function taxCategoryOf(kind: TaxKind, usdMinor: number): string {
  if (kind === 'reduced') return taxCategoryId('reduced');
  return taxCategoryId(
    kind === 'wear' && usdMinor < NEW_YORK_WEAR_TAXED_FROM_MINOR ? 'wear-exempt-new-york' : 'standard',
  );
}

const TITLES: { readonly [K in TaxKey]: string } = {
  standard: 'Standard',
  'wear-exempt-new-york': 'Clothing and shoes, exempt in New York',
  reduced: 'Books, plants and repairs',
};

const rate = (id: string, title: string, ratePpm: number): TaxRate => ({ id, title, ratePpm });
const NL_21 = rate('nl-btw-21', 'BTW 21%', 210_000);
const NL_9 = rate('nl-btw-9', 'BTW 9%', 90_000);
const BE_21 = rate('be-btw-21', 'BTW 21%', 210_000);
const BE_6 = rate('be-btw-6', 'BTW 6%', 60_000);
const NY = rate('us-nyc-sales', 'NYC sales tax 8.875%', 88_750);
const NY_EXEMPT = rate('us-nyc-exempt', 'NY exempt 0%', 0);

const categories = (rates: { readonly [K in TaxKey]: TaxRate }): readonly TaxCategory[] =>
  TAX_KEYS.map((key) => ({ id: taxCategoryId(key), title: TITLES[key], rates: [rates[key]] }));

export const TAXES = {
  netherlands: categories({ standard: NL_21, 'wear-exempt-new-york': NL_21, reduced: NL_9 }),
  belgium: categories({ standard: BE_21, 'wear-exempt-new-york': BE_21, reduced: BE_6 }),
  newYork: categories({ standard: NY, 'wear-exempt-new-york': NY_EXEMPT, reduced: NY }),
} as const;
