/** Where the shop is: three stores, the warehouse behind them and the web shop. */
import { denominationsOf } from '../../domain/store/denominations.ts';
import type { Register, Store } from '../../domain/store/store.ts';
import { USUAL_RECEIPT_FOOTER } from '../../domain/store/usual-words.ts';
import { demoId } from '../demo-ids.ts';
import { EUR, PRICE_LISTS, TAXES, USD } from './money-and-tax.ts';
import { DEMO_REASONS } from './reasons.ts';

export const RETAILER = { id: demoId('tenant', 'Linden & Row'), name: 'Linden & Row' } as const;

/** Who signs in to head office. */
export const OFFICE_EMAIL = 'office@linden-row.example';

export const LOCATION_KEYS = ['amsterdam', 'antwerp', 'new-york', 'warehouse', 'web'] as const;
export type LocationKey = (typeof LOCATION_KEYS)[number];
export const STORE_KEYS = ['amsterdam', 'antwerp', 'new-york'] as const satisfies readonly LocationKey[];
export type StoreKey = (typeof STORE_KEYS)[number];

const inEuros = {
  currency: EUR,
  pricesIncludeTax: true,
  priceList: PRICE_LISTS.EUR,
  denominationsMinor: denominationsOf(EUR),
  dayStartsAtHour: 4,
  receiptFooter: USUAL_RECEIPT_FOOTER,
  reasons: DEMO_REASONS,
} as const;

/** Addresses and tax numbers are invented: no such doors, no such registrations. */
export const DEMO_LOCATIONS: { readonly [K in LocationKey]: Store } = {
  amsterdam: {
    ...inEuros,
    id: demoId('location', 'amsterdam'),
    name: 'Linden & Row Amsterdam',
    kind: 'store',
    address: ['Lindenstraat 1000', '1015 ZZ Amsterdam', 'The Netherlands'],
    taxNumber: 'NL000000000B00',
    timeZone: 'Europe/Amsterdam',
    taxCategories: TAXES.netherlands,
  },
  antwerp: {
    ...inEuros,
    id: demoId('location', 'antwerp'),
    name: 'Linden & Row Antwerp',
    kind: 'store',
    address: ['Lindenlei 1000', '2000 Antwerpen', 'Belgium'],
    taxNumber: 'BE0000000000',
    timeZone: 'Europe/Brussels',
    taxCategories: TAXES.belgium,
  },
  'new-york': {
    id: demoId('location', 'new-york'),
    name: 'Linden & Row New York',
    kind: 'store',
    address: ['1000 Linden Row', 'New York, NY 10000', 'United States'],
    taxNumber: null,
    currency: USD,
    timeZone: 'America/New_York',
    dayStartsAtHour: 4,
    pricesIncludeTax: false,
    priceList: PRICE_LISTS.USD,
    taxCategories: TAXES.newYork,
    receiptFooter: USUAL_RECEIPT_FOOTER,
    reasons: DEMO_REASONS,
    denominationsMinor: denominationsOf(USD),
  },
  warehouse: {
    ...inEuros,
    id: demoId('location', 'warehouse'),
    name: 'Warehouse Tilburg',
    kind: 'warehouse',
    address: ['Havendijk 1000', '5017 ZZ Tilburg', 'The Netherlands'],
    taxNumber: null,
    timeZone: 'Europe/Amsterdam',
    taxCategories: TAXES.netherlands,
  },
  web: {
    ...inEuros,
    id: demoId('location', 'web'),
    name: 'Web shop',
    kind: 'web-shop',
    address: [],
    taxNumber: 'NL000000000B00',
    timeZone: 'Europe/Amsterdam',
    taxCategories: TAXES.netherlands,
  },
};

export interface DemoRegister extends Register {
  readonly store: StoreKey;
  /** Begins the receipt numbers of every tablet that takes this register. */
  readonly code: string;
}

const register = (store: StoreKey, name: string, code: string): DemoRegister => ({
  id: demoId('register', code),
  location: DEMO_LOCATIONS[store].id,
  store,
  name,
  code,
});

export const DEMO_REGISTERS: readonly DemoRegister[] = [
  register('amsterdam', 'Front counter', 'AMS1'),
  register('amsterdam', 'First floor', 'AMS2'),
  register('antwerp', 'Front counter', 'ANT1'),
  register('antwerp', 'Fitting rooms', 'ANT2'),
  register('new-york', 'Front counter', 'NYC1'),
  register('new-york', 'Home floor', 'NYC2'),
];
