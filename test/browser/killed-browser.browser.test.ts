/** F01, F02: the whole browser is killed at instants of chance around a commit; what was shown as done is there, and nothing else. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { must } from '../../src/kernel/invariant.ts';
import { type Central, openCentral, receiptNumbers } from '../support/central.ts';
import { CODE, MANAGER } from '../support/demo-shop.ts';
import { seededRandom } from '../support/journal-rig.ts';
import { type RunningShop, runShop } from '../support/running-shop.ts';
import { enrol, enrolmentCode, openTablet, payExactCash, scan, signIn, type Tablet } from '../support/tablet.ts';

const ROUNDS = 30;
/** Milliseconds after the tap that pays, as squares: dense around the transaction, and some when the screen has said "paid". */
const KILL_STEPS = 13;

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
  let committed = 1;

  await scan(tablet.page, CODE);
  for (let round = 0; round < ROUNDS; round++) {
    const saw = await watch(tablet.page);
    await tablet.page.getByRole('button', { name: /^Charge/ }).click();
    const paying = tablet.page
      .getByRole('button', { name: /Exact$/ })
      .click()
      .catch(() => undefined);
    await saw.tap;
    await new Promise((resolve) => setTimeout(resolve, random.below(KILL_STEPS) ** 2));
    await tablet.kill();
    await paying;
    if (saw.receipt) shown.add(saw.receipt);

    tablet = await openTablet({ profile: tablet.profile });
    const { page } = tablet;
    await page.goto(shop.url);
    await signIn(page, MANAGER);
    // Sold, or still in the cart to be sold: never both, never neither.
    const charge = page.getByRole('button', { name: /^Charge/, disabled: false });
    await charge.or(page.getByText('Ready to sell')).first().waitFor();
    const isSold = await page.getByText('Ready to sell').isVisible();
    if (!isSold) continue;
    committed++;
    await scan(page, CODE);
  }

  await tablet.page.getByRole('button', { name: /Synced/ }).waitFor({ timeout: 60_000 });
  central = await openCentral(shop.dataFolder);
  const numbers = await receiptNumbers(central, series);
  expect(numbers).toEqual(Array.from({ length: numbers.length }, (_, at) => at + 1));
  const arrived = new Set(numbers.map((number) => `${series}-${String(number).padStart(6, '0')}`));
  expect([...shown].filter((receipt) => !arrived.has(receipt))).toEqual([]);
  expect(numbers.length).toBe(committed);
  // The kills fell on both sides of the commit, or they proved nothing.
  expect(committed).toBeGreaterThan(3);
  expect(committed).toBeLessThan(ROUNDS - 2);
});

/** The page itself tells the instants of the tap and of "paid"; what arrives here after the kill was shown before it. */
async function watch(page: Page): Promise<{ readonly tap: Promise<void>; readonly receipt: string }> {
  let tapped = () => {};
  const saw = {
    tap: new Promise<void>((resolve) => {
      tapped = resolve;
    }),
    receipt: '',
  };
  await page.exposeFunction('evertillTapped', () => tapped());
  await page.exposeFunction('evertillSaid', (receipt: string) => {
    saw.receipt = receipt;
  });
  await page.evaluate(() => {
    const rig = globalThis as unknown as { evertillTapped(): void; evertillSaid(receipt: string): void };
    const isPaying = (target: EventTarget | null) =>
      target instanceof Element && (target.closest('button')?.textContent ?? '').endsWith('Exact');
    document.addEventListener('pointerup', (event) => isPaying(event.target) && rig.evertillTapped(), true);
    new MutationObserver(() => {
      const found = /Receipt ([A-Z0-9]+-\d{6})/.exec(document.body.textContent ?? '')?.[1];
      if (found) rig.evertillSaid(found);
    }).observe(document.body, { childList: true, subtree: true, characterData: true });
  });
  return saw;
}
