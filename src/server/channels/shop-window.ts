/** The catalogue as another channel may show it: titles, prices of one store, and whether it may be promised. */
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Variant } from '../../domain/catalog/variant.ts';
import type { Store } from '../../domain/store/store.ts';
import { granted, refused, type Verdict } from '../../kernel/verdict.ts';
import type {
  Availability,
  channelCategories,
  channelItem,
  channelProducts,
  channelStores,
  productsQuery,
} from '../../protocol/channel/channel-api.ts';
import { storeDocument } from '../../protocol/sync/documents.ts';
import type { Db } from '../db/schema.ts';
import { promisableUnits } from './promise-view.ts';

const PAGE = 24;
const FEW = 3;

/** Stores a shopper may choose; warehouses and web shops hand nothing over a counter. */
export async function storesOf(db: Db, tenant: string): Promise<z.infer<typeof channelStores>> {
  const retailer = await db.selectFrom('tenant').select('name').where('id', '=', tenant).executeTakeFirstOrThrow();
  const rows = await db
    .selectFrom('location')
    .selectAll()
    .where('tenant', '=', tenant)
    .where('kind', '=', 'store')
    .orderBy('position')
    .orderBy('id')
    .execute();
  return {
    retailer: retailer.name,
    stores: rows.map((row) => {
      const { id, name, address, timeZone, currency } = storeFrom(row);
      return { id, name, address: [...address], timeZone, currency: currency.code, currencyDigits: currency.digits };
    }),
  };
}

export async function storeOf(
  db: Db,
  tenant: string,
  id: string,
): Promise<Verdict<Store, { readonly code: 'location-unknown' }>> {
  const row = await db
    .selectFrom('location')
    .selectAll()
    .where('tenant', '=', tenant)
    .where('id', '=', id)
    .where('kind', '=', 'store')
    .executeTakeFirst();
  return row === undefined ? refused({ code: 'location-unknown' }) : granted(storeFrom(row));
}

function storeFrom(row: {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly price_list: string;
  readonly settings: Record<string, unknown>;
}): Store {
  const { id, name, kind, price_list: priceList, settings } = row;
  return storeDocument.parse({ ...settings, id, name, kind, priceList });
}

export async function categoriesOf(db: Db, tenant: string): Promise<z.infer<typeof channelCategories>> {
  const rows = await db
    .selectFrom('category')
    .select(['id', 'title', 'parent', 'position', 'hue'])
    .where('tenant', '=', tenant)
    .orderBy('position')
    .orderBy('id')
    .limit(2_000)
    .execute();
  return { categories: rows as z.infer<typeof channelCategories>['categories'] };
}

interface PricedVariant extends Variant {
  readonly priceMinor: number;
  readonly compareAtMinor: number | null;
}

/** What sells most first; the cursor is a place in that order. */
export async function productsOf(
  db: Db,
  place: { readonly tenant: string; readonly store: Store; readonly now: number },
  query: z.infer<typeof productsQuery>,
): Promise<z.infer<typeof channelProducts>> {
  const { tenant, store, now } = place;
  const offset = Math.min(100_000, Math.max(0, Number.parseInt(query.after ?? '0', 10) || 0));
  const words = (query.search ?? '').normalize('NFKC').toLowerCase().split(/\s+/u).filter(Boolean).slice(0, 8);
  const matches = words.map(
    (word) => sql`and (lower(variant.row->>'title') like ${`%${escaped(word)}%`} or lower(variant.sku) = ${word}
      or exists (select from identifier where identifier.tenant = ${tenant} and identifier.ordinal = variant.ordinal
                 and identifier.code = ${word}))`,
  );
  const { rows } = await sql<{ item: string; variants: number; fromMinor: number; ordinals: number[] }>`
    select variant.item, count(*)::integer as variants, min(price.price_minor) as "fromMinor",
           array_agg(variant.ordinal order by variant.ordinal) as ordinals
    from variant
    join price on price.tenant = variant.tenant and price.price_list = ${store.priceList}
              and price.ordinal = variant.ordinal and price.price_minor is not null
    where variant.tenant = ${tenant} and (variant.row->>'active')::boolean
      ${query.category === undefined ? sql`` : sql`and variant.row->>'category' = ${query.category}`}
      ${sql.join(matches, sql` `)}
    group by variant.item
    order by max((variant.row->>'popularity')::bigint) desc, variant.item
    offset ${offset} limit ${PAGE + 1}`.execute(db);
  const shown = rows.slice(0, PAGE);
  const variants = await pricedVariants(db, place, { ordinals: shown.flatMap(({ ordinals }) => ordinals) });
  const units = await promisableUnits(db, { tenant, location: store.id, now }, tracked(variants));
  return {
    currency: store.currency.code,
    currencyDigits: store.currency.digits,
    items: shown.flatMap(({ item, fromMinor, variants: count, ordinals }) => {
      const own = variants.filter(({ ordinal }) => ordinals.includes(ordinal));
      const first = own[0];
      if (first === undefined) return [];
      return {
        item,
        title: first.title,
        image: own.find(({ image }) => image !== null)?.image ?? null,
        category: first.category,
        fromMinor,
        compareAtMinor: own.find(({ priceMinor }) => priceMinor === fromMinor)?.compareAtMinor ?? null,
        variants: count,
        availability: best(own.map((one) => availabilityOf(one, units))),
      };
    }),
    next: rows.length > PAGE ? String(offset + PAGE) : null,
  };
}

