/** Variants by SKU: known ones are updated where they differ, new ones get the next ordinals. */
import { sql } from 'kysely';
import type { Variant } from '../../domain/catalog/variant.ts';
import type { Db } from '../db/schema.ts';
import type { VariantDraft } from './catalog-draft.ts';
import type { CatalogContext } from './catalog-writer.ts';
import type { ChangeCollector } from './collect-changes.ts';

export interface ResolvedDraft {
  readonly draft: VariantDraft;
  readonly item: string;
  readonly category: string;
}

export interface WrittenVariants {
  readonly created: number;
  readonly changed: number;
  readonly unchanged: number;
  /** By SKU. */
  readonly ordinals: ReadonlyMap<string, number>;
}

export async function writeVariants(
  context: CatalogContext,
  resolved: readonly ResolvedDraft[],
  changes: ChangeCollector,
): Promise<WrittenVariants> {
  const { transaction, tenant, ids } = context;
  const known = await knownBySku(
    transaction,
    tenant,
    resolved.map(({ draft }) => draft.sku),
  );
  let next = await nextOrdinal(transaction, tenant);
  const ordinals = new Map<string, number>();
  const touched: Variant[] = [];
  let created = 0;
  for (const { draft, item, category } of resolved) {
    const before = known.get(draft.sku) ?? null;
    const variant: Variant = {
      ordinal: before?.ordinal ?? next++,
      id: before?.id ?? ids('variant'),
      item,
      sku: draft.sku,
      barcodes: draft.barcodes,
      title: draft.title,
      options: draft.options,
      optionNames: draft.optionNames,
      category,
      taxCategory: draft.taxCategory,
      image: draft.image,
      unit: draft.unit,
      tracked: draft.tracked,
      popularity: draft.popularity ?? before?.popularity ?? 0,
      active: draft.active,
    };
    ordinals.set(draft.sku, variant.ordinal);
    if (before === null) created++;
    else if (variantText(before) === variantText(variant)) continue;
    touched.push(variant);
    changes.add('items', { kind: 'variant.put', ref: String(variant.ordinal), body: variant });
  }
  if (!context.isDryRun) await store(transaction, tenant, touched);
  return { created, changed: touched.length - created, unchanged: resolved.length - touched.length, ordinals };
}

/** The database gives a row's members back in its own order, so two rows are compared in ours. */
function variantText(row: Variant): string {
  const { en, 'zh-TW': taiwan, 'zh-CN': mainland } = row.title;
  return JSON.stringify([
    [row.item, row.sku, row.barcodes, en, taiwan ?? null, mainland ?? null, row.options, row.optionNames],
    [row.category, row.taxCategory, row.image, row.unit, row.tracked, row.popularity, row.active],
  ]);
}

async function knownBySku(db: Db, tenant: string, skus: readonly string[]): Promise<Map<string, Variant>> {
  const { rows } = await sql<{ row: Variant }>`
    select row from variant where tenant = ${tenant} and sku = any(${skus}::text[])`.execute(db);
  return new Map(rows.map(({ row }) => [row.sku, row]));
}

async function nextOrdinal(db: Db, tenant: string): Promise<number> {
  const { rows } = await sql<{ top: number | null }>`
    select max(ordinal) as top from variant where tenant = ${tenant}`.execute(db);
  return (rows[0]?.top ?? -1) + 1;
}

async function store(db: Db, tenant: string, variants: readonly Variant[]): Promise<void> {
  if (variants.length === 0) return;
  await sql`
    insert into variant (tenant, ordinal, id, item, sku, row)
    select ${tenant}, (row->>'ordinal')::integer, row->>'id', row->>'item', row->>'sku', row
    from jsonb_array_elements(${JSON.stringify(variants)}::jsonb) as row
    on conflict (tenant, ordinal) do update set item = excluded.item, row = excluded.row`.execute(db);
  await sql`
    delete from identifier
    where tenant = ${tenant} and ordinal = any(${variants.map((variant) => variant.ordinal)}::integer[])`.execute(db);
  const codes = variants.flatMap(({ ordinal, barcodes }) => [...new Set(barcodes)].map((code) => ({ ordinal, code })));
  await sql`
    insert into identifier (tenant, code, ordinal)
    select ${tenant}, code, ordinal
    from jsonb_to_recordset(${JSON.stringify(codes)}::jsonb) as record(code text, ordinal integer)`.execute(db);
}
