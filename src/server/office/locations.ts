/** Locations as they lie in the tables, and as the office shows them: with the business day that runs there. */

import { businessDayOf } from '../../domain/store/business-day.ts';
import type { Store } from '../../domain/store/store.ts';
import type { LocationFacts } from '../../protocol/office.ts';
import { storeDocument } from '../../protocol/sync/documents.ts';
import type { Db } from '../db/schema.ts';

export async function readLocations(tx: Db, tenant: string, now: string): Promise<LocationFacts[]> {
  return (await readStores(tx, tenant)).map((store) => locationFactsOf(store, now));
}

/** All locations of the retailer, in their order, each whole. */
export async function readStores(tx: Db, tenant: string): Promise<Store[]> {
  const rows = await tx
    .selectFrom('location')
    .select(['id', 'name', 'kind', 'price_list', 'settings'])
    .where('tenant', '=', tenant)
    .orderBy('position')
    .orderBy('id')
    .execute();
  return rows.map(({ settings, price_list, ...row }) =>
    storeDocument.parse({ ...settings, ...row, priceList: price_list }),
  );
}

export function locationFactsOf(store: Store, now: string): LocationFacts {
  const { id, name, kind, address, taxNumber, currency, timeZone, pricesIncludeTax, priceList, receiptFooter } = store;
  return {
    ...{ id, name, kind, taxNumber, currency, timeZone, pricesIncludeTax, priceList, receiptFooter },
    address: [...address],
    taxCategories: store.taxCategories.map((category) => ({ ...category, rates: [...category.rates] })),
    businessDay: businessDayOf(now, timeZone, store.dayStartsAtHour),
  };
}

/** Those of `ids` that the retailer does not have. */
export async function unknownLocations(tx: Db, tenant: string, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const found = await tx
    .selectFrom('location')
    .select('id')
    .where('tenant', '=', tenant)
    .where('id', 'in', [...ids])
    .execute();
  const known = new Set(found.map((row) => row.id));
  return ids.filter((id) => !known.has(id));
}
