/** One retailer with two stores and a clock that stands still, on a real PostgreSQL. */
import { createIdSource } from '../../../src/kernel/ids.ts';
import type { CatalogDraft, CatalogOutcome, VariantDraft } from '../../../src/server/catalog/catalog-draft.ts';
import { writeCatalog } from '../../../src/server/catalog/catalog-writer.ts';
import { type Database, withTenant } from '../../../src/server/db/database.ts';

export const TENANT = 'ten_00000000000000000000000001';
export const STORE = 'loc_00000000000000000000000001';
export const OTHER_STORE = 'loc_00000000000000000000000002';
export const PRICE_LIST = 'pls_00000000000000000000000001';
export const TAX = 'txc_00000000000000000000000001';
export const NOW = '2026-03-02T09:00:00.000Z';
export const clock = { now: () => Date.parse(NOW) };

let drawn = 0;
export const ids = createIdSource({
  clock,
  random: {
    bytes(count) {
      const bytes = new Uint8Array(count);
      new DataView(bytes.buffer).setUint32(count - 4, ++drawn);
      return bytes;
    },
  },
});

export async function seedShop({ db }: Database): Promise<void> {
  await db.insertInto('tenant').values({ id: TENANT, name: 'Test retailer', created_at: NOW }).execute();
  for (const [id, name] of [
    [STORE, 'Harbour'],
    [OTHER_STORE, 'Station'],
  ] as const) {
    const settings = {
      currency: { code: 'EUR', digits: 2 },
      taxCategories: [{ id: TAX, title: 'Standard', rates: [] }],
    };
    await db
      .insertInto('location')
      .values({
        tenant: TENANT,
        id,
        kind: 'store',
        name,
        price_list: PRICE_LIST,
        settings: JSON.stringify(settings),
        position: 0,
      })
      .execute();
  }
}

export function draftOf(sku: string, change: Partial<VariantDraft> = {}): VariantDraft {
  return {
    sku,
    itemKey: null,
    barcodes: [],
    title: { en: `Thing ${sku}` },
    optionNames: [],
    options: [],
    categoryKey: 'Things',
    taxCategory: TAX,
    image: null,
    unit: 'each',
    tracked: true,
    active: true,
    prices: [{ priceList: PRICE_LIST, priceMinor: 1_000, compareAtMinor: null }],
    ...change,
  };
}

export const THINGS = { key: 'Things', title: { en: 'Things' }, parentKey: null, position: 0, hue: 0 };

export function write(database: Database, draft: Partial<CatalogDraft>): Promise<CatalogOutcome> {
  return withTenant(database.db, TENANT, (transaction) =>
    writeCatalog(
      { transaction, tenant: TENANT, ids, now: NOW },
      { categories: [THINGS], variants: [], stock: [], ...draft },
    ),
  );
}

export interface ToldChange {
  readonly stream: string;
  readonly sequence: number;
  readonly kind: string;
  readonly body: Record<string, unknown>;
}

export async function changesOf(database: Database, stream: string): Promise<readonly ToldChange[]> {
  const rows = await database.db
    .selectFrom('change')
    .selectAll()
    .where('stream', '=', stream)
    .orderBy('sequence')
    .execute();
  return rows as unknown as ToldChange[];
}

export async function headOf(database: Database, stream: string): Promise<{ head: number; floor: number }> {
  const row = await database.db.selectFrom('stream').selectAll().where('id', '=', stream).executeTakeFirst();
  return { head: row?.head ?? 0, floor: row?.floor ?? 0 };
}
