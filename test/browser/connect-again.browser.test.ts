/** Head office disconnects a tablet; it sells on, is connected again with a new code, and works as before. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEMO_ASSOCIATES } from '../../src/demo/shop/associates.ts';
import { DEMO_VARIANTS } from '../../src/demo/shop/catalogue.ts';
import { must } from '../../src/kernel/invariant.ts';
import { disconnect } from '../support/disconnect.ts';
import { type RunningShop, runShop } from '../support/running-shop.ts';
import { enrol, enrolmentCode, openTablet, payExactCash, scan, signIn, type Tablet } from '../support/tablet.ts';

const MANAGER = must(DEMO_ASSOCIATES[0], 'the demo shop has a manager');
const CODE = must(
  DEMO_VARIANTS.find(({ draft }) => draft.tracked && draft.barcodes.length > 0)?.draft.barcodes[0],
  'the demo shop has goods with a code',
);

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
  await page.getByRole('heading', { name: 'Connect this tablet again' }).waitFor();
  await page.getByRole('textbox', { name: 'One-time code' }).fill(await enrolmentCode(shop, 'AMS1'));
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await page.getByRole('heading', { name: 'Who is at the counter?' }).waitFor({ timeout: 60_000 });
  await page
    .getByText(/Synced/)
    .first()
    .waitFor({ timeout: 60_000 });
  await signIn(page, MANAGER);
  await scan(page, CODE);
  expect(await payExactCash(page)).toMatch(/-000001$/);
  expect(tablet.faults).toEqual([]);
});
