/**
 * What is usual where a store stands: its money, its clock and its taxes, so that a new store begins nearly
 * filled in. Only a proposal: the person at head office changes what is otherwise, and stands for the rates.
 */
import type { Currency } from '../domain/money/minor.ts';

export interface Country {
  /** ISO 3166. */
  readonly code: string;
  readonly currency: Currency;
  readonly timeZones: readonly string[];
  readonly pricesIncludeTax: boolean;
  /** What receipts call the tax. */
  readonly tax: string;
  /** In percent. A sales tax that differs from town to town begins at nothing. */
  readonly rates: { readonly standard: number; readonly reduced?: number };
}

const EUR: Currency = { code: 'EUR', digits: 2 };

export const COUNTRIES: readonly [Country, ...Country[]] = [
  {
    code: 'NL',
    currency: EUR,
    timeZones: ['Europe/Amsterdam'],
    pricesIncludeTax: true,
    tax: 'BTW',
    rates: { standard: 21, reduced: 9 },
  },
  {
    code: 'BE',
    currency: EUR,
    timeZones: ['Europe/Brussels'],
    pricesIncludeTax: true,
    tax: 'BTW/TVA',
    rates: { standard: 21, reduced: 6 },
  },
  {
    code: 'DE',
    currency: EUR,
    timeZones: ['Europe/Berlin'],
    pricesIncludeTax: true,
    tax: 'MwSt',
    rates: { standard: 19, reduced: 7 },
  },
  {
    code: 'GB',
    currency: { code: 'GBP', digits: 2 },
    timeZones: ['Europe/London'],
    pricesIncludeTax: true,
    tax: 'VAT',
    rates: { standard: 20, reduced: 0 },
  },
  {
    code: 'US',
    currency: { code: 'USD', digits: 2 },
    timeZones: [
      'America/New_York',
      'America/Chicago',
      'America/Denver',
      'America/Phoenix',
      'America/Los_Angeles',
      'America/Anchorage',
      'Pacific/Honolulu',
    ],
    pricesIncludeTax: false,
    tax: 'Sales tax',
    rates: { standard: 0 },
  },
  {
    code: 'TW',
    currency: { code: 'TWD', digits: 0 },
    timeZones: ['Asia/Taipei'],
    pricesIncludeTax: true,
    tax: '營業稅',
    rates: { standard: 5 },
  },
  {
    code: 'CN',
    currency: { code: 'CNY', digits: 2 },
    timeZones: ['Asia/Shanghai'],
    pricesIncludeTax: true,
    tax: '增值税',
    rates: { standard: 13, reduced: 9 },
  },
  {
    code: 'SG',
    currency: { code: 'SGD', digits: 2 },
    timeZones: ['Asia/Singapore'],
    pricesIncludeTax: true,
    tax: 'GST',
    rates: { standard: 9 },
  },
  {
    code: 'HK',
    currency: { code: 'HKD', digits: 2 },
    timeZones: ['Asia/Hong_Kong'],
    pricesIncludeTax: true,
    tax: 'Tax',
    rates: { standard: 0 },
  },
];

/** The country this very machine's clock is set to, when it is one of ours. */
export function countryOfZone(timeZone: string): Country | undefined {
  return COUNTRIES.find(({ timeZones }) => timeZones.includes(timeZone));
}
