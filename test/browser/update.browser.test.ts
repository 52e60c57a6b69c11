/** F06, F07: a new version is published while something lies in the cart. It waits, and whoever waits with it goes on working. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { must } from '../../src/kernel/invariant.ts';
import { type Central, openCentral, receiptNumbers } from '../support/central.ts';
import { CODE, MANAGER } from '../support/demo-shop.ts';
import { buildApp, type RunningShop, runShop } from '../support/running-shop.ts';
import {
  enrol,
  enrolmentCode,
  finishSale,
  goTo,
  openTablet,
  payExactCash,
  scan,
  signIn,
  type Tablet,
} from '../support/tablet.ts';

let builds: string;
let shop: RunningShop;
let tablet: Tablet;
let central: Central;

beforeAll(async () => {
  builds = await mkdtemp(join(tmpdir(), 'evertill-builds-'));
  await Promise.all(['first', 'second'].map((name) => buildApp(join(builds, name), `${name}-build`)));
  shop = await runShop({ EVERTILL_DIST: join(builds, 'first') });
  tablet = await openTablet();
});

afterAll(async () => {
  await central?.close();
  await tablet?.remove();
  await shop?.remove();
  await rm(builds, { recursive: true, force: true });
});

test('F06 F07: a version that arrives mid-sale is neither taken nor offered until the sale is done and somebody asks', async () => {
  const { page } = tablet;
  await enrol(page, shop.url, await enrolmentCode(shop, 'AMS1'));
  await signIn(page, MANAGER);
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    Object.assign(globalThis, { evertillSamePage: true });
  });
  await scan(page, CODE);
  await page.getByRole('button', { name: /^Charge/, disabled: false }).waitFor();

  await shop.stop();
  await shop.start({ EVERTILL_DIST: join(builds, 'second') });
  await goTo(page, 'Settings');
  await page.getByText('Version first-build').waitFor();
  await page.getByRole('button', { name: 'Look for an update' }).click();
  await page.getByText('It waits until the cart is empty.').waitFor({ timeout: 60_000 });
  expect(await page.getByRole('button', { name: 'Update now' }).count()).toBe(0);

  // Screens of the old version that were never opened still come, though the server no longer has them, nor is there.
  await shop.kill();
  for (const [place, heading] of [
    ['Receipts', /Receipts/],
    ['Shift', /Shift/i],
    ['Day report', /report/i],
    ['Health', /Health/],
  ] as const) {
    await goTo(page, place);
    await page.getByRole('heading', { name: heading }).first().waitFor();
  }

  // Locked with a full cart, nothing is offered either.
  await goTo(page, 'Sell');
  await lock(page);
  expect(await page.getByRole('button', { name: 'Update now' }).count()).toBe(0);
  await signIn(page, MANAGER);
  const first = await payExactCash(page);
  expect(await isSamePage(page)).toBe(true);

  await shop.start();
  await lock(page);
  await page.getByText('A new version is ready').waitFor();
  expect(await isSamePage(page)).toBe(true);
  await page.getByRole('button', { name: 'Update now' }).click();
  await expect.poll(() => isSamePage(page).catch(() => true), { timeout: 20_000 }).toBe(false);

  await signIn(page, MANAGER);
  await goTo(page, 'Settings');
  await page.getByText('Version second-build').waitFor();
  await goTo(page, 'Receipts');
  await page.getByText(first).first().waitFor();
  await goTo(page, 'Sell');
  await scan(page, CODE);
  await page.getByRole('button', { name: /^Charge/ }).click();
  await page.getByRole('button', { name: /Exact$/ }).click();
  const second = await finishSale(page);

  const series = must(first.split('-')[0], 'a receipt number begins with its series');
  expect([first, second]).toEqual([`${series}-000001`, `${series}-000002`]);
  central = await openCentral(shop.dataFolder);
  await expect.poll(() => receiptNumbers(central, series), { timeout: 60_000 }).toEqual([1, 2]);
  expect(tablet.faults).toEqual([]);
});

async function isSamePage(page: Page): Promise<boolean> {
  return page.evaluate(() => 'evertillSamePage' in globalThis);
}

async function lock(page: Page): Promise<void> {
  await page.getByRole('button', { name: /Switch or lock$/ }).click();
  await page.getByRole('heading', { name: 'Who is at the counter?' }).waitFor();
}
