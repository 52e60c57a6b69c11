/** Every screen, in both themes and both orientations, and with text at twice its size: usable by eye, finger and screen reader. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEMO_VARIANTS } from '../../src/demo/shop/catalogue.ts';
import { must } from '../../src/kernel/invariant.ts';
import { MANAGER } from '../support/demo-shop.ts';
import { type RunningShop, runShop } from '../support/running-shop.ts';
import { axeFindings, sidewaysScroll, smallTargets } from '../support/screen-checks.ts';
import {
  enrol,
  enrolmentCode,
  LANDSCAPE,
  openShiftIfAsked,
  openTablet,
  PORTRAIT,
  payExactCash,
  scan,
  signIn,
  type Tablet,
} from '../support/tablet.ts';

const CODES = DEMO_VARIANTS.flatMap(({ draft }) => draft.barcodes).slice(0, 6);
/** Name a folder here to keep a picture of every screen that is checked. */
const PICTURES = process.env.EVERTILL_PICTURES;

let shop: RunningShop;

beforeAll(async () => {
  shop = await runShop();
});

afterAll(async () => {
  await shop?.remove();
});

interface Look {
  readonly name: string;
  readonly register: string;
  readonly viewport: typeof LANDSCAPE;
  readonly colorScheme: 'light' | 'dark';
}

const LOOKS: readonly Look[] = [
  { name: 'landscape, light', register: 'AMS1', viewport: LANDSCAPE, colorScheme: 'light' },
  { name: 'portrait, dark', register: 'AMS2', viewport: PORTRAIT, colorScheme: 'dark' },
];

async function checkScreen(page: Page, screen: string, look: string): Promise<void> {
  await page.waitForTimeout(250);
  if (PICTURES) {
    await mkdir(PICTURES, { recursive: true });
    await page.screenshot({ path: join(PICTURES, `${screen} ${look}.png`.replaceAll(/[ ,]+/g, '-')) });
  }
  expect({ screen, axe: await axeFindings(page) }).toEqual({ screen, axe: [] });
  expect({ screen, small: await smallTargets(page) }).toEqual({ screen, small: [] });
  expect({ screen, sideways: await sidewaysScroll(page) }).toEqual({ screen, sideways: 0 });
}

