/**
 * Head office imports while tills sell. EVERTILL_IMPORT_ROWS says how many rows: 4,000 unless it is set,
 * 100,000 is what a large retailer has. The figures are printed.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '../../../src/kernel/system-ports.ts';
import { NUMBER_SEGMENT_ROWS } from '../../../src/protocol/segment/manifest.ts';
import { withTenant } from '../../../src/server/db/database.ts';
import { createSegments } from '../../../src/server/segments/segments.ts';
import { type Goods, inventGoods } from '../../bench/goods/goods.ts';
import { goodsFile, stockFile } from '../../bench/goods/goods-files.ts';
import { openTestPostgres } from '../../support/database.ts';
import { goods, granted, newId, openShopFloor, type ShopFloor } from '../../support/shop-floor.ts';
import { PROJECT } from '../../support/sources.ts';
import { levelsOffTheirMovements } from '../../support/table-state.ts';

const ROWS = Number(process.env.EVERTILL_IMPORT_ROWS ?? 4_000);
const TIMEOUT_MS = 60_000 + ROWS * 10;
const TILLS = 4;
/** A sale waits for nothing that an import does: it gets slower by what both share, the processor and the disk. */
const SLOWER_MAX = 12;
const UNHEARD_MS = 1_000;
/** Rows are read and written in chunks; what grows with them is a name and a number each. */
const IMPORT_BYTES_MAX = 300_000_000 + ROWS * 2_000;

let database: Awaited<ReturnType<typeof openTestPostgres>>;
let shop: ShopFloor;
let location: string;
/** As the last import left them. */
let shopGoods: readonly Goods[];

beforeAll(async () => {
  database = await openTestPostgres({ poolSize: 20 });
  shop = await openShopFloor(database);
  location = await shop.addLocation();
  await database.db
    .updateTable('location')
    .set({
      settings: JSON.stringify({
        currency: { code: 'EUR', digits: 2 },
        taxCategories: [{ id: newId('taxCategory'), title: 'Standard', rates: [] }],
      }),
    })
    .execute();
  shopGoods = inventGoods(ROWS);
  const first = await run(files(shopGoods, shopGoods));
  expect(first.said).toContain(`${ROWS} new variants`);
}, TIMEOUT_MS);
afterAll(() => database.close());

interface Files {
  readonly goods: string;
  readonly stock: string | null;
}

const files = (rows: readonly Goods[], stock: readonly Goods[] | null = null): Files => ({
  goods: goodsFile(rows),
  stock: stock === null ? null : stockFile(stock, 'Store'),
});

interface Imported {
  /** What the program said it did. */
  readonly said: string;
  readonly peakBytes: number;
}

/** The program that head office runs, in a process of its own. */
async function run({ goods: products, stock }: Files): Promise<Imported> {
  const folder = await mkdtemp(join(tmpdir(), 'evertill-import-'));
  try {
    const goodsPath = join(folder, 'goods.csv');
    const stockPath = join(folder, 'stock.csv');
    await writeFile(goodsPath, products);
    if (stock !== null) await writeFile(stockPath, stock);
    const args = [goodsPath, ...(stock === null ? [] : ['--stock', stockPath]), '--apply'];
    const child = spawn(process.execPath, ['--import', 'tsx', join(PROJECT, 'src/cli/import.ts'), ...args], {
      cwd: PROJECT,
      env: { ...process.env, DATABASE_URL: database.url },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        said += chunk.toString();
      });
    }
    let peakBytes = 0;
    const watch = setInterval(async () => {
      const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '');
      peakBytes = Math.max(peakBytes, Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1_024);
    }, 50);
    const code = await new Promise((resolve) => child.once('exit', resolve));
    clearInterval(watch);
    if (code !== 0) throw new Error(said);
    return { said, peakBytes };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface Selling {
  /** Milliseconds each push took. */
  readonly pushes: readonly number[];
}

