/** One thread from a shopper's telephone to the counter and back, also where the network is cut in between. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { must } from '../../src/kernel/invariant.ts';
import { exceptionsOf, goodsWith, levelOf, type ServedGoods } from '../support/served-shop.ts';
import { enterShop, orderForCollection, putInCart } from '../support/shopper.ts';
import { goTo } from '../support/tablet.ts';
import { openTwoTills, type TwoTills } from '../support/two-tills.ts';

let floor: TwoTills;
let goods: readonly ServedGoods[] = [];

beforeAll(async () => {
  floor = await openTwoTills();
  goods = await goodsWith(floor.central, { least: 6 });
});

afterAll(() => floor?.remove());

const goodsAt = (at: number) => must(goods[at], 'the demo has goods of one form');

async function choose(page: Page, number: string): Promise<void> {
  await page.getByRole('button', { name: new RegExp(number) }).click();
  await page.getByRole('article').waitFor();
}

async function layReady(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Lay ready' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').fill('C 7');
  await dialog.getByRole('button', { name: 'Lay ready' }).click();
  await dialog.waitFor({ state: 'hidden' });
}

async function handOver(page: Page, number: string, code: string): Promise<void> {
  await page.getByRole('button', { name: 'Hand over', exact: true }).click();
  const sheet = page.getByRole('dialog');
  await sheet.getByRole('textbox', { name: 'Code of the client' }).fill(code);
  await sheet.getByText('The code is right').waitFor();
  await sheet.getByRole('button', { name: /^Hand over \d+ item/ }).click();
  await page.getByRole('heading', { name: `${number} is handed over` }).waitFor();
}

test('ordered on the web, on the tablet within a second, handed over offline with the code, and the shop says so', async () => {
  const { central, shop, shopper } = floor;
  const [first] = floor.tills;
  const { sku, title } = goodsAt(0);
  const before = await levelOf(central, sku);
  const { page } = shopper;
  await goTo(first.page, 'Orders');
  await enterShop(page, shop.url, 'Linden & Row Amsterdam');
  await putInCart(page, title);
  const { number, code } = await orderForCollection(page, 'Ada Lovelace');
  const ordered = performance.now();
  await first.page.getByRole('button', { name: new RegExp(number) }).waitFor();
  expect(performance.now() - ordered).toBeLessThan(1_000);
  expect(await levelOf(central, sku)).toEqual({ onHand: before.onHand, committed: before.committed + 1 });

  await choose(first.page, number);
  await layReady(first.page);
  await page.getByText('Ready to collect').waitFor();
  await first.goDark();
  await handOver(first.page, number, code);
  expect(await page.getByText('Ready to collect').isVisible()).toBe(true);

  await first.comeBack();
  await page.getByText('Collected').first().waitFor();
  expect(await levelOf(central, sku)).toEqual({ onHand: before.onHand - 1, committed: before.committed });
  expect(shopper.faults).toEqual([]);
});

test('B01: two tablets that are apart hand over one parcel: goods leave once, and both see one exception', async () => {
  const { central, shop, shopper, tills } = floor;
  const { sku, title } = goodsAt(1);
  const before = await levelOf(central, sku);
  const { page } = shopper;
  await page.goto(`${shop.url}/shop`);
  await putInCart(page, title);
  const { number, code } = await orderForCollection(page, 'Grace Hopper');
  const [first, second] = tills;
  await goTo(first.page, 'Orders');
  await choose(first.page, number);
  await layReady(first.page);
  await goTo(second.page, 'Orders');
  await second.page.getByRole('radio', { name: /^Ready/ }).click({ force: true });
  await choose(second.page, number);
  await page.getByText('Ready to collect').waitFor();

  for (const till of tills) await till.goDark();
  for (const till of tills) await handOver(till.page, number, code);
  for (const till of tills) await till.comeBack();

  await expect.poll(() => exceptionsOf(central, 'handed-over-twice').then((rows) => rows.length)).toBe(1);
  expect(await levelOf(central, sku)).toEqual({ onHand: before.onHand - 1, committed: before.committed });
  await page.getByText('Collected').first().waitFor();
  for (const till of tills) {
    await goTo(till.page, 'Exceptions');
    await till.page.getByText('One parcel was handed over twice').waitFor();
    await till.page.getByText(new RegExp(number)).first().waitFor();
    expect(till.tablet.faults).toEqual([]);
  }
});
