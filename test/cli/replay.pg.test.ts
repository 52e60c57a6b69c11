/** Real invoices through tablet and server: everything agrees with an oracle that reads the file by itself. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PROJECT } from '../support/sources.ts';

/** The UCI "Online Retail" file (CC BY 4.0), where somebody laid it beside the project. */
const REAL_FILE = resolve(PROJECT, '../shared/data/uci-online-retail-2010-12_2011-11_2011-12.csv');

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evertill-replay-test-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

async function replay(
  file: string,
  ...args: string[]
): Promise<{ code: number | null; result: Record<string, unknown> }> {
  const child = spawn(process.execPath, ['--import', 'tsx', join(PROJECT, 'src/cli/replay.ts'), file, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  child.stdout.on('data', (chunk: Buffer) => {
    printed += chunk.toString();
  });
  const code = await new Promise<number | null>((done) => child.once('exit', done));
  return { code, result: JSON.parse(printed.trim().split('\n').at(-1) ?? '{}') as Record<string, unknown> };
}

const NOTHING_WRONG = { lost: 0, doubled: 0, stockMismatches: 0, moneyMismatches: 0 };

/** Every kind of line the real file holds: quotes, overrides, a credit note, a fee, a free line, a write-off, case-sensitive codes. */
const SMALL_FILE = `InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country
1,85123A,"HOLDER, ""WHITE"" HEART",6,2010-12-01 08:26:00,2.55,17850.0,United Kingdom
1,85123a,OTHER HOLDER,2,2010-12-01 08:26:00,3.39,17850.0,United Kingdom
1,POST,POSTAGE,1,2010-12-01 08:26:00,18.0,17850.0,United Kingdom
2,85123A,WHITE HEART,80995,2010-12-01 09:00:00,2.08,,United Kingdom
3,22139,,56,2010-12-01 09:05:00,0.0,,United Kingdom
4,22139,damaged,-5,2010-12-01 09:06:00,0.0,,United Kingdom
C5,85123A,WHITE HEART,-80995,2010-12-01 09:30:00,2.08,,United Kingdom
C5,D,Discount,-1,2010-12-01 09:30:00,27.5,,United Kingdom
`;

/** One line twice, codes that differ by case only; postage, a price that is not the list's and a credit note are the counter's. */
const WEB_FILE = `InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country
1,85123A,WHITE HEART,6,2010-12-01 08:26:00,2.55,17850.0,United Kingdom
1,85123A,WHITE HEART,2,2010-12-01 08:26:00,2.55,17850.0,United Kingdom
1,85123a,OTHER HOLDER,3,2010-12-01 08:26:00,3.39,17850.0,United Kingdom
2,85123A,WHITE HEART,2,2010-12-01 09:00:00,2.55,,United Kingdom
3,85123a,OTHER HOLDER,20,2010-12-01 09:05:00,3.39,,United Kingdom
4,POST,POSTAGE,1,2010-12-01 09:06:00,18.0,,United Kingdom
5,85123a,OTHER HOLDER,4,2010-12-01 09:07:00,3.00,,United Kingdom
C6,85123A,WHITE HEART,-1,2010-12-01 09:30:00,2.55,,United Kingdom
`;

describe('replay', () => {
  test('a handful of strange invoices agrees to the penny and the unit', { timeout: 120_000 }, async () => {
    const file = join(folder, 'small.csv');
    await writeFile(file, SMALL_FILE);
    const { code, result } = await replay(file);
    expect(result).toMatchObject({
      ...NOTHING_WRONG,
      invoices: 5,
      lines: 7,
      salesCentrally: 4,
      totalMinor: 6 * 255 + 2 * 339 + 1800 + 80995 * 208,
      refundsMinor: 80995 * 208 + 2750,
      refused: { 'stock-correction': 1 },
    });
    expect(code).toBe(0);
  });

  test('what a web shop could have taken is ordered there, collected, and agrees as well', {
    timeout: 120_000,
  }, async () => {
    const file = join(folder, 'web.csv');
    await writeFile(file, WEB_FILE);
    const { code, result } = await replay(file, '--web', '100');
    expect(result).toMatchObject({
      ...NOTHING_WRONG,
      invoices: 6,
      salesCentrally: 6,
      collected: 3,
      totalMinor: 8 * 255 + 3 * 339 + 2 * 255 + 20 * 339 + 1800 + 4 * 300,
      refundsMinor: 255,
    });
    expect(code).toBe(0);
  });

  test('the first 300 real invoices agree, with the line cut at random', { timeout: 240_000 }, async () => {
    if (!existsSync(REAL_FILE)) {
      console.info('The UCI invoices are not beside the project; only the small file was rung.');
      return;
    }
    const { code, result } = await replay(REAL_FILE, '--invoices', '300');
    expect(result).toMatchObject({ ...NOTHING_WRONG, invoices: 300, salesCentrally: 298 });
    expect(code).toBe(0);
  });
});
