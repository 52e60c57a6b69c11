/**
 * `npm run import -- FILE …`: goods and stock from CSV files. See `--help` for the columns. Works beside a
 * running server, or on the database that DATABASE_URL names. Ends with 1 when a row is bad, 2 when it
 * could not begin.
 */
import { createReadStream } from 'node:fs';
import { access } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { createIdSource } from '../kernel/ids.ts';
import { systemClock, systemRandom } from '../kernel/system-ports.ts';
import { type ImportReport, importCatalog } from '../server/catalog/import-catalog.ts';
import { readImportTerms } from '../server/catalog/import-terms.ts';
import { type Database, openDatabase } from '../server/db/database.ts';
import { findRunningPostgres } from '../server/db/embedded-postgres.ts';
import { createSegments } from '../server/segments/segments.ts';
import { HELP, PROBLEM_WORDS, termsWords } from './import-words.ts';

const FOUND_BAD = 1;
const COULD_NOT_BEGIN = 2;
/** Errors are all named; a hundred thousand wrong check digits need not be. */
const NOTES_OF_A_KIND_MAX = 100;

const say = (text: string) => process.stdout.write(`${text}\n`);
const complain = (text: string) => process.stderr.write(`${text}\n`);

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      stock: { type: 'string' },
      location: { type: 'string' },
      'price-list': { type: 'string' },
      tenant: { type: 'string' },
      apply: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const [products, ...more] = positionals;
  if (values.help || more.length > 0 || (products === undefined && values.stock === undefined)) {
    say(HELP);
    return values.help ? 0 : COULD_NOT_BEGIN;
  }
  for (const file of [products, values.stock]) {
    if (file !== undefined && !(await isReadable(file))) {
      complain(`There is no file ${file}, or it cannot be read.`);
      return COULD_NOT_BEGIN;
    }
  }
  const connectionString =
    process.env.DATABASE_URL ?? (await findRunningPostgres(process.env.EVERTILL_DATA ?? './data'));
  if (connectionString === null) {
    complain('No database: start Evertill first (npm start), or set DATABASE_URL.');
    return COULD_NOT_BEGIN;
  }
  const database = openDatabase({ connectionString, poolSize: 2 });
  try {
    return await run(database, {
      products: products ?? null,
      stock: values.stock ?? null,
      location: values.location ?? null,
      priceList: values['price-list'] ?? null,
      tenant: values.tenant ?? null,
      apply: values.apply,
    });
  } finally {
    await database.close();
  }
}

interface Wish {
  readonly products: string | null;
  readonly stock: string | null;
  readonly location: string | null;
  readonly priceList: string | null;
  readonly tenant: string | null;
  readonly apply: boolean;
}

async function run(database: Database, wish: Wish): Promise<number> {
  const tenants = await database.db.selectFrom('tenant').select(['id', 'name']).orderBy('id').execute();
  const tenant = tenants.find((one) => (wish.tenant === null ? tenants.length === 1 : one.id === wish.tenant));
  if (tenant === undefined) {
    complain(
      `Say which retailer: ${tenants.map((one) => `--tenant ${one.id} (${one.name})`).join(', ') || 'there is none'}`,
    );
    return COULD_NOT_BEGIN;
  }
  const terms = await readImportTerms(database.db, tenant.id, wish);
  if (!terms.ok) {
    complain(termsWords(terms.refusal));
    return COULD_NOT_BEGIN;
  }
  const open = (file: string | null) => (file === null ? null : () => createReadStream(file));
  const began = systemClock.elapsed();
  const notes = new Map<string, number>();
  const report = await importCatalog({
    database,
    tenant: tenant.id,
    ids: createIdSource({ clock: systemClock, random: systemRandom }),
    clock: systemClock,
    products: open(wish.products),
    stock: open(wish.stock),
    ...terms.value,
    apply: wish.apply,
    onProblem: (file, { line, column, code, value }, isWarning) => {
      const before = notes.get(code) ?? 0;
      if (isWarning) notes.set(code, before + 1);
      if (isWarning && before === NOTES_OF_A_KIND_MAX) complain(`… more notes ${code} are only counted`);
      if (isWarning && before >= NOTES_OF_A_KIND_MAX) return;
      const where = `${(file === 'products' ? wish.products : wish.stock) ?? ''}:${line}`;
      const what = `${column === null ? '' : `${column}: `}${PROBLEM_WORDS[code]}${value === '' ? '' : ` [${value}]`}`;
      complain(`${where}: ${isWarning ? 'note' : 'error'} ${code}: ${what}`);
    },
    onProgress: (phase, file, rows) => {
      if (process.stderr.isTTY) process.stderr.write(`\r${phase} ${file}: ${rows} rows `);
    },
  });
  if (process.stderr.isTTY) complain('');
  if (report.isApplied) {
    const segments = createSegments({ db: database.db, clock: systemClock });
    for (const stream of report.outcome.streamsToPublish) await segments.publish(tenant.id, stream);
  }
  say(summary(report, wish.apply, (systemClock.elapsed() - began) / 1_000));
  return report.problems > 0 ? FOUND_BAD : 0;
}

function summary(
  { isApplied, problems, warnings, rows, outcome }: ImportReport,
  apply: boolean,
  seconds: number,
): string {
  const { variants, categories, prices, stock } = outcome;
  const lines = [
    `${rows.products} rows of goods and ${rows.stock} of stock read in ${seconds.toFixed(1)} s: ${problems} errors, ${warnings} notes.`,
    `${isApplied ? 'Written' : 'Would change'}: ${variants.created} new variants, ${variants.changed} changed, ${variants.unchanged} as they were; ` +
      `${categories.created} new categories; ${prices.changed} prices; ${stock.movements} stock movements.`,
  ];
  if (problems > 0) lines.push('Nothing was written. Correct the rows above and run it again.');
  else if (!apply) lines.push('Nothing was written. Run it again with --apply to write it.');
  return lines.join('\n');
}

async function isReadable(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}

try {
  process.exitCode = await main();
} catch (error) {
  complain(error instanceof Error ? error.message : String(error));
  process.exitCode = COULD_NOT_BEGIN;
}
