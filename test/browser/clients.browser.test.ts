/** The store's clients on two tablets: found, written down, changed while apart, put on a sale, erased. And how it looks. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CODE, MANAGER } from '../support/demo-shop.ts';
import { axeFindings, sidewaysScroll, smallTargets } from '../support/screen-checks.ts';
import { goTo, PORTRAIT, payExactCash, scan } from '../support/tablet.ts';
import { openTwoTills, type TwoTills } from '../support/two-tills.ts';

/** Name a folder here to keep a picture of every screen that is checked. */
const PICTURES = process.env.EVERTILL_PICTURES;

let floor: TwoTills;

beforeAll(async () => {
  floor = await openTwoTills();
});

afterAll(() => floor?.remove());

async function checkScreen(page: Page, screen: string): Promise<void> {
  await page.waitForTimeout(250);
  if (PICTURES) {
    await mkdir(PICTURES, { recursive: true });
    await page.screenshot({ path: join(PICTURES, `clients ${screen}.png`.replaceAll(/[ ,]+/g, '-')) });
  }
  expect({ screen, axe: await axeFindings(page) }).toEqual({ screen, axe: [] });
  expect({ screen, small: await smallTargets(page) }).toEqual({ screen, small: [] });
  expect({ screen, sideways: await sidewaysScroll(page) }).toEqual({ screen, sideways: 0 });
}

const search = (page: Page) => page.getByRole('searchbox', { name: 'Name, phone or e-mail' });
const field = (page: Page, name: string) => page.getByRole('dialog').getByRole('textbox', { name });
const save = (page: Page) => page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();

async function openClient(page: Page, name: string): Promise<void> {
  await goTo(page, 'Clients');
  await search(page).fill(name);
  await page.getByRole('button', { name: new RegExp(name) }).click();
  await page.getByRole('article', { name }).waitFor();
}

async function edit(page: Page, fields: Readonly<Record<string, string>>): Promise<void> {
  await page.getByRole('button', { name: 'Edit' }).click();
  for (const [name, text] of Object.entries(fields)) await field(page, name).fill(text);
  await save(page);
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
}

async function writeDown(page: Page, name: string): Promise<void> {
  await goTo(page, 'Clients');
  await page.getByRole('button', { name: 'New client' }).first().click();
  await field(page, 'Name').fill(name);
  await save(page);
  await page.getByRole('article', { name }).waitFor();
}

/** The same person goes on where they were. */
async function unlock(page: Page): Promise<void> {
  await page.getByRole('button', { name: new RegExp(MANAGER.name) }).click();
  await page.keyboard.type(MANAGER.pin, { delay: 60 });
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /Menu$/ }).waitFor();
}

/** With the account that the shop printed at its start, by hand. */
async function eraseAtOffice(name: string): Promise<void> {
  const { shop, shopper } = floor;
  const page = await shopper.page.context().newPage();
  const [, email = '', password = ''] = /office\s+(\S+@\S+)\s+(\S+)/.exec(shop.printed()) ?? [];
  await page.setViewportSize({ width: 1180, height: 820 });
  await page.goto(`${shop.url}/office`);
  await page.getByRole('textbox', { name: 'E-mail' }).fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  const section = page.getByRole('region', { name: 'Clients' });
  await section.getByRole('textbox', { name: 'Find a client' }).fill(name.split(' ').reverse().join(' '));
  await section.getByRole('button', { name: 'Find' }).click();
  await section.getByText(name).waitFor();
  await section.scrollIntoViewIfNeeded();
  await checkScreen(page, 'office');
  await section.getByRole('button', { name: `Erase… ${name}` }).click();
  const hold = page.getByRole('button', { name: 'Hold to erase' });
  await checkScreen(page, 'office erase');
  await hold.hover();
  await page.mouse.down();
  await page.getByText(`${name} was erased.`).waitFor();
  await page.mouse.up();
  await page.close();
}

