/** What nobody should type, scan or open, typed, scanned and opened: a clear word each time, and nothing is lost. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PRICE_LISTS } from '../../src/demo/shop/money-and-tax.ts';
import { CODE, GOODS, MANAGER } from '../support/demo-shop.ts';
import { type RunningShop, runShop } from '../support/running-shop.ts';
import { enrol, enrolmentCode, goTo, openTablet, payExactCash, scan, signIn, type Tablet } from '../support/tablet.ts';

const UNKNOWN_CODE = '4006381333931';
const EVIL_CODE = '5901234123457';
const EVIL_TITLE = '<img src=x onerror=globalThis.evertillHurt=1><b>Bold</b>';

let shop: RunningShop;
let tablet: Tablet;
let folder: string;
const dialogs: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evertill-goods-'));
  shop = await runShop();
  const file = join(folder, 'goods.csv');
  const title = `"${EVIL_TITLE}"`;
  await writeFile(
    file,
    `sku,title_en,price,tax_category,category,barcodes\nEVIL-1,${title},3.00,Standard,Odd,${EVIL_CODE}\n`,
  );
  await shop.run('import.ts', file, '--apply', '--price-list', PRICE_LISTS.EUR);
  tablet = await openTablet();
  tablet.page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
});

afterAll(async () => {
  await tablet?.remove();
  await shop?.remove();
  await rm(folder, { recursive: true, force: true });
});

test('an address with a script in it is no code, runs nothing and leaves the address bar', async () => {
  const { page } = tablet;
  await page.goto(`${shop.url}/#enrol=<script>alert(1)</script>`);
  const code = page.getByRole('textbox', { name: 'One-time code' });
  await code.waitFor();
  expect(await code.inputValue()).toBe('');
  expect(await page.evaluate(() => location.hash)).toBe('');
  expect(await page.getByRole('button', { name: 'Connect', exact: true }).isDisabled()).toBe(true);
  await enrol(page, shop.url, await enrolmentCode(shop, 'AMS1'));
  await signIn(page, MANAGER);
  await scan(page, CODE);
  await charge(page).waitFor();
});

test('codes nobody knows are told in words, however long, and the cart stays', async () => {
  const { page } = tablet;
  const total = await charge(page).textContent();
  for (const code of [UNKNOWN_CODE, 'X'.repeat(500), '<script>alert(1)</script>', "'; drop table variant; --"]) {
    await scan(page, code);
    const dialog = page.getByRole('dialog', { name: 'Unknown code' });
    await dialog.waitFor();
    expect(await dialog.textContent()).toContain(code.slice(0, 20));
    await dialog.getByRole('button', { name: 'Continue selling' }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect(await charge(page).textContent()).toBe(total);
  }
});

test("a scan on a screen that takes none is the next customer's: it is rung where goods are rung", async () => {
  const { page } = tablet;
  const total = await charge(page).textContent();
  await goTo(page, 'Day report');
  await page
    .getByRole('heading', { name: /report/i })
    .first()
    .waitFor();
  await scan(page, CODE);
  await page.getByRole('searchbox', { name: 'Search or scan' }).waitFor();
  await expect.poll(() => charge(page).textContent()).not.toBe(total);
});

test.each([
  { typed: '0', shows: '0', says: 'Type an amount to go on' },
  { typed: '1000000000', shows: '1,000,000,000', says: 'That quantity is not possible' },
  { typed: '-1', shows: '-1', says: 'Only whole numbers' },
  { typed: '1.5', shows: '1.5', says: 'Only whole numbers' },
  { typed: '1e9', shows: '1e9', says: 'Only whole numbers' },
])('$typed pieces: "$says"', async ({ typed, shows, says }) => {
  const { page } = tablet;
  const total = await charge(page).textContent();
  const sheet = await openQuantity(page);
  await page.keyboard.type(typed, { delay: 60 });
  await expect.poll(() => sheet.getByRole('status', { name: 'Quantity' }).textContent()).toBe(shows);
  await sheet.getByRole('button', { name: 'Apply' }).click();
  await sheet.getByText(says).waitFor();
  await page.keyboard.press('Escape');
  await sheet.waitFor({ state: 'hidden' });
  expect(await charge(page).textContent()).toBe(total);
});

test('figures of full width count as figures, also two within one moment', async () => {
  const { page } = tablet;
  const sheet = await openQuantity(page);
  for (const figure of '１２') {
    await page.evaluate((key) => document.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true })), figure);
  }
  await expect.poll(() => sheet.getByRole('status', { name: 'Quantity' }).textContent()).toBe('12');
  await page.keyboard.press('Escape');
  await sheet.waitFor({ state: 'hidden' });
});

test('a scan while a quantity or a note is being typed changes neither', async () => {
  const { page } = tablet;
  const sheet = await openQuantity(page);
  await page.keyboard.type('7', { delay: 60 });
  await page.waitForTimeout(300);
  await scan(page, UNKNOWN_CODE);
  await page.getByRole('dialog', { name: 'Unknown code' }).getByRole('button', { name: 'Continue selling' }).click();
  expect(await sheet.getByRole('status', { name: 'Quantity' }).textContent()).toBe('7');
  await sheet.getByText('Details', { exact: true }).click();
  const note = sheet.getByRole('textbox', { name: 'Note' });
  await note.click();
  await page.keyboard.type('gift', { delay: 60 });
  await page.waitForTimeout(300);
  await scan(page, UNKNOWN_CODE);
  await page.getByRole('dialog', { name: 'Unknown code' }).getByRole('button', { name: 'Continue selling' }).click();
  expect(await note.inputValue()).toBe('gift');
  await sheet.getByRole('button', { name: 'Apply' }).click();
  await page.getByText('gift', { exact: true }).first().waitFor();
});

test('an address that leads nowhere says so, and the way back keeps the cart', async () => {
  const { page } = tablet;
  const total = await charge(page).textContent();
  await page.goto(`${shop.url}/nowhere/<script>`);
  await page.getByRole('button', { name: new RegExp(MANAGER.name) }).click();
  await page.keyboard.type(MANAGER.pin, { delay: 60 });
  await page.keyboard.press('Enter');
  await page.getByText('There is nothing at this address').waitFor();
  await page.getByRole('main').getByRole('button').click();
  await charge(page).waitFor();
  expect(await charge(page).textContent()).toBe(total);
});

test('goods whose title is markup are sold as text', async () => {
  const { page } = tablet;
  await scan(page, EVIL_CODE);
  await page.getByText(EVIL_TITLE).first().waitFor();
  expect(await payExactCash(page)).toMatch(/-000001$/);
  await page.getByRole('searchbox', { name: 'Search or scan' }).fill('EVIL-1');
  await page.getByText(EVIL_TITLE).first().waitFor();
  expect(await page.evaluate(() => 'evertillHurt' in globalThis)).toBe(false);
  expect(dialogs).toEqual([]);
  expect(tablet.faults).toEqual([]);
});

function charge(page: Page) {
  return page.getByRole('button', { name: /^Charge/, disabled: false });
}

async function openQuantity(page: Page) {
  const title = GOODS.title.en;
  await page
    .getByRole('button', { name: new RegExp(`Edit.*${title}|${title}.*Edit`) })
    .first()
    .click();
  const sheet = page.getByRole('dialog', { name: new RegExp(title) });
  await sheet.waitFor();
  return sheet;
}
