/** A whole sale without touching the screen: sign in, find, add, pay, next. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { MANAGER } from '../support/demo-shop.ts';
import { type RunningShop, runShop } from '../support/running-shop.ts';
import { enrol, enrolmentCode, openTablet, type Tablet } from '../support/tablet.ts';

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

test('a sale by keyboard only', async () => {
  const { page } = tablet;
  await enrol(page, shop.url, await enrolmentCode(shop, 'AMS1'));
  await tabTo(page, /Sanne Verhoef/);
  await page.keyboard.press('Enter');
  await page.keyboard.type(MANAGER.pin, { delay: 80 });
  await page.keyboard.press('Enter');
  await page.getByRole('searchbox', { name: 'Search or scan' }).waitFor();

  await page.keyboard.press('/');
  await page.keyboard.type('soap', { delay: 80 });
  await page.getByText(/match/).first().waitFor();
  // A person looks before going on; by then the answer to the last letter is there.
  await page.waitForTimeout(1_000);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Charge €9.00' }).waitFor();

  await page.keyboard.press('F2');
  await page.getByRole('button', { name: 'Open shift and go on' }).waitFor();
  await tabTo(page, /Open shift and go on/);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /Exact$/ }).waitFor();
  await page.keyboard.press('Enter');
  await page
    .getByText(/Receipt [A-Z0-9]+-\d{6}/)
    .first()
    .waitFor();
  await tabTo(page, /^New sale/);
  await page.keyboard.press('Enter');
  await page.getByText('Ready to sell').waitFor();
  expect(tablet.faults).toEqual([]);
});

/** Presses Tab until the focus lies on a control of that name. */
async function tabTo(page: Tablet['page'], name: RegExp): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    const focused = await page.evaluate(() => {
      const focused = document.activeElement;
      return focused === document.body ? '' : (focused?.getAttribute('aria-label') ?? focused?.textContent ?? '');
    });
    if (name.test(focused)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`the keyboard never reached ${name}`);
}
