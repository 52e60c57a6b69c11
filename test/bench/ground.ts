/** Opens what benches share when the first of them needs it: the built app, the pages, the shop, a filled tablet. */
import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { PROJECT } from '../support/sources.ts';
import { type Link, openLink } from './link.ts';
import type { Ground } from './measured.ts';
import { buildPages } from './pages/build-pages.ts';
import { type BenchShop, openBenchShop } from './shop/bench-shop.ts';
import { type Offered, offerGoods } from './shop/offered.ts';
import { fillTablet, openDay } from './tablet-app.ts';

export interface GroundOptions {
  readonly products: number;
  readonly repetitions: number;
  readonly appFolder: string;
  readonly isBuilt: boolean;
  readonly pagesFolder: string;
  readonly say: (sentence: string) => void;
}

export async function openGround(options: GroundOptions): Promise<Ground & { close(): Promise<void> }> {
  const { products, repetitions, say } = options;
  await buildPages(options.pagesFolder);
  const link: Link = await openLink(options.pagesFolder);
  let shop: Promise<BenchShop> | null = null;
  let profile: Promise<string> | null = null;
  const offered = new Map<number, Promise<Offered>>();

  async function openShop(): Promise<BenchShop> {
    if (!options.isBuilt) await buildApp(options.appFolder);
    const opened = await openBenchShop(products, options.appFolder);
    link.aim(opened.url);
    return opened;
  }

  const ground: Ground = {
    products,
    repetitions,
    link,
    say,
    shop: () => {
      shop ??= openShop();
      return shop;
    },
    offered(count) {
      const known = offered.get(count) ?? offerGoods(link, count);
      offered.set(count, known);
      return known;
    },
    filledProfile: () => {
      profile ??= filled(ground);
      return profile;
    },
  };
  return {
    ...ground,
    async close() {
      await (await shop?.catch(() => null))?.remove();
      const kept = await profile?.catch(() => null);
      if (kept) await rm(kept, { recursive: true, force: true });
      await link.close();
    },
  };
}

async function filled(ground: Ground): Promise<string> {
  const shop = await ground.shop();
  const { browser } = await fillTablet(shop, ground.link);
  await openDay(browser.page, shop.goods[0]?.variant.barcodes[0] ?? '');
  await browser.page.getByRole('button', { name: /Synced/ }).waitFor();
  await browser.close();
  return browser.profile;
}

async function buildApp(folder: string): Promise<void> {
  const vite = join(PROJECT, 'node_modules/vite/bin/vite.js');
  const child = spawn(process.execPath, [vite, 'build', '--outDir', folder, '--emptyOutDir', '--logLevel', 'error'], {
    cwd: PROJECT,
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: 'inherit',
  });
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
  if (code !== 0) throw new Error(`the app could not be built: vite ended with ${code}`);
}
