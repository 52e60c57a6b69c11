/** The screens of orders, web carts and exceptions, in both themes and both orientations: by eye, finger and screen reader. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { must } from '../../src/kernel/invariant.ts';
import { type Central, openCentral } from '../support/central.ts';
import { MANAGER } from '../support/demo-shop.ts';
import { type RunningShop, runShop } from '../support/running-shop.ts';
import { axeFindings, sidewaysScroll, smallTargets } from '../support/screen-checks.ts';
import { goodsWith } from '../support/served-shop.ts';
import { enterShop, openCart, openShopper, putInCart } from '../support/shopper.ts';
import {
  enrol,
  enrolmentCode,
  goTo,
  LANDSCAPE,
  openTablet,
  PORTRAIT,
  payExactCash,
  scan,
  signIn,
  type Tablet,
} from '../support/tablet.ts';

/** Name a folder here to keep a picture of every screen that is checked. */
const PICTURES = process.env.EVERTILL_PICTURES;

let shop: RunningShop;
let central: Central;

beforeAll(async () => {
  shop = await runShop();
  central = await openCentral(shop.dataFolder);
});

afterAll(async () => {
  await central?.close();
  await shop?.remove();
});

const LOOKS = [
  { name: 'landscape, light', register: 'AMS1', viewport: LANDSCAPE, colorScheme: 'light' },
  { name: 'portrait, dark', register: 'AMS2', viewport: PORTRAIT, colorScheme: 'dark' },
] as const;

/** A shopper fills a cart in the web shop; its code. */
async function fillCart(): Promise<string> {
  const shopper = await openShopper();
  try {
    const { page } = shopper;
    await enterShop(page, shop.url, 'Linden & Row Amsterdam');
    await putInCart(page, must((await goodsWith(central, { least: 6 }))[0], 'there are goods').title);
    await openCart(page);
    return must(await page.getByText(/^[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}$/).textContent(), 'a cart shows its code');
  } finally {
    await shopper.remove();
  }
}

/** Goods of which few are left, and how many. */
async function nearlyGone() {
  for (let units = 1; units <= 12; units++) {
    const [goods] = await goodsWith(central, { exactly: units });
    if (goods !== undefined) return { goods, units };
  }
  throw new Error('nothing is nearly gone');
}

