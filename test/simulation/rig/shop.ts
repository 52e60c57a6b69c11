/** The shop of the day: goods, prices, one tax, and how a line of the cart looks. */
import type { CartLine } from '../../../src/domain/cart/cart.ts';
import type { Store } from '../../../src/domain/store/store.ts';
import { idNumbered, RIG } from '../../support/journal-rig.ts';

export const GOODS = 24;
export const ON_SHELF = 1_000_000;
export const LOCATIONS = [RIG.location, idNumbered('loc', 2)] as const;

export function priceOf(ordinal: number): number {
  return 1_000 + 37 * ordinal;
}

export function storeAt(location: string): Store {
  return {
    id: location,
    name: 'Linden Street',
    kind: 'store',
    address: [],
    taxNumber: null,
    currency: { code: 'EUR', digits: 2 },
    timeZone: 'Europe/Amsterdam',
    dayStartsAtHour: 4,
    pricesIncludeTax: true,
    priceList: RIG.priceList,
    taxCategories: [
      { id: RIG.taxCategory, title: 'Standard', rates: [{ id: 'nl-21', title: 'BTW 21%', ratePpm: 210_000 }] },
    ],
    receiptFooter: { en: '', 'zh-TW': '', 'zh-CN': '' },
    reasons: [],
    denominationsMinor: [],
  };
}

export function cartLineOf(line: {
  id: string;
  ordinal: number;
  quantity: number;
  /** Taken off the whole line. */
  offMinor: number;
  note: string;
}): CartLine {
  const { id, ordinal, quantity, offMinor, note } = line;
  return {
    id,
    direction: 'out',
    variant: idNumbered('var', ordinal),
    ordinal,
    sku: `SKU-${ordinal}`,
    title: 'Scarf',
    options: [],
    image: null,
    quantity,
    unit: 'each',
    tracked: true,
    listPriceMinor: priceOf(ordinal),
    taxCategory: RIG.taxCategory,
    override: null,
    discount: offMinor === 0 ? null : { kind: 'amount', amountMinor: offMinor, reason: 'loyal' },
    associate: null,
    note,
    returned: null,
  };
}
