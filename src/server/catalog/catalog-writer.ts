/**
 * Writes the catalogue in chunks, inside one transaction of the caller, so that memory does not grow
 * with the file and nothing is half there.
 *
 * Invariants: 1. a variant keeps its ordinal and id for life, found again by its SKU; an item keeps its
 * id, derived from its key; 2. what did not change is not written and not sent; 3. stock changes only by
 * movements; 4. streams are told last, in sorted order, so that their counters are held shortly.
 */
import { sql } from 'kysely';
import type { Category } from '../../domain/catalog/variant.ts';
import { sha256Hex } from '../../kernel/hash.ts';
import { ID_PREFIXES, type IdSource, ulid } from '../../kernel/ids.ts';
import { invariant, must } from '../../kernel/invariant.ts';
import type { Db } from '../db/schema.ts';
import type { CatalogDraft, CatalogOutcome, CategoryDraft, StockDraft, VariantDraft } from './catalog-draft.ts';
import { createChangeCollector } from './collect-changes.ts';
import { writePrices } from './write-prices.ts';
import { statedAnew, writeStock } from './write-stock.ts';
import { writeVariants } from './write-variants.ts';

export interface CatalogContext {
  readonly transaction: Db;
  readonly tenant: string;
  readonly ids: IdSource;
  /** Instant, for movements. */
  readonly now: string;
  /** Counts what would change, and neither writes nor locks. */
  readonly isDryRun?: boolean;
}

export interface CatalogWriter {
  /** Keys of the categories that exist, or were put. */
  categoryKeys(): ReadonlySet<string>;
  putCategories(drafts: readonly CategoryDraft[]): Promise<void>;
  /** SKUs within one call are distinct, and categories were put before. */
  putVariants(drafts: readonly VariantDraft[]): Promise<void>;
  /** Variants were put before; at most one draft per SKU and location. */
  putStock(drafts: readonly StockDraft[]): Promise<void>;
  /** Tells the streams. Nothing may be put afterwards. */
  finish(): Promise<CatalogOutcome>;
}

export async function openCatalogWriter(context: CatalogContext): Promise<CatalogWriter> {
  const { transaction, tenant } = context;
  // Ordinals are handed out by one writer at a time.
  if (!context.isDryRun) {
    await sql`select pg_advisory_xact_lock(hashtext('evertill catalogue'), hashtext(${tenant}))`.execute(transaction);
  }
  const changes = createChangeCollector();
  const categoryIds = await existingCategories(transaction, tenant);
  const outcome = {
    categories: { created: 0, changed: 0 },
    variants: { created: 0, changed: 0, unchanged: 0 },
    prices: { changed: 0 },
    stock: { movements: 0 },
  };
  /** Levels are locked until the end, and whoever sells waits for them: they are written last. */
  const counted: StockDraft[] = [];
  return {
    categoryKeys: () => new Set(categoryIds.keys()),
    async putCategories(drafts) {
      const isNew = new Set<string>();
      for (const draft of drafts) {
        if (categoryIds.has(draft.key)) continue;
        isNew.add(draft.key);
        categoryIds.set(draft.key, { id: context.ids('category'), body: '' });
      }
      const rows: { id: string; body: Category; key: string }[] = [];
      for (const draft of drafts) {
        const known = must(categoryIds.get(draft.key), 'every drafted category has an id by now');
        const parent = draft.parentKey === null ? null : (categoryIds.get(draft.parentKey)?.id ?? null);
        const body: Category = { id: known.id, title: draft.title, parent, position: draft.position, hue: draft.hue };
        const text = bodyText(body);
        if (known.body === text) continue;
        categoryIds.set(draft.key, { id: known.id, body: text });
        rows.push({ id: known.id, body, key: draft.key });
        changes.add('retailer', { kind: 'category.put', ref: known.id, body });
        if (isNew.has(draft.key)) outcome.categories.created++;
        else outcome.categories.changed++;
      }
      if (!context.isDryRun) await writeCategories(transaction, tenant, rows);
    },
    async putVariants(drafts) {
      invariant(new Set(drafts.map((draft) => draft.sku)).size === drafts.length, 'a SKU is drafted once per chunk');
      const resolved = drafts.map((draft) => ({
        draft,
        item: itemIdOf(tenant, draft.itemKey ?? `sku ${draft.sku}`),
        category: must(categoryIds.get(draft.categoryKey), () => `category ${draft.categoryKey} was put before`).id,
      }));
      const written = await writeVariants(context, resolved, changes);
      outcome.variants.created += written.created;
      outcome.variants.changed += written.changed;
      outcome.variants.unchanged += written.unchanged;
      outcome.prices.changed += await writePrices(context, drafts, written.ordinals, changes);
    },
    async putStock(drafts) {
      if (context.isDryRun) outcome.stock.movements += await writeStock(context, drafts, changes);
      else counted.push(...(await statedAnew(context, drafts)));
    },
    async finish() {
      for (let at = 0; at < counted.length; at += CHUNK) {
        outcome.stock.movements += await writeStock(context, counted.slice(at, at + CHUNK), changes);
      }
      if (context.isDryRun) return { ...outcome, heads: {}, streamsToPublish: [] };
      const { heads, raised } = await changes.tell(transaction, tenant);
      return { ...outcome, heads, streamsToPublish: raised };
    },
  };
}

