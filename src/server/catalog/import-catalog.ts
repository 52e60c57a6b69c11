/**
 * Imports a file of goods and a file of stock. The first reading changes nothing: it finds every bad row
 * and counts what would change. Only a clean file is read again and written, in one transaction.
 *
 * Invariants: 1. nothing is half imported; 2. memory grows with the number of SKUs, not with the file;
 * 3. what is reported has a line, a column and a code.
 */

import type { IdSource } from '../../kernel/ids.ts';
import type { Clock } from '../../kernel/ports.ts';
import { instantOf } from '../../kernel/ports.ts';
import { type Database, withTenant } from '../db/database.ts';
import type { Db } from '../db/schema.ts';
import { announceHeads } from '../streams/publish.ts';
import type { CatalogOutcome, CategoryDraft, StockDraft, VariantDraft } from './catalog-draft.ts';
import { type CatalogWriter, openCatalogWriter } from './catalog-writer.ts';
import { type CsvColumns, type CsvRow, csvRows } from './csv-rows.ts';
import { type ImportProblem, problemAt } from './import-problem.ts';
import { CATEGORY_SEPARATOR, PRODUCT_COLUMNS, type ProductTerms, readProductRow } from './product-row.ts';
import { readStockRow, STOCK_COLUMNS, type StockTerms } from './stock-row.ts';

/** Opens the file anew at each call: it is read twice. */
export type FileSource = () => AsyncIterable<Uint8Array>;
export type ImportFile = 'products' | 'stock';

export interface CatalogImport {
  readonly database: Database;
  readonly tenant: string;
  readonly ids: IdSource;
  readonly clock: Pick<Clock, 'now'>;
  readonly products: FileSource | null;
  readonly stock: FileSource | null;
  readonly productTerms: ProductTerms;
  readonly stockTerms: StockTerms;
  readonly apply: boolean;
  /** Told of each problem and warning as it is found. */
  readonly onProblem?: (file: ImportFile, problem: ImportProblem, isWarning: boolean) => void;
  readonly onProgress?: (phase: 'checking' | 'writing', file: ImportFile, rows: number) => void;
}

export interface ImportReport {
  /** False when anything was wrong, or when nobody asked to apply. */
  readonly isApplied: boolean;
  readonly problems: number;
  readonly warnings: number;
  readonly rows: { readonly products: number; readonly stock: number };
  readonly outcome: CatalogOutcome;
}

const CHUNK = 2_000;
/** A hundred thousand rows take seconds; a slow disk may take minutes. */
const IMPORT_TIMEOUT_MS = 60 * 60_000;

export async function importCatalog(task: CatalogImport): Promise<ImportReport> {
  const checked = await withTenant(task.database.db, task.tenant, (snapshot) => readAll(task, snapshot, true), {
    readOnly: true,
    statementTimeoutMs: IMPORT_TIMEOUT_MS,
  });
  if (!task.apply || checked.problems > 0) return { ...checked, isApplied: false };
  const applied = await withTenant(
    task.database.db,
    task.tenant,
    async (transaction) => {
      const written = await readAll({ ...task, onProblem: () => {} }, transaction, false);
      if (written.problems > 0) throw new FileChanged();
      return written;
    },
    { statementTimeoutMs: IMPORT_TIMEOUT_MS },
  );
  await announceHeads(task.database, task.tenant, applied.outcome.heads);
  return { ...applied, warnings: checked.warnings, isApplied: true };
}

/** Between the two readings somebody wrote to the file; the transaction was rolled back. */
export class FileChanged extends Error {
  override readonly name = 'FileChanged';
}

async function readAll(
  task: CatalogImport,
  transaction: Db,
  isDryRun: boolean,
): Promise<Omit<ImportReport, 'isApplied'>> {
  const writer = await openCatalogWriter({
    transaction,
    tenant: task.tenant,
    ids: task.ids,
    now: instantOf(task.clock),
    isDryRun,
  });
  const counts = { problems: 0, warnings: 0 };
  const reporter = (file: ImportFile) => ({
    problem(problem: ImportProblem) {
      counts.problems++;
      task.onProblem?.(file, problem, false);
    },
    warning(problem: ImportProblem) {
      counts.warnings++;
      task.onProblem?.(file, problem, true);
    },
    progress: (rows: number) => task.onProgress?.(isDryRun ? 'checking' : 'writing', file, rows),
  });
  const skus = new Map<string, SeenSku>();
  const rows = { products: 0, stock: 0 };
  if (task.products !== null)
    rows.products = await readProducts(task, task.products, writer, skus, reporter('products'));
  if (task.stock !== null) {
    rows.stock = await readStock(task, task.stock, transaction, writer, skus, reporter('stock'));
  }
  const outcome = await writer.finish();
  return { ...counts, rows, outcome };
}

interface SeenSku {
  readonly line: number;
  readonly isTracked: boolean;
}

interface Reporter {
  problem(problem: ImportProblem): void;
  warning(problem: ImportProblem): void;
  progress(rows: number): void;
}