describe.each(LOOKS)('$name', (look) => {
  let tablet: Tablet;
  let code: string;

  beforeAll(async () => {
    [tablet, code] = await Promise.all([openTablet(look), enrolmentCode(shop, look.register)]);
  });

  afterAll(async () => {
    await tablet?.remove();
  });

  const check = (screen: string) => checkScreen(tablet.page, screen, look.name);

  test('enrol, sign in, sell, pay, receipts, shift, report, health and settings pass', {
    timeout: 300_000,
  }, async () => {
    const { page } = tablet;
    await page.goto(shop.url);
    await page.getByRole('textbox', { name: 'One-time code' }).waitFor();
    await check('enrol');
    await enrol(page, shop.url, code);
    await check('sign in');
    await signIn(page, MANAGER);
    await check('sell, empty cart');
    for (const goods of CODES) await scan(page, goods);
    await page.getByRole('button', { name: /^Charge/ }).waitFor();
    await check('sell, full cart');
    await page.getByRole('searchbox', { name: 'Search or scan' }).fill('linen');
    await page.getByText(/match/).first().waitFor();
    await check('sell, search');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /^Charge/ }).click();
    await page.getByRole('button', { name: 'Open shift and go on' }).waitFor();
    await check('open the shift first');
    await openShiftIfAsked(page);
    await page.getByRole('button', { name: /Exact$/ }).waitFor();
    await check('checkout');
    await page.getByRole('button', { name: /Exact$/ }).click();
    await page
      .getByText(/Receipt [A-Z0-9]+-\d{6}/)
      .first()
      .waitFor();
    await check('done');
    await page.getByRole('button', { name: /^New sale/ }).click();
    await scan(page, must(CODES[0], 'there are goods'));
    await payExactCash(page);

    for (const [screen, heading] of SCREENS) {
      await page.getByRole('button', { name: /Menu$/ }).click();
      await page.getByRole('menuitem', { name: screen }).click();
      await page.getByRole('heading', { name: heading }).first().waitFor();
      await check(screen.toLowerCase());
    }
    expect(tablet.faults).toEqual([]);
  });

  test('with text at twice its size nothing is cut off sideways, and the next action stays in sight', async () => {
    const { page } = tablet;
    await page.goto(shop.url);
    await signIn(page, MANAGER);
    await page.addStyleTag({ content: 'html { font-size: 200% }' });
    await page.waitForTimeout(300);
    const keep = async (screen: string) => {
      await page.waitForTimeout(250);
      if (PICTURES)
        await page.screenshot({ path: join(PICTURES, `${screen}-at-200-${look.name}.png`.replaceAll(/[ ,]+/g, '-')) });
      expect(await sidewaysScroll(page)).toBe(0);
    };
    const expectInSight = async (name: RegExp) => {
      const box = must(await page.getByRole('button', { name }).boundingBox(), 'it is drawn');
      expect(box.y).toBeGreaterThanOrEqual(0);
      expect(box.y + box.height).toBeLessThanOrEqual(look.viewport.height);
    };
    await keep('sell');
    expect(await page.getByRole('searchbox', { name: 'Search or scan' }).isVisible()).toBe(true);
    await expectInSight(/^Charge/);
    for (const goods of CODES) await scan(page, goods);
    await page.getByRole('button', { name: /^Charge/, disabled: false }).waitFor();
    await page.getByRole('button', { name: /Show the cart/ }).click();
    await keep('sell, whole cart');
    await expectInSight(/^Charge/);
    await page.getByRole('button', { name: /^Charge/ }).click();
    await page.getByRole('button', { name: /Exact$/ }).waitFor();
    await keep('checkout');
    await expectInSight(/^Take/);
  });
});

const SCREENS: readonly (readonly [string, RegExp])[] = [
  ['Receipts', /Receipts/],
  ['Shift', /Shift/i],
  ['Day report', /report/i],
  ['Health', /Health/],
  ['Settings', /Settings/],
];

test('in Traditional Chinese, chosen on the sign-in screen, the same holds', { timeout: 300_000 }, async () => {
  const look = 'landscape, light, zh-TW';
  const tablet = await openTablet();
  const { page } = tablet;
  try {
    await enrol(page, shop.url, await enrolmentCode(shop, 'AMS1'));
    await page.getByText('繁體中文', { exact: true }).click();
    await page.getByRole('heading', { name: '現在由誰服務？' }).waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toMatch(/^zh-(TW|Hant)/);
    await checkScreen(page, 'sign in', look);
    await page.getByRole('button', { name: new RegExp(MANAGER.name) }).click();
    await page.keyboard.type(MANAGER.pin, { delay: 60 });
    await page.keyboard.press('Enter');
    await page.getByRole('searchbox', { name: '搜尋或掃描' }).waitFor();
    for (const code of CODES) await scan(page, code);
    await page.getByRole('button', { name: /^結帳/, disabled: false }).waitFor();
    await checkScreen(page, 'sell', look);
    await page.getByRole('button', { name: /^結帳/ }).click();
    await page.getByRole('button', { name: /^開班/ }).click();
    await page.getByRole('button', { name: /剛好$/ }).waitFor();
    await checkScreen(page, 'checkout', look);
    await page.getByRole('button', { name: /剛好$/ }).click();
    await page
      .getByText(/[A-Z0-9]+-\d{6}/)
      .first()
      .waitFor();
    await checkScreen(page, 'done', look);
    for (const place of ['收據', '設定']) {
      await page.getByRole('button', { name: /選單$/ }).click();
      await page.getByRole('menuitem', { name: place }).click();
      await page.getByRole('heading', { name: place }).first().waitFor();
      await checkScreen(page, place === '收據' ? 'receipts' : 'settings', look);
    }
    expect(tablet.faults).toEqual([]);
  } finally {
    await tablet.remove();
  }
});
