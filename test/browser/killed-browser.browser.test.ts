/** F01, F02: the whole browser is killed at instants of chance around a commit; what was shown as done is there, and nothing else. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEMO_ASSOCIATES } from '../../src/demo/shop/associates.ts';
import { DEMO_VARIANTS } from '../../src/demo/shop/catalogue.ts';
import { must } from '../../src/kernel/invariant.ts';
import { type Central, openCentral, receiptNumbers } from '../support/central.ts';
import { seededRandom } from '../support/journal-rig.ts';
import { type RunningShop, runShop } from '../support/running-shop.ts';
import { enrol, enrolmentCode, openTablet, payExactCash, scan, signIn, type Tablet } from '../support/tablet.ts';

const MANAGER = must(DEMO_ASSOCIATES[0], 'the demo shop has a manager');
const CODE = must(
  DEMO_VARIANTS.find(({ draft }) => draft.tracked && draft.barcodes.length > 0)?.draft.barcodes[0],
  'the demo shop has goods with a code',
);
const ROUNDS = 30;
/** From the tap that pays: before the transaction, in it, after it, and when the screen has long said "paid". */
const LATEST_KILL_MS = 160;

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

test(`F01 F02: of ${ROUNDS} sales cut by SIGKILL, each that said "paid" exists once and no other`, {
  timeout: 600_000,
}, async () => {
  const random = seededRandom(20261121);
  await enrol(tablet.page, shop.url, await enrolmentCode(shop, 'AMS1'));
  await signIn(tablet.page, MANAGER);
  await scan(tablet.page, CODE);
  const first = await payExactCash(tablet.page);
  const series = must(first.split('-')[0], 'a receipt number begins with its series');
  const shown = new Set<string>([first]);

  for (let round = 0; round < ROUNDS; round++) {
    const { page } = tablet;
    await scan(page, CODE);
    await page.getByRole('button', { name: /^Charge/ }).click();
    const exact = page.getByRole('button', { name: /Exact$/ });
    await exact.waitFor();
    let said = '';
    // The page itself tells the instant it says "paid"; what arrives here after the kill was shown before it.
    await page.exposeFunction('evertillSaid', (text: string) => {
      said = text;
    });
    await page.evaluate(() => {
      new MutationObserver(() => {
        const found = /Receipt ([A-Z0-9]+-\d{6})/.exec(document.body.textContent ?? '')?.[1];
        if (found) (globalThis as unknown as { evertillSaid(text: string): void }).evertillSaid(found);
      }).observe(document.body, { childList: true, subtree: true, characterData: true });
    });
    const paying = exact.click().catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, random.below(LATEST_KILL_MS)));
    await tablet.kill();
    await paying;
    if (said) shown.add(said);

    tablet = await openTablet({ profile: tablet.profile });
    await tablet.page.goto(shop.url);
    await signIn(tablet.page, MANAGER);
    await emptyCart(tablet);
  }

  await tablet.page.getByRole('button', { name: /Synced/ }).waitFor({ timeout: 60_000 });
  central = await openCentral(shop.dataFolder);
  const numbers = await receiptNumbers(central, series);
  expect(numbers).toEqual(Array.from({ length: numbers.length }, (_, at) => at + 1));
  const arrived = new Set(numbers.map((number) => `${series}-${String(number).padStart(6, '0')}`));
  expect([...shown].filter((receipt) => !arrived.has(receipt))).toEqual([]);
  // The kills fell on both sides of the commit, or they proved nothing.
  expect(arrived.size).toBeGreaterThan(3);
  expect(arrived.size).toBeLessThan(ROUNDS + 1);
});

/** A sale that was cut before its commit left its goods in the cart: as they were, to be sold or put back. */
async function emptyCart({ page }: Tablet): Promise<void> {
  const more = page.getByRole('button', { name: 'More for this cart' });
  if (!(await more.isVisible())) return;
  await more.click();
  await page.getByRole('menuitem', { name: 'Clear cart' }).click();
}
