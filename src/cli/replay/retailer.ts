/** A retailer in London for real invoices: one store, its tills and its cashier, and the goods the file names. */
import { permissionsOf } from '../../domain/access/permissions.ts';
import type { Currency } from '../../domain/money/minor.ts';
import type { Store } from '../../domain/store/store.ts';
import type { IdSource } from '../../kernel/ids.ts';
import { must } from '../../kernel/invariant.ts';
import { writeCatalog } from '../../server/catalog/catalog-writer.ts';
import type { Database } from '../../server/db/database.ts';
import type { Db } from '../../server/db/schema.ts';
import type { StreamChange } from '../../server/ledger/ledger.ts';
import type { Segments } from '../../server/segments/segments.ts';
import { withPublishing } from '../../server/streams/publish.ts';
import type { Invoice } from './invoices.ts';
import { countsStock } from './oracle.ts';

export const POUNDS: Currency = { code: 'GBP', digits: 2 };

/** Pieces of everything on hand before the first invoice. */
export const OPENING_STOCK = 200_000;

export interface Retailer {
  readonly tenant: string;
  readonly store: Store;
  readonly associate: string;
  readonly registers: readonly string[];
}

export async function openRetailer(
  tools: { database: Database; segments: Segments; ids: IdSource; now: string },
  wish: { invoices: readonly Invoice[]; tills: number },
): Promise<Retailer> {
  const { database, ids, now } = tools;
  const tenant = ids('tenant');
  const store = storeOf(ids);
  const associate = ids('associate');
  const registers = Array.from({ length: wish.tills }, () => ids('register'));
  await database.db.insertInto('tenant').values({ id: tenant, name: 'Real invoices', created_at: now }).execute();
  const { streamsToPublish } = await withPublishing(database, tenant, async (tx) => {
    await writePlace(tx, { tenant, store, registers });
    await writeCashier(tx, { tenant, store, associate });
    const outcome = await writeCatalog({ transaction: tx, tenant, ids, now }, catalogueOf(wish.invoices, store));
    const changes: StreamChange[] = [
      { stream: `store:${store.id}`, kind: 'store.put', ref: store.id, body: store },
      {
        stream: `store:${store.id}`,
        kind: 'associate.put',
        ref: associate,
        body: { ...CASHIER, id: associate, permissions: [...permissionsOf(CASHIER.role)], pin: null },
      },
    ];
    return { changes, result: outcome };
  });
  for (const stream of streamsToPublish) await tools.segments.publish(tenant, stream);
  return { tenant, store, associate, registers };
}

const CASHIER = { name: 'Cashier', initials: 'CA', role: 'manager', hue: 3, active: true } as const;

function storeOf(ids: IdSource): Store {
  return {
    id: ids('location'),
    name: 'London',
    kind: 'store',
    address: ['London'],
    taxNumber: null,
    currency: POUNDS,
    timeZone: 'Europe/London',
    dayStartsAtHour: 4,
    pricesIncludeTax: true,
    priceList: ids('priceList'),
    taxCategories: [
      { id: ids('taxCategory'), title: 'Standard', rates: [{ id: 'gb-vat-20', title: 'VAT 20%', ratePpm: 200_000 }] },
    ],
    receiptFooter: { en: '' },
    reasons: [
      { id: ids('reason'), use: 'price', title: { en: 'As agreed' } },
      { id: ids('reason'), use: 'return', title: { en: 'Credit note' } },
    ],
    denominationsMinor: [5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5, 2, 1],
  };
}

async function writePlace(
  tx: Db,
  place: { tenant: string; store: Store; registers: readonly string[] },
): Promise<void> {
  const { tenant, store, registers } = place;
  const { id, kind, name, priceList, ...settings } = store;
  await tx
    .insertInto('location')
    .values({ tenant, id, kind, name, price_list: priceList, settings: JSON.stringify(settings), position: 0 })
    .execute();
  await tx
    .insertInto('register')
    .values(
      registers.map((register, at) => ({
        tenant,
        id: register,
        location: id,
        name: `Till ${at + 1}`,
        code: `LON${at + 1}`,
        incarnations: 0,
        status: 'active',
      })),
    )
    .execute();
}

async function writeCashier(tx: Db, person: { tenant: string; store: Store; associate: string }): Promise<void> {
  const { tenant, store, associate } = person;
  await tx
    .insertInto('associate')
    .values({ ...CASHIER, tenant, id: associate, pin: null })
    .execute();
  await tx.insertInto('associate_location').values({ tenant, location: store.id, associate }).execute();
}

/** The first price each SKU was really sold for is its list price; later ones are rung as overrides. */
export function listPricesOf(
  invoices: readonly Invoice[],
): ReadonlyMap<string, { readonly title: string; readonly priceMinor: number }> {
  const first = new Map<string, { title: string; priceMinor: number }>();
  for (const { sku, title, priceMinor } of invoices.flatMap((invoice) => invoice.lines)) {
    const known = first.get(sku);
    if (!known || known.priceMinor === 0) first.set(sku, { title: known?.title ?? title, priceMinor });
  }
  return first;
}

/** Each SKU once; its code is its SKU. */
function catalogueOf(invoices: readonly Invoice[], store: Store) {
  const first = listPricesOf(invoices);
  const taxCategory = must(store.taxCategories[0], 'the store taxes').id;
  return {
    categories: [{ key: 'goods', title: { en: 'Goods' }, parentKey: null, position: 0, hue: 0 }],
    variants: [...first].map(([sku, { title, priceMinor }]) => ({
      sku,
      itemKey: null,
      barcodes: [sku],
      title: { en: title },
      optionNames: [],
      options: [],
      categoryKey: 'goods',
      taxCategory,
      image: null,
      unit: 'each' as const,
      tracked: countsStock(sku),
      active: true,
      prices: [{ priceList: store.priceList, priceMinor, compareAtMinor: null }],
    })),
    stock: [...first.keys()].filter(countsStock).map((sku) => ({ sku, location: store.id, quantity: OPENING_STOCK })),
  };
}
