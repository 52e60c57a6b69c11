/** The engine nearest to an iPad's: enrol, sell, start again without a server, sell, sync. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { must } from '../../src/kernel/invariant.ts';
import { openCentral, receiptNumbers } from '../support/central.ts';
import { CODE, MANAGER } from '../support/demo-shop.ts';
import { type RunningShop, runShop } from '../support/running-shop.ts';
import { enrolmentCode } from '../support/tablet.ts';
import { findWebKit, openWebKit, type WebKit } from '../support/webkit.ts';

const found = findWebKit();
let shop: RunningShop | null = null;
let page: WebKit | null = null;

beforeAll(async () => {
  if ('missing' in found) return;
  shop = await runShop();
  page = await openWebKit(found);
});

afterAll(async () => {
  await page?.close();
  await shop?.remove();
});

test('WebKit enrols, sells, starts again with the server gone, sells on and syncs', async () => {
  if (!shop || !page) {
    const missing = 'missing' in found ? found.missing : '';
    console.warn(
      `WebKit is left out: ${missing} not found. On Debian: apt-get install webkit2gtk-driver xvfb. Everything else was tested in Chromium only.`,
    );
    return;
  }
  await page.open(shop.url);
  await page.see(/One-time code/);
  await page.run("document.querySelector('input').focus()");
  await page.type(await enrolmentCode(shop, 'AMS1'));
  await page.press(/^Connect$/);
  await page.see(/Who is at the counter\?/);
  await signIn(page);
  const receipts = [await sell(page)];
  await page.see(/Synced/);
  await page.run("return navigator.serviceWorker.ready.then(() => 'ready')");

  await shop.kill();
  await page.reload();
  await page.see(/Who is at the counter\?/);
  await signIn(page);
  receipts.push(await sell(page), await sell(page));
  await page.see(/Offline · 2 sales waiting/);

  await shop.start();
  await page.see(/Synced/);
  const series = must(receipts[0]?.split('-')[0], 'a receipt number begins with its series');
  expect(receipts).toEqual([1, 2, 3].map((number) => `${series}-00000${number}`));
  const central = await openCentral(shop.dataFolder);
  expect(await receiptNumbers(central, series)).toEqual([1, 2, 3]);
  await central.close();
});

async function signIn(page: WebKit): Promise<void> {
  await page.press(new RegExp(MANAGER.name));
  await page.type(`${MANAGER.pin}\uE007`);
  await page.see(/Ready to sell/);
}

async function sell(page: WebKit): Promise<string> {
  await page.scan(CODE);
  await page.see(/Charge €[1-9]/);
  await page.press(/^Charge/);
  await page.see(/Open shift and go on|Exact/);
  if (await page.run<boolean>("return document.body.innerText.includes('Open shift and go on')")) {
    await page.press(/Open shift and go on/);
  }
  await page.press(/Exact$/);
  const said = await page.see(/Receipt [A-Z0-9]+-\d{6}/);
  await page.press(/^New sale/);
  await page.see(/Ready to sell/);
  return said.replace('Receipt ', '');
}
