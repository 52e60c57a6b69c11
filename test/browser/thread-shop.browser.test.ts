/** The web shop as people see and use it: on every width, in three languages, light and dark, with a keyboard alone. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningShop, runShop } from '../support/running-shop.ts';
import { axeFindings, sidewaysScroll, smallTargets } from '../support/screen-checks.ts';
import { openShopper, PHONE } from '../support/shopper.ts';

let shop: RunningShop;

beforeAll(async () => {
  shop = await runShop();
});

afterAll(() => shop?.remove());

const LOOKS = [
  { viewport: PHONE, colorScheme: 'light', locale: 'en-GB' },
  { viewport: { width: 820, height: 1180 }, colorScheme: 'dark', locale: 'zh-TW' },
  { viewport: { width: 1280, height: 900 }, colorScheme: 'light', locale: 'zh-CN' },
  // As narrow as telephones get.
  { viewport: { width: 320, height: 640 }, colorScheme: 'dark', locale: 'en-GB' },
] as const;

async function isSound(page: Page, what: string): Promise<void> {
  expect([...(await axeFindings(page)), ...(await smallTargets(page))], what).toEqual([]);
  expect(await sidewaysScroll(page), `${what} is wider than its window`).toBe(0);
}

test.each(LOOKS)('every page is sound: $viewport.width px, $colorScheme, $locale', async (look) => {
  const shopper = await openShopper(look);
  const { page } = shopper;
  try {
    await page.goto(`${shop.url}/shop`);
    await page.getByRole('button', { name: /Amsterdam/ }).waitFor();
    await isSound(page, 'stores');
    await page.getByRole('button', { name: /Amsterdam/ }).click();
    const goods = page.locator('main ul a');
    await goods.nth(5).waitFor();
    await isSound(page, 'goods');
    await goods.nth(4).click();
    await page.getByRole('heading', { level: 1 }).waitFor();
    const add = page.locator('main button:not([aria-pressed])').first();
    await add.click();
    await page.locator('header a', { hasText: '1' }).waitFor();
    await isSound(page, 'item');
    await page.locator('header a', { hasText: '1' }).click();
    await page.locator('form').waitFor();
    await page.locator('form button[type=submit]').click();
    await page.locator('[role=radiogroup] label').nth(1).click();
    await isSound(page, 'cart');
    await page.locator('[role=radiogroup] label').first().click();
    await page.locator('input[name=name]').fill('Annemarie van der Woude-Hoekstra');
    await page.locator('form button[type=submit]').click();
    await page.getByRole('heading', { level: 1, name: /W-\d+/ }).waitFor();
    await isSound(page, 'order');
    await page.locator('footer a').click();
    await page.locator('main li').first().waitFor();
    await isSound(page, 'orders');
    expect(shopper.faults).toEqual([]);
  } finally {
    await shopper.remove();
  }
});

test('with the keyboard alone: a store, an item, the cart, the order', async () => {
  const shopper = await openShopper({ viewport: { width: 1280, height: 900 } });
  const { page } = shopper;
  /** Tab until what stands under the keyboard has this name; so that nothing is out of reach. */
  const reach = async (name: RegExp) => {
    for (let steps = 0; steps < 60; steps++) {
      await page.keyboard.press('Tab');
      const said = await page.evaluate(() => {
        const at = document.activeElement;
        if (at === null || at === document.body || at.tagName === 'MAIN') return '';
        const label = at.id ? document.querySelector(`label[for="${at.id}"]`)?.textContent : null;
        return `${at.getAttribute('aria-label') ?? ''} ${label ?? ''} ${at.textContent ?? ''}`;
      });
      if (name.test(said)) return;
    }
    throw new Error(`the keyboard does not reach ${name}`);
  };
  try {
    await page.goto(`${shop.url}/shop`);
    await page.getByRole('button', { name: /Amsterdam/ }).waitFor();
    await reach(/Amsterdam/);
    await page.keyboard.press('Enter');
    await page.locator('main ul a').first().waitFor();
    await reach(/^Search/);
    await page.keyboard.type('dinner plate');
    await page.getByRole('link', { name: /Dinner plate/ }).waitFor();
    await expect.poll(() => page.locator('main ul a').count()).toBe(1);
    await reach(/Dinner plate/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Dinner plate' }).waitFor();
    await reach(/^\s*Add to cart/);
    await page.keyboard.press('Enter');
    await reach(/^\s*See cart/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Cart', exact: true }).waitFor();
    await reach(/^\s*Name/);
    await page.keyboard.type('Ada Lovelace');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /^Order W-/ }).waitFor();
    await reach(/^\s*Pay /);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /^Pay / }).waitFor({ state: 'detached' });
    expect(shopper.faults).toEqual([]);
  } finally {
    await shopper.remove();
  }
});