describe.each(LOOKS)('$name', (look) => {
  let tablet: Tablet;

  beforeAll(async () => {
    tablet = await openTablet(look);
    await enrol(tablet.page, shop.url, await enrolmentCode(shop, look.register));
    await signIn(tablet.page, MANAGER);
  });

  afterAll(() => tablet?.remove());

  async function check(screen: string): Promise<void> {
    const { page } = tablet;
    await page.waitForTimeout(250);
    if (PICTURES) {
      await mkdir(PICTURES, { recursive: true });
      await page.screenshot({ path: join(PICTURES, `${screen} ${look.name}.png`.replaceAll(/[ ,]+/g, '-')) });
    }
    expect({ screen, axe: await axeFindings(page) }).toEqual({ screen, axe: [] });
    expect({ screen, small: await smallTargets(page) }).toEqual({ screen, small: [] });
    expect({ screen, sideways: await sidewaysScroll(page) }).toEqual({ screen, sideways: 0 });
  }

  test('an order from the queue to the hand-over', { timeout: 180_000 }, async () => {
    const { page } = tablet;
    await page
      .getByText(/orders? to pick/)
      .first()
      .waitFor({ state: 'attached' });
    await page.getByRole('button', { name: /Menu$/ }).click();
    await page.getByRole('menu').waitFor();
    await check('menu');
    await page.getByRole('menuitem', { name: /^Orders/ }).click();
    await page.getByRole('list', { name: 'To pick' }).getByRole('button').first().waitFor();
    await check('orders, to pick');
    // The first look takes all there is to collect; the second gathers what is sent, and hands over what lies ready.
    const toPick = page.getByRole('list', { name: 'To pick' }).getByRole('button');
    const toCollect = toPick.filter({ hasNotText: 'To send' });
    const isCollected = (await toCollect.count()) > 0;
    await (isCollected ? toCollect : toPick).first().click();
    await page.getByRole('button', { name: 'Start picking' }).waitFor();
    await check('order, to pick');
    await page.getByRole('button', { name: 'Start picking' }).click();
    await page.getByRole('list', { name: 'What to gather' }).getByRole('button').first().click();
    await check('order, being picked');
    await page.getByRole('button', { name: 'Lay ready' }).click();
    await page.getByRole('dialog').getByRole('textbox').fill('B 12');
    await check('order, lay ready');
    await page.getByRole('dialog').getByRole('button', { name: 'Lay ready' }).click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    if (!isCollected) {
      if (look.viewport === PORTRAIT) await page.getByRole('button', { name: 'Back' }).click();
      await page.getByText(/^Ready \d/).click();
      const ready = page.getByRole('list', { name: 'Ready' }).getByRole('button');
      await ready
        .filter({ hasNotText: /To send|Not paid/ })
        .first()
        .click();
    }
    await page.getByRole('button', { name: 'Hand over', exact: true }).click();
    await page.getByRole('textbox', { name: 'Code of the client' }).fill('ABCD-2345');
    await check('order, hand over, wrong code');
    await page.getByText('I know them', { exact: true }).click();
    await check('order, hand over, known');
    await page.getByRole('button', { name: /^Hand over \d/ }).click();
    await page.getByRole('heading', { name: /is handed over$/ }).waitFor();
    await check('order, handed over');
    await page.getByRole('button', { name: 'Back to orders' }).click();
    for (const queue of ['Ready', 'Done']) {
      await page.getByText(new RegExp(`^${queue} \\d`)).click();
      await page.getByRole('list', { name: queue }).getByRole('button').first().waitFor();
      await check(`orders, ${queue.toLowerCase()}`);
    }
    await page.getByRole('list', { name: 'Done' }).getByRole('button').first().click();
    await page.getByRole('list', { name: 'What happened' }).waitFor();
    await check('order, done');
    expect(tablet.faults).toEqual([]);
  });

  test('a web cart, on the counter and sold', { timeout: 120_000 }, async () => {
    const { page } = tablet;
    const code = await fillCart();
    await goTo(page, 'Sell');
    const field = page.getByRole('searchbox', { name: 'Search or scan' });
    await field.fill(code);
    await field.press('Enter');
    await page.getByRole('button', { name: 'Take over at this counter' }).waitFor();
    await check('web cart');
    await page.getByRole('button', { name: 'Take over at this counter' }).click();
    if (look.viewport === PORTRAIT) await page.getByRole('button', { name: /Show the cart/ }).click();
    await page.getByText(/Web cart, held until/).waitFor();
    await check('sell, web cart');
    await payExactCash(page);
    expect(tablet.faults).toEqual([]);
  });

  test('an exception, and settling it', { timeout: 120_000 }, async () => {
    const { page } = tablet;
    await goTo(page, 'Sell');
    const { goods, units } = await nearlyGone();
    for (let piece = 0; piece <= units; piece++) await scan(page, goods.barcode);
    await payExactCash(page);
    await page
      .getByText(/exceptions? (is|are) open/)
      .first()
      .waitFor({ state: 'attached' });
    await page.getByRole('button', { name: /Menu$/ }).click();
    await page.getByRole('menuitem', { name: /^Exceptions/ }).click();
    await page.getByRole('list', { name: 'Open' }).waitFor();
    await check('exceptions');
    await page.getByRole('button', { name: 'Settle' }).first().click();
    await page.getByText('Shelf counted', { exact: true }).click();
    await page.getByRole('textbox', { name: /^Note/ }).fill('Two more lay behind the vases.');
    await check('exception, settle');
    await page.getByRole('button', { name: 'Settle it' }).click();
    await page.getByText('Two more lay behind the vases.', { exact: false }).first().waitFor();
    await check('exceptions, settled');
    expect(tablet.faults).toEqual([]);
  });
});
