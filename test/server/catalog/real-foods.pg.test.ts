/** Real foods of the world, in every script and with wrong check digits: imported, then scanned on a tablet. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readScan } from '../../../src/domain/catalog/scan-code.ts';
import type { Variant } from '../../../src/domain/catalog/variant.ts';
import { must } from '../../../src/kernel/invariant.ts';
import { importCatalog } from '../../../src/server/catalog/import-catalog.ts';
import { readImportTerms } from '../../../src/server/catalog/import-terms.ts';
import { type Food, foodRows } from '../../replica/catalog/real-goods.ts';
import { createFakeServer, createTablet, pull } from '../../replica/catalog/replica-rig.ts';
import { openTestPostgres } from '../../support/database.ts';
import { clock, ids, seedShop, TENANT } from './shop-rig.ts';

/** All of them take half a minute and pass, too; every twelfth has each script and hundreds of wrong check digits. */
const EVERY = 12;

let database: Awaited<ReturnType<typeof openTestPostgres>>;
beforeAll(async () => {
  database = await openTestPostgres();
  await seedShop(database);
});
afterAll(() => database.close());

function csvOf(foods: readonly Food[]): string {
  const rows = foods.map(
    ({ barcode, title }, place) => `F-${place},"${title.replaceAll('"', '""')}",1.00,Standard,Foods,${barcode}`,
  );
  return `sku,title_en,price,tax_category,category,barcodes\n${rows.join('\n')}\n`;
}

/** GS1's rule: from the left of 14 digits, three times the odd places and once the even ones come to a multiple of ten. */
function hasWrongCheckDigit(code: string): boolean {
  if (![8, 12, 13, 14].includes(code.length)) return false;
  const sum = [...code.padStart(14, '0')].reduce(
    (total, digit, at) => total + Number(digit) * (at % 2 === 0 ? 3 : 1),
    0,
  );
  return sum % 10 !== 0;
}

test('every food is imported as it is called, a wrong check digit is told, and each code scans', async () => {
  const foods = foodRows()?.filter((_, place) => place % EVERY === 0) ?? null;
  if (foods === null) {
    process.stdout.write('real foods are not beside the project; they were not imported.\n');
    return;
  }
  const terms = await readImportTerms(database.db, TENANT, { priceList: null, location: 'Harbour' });
  if (!terms.ok) throw new Error(terms.refusal.code);
  const told: string[] = [];
  const report = await importCatalog({
    database,
    tenant: TENANT,
    ids,
    clock,
    products: async function* () {
      yield new TextEncoder().encode(csvOf(foods));
    },
    stock: null,
    ...terms.value,
    apply: true,
    onProblem: (_, { line, code }) => told.push(`${line} ${code}`),
  });
  expect(report).toMatchObject({ isApplied: true, rows: { products: foods.length } });
  const wrong = foods.flatMap(({ barcode }, place) =>
    hasWrongCheckDigit(barcode) ? [`${place + 2} check-digit-wrong`] : [],
  );
  // The file judged the codes of 13 digits itself.
  const eans = foods.filter(({ barcode }) => barcode.length === 13);
  expect(eans.filter(({ barcode }) => hasWrongCheckDigit(barcode))).toEqual(
    eans.filter((food) => !food.isCheckDigitOk),
  );
  expect(wrong.length).toBeGreaterThan(10);
  expect(told.filter((line) => line.endsWith('check-digit-wrong'))).toEqual(wrong);

  const stored = await database.db.selectFrom('variant').select('row').orderBy('ordinal').execute();
  const goods = stored.map(({ row }) => row as unknown as Variant);
  expect(goods.map(({ title }) => title.en)).toEqual(foods.map(({ title }) => title));

  const server = createFakeServer(2_000);
  server.putAllVariants(goods);
  const tablet = createTablet();
  await pull(tablet, server);
  await tablet.shelf.refresh();
  const unheard: string[] = [];
  for (const [place, { barcode }] of foods.entries()) {
    const scan = readScan(barcode);
    const answer = await tablet.shelf.scan(scan.ok ? scan.value.code : barcode);
    const skus = answer.kind === 'found' ? answer.rows.map(({ sku }) => sku) : [];
    if (!skus.includes(must(goods[place], 'it was imported').sku)) unheard.push(barcode);
  }
  expect(unheard).toEqual([]);
}, 300_000);
