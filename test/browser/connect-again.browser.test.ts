/** Head office disconnects a tablet; it sells on, is connected again with a new code, and works as before. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CODE, MANAGER } from '../support/demo-shop.ts';
import { connectAgain, disconnect } from '../support/disconnect.ts';
import { type RunningShop, runShop } from '../support/running-shop.ts';
import { enrol, enrolmentCode, openTablet, payExactCash, scan, signIn, type Tablet } from '../support/tablet.ts';

let shop: RunningShop;
let tablet: Tablet;

beforeAll(async () => {
  shop = await runShop();
  tablet = await openTablet();
});

afterAll(async () => {
  await tablet?.remove();
  await shop?.remove();
});

test('a tablet that was disconnected sells on, and connected again lets its people in', async () => {
  const { page } = tablet;
  await enrol(page, shop.url, await enrolmentCode(shop, 'AMS1'));
  await signIn(page, MANAGER);
  await scan(page, CODE);
  await payExactCash(page);
  await page.getByRole('button', { name: /Synced/ }).waitFor({ timeout: 60_000 });

  await disconnect(shop, 'AMS1');
  const again = page.getByRole('button', { name: 'Connect again' }).first();
  await again.waitFor({ timeout: 90_000 });
  await scan(page, CODE);
  await payExactCash(page);

  await again.click();
  await connectAgain(page, shop, 'AMS1');
  await signIn(page, MANAGER);
  await scan(page, CODE);
  expect(await payExactCash(page)).toMatch(/-000001$/);
  expect(tablet.faults).toEqual([]);
});
