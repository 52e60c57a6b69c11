import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSegments } from '../../src/server/segments/segments.ts';
import { clock, headOf, seedShop, TENANT } from '../server/catalog/shop-rig.ts';
import { openTestPostgres } from '../support/database.ts';

const HEADER = 'sku,title_en,price,tax_category,category,barcodes';
let folder = '';
const database = await openTestPostgres();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evertill-import-'));
  await seedShop(database);
});
afterAll(async () => {
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

async function file(name: string, lines: readonly string[]): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, lines.join('\n'));
  return path;
}

interface Ended {
  readonly code: number | null;
  readonly said: string;
  readonly complained: string;
}

function runImport(args: readonly string[], env: Record<string, string> = {}): Promise<Ended> {
  const child = spawn(process.execPath, ['node_modules/tsx/dist/cli.mjs', 'src/cli/import.ts', ...args], {
    env: { ...process.env, DATABASE_URL: database.url, ...env },
  });
  let said = '';
  let complained = '';
  child.stdout.on('data', (data) => {
    said += data;
  });
  child.stderr.on('data', (data) => {
    complained += data;
  });
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, said, complained })));
}

// Each run starts a program of its own, which takes seconds on a busy machine.
describe('npm run import', { timeout: 240_000 }, () => {
  test('explains itself, and does not guess what was meant', async () => {
    const help = await runImport(['--help']);
    expect(help).toMatchObject({ code: 0, complained: '' });
    for (const column of ['sku', 'barcodes', 'title_zh_tw', 'compare_at', 'tracked'])
      expect(help.said).toContain(column);
    expect((await runImport([])).code).toBe(2);
    expect(await runImport(['--aply', 'x.csv'])).toMatchObject({ code: 2 });
    const missing = await runImport([join(folder, 'nowhere.csv')]);
    expect(missing).toMatchObject({ code: 2 });
    expect(missing.complained).toContain('nowhere.csv');
  });

  test('names each bad row by file, line and code, ends with 1 and writes nothing', async () => {
    const path = await file('bad.csv', [HEADER, 'A,One,1e9,Standard,C,', 'B,Two,2,Luxury,C,', 'A,Again,1,Standard,C,']);
    const ended = await runImport([path, '--apply']);
    expect(ended.code).toBe(1);
    expect(ended.complained).toContain(`${path}:2: error not-an-amount: price: `);
    expect(ended.complained).toContain(`${path}:3: error tax-category-unknown: `);
    expect(ended.complained).toContain(`${path}:4: error sku-twice: `);
    expect(ended.said).toContain('Nothing was written');
    expect(await headOf(database, 'items')).toEqual({ head: 0, floor: 0 });
  });

  test('rehearses, then writes thousands of rows, and has their segments ready', async () => {
    const rows = Array.from({ length: 4_500 }, (_, at) => `N-${at},Thing ${at},${at}.5,Standard,A > B${at % 9},`);
    const goods = await file('goods.csv', [HEADER, ...rows]);
    const stock = await file('stock.csv', ['sku,location,quantity', ...rows.map((_, at) => `N-${at},Harbour,${at}`)]);
    const rehearsed = await runImport([goods, '--stock', stock]);
    expect(rehearsed).toMatchObject({ code: 0, complained: '' });
    expect(rehearsed.said).toContain('Would change: 4500 new variants');
    expect(rehearsed.said).toContain('--apply');
    expect(await headOf(database, 'items')).toEqual({ head: 0, floor: 0 });
    const written = await runImport([goods, '--stock', stock, '--apply']);
    expect(written).toMatchObject({ code: 0, complained: '' });
    expect(written.said).toContain(
      'Written: 4500 new variants, 0 changed, 0 as they were; 10 new categories; 4500 prices; 4499 stock movements.',
    );
    const [items] = await createSegments({ db: database.db, clock }).manifestFor(TENANT, ['items']);
    expect(items?.parts.map((part) => part.rows)).toEqual([2_000, 2_000, 500]);
    const published = await database.db.selectFrom('manifest').select('stream').execute();
    expect(published).toHaveLength(3);
  });
});
