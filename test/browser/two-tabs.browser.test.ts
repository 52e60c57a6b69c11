/** F04: one tablet, two windows. One sells, the other looks, and selling can be taken over without a double. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { must } from '../../src/kernel/invariant.ts';
import { type Central, openCentral, receiptNumbers } from '../support/central.ts';
import { CODE, MANAGER } from '../support/demo-shop.ts';
import { type RunningShop, runShop } from '../support/running-shop.ts';
import { enrol, enrolmentCode, openTablet, payExactCash, scan, signIn, type Tablet } from '../support/tablet.ts';

let shop: RunningShop;
let tablet: Tablet;
let central: Central;

beforeAll(async () => {
  shop = await runShop();
  tablet = await openTablet();
});

afterAll(async () => {
  await central?.close();
  await tablet?.remove();
  await shop?.remove();
});

test('F04: a second window may look, takes over when asked, and the first one then refuses to sell', async () => {
  const first = tablet.page;
  await enrol(first, shop.url, await enrolmentCode(shop, 'AMS2'));
  await signIn(first, MANAGER);
  await scan(first, CODE);
  const receipts = [await payExactCash(first)];

  const second = await tablet.context.newPage();
  await second.goto(shop.url);
  await second.getByText('Another window sells on this tablet').waitFor();
  const name = second.getByRole('button', { name: new RegExp(MANAGER.name) });
  const aimedAt = await name.boundingBox();
  await second.getByRole('button', { name: 'Take over' }).click();
  await second.getByText('Another window sells on this tablet').waitFor({ state: 'hidden' });
  // Who aims at a name while the notice goes taps that name.
  expect(await name.boundingBox()).toEqual(aimedAt);
  await signIn(second, MANAGER);
  await scan(second, CODE);
  receipts.push(await payExactCash(second));

  await first.getByText('Another window sells on this tablet').waitFor();
  await first.getByRole('button', { name: 'Take over' }).click();
  await first.getByText('Another window sells on this tablet').waitFor({ state: 'hidden' });
  const pin = first.getByRole('heading', { name: 'Who is at the counter?' });
  await pin
    .or(first.getByRole('searchbox', { name: 'Search or scan' }))
    .first()
    .waitFor();
  if (await pin.isVisible()) await signIn(first, MANAGER);
  await scan(first, CODE);
  receipts.push(await payExactCash(first));

  await first.getByRole('button', { name: /Synced/ }).waitFor({ timeout: 60_000 });
  central = await openCentral(shop.dataFolder);
  const series = must(receipts[0]?.split('-')[0], 'a receipt number begins with its series');
  expect(await receiptNumbers(central, series)).toEqual([1, 2, 3]);
  expect(new Set(receipts).size).toBe(3);
});
