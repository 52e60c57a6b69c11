/** From a new tablet to a closed shift, with the server dead for most of the day. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEMO_VARIANTS } from '../../src/demo/shop/catalogue.ts';
import { must } from '../../src/kernel/invariant.ts';
import { type Central, openCentral, receiptNumbers } from '../support/central.ts';
import { MANAGER } from '../support/demo-shop.ts';
import { type RunningShop, runShop } from '../support/running-shop.ts';
import { enrol, enrolmentCode, openTablet, payExactCash, scan, signIn, type Tablet } from '../support/tablet.ts';

/** Goods every store holds plenty of, one variant each, with a code to scan. */
const GOODS = DEMO_VARIANTS.filter(({ draft }) => draft.tracked && draft.barcodes.length > 0).slice(0, 5);
const [FIRST] = GOODS;

let shop: RunningShop;
let tablet: Tablet;
let central: Central;

beforeAll(async () => {
  // A shop's first day begins with nothing in the data folder.
  shop = await runShop({}, { isNew: true });
  tablet = await openTablet();
});

afterAll(async () => {
  await central?.close();
  await tablet?.remove();
  await shop?.remove();
});

const barcode = (goods: (typeof GOODS)[number] | undefined) => must(goods?.draft.barcodes[0], 'the goods carry a code');

async function onHand(sku: string): Promise<number> {
  const [row] = await central.rows<{ on_hand: number }>(
    `select l.on_hand::int as on_hand from stock_level l join variant v using (tenant, ordinal)
     join location p on p.tenant = l.tenant and p.id = l.location where v.sku = $1 and p.name like '%Amsterdam%'`,
    sku,
  );
  return row?.on_hand ?? 0;
}

async function synced(): Promise<void> {
  await tablet.page.getByRole('button', { name: /Synced/ }).waitFor({ timeout: 60_000 });
}

test('a day of a store: enrolled, sold online, sold with the server dead, all of it central exactly once', async () => {
  const { page } = tablet;
  await enrol(page, shop.url, await enrolmentCode(shop, 'AMS1'));
  await signIn(page, MANAGER);

  central = await openCentral(shop.dataFolder);
  const stockBefore = new Map<string, number>();
  for (const { draft } of GOODS) stockBefore.set(draft.sku, await onHand(draft.sku));

  // Online: one sale.
  await scan(page, barcode(FIRST));
  const receipts = [await payExactCash(page)];
  await synced();
  await expect.poll(() => receiptNumbers(central, series(receipts)).then((numbers) => numbers.length)).toBe(1);

  // The server dies; the app starts cold from nothing but the tablet.
  await central.close();
  await shop.kill();
  await page.reload();
  await signIn(page, MANAGER);

  await page
    .getByRole('searchbox', { name: 'Search or scan' })
    .fill(must(FIRST, 'there are goods').draft.title.en.slice(0, 5));
  await page.getByRole('status').or(page.getByText(/match/)).first().waitFor();
  await page.keyboard.press('Escape');

  const sold = new Map<string, number>([[must(FIRST, 'there are goods').draft.sku, 1]]);
  for (let sale = 0; sale < 20; sale++) {
    const goods = must(GOODS[sale % GOODS.length], 'there are goods');
    await scan(page, barcode(goods));
    sold.set(goods.draft.sku, (sold.get(goods.draft.sku) ?? 0) + 1);
    receipts.push(await payExactCash(page));
  }

  // Park, and take it up again.
  await scan(page, barcode(FIRST));
  await page.getByRole('button', { name: 'Park', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Park', exact: true }).click();
  await page.getByRole('button', { name: /parked cart/i }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /Resume/ })
    .first()
    .click();
  sold.set(must(FIRST, 'there are goods').draft.sku, (sold.get(must(FIRST, 'there are goods').draft.sku) ?? 0) + 1);
  receipts.push(await payExactCash(page));

  await page.getByRole('button', { name: /Offline · \d+ .* waiting/ }).waitFor();

  await shop.start();
  await synced();
  central = await openCentral(shop.dataFolder);
  const numbers = await receiptNumbers(central, series(receipts));
  expect(numbers).toEqual(Array.from({ length: receipts.length }, (_, at) => at + 1));
  expect(new Set(receipts).size).toBe(receipts.length);
  for (const { draft } of GOODS) {
    expect(await onHand(draft.sku)).toBe((stockBefore.get(draft.sku) ?? 0) - (sold.get(draft.sku) ?? 0));
  }
  expect(tablet.faults).toEqual([]);
});

function series(receipts: readonly string[]): string {
  return must(receipts[0], 'something was sold').split('-')[0] ?? '';
}
