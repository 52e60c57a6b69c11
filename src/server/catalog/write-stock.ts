/**
 * Stock as a file states it: so many are on hand now. The difference to the books becomes a movement: a
 * receipt where the books knew nothing of the goods, an adjustment where they did. Stating the same
 * stock twice therefore moves nothing the second time.
 */
import { sql } from 'kysely';
import type { StockLevel, StockMovement } from '../../domain/inventory/stock.ts';
import { must } from '../../kernel/invariant.ts';
import { insertRows } from '../db/insert-rows.ts';
import type { Db } from '../db/schema.ts';
import type { StockDraft } from './catalog-draft.ts';
import type { CatalogContext } from './catalog-writer.ts';
import type { ChangeCollector } from './collect-changes.ts';

type Level = StockLevel & { readonly ordinal: number };

/** Returns how many movements were written. */
export async function writeStock(
  { transaction, tenant, ids, now, isDryRun = false }: CatalogContext,
  drafts: readonly StockDraft[],
  changes: ChangeCollector,
): Promise<number> {
  const variants = await variantsBySku(transaction, tenant, drafts);
  const locations = new Map<string, StockDraft[]>();
  for (const draft of drafts) {
    const list = locations.get(draft.location) ?? [];
    list.push(draft);
    locations.set(draft.location, list);
  }
  let written = 0;
  for (const [location, stated] of [...locations].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const known = isDryRun ? stated.filter((draft) => variants.has(draft.sku)) : stated;
    const goods = known.map((draft) => ({
      quantity: draft.quantity,
      variant: must(variants.get(draft.sku), () => `SKU ${draft.sku} is in the catalogue before its stock`),
    }));
    if (isDryRun) written += stated.filter((draft) => draft.quantity !== 0 && !variants.has(draft.sku)).length;
    goods.sort((a, b) => a.variant.ordinal - b.variant.ordinal);
    const before = await standingLevels(
      transaction,
      tenant,
      location,
      goods.map((one) => one.variant.ordinal),
      isDryRun,
    );
    const movements: Omit<StockMovement, 'location' | 'bucket'>[] = [];
    for (const { variant, quantity } of goods) {
      const level = before.get(variant.ordinal) ?? null;
      const difference = quantity - (level?.onHand ?? 0);
      if (difference === 0) continue;
      movements.push({
        id: ids('movement'),
        kind: level === null ? 'receipt' : 'adjustment',
        variant: variant.id,
        ordinal: variant.ordinal,
        quantity: difference,
        line: null,
      });
    }
    if (movements.length === 0) continue;
    written += movements.length;
    if (isDryRun) continue;
    const place = { tenant, location, bucket: 'on-hand', entry: null, at: now };
    await insertRows(
      transaction,
      'stock_movement',
      movements.map((movement) => ({ ...place, ...movement })),
    );
    for (const level of await moveLevels(transaction, tenant, location, movements)) {
      changes.add(`stock:${location}`, { kind: 'level.put', ref: String(level.ordinal), body: level });
    }
  }
  return written;
}

/** Those that say something else than the books. Looks without locking: goods that are being sold stay free to be sold. */
export async function statedAnew(
  { transaction, tenant }: CatalogContext,
  drafts: readonly StockDraft[],
): Promise<readonly StockDraft[]> {
  const variants = await variantsBySku(transaction, tenant, drafts);
  const found: StockDraft[] = [];
  for (const location of new Set(drafts.map((draft) => draft.location))) {
    const stated = drafts.filter((draft) => draft.location === location);
    const ordinals = stated.flatMap(({ sku }) => variants.get(sku)?.ordinal ?? []);
    const levels = await standingLevels(transaction, tenant, location, ordinals, true);
    for (const draft of stated) {
      const level = levels.get(variants.get(draft.sku)?.ordinal ?? -1);
      if (draft.quantity !== (level?.onHand ?? 0)) found.push(draft);
    }
  }
  return found;
}

async function variantsBySku(db: Db, tenant: string, drafts: readonly StockDraft[]) {
  const { rows } = await sql<{ sku: string; id: string; ordinal: number }>`
    select sku, id, ordinal from variant
    where tenant = ${tenant} and sku = any(${[...new Set(drafts.map((draft) => draft.sku))]}::text[])`.execute(db);
  return new Map(rows.map((row) => [row.sku, row]));
}

/** Held until the end of the transaction, unless nothing is to be written. */
async function standingLevels(
  db: Db,
  tenant: string,
  location: string,
  ordinals: readonly number[],
  isDryRun: boolean,
): Promise<ReadonlyMap<number, Level>> {
  const { rows } = await sql<Level>`
    select ordinal, on_hand as "onHand", committed, damaged from stock_level
    where tenant = ${tenant} and location = ${location} and ordinal = any(${ordinals}::integer[])
    order by ordinal ${isDryRun ? sql`` : sql`for update`}`.execute(db);
  return new Map(rows.map((row) => [row.ordinal, row]));
}

/** Adds, never sets: a sale may have made the level in between. */
async function moveLevels(
  db: Db,
  tenant: string,
  location: string,
  movements: readonly { readonly ordinal: number; readonly quantity: number }[],
): Promise<readonly Level[]> {
  const { rows } = await sql<Level>`
    insert into stock_level (tenant, location, ordinal, on_hand, committed, damaged)
    select ${tenant}, ${location}, ordinal, quantity, 0, 0
    from jsonb_to_recordset(${JSON.stringify(movements)}::jsonb) as record(ordinal integer, quantity bigint)
    order by ordinal
    on conflict (tenant, location, ordinal) do update set on_hand = stock_level.on_hand + excluded.on_hand
    returning ordinal, on_hand as "onHand", committed, damaged`.execute(db);
  return rows;
}
