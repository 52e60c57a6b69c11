/** What a location and a register are, as far as selling needs to know. */

import type { Words } from '../catalog/variant.ts';
import type { Currency } from '../money/minor.ts';
import type { TaxCategory } from '../tax/tax.ts';

export type LocationKind = 'store' | 'warehouse' | 'web-shop';

/** Everything a tablet needs to know of the location it sells in. */
export interface Store {
  readonly id: string;
  readonly name: string;
  readonly kind: LocationKind;
  readonly address: readonly string[];
  readonly taxNumber: string | null;
  readonly currency: Currency;
  /** IANA zone, for example `Europe/Amsterdam`. Decides the business day, whatever the tablet believes. */
  readonly timeZone: string;
  /** Hour at which a business day begins, 0 to 23: sales at 01:00 with 4 here belong to the day before. */
  readonly dayStartsAtHour: number;
  /** True: shelf prices contain tax (Europe). False: tax comes on top (United States). */
  readonly pricesIncludeTax: boolean;
  readonly priceList: string;
  readonly taxCategories: readonly TaxCategory[];
  readonly receiptFooter: Words;
  readonly reasons: readonly Reason[];
  /** Notes and coins people pay with, in minor units, largest first: the quick amounts and the count. */
  readonly denominationsMinor: readonly number[];
}

/** Why a person changed what the machine proposed. */
export interface Reason {
  readonly id: string;
  readonly use: 'price' | 'discount' | 'return' | 'void' | 'paid-in' | 'paid-out';
  readonly title: Words;
}

export interface Register {
  readonly id: string;
  readonly location: string;
  readonly name: string;
}