describe('clients', () => {
  test('are found, written down with what is wrong said beside it, and put on a sale; every screen is sound', {
    timeout: 240_000,
  }, async () => {
    const [{ page, tablet }] = floor.tills;
    await goTo(page, 'Clients');
    await page.getByText(/^\d+ clients$/).waitFor();
    await checkScreen(page, 'list');
    await search(page).fill('林');
    await page.getByRole('list', { name: 'Clients' }).getByRole('button').first().click();
    await page.getByRole('article').waitFor();
    await checkScreen(page, 'found');
    await search(page).fill('nobody of this name');
    await page.getByText('Nobody is found').waitFor();
    await checkScreen(page, 'nobody');

    await search(page).fill('Maud Lindqvist');
    await page.getByRole('button', { name: 'New client' }).first().click();
    expect(await field(page, 'Name').inputValue()).toBe('Maud Lindqvist');
    await field(page, 'E-mail').fill('maud at home');
    await save(page);
    await page.getByText('That is no e-mail address').waitFor();
    await checkScreen(page, 'new');
    await field(page, 'E-mail').fill('maud@example.com');
    await field(page, 'Phone').fill('+31 20 555 7777');
    await field(page, 'Birthday').fill('3-24');
    await save(page);
    await page.getByRole('article', { name: 'Maud Lindqvist' }).waitFor();
    await page.getByText('March 24').waitFor();
    await checkScreen(page, 'opened');

    await page.getByRole('button', { name: 'Add to the sale' }).click();
    await scan(page, CODE);
    const cart = page.getByRole('region', { name: 'Cart' });
    await cart
      .getByRole('button', { name: /Maud Lindqvist$/ })
      .first()
      .waitFor();
    await checkScreen(page, 'cart');
    const receipt = await payExactCash(page);
    await openClient(page, 'Maud Lindqvist');
    await page
      .getByRole('article')
      .getByRole('button', { name: new RegExp(receipt) })
      .click();
    // The receipt is not about the person.
    await page.waitForURL(/\/receipts\//);
    await page.getByRole('article').waitFor({ state: 'hidden' });
    await page.getByText(receipt).first().waitFor();
    expect(await page.getByRole('main').getByText('Lindqvist').count()).toBe(0);
    expect(tablet.faults).toEqual([]);
  });

  test('stand and lie, in the light and in the dark', { timeout: 120_000 }, async () => {
    const { page } = floor.tills[1];
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.setViewportSize(PORTRAIT);
    await goTo(page, 'Clients');
    await search(page).fill('de graaf');
    await checkScreen(page, 'list standing dark');
    await page.getByRole('list', { name: 'Clients' }).getByRole('button').first().click();
    await page.getByRole('article').waitFor();
    await checkScreen(page, 'opened standing dark');
    await page.getByRole('button', { name: 'Edit' }).click();
    await checkScreen(page, 'edit standing dark');
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
    await page.setViewportSize({ width: 1180, height: 820 });
    await page.emulateMedia({ colorScheme: 'light' });
  });

  test('edited on two tablets while apart: both are heard, field by field, and each shows its own at once', {
    timeout: 240_000,
  }, async () => {
    const [first, second] = floor.tills;
    await writeDown(first.page, 'Ottoline Vos');
    await openClient(second.page, 'Ottoline Vos');
    await first.goDark();
    await second.goDark();
    await edit(first.page, { Phone: '+31 20 555 0101' });
    await first.page.getByText('+31 20 555 0101').first().waitFor();
    await edit(second.page, { Note: 'Likes linen' });
    await second.page.getByText('Likes linen').waitFor();
    expect(await second.page.getByText('+31 20 555 0101').count()).toBe(0);
    await first.comeBack();
    await second.comeBack();
    for (const { page } of [first, second]) {
      await page.getByText('+31 20 555 0101').first().waitFor();
      await page.getByText('Likes linen').waitFor();
      await page.getByText('Not synced yet').waitFor({ state: 'hidden' });
    }
  });

  test('erased by head office while a tablet without a network wrote about them: the erasure wins, the sale stays', {
    timeout: 240_000,
  }, async () => {
    const { central } = floor;
    const [first, second] = floor.tills;
    await writeDown(first.page, 'Cosima Doomed');
    await openClient(second.page, 'Cosima Doomed');
    await second.goDark();
    await edit(second.page, { Note: 'Tall' });
    await second.page.getByRole('button', { name: 'Add to the sale' }).click();
    await scan(second.page, CODE);
    const receipt = await payExactCash(second.page);

    await eraseAtOffice('Cosima Doomed');
    await goTo(first.page, 'Clients');
    await search(first.page).fill('Cosima');
    await first.page.getByText('Nobody is found').waitFor();
    await second.comeBack();
    await goTo(second.page, 'Clients');
    await search(second.page).fill('Cosima');
    await second.page.getByText('Nobody is found').waitFor();
    const rows = await central.rows<{ receipt_number: string; client: string }>(
      `select o.receipt_number, e.envelope->'body'->>'client' as client from sales_order o
       join entry e on e.tenant = o.tenant and e.envelope->'body'->>'id' = o.id
       where o.receipt_number = $1`,
      receipt,
    );
    expect(rows).toHaveLength(1);
    const [kept] = await central.rows<{ record: unknown; sealed: number }>(
      `select record, (select count(*)::int from entry where envelope->'body'->>'client' = client.id and envelope ? 'sealed') as sealed
       from client where id = $1`,
      rows[0]?.client ?? '',
    );
    expect(kept).toEqual({ record: null, sealed: 0 });
    // No tablet holds a word of it, sealed or not: the parts it lay in are gone.
    const all = JSON.stringify(await central.rows(`select envelope from entry where kind like 'client.%'`));
    expect(all).not.toContain('Cosima');
  });

  test('stay in reach through a lock without a network, and are locked after a restart without one', {
    timeout: 240_000,
  }, async () => {
    const [{ page, goDark, comeBack }] = floor.tills;
    await goDark();
    await page.getByRole('button', { name: /Switch or lock/ }).click();
    await unlock(page);
    await openClient(page, 'Maud Lindqvist');
    await page.reload();
    await unlock(page);
    await goTo(page, 'Clients');
    await page.getByText('Clients are locked').waitFor();
    await checkScreen(page, 'locked');
    await comeBack();
    await page.getByText(/^\d+ clients$/).waitFor();
  });
});