export async function itemOf(
  db: Db,
  place: { readonly tenant: string; readonly store: Store; readonly now: number },
  item: string,
): Promise<Verdict<z.infer<typeof channelItem>, { readonly code: 'item-unknown' }>> {
  const { tenant, store, now } = place;
  const variants = await pricedVariants(db, place, { item });
  const first = variants[0];
  if (first === undefined) return refused({ code: 'item-unknown' });
  const units = await promisableUnits(db, { tenant, location: store.id, now }, tracked(variants));
  return granted({
    currency: store.currency.code,
    currencyDigits: store.currency.digits,
    item,
    title: first.title,
    category: first.category,
    optionNames: [...first.optionNames],
    variants: variants.map((one) => ({
      variant: one.id,
      sku: one.sku,
      options: [...one.options],
      image: one.image,
      priceMinor: one.priceMinor,
      compareAtMinor: one.compareAtMinor,
      unit: one.unit,
      availability: availabilityOf(one, units),
    })),
  });
}

/** Active variants with a price at this store, by ordinal. */
export async function pricedVariants(
  db: Db,
  { tenant, store }: { readonly tenant: string; readonly store: Store },
  which: { readonly item: string } | { readonly ordinals: readonly number[] } | { readonly ids: readonly string[] },
): Promise<readonly PricedVariant[]> {
  const query = db
    .selectFrom('variant')
    .innerJoin('price', (join) =>
      join
        .onRef('price.tenant', '=', 'variant.tenant')
        .onRef('price.ordinal', '=', 'variant.ordinal')
        .on('price.price_list', '=', store.priceList),
    )
    .select(['variant.row', 'price.price_minor', 'price.compare_at_minor'])
    .where('variant.tenant', '=', tenant)
    .where('price.price_minor', 'is not', null)
    .orderBy('variant.ordinal')
    .limit(10_000);
  const rows = await ('item' in which
    ? query.where('variant.item', '=', which.item)
    : 'ids' in which
      ? query.where('variant.id', 'in', ['', ...which.ids])
      : query.where('variant.ordinal', 'in', [-1, ...which.ordinals])
  ).execute();
  return rows
    .filter(({ row }) => row.active)
    .map(({ row, price_minor, compare_at_minor }) => ({
      ...row,
      priceMinor: price_minor ?? 0,
      compareAtMinor: compare_at_minor,
    }));
}

function tracked(variants: readonly PricedVariant[]): number[] {
  return variants.filter((one) => one.tracked).map(({ ordinal }) => ordinal);
}

function availabilityOf(variant: PricedVariant, units: ReadonlyMap<number, number>): Availability {
  const count = variant.tracked ? (units.get(variant.ordinal) ?? 0) : Number.POSITIVE_INFINITY;
  if (count <= 0) return 'none';
  return count <= FEW ? 'few' : 'in-stock';
}

function best(all: readonly Availability[]): Availability {
  return (['in-stock', 'few'] as const).find((one) => all.includes(one)) ?? 'none';
}

/** What stands for itself in LIKE. */
function escaped(word: string): string {
  return word.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`);
}