/** Tills that ring up goods of the catalogue and push each sale, until told to stop. */
async function sellUntil(isOver: () => boolean): Promise<Selling> {
  const known = await withTenant(database.db, shop.tenant, (tx) =>
    tx.selectFrom('variant').select(['id', 'ordinal']).orderBy('ordinal').limit(2_000).execute(),
  );
  const pushes: number[] = [];
  await Promise.all(
    Array.from({ length: TILLS }, async (_, number) => {
      const till = await shop.addTill(location);
      for (let sale = 0; !isOver(); sale++) {
        const sold = [0, 1, 2].map((place) => known[(sale * 7 + number * 311 + place * 53) % known.length]);
        const lines = sold.flatMap((one) =>
          one === undefined ? [] : [[{ ...goods(one.ordinal), variant: one.id }, 1] as const],
        );
        const request = till.push([till.sell(...lines).entry]);
        const from = systemClock.elapsed();
        granted(await shop.push(till, request));
        pushes.push(systemClock.elapsed() - from);
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    }),
  );
  return { pushes };
}

async function whileSelling<T>(
  work: () => Promise<T>,
): Promise<{ result: T; ms: number; heap: number; rss: number } & Selling> {
  let isOver = false;
  global.gc?.();
  const before = process.memoryUsage();
  let heap = 0;
  let rss = 0;
  const watch = setInterval(() => {
    const now = process.memoryUsage();
    heap = Math.max(heap, now.heapUsed - before.heapUsed);
    rss = Math.max(rss, now.rss);
  }, 20);
  const selling = sellUntil(() => isOver);
  const from = systemClock.elapsed();
  try {
    const result = await work();
    const ms = systemClock.elapsed() - from;
    isOver = true;
    return { result, ms, heap, rss, ...(await selling) };
  } finally {
    isOver = true;
    clearInterval(watch);
  }
}

function at(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) * share)] ?? 0;
}

function say(
  what: string,
  { pushes, ms, heap, rss, result }: { ms: number; heap: number; rss: number; result: unknown } & Selling,
): void {
  const imported =
    typeof result === 'object' && result !== null && 'peakBytes' in result ? Number(result.peakBytes) : 0;
  const mb = (bytes: number) => `${Math.round(bytes / 1e6)} MB`;
  console.info(
    `${what}: ${Math.round(ms)} ms; ${pushes.length} pushes, p50 ${Math.round(at(pushes, 0.5))} p95 ${Math.round(at(pushes, 0.95))} max ${Math.round(at(pushes, 1))} ms; server heap +${mb(heap)}, rss ${mb(rss)}; import rss ${mb(imported)}`,
  );
}

const publishAll = async () => {
  const segments = createSegments({ db: database.db, clock: systemClock });
  const streams = ['items', `prices:${shop.priceList}`];
  const published = [];
  for (const stream of streams) published.push(await segments.publish(shop.tenant, stream));
  return published;
};

const segmentsStored = async () =>
  (await database.db.selectFrom('segment').select('hash').where('tenant', '=', shop.tenant).execute()).length;

