import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { must } from '../../../src/kernel/invariant.ts';
import { type ImportReport, importCatalog } from '../../../src/server/catalog/import-catalog.ts';
import { readImportTerms } from '../../../src/server/catalog/import-terms.ts';
import { openTestPostgres } from '../../support/database.ts';
import { clock, headOf, ids, OTHER_STORE, STORE, seedShop, TENANT } from './shop-rig.ts';

let database = await openTestPostgres();
let used = false;

beforeEach(async () => {
  if (used) {
    await database.close();
    database = await openTestPostgres();
  }
  used = true;
  await seedShop(database);
});
afterAll(() => database.close());

const GOODS = `sku,title_en,price,tax_category,category,item,option_names,options,barcodes,tracked
LS-1,Linen shirt,49.90,Standard,Women > Shirts,shirt,Size,S,4006381333931,yes
LS-2,Linen shirt,49.90,Standard,Women > Shirts,shirt,Size,M,,yes
ls-2,Other goods,5,standard,Women,,,,,yes
WRAP,Gift wrap,2,Standard,Service,,,,,no
`;
const STOCK = 'sku,location,quantity\nLS-1,Harbour,5\nLS-1,Station,2\nls-2,,7\n';

interface Run {
  readonly report: ImportReport;
  readonly problems: readonly string[];
}

async function runImport(files: { goods?: string; stock?: string }, apply: boolean): Promise<Run> {
  const terms = await readImportTerms(database.db, TENANT, { priceList: null, location: 'Harbour' });
  if (!terms.ok) throw new Error(terms.refusal.code);
  const source = (text: string | undefined) =>
    text === undefined
      ? null
      : async function* () {
          yield new TextEncoder().encode(text);
        };
  const problems: string[] = [];
  const report = await importCatalog({
    database,
    tenant: TENANT,
    ids,
    clock,
    products: source(files.goods),
    stock: source(files.stock),
    ...terms.value,
    apply,
    onProblem: (file, { line, code }, isWarning) => problems.push(`${file} ${line} ${isWarning ? 'note ' : ''}${code}`),
  });
  return { report, problems };
}

const skusNow = async () =>
  (await database.db.selectFrom('variant').select(['sku', 'row']).orderBy('ordinal').execute()).map(({ row }) => row);

