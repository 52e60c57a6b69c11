/** A shop moves into a new tablet: selling begins before the end, and a cut in the middle costs nothing that was here. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PRICE_LISTS } from '../../src/demo/shop/money-and-tax.ts';
import { must } from '../../src/kernel/invariant.ts';
import { inventGoods } from '../bench/goods/goods.ts';
import { goodsFile } from '../bench/goods/goods-files.ts';
import { CODE, MANAGER } from '../support/demo-shop.ts';
import { type RunningShop, runShop } from '../support/running-shop.ts';
import { axeFindings } from '../support/screen-checks.ts';
import {
  enrolmentCode,
  LANDSCAPE,
  openTablet,
  PORTRAIT,
  payExactCash,
  scan,
  signIn,
  type Tablet,
} from '../support/tablet.ts';

const MORE = inventGoods(6_000);
const PICTURES = process.env.EVERTILL_PICTURES;

let shop: RunningShop;
let line: Awaited<ReturnType<typeof openLine>>;
let tablet: Tablet;

beforeAll(async () => {
  shop = await runShop();
  const folder = await mkdtemp(join(tmpdir(), 'evertill-goods-'));
  const file = join(folder, 'goods.csv');
  await writeFile(file, goodsFile(MORE));
  await shop.run('import.ts', file, '--price-list', PRICE_LISTS.EUR, '--apply');
  await rm(folder, { recursive: true, force: true });
  line = await openLine(shop.url);
  tablet = await openTablet();
}, 240_000);

afterAll(async () => {
  await tablet?.remove();
  await line?.close();
  await shop?.remove();
});

/** Between tablet and shop: lets so many segments through, and keeps the others waiting. */
async function openLine(shopUrl: string) {
  const asked: string[] = [];
  const answered: string[] = [];
  let mayPass = 0;
  let waiting: (() => void)[] = [];
  const target = new URL(shopUrl);
  const server = createServer(async (incoming, outgoing) => {
    const hash = /^\/api\/segments\/([0-9a-f]+)/.exec(incoming.url ?? '')?.[1];
    if (hash !== undefined) {
      asked.push(hash);
      while (answered.length >= mayPass) await new Promise<void>((resolve) => waiting.push(resolve));
      answered.push(hash);
    }
    const { method, url: path, headers } = incoming;
    const onward = request({ hostname: target.hostname, port: target.port, method, path, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    onward.once('error', () => outgoing.destroy());
    outgoing.once('close', () => onward.destroy());
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    asked,
    answered,
    letPass(count: number) {
      mayPass = count;
      const all = waiting;
      waiting = [];
      for (const wake of all) wake();
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function picture(page: Page, name: string): Promise<void> {
  if (PICTURES === undefined) return;
  for (const [shape, viewport] of [
    ['lying', LANDSCAPE],
    ['standing', PORTRAIT],
  ] as const) {
    await page.setViewportSize(viewport);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: join(PICTURES, `${name}-${shape}-${colorScheme}.png`) });
    }
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize(LANDSCAPE);
}

test('selling begins with the first goods; a kill in the middle costs nothing that was here', async () => {
  const { page } = tablet;
  await page.goto(line.url);
  await page.getByRole('textbox', { name: 'One-time code' }).fill(await enrolmentCode(shop, 'AMS1'));
  await page.getByRole('button', { name: 'Connect', exact: true }).click();

  // Nothing has arrived: what is coming, and how much of it.
  await page.getByText(/^0 of 6,\d{3} · 0 .+ of [\d.]+ MB$/).waitFor();
  await picture(page, 'fill-nothing');
  expect(await axeFindings(page)).toEqual([]);

  // Prices, and the goods that sell best: with these people can begin.
  line.letPass(2);
  await signIn(page, MANAGER);
  await page.getByText(/^[12],\d{3} of 6,\d{3} items · .+ of .+B$/).waitFor();
  await picture(page, 'fill-selling');
  await scan(page, CODE);
  const receipt = await payExactCash(page);
  expect(receipt).toMatch(/-000001$/);
  await expect.poll(() => line.asked.length).toBeGreaterThan(2);
  await page.getByText(/^[12],\d{3} of 6,\d{3} items/).waitFor();
  const here = [...line.answered];
  expect(here).toHaveLength(2);

  await tablet.kill();
  line.asked.length = 0;
  tablet = await openTablet({ profile: tablet.profile });
  await tablet.page.goto(line.url);
  // What was here is here, before anything else arrives.
  await signIn(tablet.page, MANAGER);
  await tablet.page.getByText(/^[12],\d{3} of 6,\d{3} items/).waitFor();
  await scan(tablet.page, CODE);
  await tablet.page.getByRole('button', { name: /^Charge/, disabled: false }).waitFor();
  await expect.poll(() => line.asked.length).toBeGreaterThan(0);

  line.letPass(Number.POSITIVE_INFINITY);
  await tablet.page.getByRole('button', { name: /Synced/ }).waitFor({ timeout: 60_000 });
  await tablet.page.getByText(/of 6,\d{3} items/).waitFor({ state: 'detached' });
  expect(line.asked.filter((hash) => here.includes(hash))).toEqual([]);
  expect(new Set(line.asked).size).toBe(line.asked.length);
  const last = must(MORE.at(-1), 'more goods were imported');
  await tablet.page.getByRole('searchbox', { name: 'Search or scan' }).fill(last.variant.sku);
  await tablet.page.getByText(last.variant.title.en).first().waitFor();
  expect(tablet.faults).toEqual([]);
}, 240_000);
