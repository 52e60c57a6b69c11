/**
 * The demo shop with a large catalogue: the server's own program imports the goods from files, once per
 * size. Each run works on a copy of that folder, so that all of them begin with the same shop.
 */

import { execFile } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PRICE_LISTS } from '../../../src/demo/shop/money-and-tax.ts';
import { type Goods, inventGoods } from '../goods/goods.ts';
import { goodsFile, stockFile } from '../goods/goods-files.ts';
import { addClients } from './bench-clients.ts';
import { madeOnce, passingFolder } from './cache.ts';
import { type ServerProcess, startServer } from './server-process.ts';

const LOCATION = 'Linden & Row Amsterdam';
export const REGISTER = 'AMS1';
/** Where another tablet is enrolled, so that the first stays a register. */
export const SPARE_REGISTER = 'AMS2';
export const ASSOCIATE = { name: 'Sanne Verhoef', pin: '2580' };

/** What the kept folder depends on. Its tables are brought up to date at each start anyway. */
const SOURCES = ['test/bench/goods/goods.ts', 'test/bench/goods/words.ts', 'test/bench/goods/goods-files.ts'];

export interface BenchShop extends Pick<ServerProcess, 'url' | 'run'> {
  readonly goods: readonly Goods[];
  /** Imports these rows on top, as head office would while tablets sell. */
  importGoods(goods: readonly Goods[]): Promise<void>;
  /** Writes so many clients of the store down, as a change of hands would: tablets take them as segments. */
  addClients(count: number): Promise<void>;
  /** Stops everything and removes the copy. */
  remove(): Promise<void>;
}

export async function openBenchShop(products: number, appFolder: string): Promise<BenchShop> {
  const goods = inventGoods(products);
  const kept = await madeOnce(`shop-${products}`, SOURCES, async (folder) => {
    const server = await startServer(folder, appFolder);
    try {
      await importInto(server, goods, true);
    } finally {
      await server.stop();
    }
  });
  const folder = await passingFolder('shop');
  // Owners stay as they are: PostgreSQL insists on its own account.
  await promisify(execFile)('cp', ['-a', `${kept}/.`, folder]);
  const server = await startServer(folder, appFolder);
  return {
    url: server.url,
    run: server.run,
    goods,
    importGoods: (changed) => importInto(server, changed, false),
    addClients: (count) => addClients(folder, LOCATION, count),
    async remove() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function importInto(server: ServerProcess, goods: readonly Goods[], withStock: boolean): Promise<void> {
  const files = await passingFolder('files');
  try {
    const goodsPath = join(files, 'goods.csv');
    const stockPath = join(files, 'stock.csv');
    await writeFile(goodsPath, goodsFile(goods));
    await writeFile(stockPath, stockFile(goods, LOCATION));
    const stock = withStock ? ['--stock', stockPath] : [];
    await server.run('import.ts', goodsPath, ...stock, '--price-list', PRICE_LISTS.EUR, '--apply');
  } finally {
    await rm(files, { recursive: true, force: true });
  }
}