async function readProducts(
  task: CatalogImport,
  source: FileSource,
  writer: CatalogWriter,
  skus: Map<string, SeenSku>,
  report: Reporter,
): Promise<number> {
  const barcodes = new Map<string, string>();
  return inChunks(source, PRODUCT_COLUMNS, report, async (chunk) => {
    const drafts: VariantDraft[] = [];
    const categories = new Map<string, CategoryDraft>();
    const known = writer.categoryKeys();
    for (const row of chunk) {
      const { draft, problems, warnings } = readProductRow(row, task.productTerms);
      problems.forEach(report.problem);
      warnings.forEach(report.warning);
      const sku = draft?.sku ?? (row.fields.sku ?? '').trim();
      const before = skus.get(sku);
      if (before !== undefined) report.problem(problemAt(row.line, 'sku', 'sku-twice', `${sku} (line ${before.line})`));
      // A row that is wrong otherwise still takes its SKU, so that the next one with it is found too.
      if (sku !== '') skus.set(sku, { line: before?.line ?? row.line, isTracked: draft?.tracked ?? true });
      if (draft === null || before !== undefined) continue;
      for (const code of draft.barcodes) {
        const other = barcodes.get(code);
        if (other === undefined) barcodes.set(code, sku);
        else if (other !== sku) report.warning(problemAt(row.line, 'barcodes', 'barcode-shared', `${code} (${other})`));
      }
      const { categoryPath, ...variant } = draft;
      addCategories(categoryPath, known, categories);
      drafts.push(variant);
    }
    await writer.putCategories([...categories.values()]);
    await writer.putVariants(drafts);
  });
}

/** Categories a file names and nobody knows yet; head office may give them other titles, hues and places later. */
function addCategories(path: readonly string[], known: ReadonlySet<string>, into: Map<string, CategoryDraft>): void {
  const HUES = 12;
  path.forEach((name, depth) => {
    const keyOf = (length: number) => path.slice(0, length).join(` ${CATEGORY_SEPARATOR} `);
    const key = keyOf(depth + 1);
    if (known.has(key) || into.has(key)) return;
    const position = known.size + into.size;
    into.set(key, {
      key,
      title: { en: name },
      parentKey: depth === 0 ? null : keyOf(depth),
      position,
      hue: position % HUES,
    });
  });
}

async function readStock(
  task: CatalogImport,
  source: FileSource,
  transaction: Db,
  writer: CatalogWriter,
  skus: ReadonlyMap<string, SeenSku>,
  report: Reporter,
): Promise<number> {
  const seen = new Map<string, number>();
  return inChunks(source, STOCK_COLUMNS, report, async (chunk) => {
    const drafts: { draft: StockDraft; line: number }[] = [];
    for (const row of chunk) {
      const { draft, problems } = readStockRow(row, task.stockTerms);
      problems.forEach(report.problem);
      if (draft === null) continue;
      const place = `${draft.location} ${draft.sku}`;
      const before = seen.get(place);
      if (before === undefined) {
        seen.set(place, row.line);
        drafts.push({ draft, line: row.line });
      } else {
        report.problem(problemAt(row.line, 'sku', 'stock-twice', `${draft.sku} (line ${before})`));
      }
    }
    const known = await trackedBySku(
      transaction,
      task.tenant,
      drafts.map(({ draft }) => draft.sku),
    );
    const usable = drafts.filter(({ draft, line }) => {
      const isTracked = skus.get(draft.sku)?.isTracked ?? known.get(draft.sku);
      if (isTracked === undefined) report.problem(problemAt(line, 'sku', 'sku-unknown', draft.sku));
      else if (!isTracked) report.problem(problemAt(line, 'sku', 'sku-untracked', draft.sku));
      return isTracked === true;
    });
    await writer.putStock(usable.map(({ draft }) => draft));
  });
}

async function trackedBySku(db: Db, tenant: string, skus: readonly string[]): Promise<ReadonlyMap<string, boolean>> {
  if (skus.length === 0) return new Map();
  const rows = await db
    .selectFrom('variant')
    .select(['sku', 'row'])
    .where('tenant', '=', tenant)
    .where('sku', 'in', [...new Set(skus)])
    .execute();
  return new Map(rows.map(({ sku, row }) => [sku, row.tracked]));
}

/** Returns how many rows the file holds, good and bad. */
async function inChunks(
  source: FileSource,
  columns: CsvColumns,
  report: Reporter,
  take: (chunk: readonly CsvRow[]) => Promise<void>,
): Promise<number> {
  let rows = 0;
  let chunk: CsvRow[] = [];
  const flush = async () => {
    const full = chunk;
    chunk = [];
    if (full.length > 0) await take(full);
    report.progress(rows);
  };
  for await (const event of csvRows(source(), columns)) {
    if (event.kind === 'warning') report.warning(event.problem);
    else if (event.kind === 'row') {
      rows++;
      chunk.push(event.row);
      if (chunk.length === CHUNK) await flush();
    } else {
      if (event.kind === 'bad-row') rows++;
      report.problem(event.problem);
    }
  }
  await flush();
  return rows;
}
