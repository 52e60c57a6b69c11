/** What a retailer's own settings say about a file: price list, currency, tax categories, locations. */
import { tidied } from '../../kernel/text.ts';
import { granted, refused, type Verdict } from '../../kernel/verdict.ts';
import { withTenant } from '../db/database.ts';
import type { Db } from '../db/schema.ts';
import type { ProductTerms } from './product-row.ts';
import type { StockTerms } from './stock-row.ts';

export interface ImportTerms {
  readonly productTerms: ProductTerms;
  readonly stockTerms: StockTerms;
}

export type TermsRefusal =
  | { readonly code: 'no-locations' }
  /** Several lists, or one that nobody sells by: name one of these. */
  | { readonly code: 'price-list-unclear'; readonly lists: readonly string[] }
  | { readonly code: 'price-list-of-several-currencies'; readonly currencies: readonly string[] }
  | { readonly code: 'location-unknown'; readonly locations: readonly string[] };

interface SettingsOfImport {
  readonly currency?: { readonly code: string; readonly digits: number };
  readonly taxCategories?: readonly { readonly id: string; readonly title: string }[];
}

export async function readImportTerms(
  db: Db,
  tenant: string,
  wanted: { readonly priceList: string | null; readonly location: string | null },
): Promise<Verdict<ImportTerms, TermsRefusal>> {
  const locations = await withTenant(
    db,
    tenant,
    (snapshot) =>
      snapshot.selectFrom('location').selectAll().where('tenant', '=', tenant).orderBy('position').execute(),
    { readOnly: true },
  );
  if (locations.length === 0) return refused({ code: 'no-locations' });
  const lists = [...new Set(locations.map((location) => location.price_list))];
  const priceList = wanted.priceList ?? (lists.length === 1 ? lists[0] : undefined);
  if (priceList === undefined || !lists.includes(priceList)) return refused({ code: 'price-list-unclear', lists });

  const settings = locations.map((location) => ({
    priceList: location.price_list,
    ...(location.settings as SettingsOfImport),
  }));
  const currencies = new Map(
    settings.flatMap(({ priceList: list, currency }) =>
      list === priceList && currency !== undefined ? [[`${currency.code} ${currency.digits}`, currency]] : [],
    ),
  );
  const [currency] = currencies.values();
  if (currency === undefined || currencies.size > 1) {
    return refused({ code: 'price-list-of-several-currencies', currencies: [...currencies.keys()] });
  }

  const taxCategories = new Map<string, string>();
  for (const { id, title } of settings.flatMap((one) => one.taxCategories ?? [])) {
    taxCategories.set(id.toLowerCase(), id);
    taxCategories.set(tidied(title).toLowerCase(), id);
  }
  const byName = new Map<string, string>();
  for (const { id, name } of locations) {
    byName.set(id.toLowerCase(), id);
    byName.set(tidied(name).toLowerCase(), id);
  }
  const only = locations.length === 1 ? (locations[0]?.id ?? null) : null;
  const location = wanted.location === null ? only : byName.get(tidied(wanted.location).toLowerCase());
  if (location === undefined) {
    return refused({ code: 'location-unknown', locations: locations.map(({ name }) => name) });
  }
  return granted({
    productTerms: { priceList, currency, taxCategories },
    stockTerms: { locations: byName, location },
  });
}