test(
  'sales flow, the same file again changes nothing, and one product in a hundred costs only itself',
  async () => {
    await publishAll();
    const quiet = await whileSelling(() => new Promise((resolve) => setTimeout(resolve, 2_000)));
    say('quiet', quiet);
    const slowest = Math.max(UNHEARD_MS, SLOWER_MAX * at(quiet.pushes, 0.95));
    const stored = await segmentsStored();

    const same = files(shopGoods);
    const again = await whileSelling(() => run(same));
    say(`${ROWS} rows, all as they were`, again);
    expect(again.result.said).toContain(`0 new variants, 0 changed, ${ROWS} as they were`);
    expect(again.result.said).toContain('0 prices; 0 stock movements');
    expect((await publishAll()).map(({ encoded, newBytes }) => [encoded, newBytes])).toEqual([
      [0, 0],
      [0, 0],
    ]);
    expect(await segmentsStored()).toBe(stored);
    expect(at(again.pushes, 0.95)).toBeLessThan(slowest);
    expect(again.result.peakBytes).toBeLessThan(IMPORT_BYTES_MAX);

    const till = await shop.addTill(location);
    const cursors = Object.fromEntries(
      (await withTenant(database.db, shop.tenant, (tx) => tx.selectFrom('stream').selectAll().execute())).map(
        ({ id, head }) => [id, Number(head)],
      ),
    );
    const hundredth = shopGoods.map((one, place) =>
      place % 100 === 0
        ? { ...one, variant: { ...one.variant, title: { ...one.variant.title, en: `New ${one.variant.title.en}` } } }
        : one,
    );
    const hundredthFile = files(hundredth);
    const changed = await whileSelling(() => run(hundredthFile));
    say(`${ROWS} rows, one in a hundred changed`, changed);
    expect(changed.result.said).toContain(`0 new variants, ${ROWS / 100} changed, ${ROWS - ROWS / 100} as they were`);
    const { streams } = granted(await shop.pull(till, cursors, 5_000));
    const told = streams.find(({ stream }) => stream === 'items');
    expect(told?.changes).toHaveLength(ROWS / 100);
    expect(told?.floor).toBeLessThanOrEqual(cursors.items ?? 0);
    expect(at(changed.pushes, 0.95)).toBeLessThan(slowest);
    expect(changed.result.peakBytes).toBeLessThan(IMPORT_BYTES_MAX);

    // The same once more, put the other way: a block of neighbours costs the parts they lie in.
    await publishAll();
    const block = hundredth.map((one, place) =>
      place < 1_000
        ? { ...one, variant: { ...one.variant, title: { ...one.variant.title, en: `Old ${one.variant.title.en}` } } }
        : one,
    );
    await run(files(block));
    shopGoods = block;
    expect((await publishAll()).map(({ encoded }) => encoded)).toEqual([1, 0]);
  },
  TIMEOUT_MS,
);

test(
  'an import that changes everything keeps sales flowing, and its publication too',
  async () => {
    const quiet = await whileSelling(() => new Promise((resolve) => setTimeout(resolve, 2_000)));
    const slowest = Math.max(UNHEARD_MS, SLOWER_MAX * at(quiet.pushes, 0.95));
    const dearer = shopGoods.map((one) => ({
      ...one,
      price: { ...one.price, priceMinor: (one.price.priceMinor ?? 0) + 100 },
    }));
    const dearerFile = files(dearer);
    await publishAll();
    const stored = await segmentsStored();
    const all = await whileSelling(() => run(dearerFile));
    say(`${ROWS} rows, all prices changed`, all);
    shopGoods = dearer;
    expect(all.result.said).toContain(`${ROWS} prices`);
    expect(at(all.pushes, 0.95)).toBeLessThan(slowest);
    // Titles are as they were: not one part of the items is made again, and each part of the prices once.
    expect(await segmentsStored()).toBe(stored + Math.ceil(ROWS / NUMBER_SEGMENT_ROWS));
    expect(all.result.peakBytes).toBeLessThan(IMPORT_BYTES_MAX);
    // Whoever serves them holds one at a time.
    const published = await whileSelling(publishAll);
    say('publishing what nobody changed', published);
    expect(published.result.map(({ encoded }) => encoded)).toEqual([0, 0]);
  },
  TIMEOUT_MS,
);

test(
  'a count of all stock while tills sell the same goods loses nothing',
  async () => {
    const count = files(shopGoods.slice(0, 1), shopGoods);
    const counted = await whileSelling(() => run(count));
    say(`${ROWS} levels stated anew`, counted);
    expect(await levelsOffTheirMovements(database.db)).toEqual([]);
  },
  TIMEOUT_MS,
);