/** The whole of a small draft at once. */
export async function writeCatalog(context: CatalogContext, draft: CatalogDraft): Promise<CatalogOutcome> {
  const writer = await openCatalogWriter(context);
  await writer.putCategories(draft.categories);
  for (let at = 0; at < draft.variants.length; at += CHUNK)
    await writer.putVariants(draft.variants.slice(at, at + CHUNK));
  for (let at = 0; at < draft.stock.length; at += CHUNK) await writer.putStock(draft.stock.slice(at, at + CHUNK));
  return writer.finish();
}

const CHUNK = 2_000;

/** The same key is the same item at every import, without a table of items. */
export function itemIdOf(tenant: string, key: string): string {
  const digest = sha256Hex(`evertill item ${tenant} ${key}`);
  const bytes = Uint8Array.from({ length: 10 }, (_, at) => Number.parseInt(digest.slice(12 + at * 2, 14 + at * 2), 16));
  return `${ID_PREFIXES.item}_${ulid(Number.parseInt(digest.slice(0, 12), 16), bytes)}`;
}

interface KnownCategory {
  readonly id: string;
  /** Its body as text, to see whether a draft changes it. */
  readonly body: string;
}

async function existingCategories(db: Db, tenant: string): Promise<Map<string, KnownCategory>> {
  const { rows } = await sql<Category & { key: string }>`
    select import_key as key, id, title, parent, position, hue from category where tenant = ${tenant}`.execute(db);
  return new Map(rows.map(({ key, ...body }) => [key, { id: body.id, body: bodyText(body) }]));
}

function bodyText(body: Category): string {
  const { en, 'zh-TW': taiwan, 'zh-CN': mainland } = body.title;
  return JSON.stringify([body.id, body.parent, body.position, body.hue, en, taiwan ?? null, mainland ?? null]);
}

async function writeCategories(
  db: Db,
  tenant: string,
  rows: readonly { readonly id: string; readonly body: Category; readonly key: string }[],
): Promise<void> {
  if (rows.length === 0) return;
  const records = rows.map(({ id, body, key }) => ({
    id,
    parent: body.parent,
    position: body.position,
    hue: body.hue,
    title: body.title,
    import_key: key,
  }));
  await sql`
    insert into category (tenant, id, parent, position, hue, title, import_key)
    select ${tenant}, id, parent, position, hue, title, import_key
    from jsonb_to_recordset(${JSON.stringify(records)}::jsonb)
      as record(id text, parent text, position integer, hue integer, title jsonb, import_key text)
    on conflict (tenant, id) do update set
      parent = excluded.parent, position = excluded.position, hue = excluded.hue, title = excluded.title`.execute(db);
}
