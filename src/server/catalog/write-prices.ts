/** Prices per list: only what differs is written and sent. */
import { sql } from 'kysely';
import type { Price } from '../../domain/catalog/variant.ts';
import { must } from '../../kernel/invariant.ts';
import type { Db } from '../db/schema.ts';
import type { VariantDraft } from './catalog-draft.ts';
import type { CatalogContext } from './catalog-writer.ts';
import type { ChangeCollector } from './collect-changes.ts';

/** Returns how many prices changed. */
export async function writePrices(
  { transaction, tenant, isDryRun }: CatalogContext,
  drafts: readonly VariantDraft[],
  ordinals: ReadonlyMap<string, number>,
  changes: ChangeCollector,
): Promise<number> {
  const lists = new Map<string, Price[]>();
  for (const draft of drafts) {
    const ordinal = must(ordinals.get(draft.sku), 'a written variant has an ordinal');
    for (const { priceList, priceMinor, compareAtMinor } of draft.prices) {
      const list = lists.get(priceList) ?? [];
      list.push({ ordinal, priceMinor, compareAtMinor });
      lists.set(priceList, list);
    }
  }
  let changed = 0;
  for (const [priceList, prices] of lists) {
    const before = await standingPrices(transaction, tenant, priceList, prices);
    const differing = prices.filter((price) => {
      const old = before.get(price.ordinal);
      return old?.priceMinor !== price.priceMinor || old.compareAtMinor !== price.compareAtMinor;
    });
    if (differing.length === 0) continue;
    changed += differing.length;
    if (isDryRun) continue;
    await sql`
      insert into price (tenant, price_list, ordinal, price_minor, compare_at_minor)
      select ${tenant}, ${priceList}, ordinal, "priceMinor", "compareAtMinor"
      from jsonb_to_recordset(${JSON.stringify(differing)}::jsonb)
        as record(ordinal integer, "priceMinor" bigint, "compareAtMinor" bigint)
      on conflict (tenant, price_list, ordinal) do update set
        price_minor = excluded.price_minor, compare_at_minor = excluded.compare_at_minor`.execute(transaction);
    for (const price of differing) {
      changes.add(`prices:${priceList}`, { kind: 'price.put', ref: String(price.ordinal), body: price });
    }
  }
  return changed;
}

async function standingPrices(db: Db, tenant: string, priceList: string, prices: readonly Price[]) {
  const { rows } = await sql<Price>`
    select ordinal, price_minor as "priceMinor", compare_at_minor as "compareAtMinor" from price
    where tenant = ${tenant} and price_list = ${priceList}
      and ordinal = any(${prices.map((price) => price.ordinal)}::integer[])`.execute(db);
  return new Map(rows.map((row) => [row.ordinal, row]));
}