describe('an import', () => {
  test('is a rehearsal first: says what would change, and changes nothing', async () => {
    const { report, problems } = await runImport({ goods: GOODS, stock: STOCK }, false);
    expect(problems).toEqual([]);
    expect(report).toMatchObject({
      isApplied: false,
      rows: { products: 4, stock: 3 },
      outcome: {
        categories: { created: 3 },
        variants: { created: 4, changed: 0, unchanged: 0 },
        prices: { changed: 4 },
        stock: { movements: 3 },
      },
    });
    expect(await skusNow()).toEqual([]);
    expect(await headOf(database, 'items')).toEqual({ head: 0, floor: 0 });
  });

  test('when applied does what the rehearsal said, and nothing the second time', async () => {
    const rehearsed = await runImport({ goods: GOODS, stock: STOCK }, false);
    const { report } = await runImport({ goods: GOODS, stock: STOCK }, true);
    expect(report.isApplied).toBe(true);
    expect({ ...report.outcome, heads: {} }).toEqual(rehearsed.report.outcome);
    const rows = await skusNow();
    expect(rows.map((row) => row.sku)).toEqual(['LS-1', 'LS-2', 'ls-2', 'WRAP']);
    expect(rows[0]?.item).toBe(rows[1]?.item);
    expect(rows[3]?.tracked).toBe(false);
    const levels = await database.db
      .selectFrom('stock_level')
      .selectAll()
      .orderBy('location')
      .orderBy('ordinal')
      .execute();
    expect(levels.map(({ location, ordinal, on_hand }) => [location, ordinal, on_hand])).toEqual([
      [STORE, 0, 5],
      [STORE, 2, 7],
      [OTHER_STORE, 0, 2],
    ]);
    const parents = await database.db.selectFrom('category').selectAll().orderBy('position').execute();
    expect(parents.map((row) => row.import_key)).toEqual(['Women', 'Women > Shirts', 'Service']);
    expect(parents[1]?.parent).toBe(must(parents[0], 'Women').id);
    const again = await runImport({ goods: GOODS, stock: STOCK }, true);
    expect(again.report.outcome).toMatchObject({
      categories: { created: 0, changed: 0 },
      variants: { created: 0, changed: 0, unchanged: 4 },
      prices: { changed: 0 },
      stock: { movements: 0 },
      heads: {},
    });
  });

  test('with one bad row writes none of them, and names each by line', async () => {
    const bad = `${GOODS}LS-1,Again,1,Standard,Women,,,,,\nX,,1e9,Luxury,Women,,,,,\n`;
    const { report, problems } = await runImport(
      { goods: bad, stock: 'sku,quantity\nNOPE,1\nWRAP,3\nLS-1,2\nLS-1,4\n' },
      true,
    );
    expect(problems).toEqual([
      'products 6 sku-twice',
      'products 7 missing',
      'products 7 tax-category-unknown',
      'products 7 not-an-amount',
      'stock 5 stock-twice',
      'stock 2 sku-unknown',
      'stock 3 sku-untracked',
    ]);
    expect(report).toMatchObject({ isApplied: false, problems: 7 });
    expect(await skusNow()).toEqual([]);
    expect(await database.db.selectFrom('category').selectAll().execute()).toEqual([]);
  });

  test('notes a shared barcode and a wrong check digit, and imports them', async () => {
    const goods = `sku,title_en,price,tax_category,category,barcodes
A,One,1,Standard,C,4006381333932
B,Two,1,Standard,C,4006381333932
`;
    const { report, problems } = await runImport({ goods }, true);
    expect(problems).toEqual([
      'products 2 note check-digit-wrong',
      'products 3 note check-digit-wrong',
      'products 3 note barcode-shared',
    ]);
    expect(report).toMatchObject({ isApplied: true, warnings: 3 });
  });

  test('of stock alone finds SKUs of the catalogue', async () => {
    await runImport({ goods: GOODS }, true);
    const { report } = await runImport({ stock: 'sku,quantity\nLS-2,９\n' }, true);
    expect(report).toMatchObject({ isApplied: true, outcome: { stock: { movements: 1 } } });
  });

  test('that dies in the middle leaves the tables as they were', async () => {
    await runImport({ goods: GOODS }, true);
    const standing = async () => [await skusNow(), await headOf(database, 'items'), await pricesNow()];
    const before = await standing();
    const dying = importCatalog({
      database,
      tenant: TENANT,
      ids,
      clock,
      products: (() => {
        let reading = 0;
        return async function* () {
          reading++;
          yield new TextEncoder().encode(GOODS.replace('49.90', '59.90'));
          if (reading === 2) throw new Error('the stick was pulled out');
        };
      })(),
      stock: null,
      ...must(await termsNow(), 'terms'),
      apply: true,
    });
    await expect(dying).rejects.toThrow('the stick was pulled out');
    expect(await standing()).toEqual(before);
  });
});

const pricesNow = () => database.db.selectFrom('price').selectAll().orderBy('ordinal').execute();

async function termsNow() {
  const terms = await readImportTerms(database.db, TENANT, { priceList: null, location: null });
  return terms.ok ? terms.value : null;
}

describe('what a file means', () => {
  test('needs a price list when the retailer has several', async () => {
    await database.db.updateTable('location').set({ price_list: 'pls_B' }).where('id', '=', OTHER_STORE).execute();
    const unclear = await readImportTerms(database.db, TENANT, { priceList: null, location: null });
    expect(unclear).toMatchObject({ ok: false, refusal: { code: 'price-list-unclear' } });
    const named = await readImportTerms(database.db, TENANT, { priceList: 'pls_B', location: null });
    expect(named).toMatchObject({ ok: true, value: { productTerms: { priceList: 'pls_B', currency: { digits: 2 } } } });
    const elsewhere = await readImportTerms(database.db, TENANT, { priceList: 'pls_B', location: 'Moon' });
    expect(elsewhere).toMatchObject({ refusal: { code: 'location-unknown', locations: ['Harbour', 'Station'] } });
  });
});
