/** Screens that are seen once in a year: a new version in another window, paper of elsewhere, a tablet connected anew. */
import { appendFile, cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Claim, claimStatement, signedClaim } from '../../src/domain/receipt/claim.ts';
import { enrolResponse } from '../../src/protocol/enrol.ts';
import { HEADER_NONCE, PATHS } from '../../src/protocol/headers.ts';
import { createWebKeyVault } from '../../src/replica/index.ts';
import { CODE, MANAGER } from '../support/demo-shop.ts';
import { connectAgain, disconnect } from '../support/disconnect.ts';
import { buildApp, type RunningShop, runShop } from '../support/running-shop.ts';
import { axeFindings, sidewaysScroll, smallTargets } from '../support/screen-checks.ts';
import { newId } from '../support/shop-floor.ts';
import {
  enrol,
  enrolmentCode,
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

let builds: string;
let shop: RunningShop;
let tablet: Tablet;

beforeAll(async () => {
  builds = await mkdtemp(join(tmpdir(), 'evertill-builds-'));
  await buildApp(join(builds, 'first'), 'first-build');
  // For a browser a service worker with one more line is another version.
  await cp(join(builds, 'first'), join(builds, 'second'), { recursive: true });
  await appendFile(join(builds, 'second', 'service-worker.js'), '\n// second\n');
  shop = await runShop({ EVERTILL_DIST: join(builds, 'first') });
  tablet = await openTablet();
});

afterAll(async () => {
  await tablet?.remove();
  await shop?.remove();
  await rm(builds, { recursive: true, force: true });
});

const LOOKS = [
  { name: 'light', colorScheme: 'light', viewport: LANDSCAPE },
  { name: 'dark', colorScheme: 'dark', viewport: PORTRAIT },
] as const;

async function check(page: Page, screen: string): Promise<void> {
  for (const { name, colorScheme, viewport } of LOOKS) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize(viewport);
    await page.waitForTimeout(250);
    if (PICTURES) {
      await mkdir(PICTURES, { recursive: true });
      await page.screenshot({ path: join(PICTURES, `${screen}-${name}.png`.replaceAll(' ', '-')) });
    }
    expect({ screen, name, axe: await axeFindings(page) }).toEqual({ screen, name, axe: [] });
    expect({ screen, name, small: await smallTargets(page) }).toEqual({ screen, name, small: [] });
    expect({ screen, name, sideways: await sidewaysScroll(page) }).toEqual({ screen, name, sideways: 0 });
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize(LANDSCAPE);
}

async function signInChinese(page: Page): Promise<void> {
  await page.getByRole('button', { name: new RegExp(MANAGER.name) }).click();
  await page.keyboard.type(MANAGER.pin, { delay: 60 });
  await page.keyboard.press('Enter');
  await page.getByRole('searchbox', { name: '搜尋或掃描' }).waitFor();
}

async function goToChinese(page: Page, place: string): Promise<void> {
  await page.getByRole('button', { name: /選單$/ }).click();
  await page.getByRole('menuitem', { name: place, exact: true }).click();
}

/** A tablet of another store, as far as it is needed: a key that the server knows, to sign receipts with. */
async function registerElsewhere(code: string) {
  const vault = createWebKeyVault(crypto.subtle);
  const { handle, publicKey } = await vault.createSigningKey();
  const answer = await fetch(`${shop.url}${PATHS.enrol}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', [HEADER_NONCE]: crypto.randomUUID().replaceAll('-', '') },
    body: JSON.stringify({
      protocol: 1,
      code: await enrolmentCode(shop, code),
      publicKey,
      installed: true,
      persisted: true,
    }),
  });
  const { register, incarnation, series } = enrolResponse.parse(await answer.json());
  const claim: Claim = {
    register: register.id,
    incarnation,
    order: newId('order'),
    receiptNumber: `${series}-000042`,
    totalMinor: 12_345,
    currency: 'EUR',
    businessDay: '2026-03-01',
    lines: 3,
  };
  return {
    claim,
    paper: async (change: Partial<Claim> = {}, signed: Partial<Claim> = change) =>
      signedClaim(
        claimStatement({ ...claim, ...change }),
        await vault.sign(handle, claimStatement({ ...claim, ...signed })),
      ),
  };
}

test('paper of elsewhere, in Traditional Chinese', async () => {
  const { page } = tablet;
  const elsewhere = await registerElsewhere('ANT1');
  await enrol(page, shop.url, await enrolmentCode(shop, 'AMS1'));
  await page.getByText('繁體中文', { exact: true }).click();
  await page.getByRole('heading', { name: '現在由誰服務？' }).waitFor();
  await signInChinese(page);
  await goToChinese(page, '收據');

  await scan(page, await elsewhere.paper());
  await page.getByText('這張收據是真的').waitFor();
  await page.getByText(/Antwerp · /).waitFor();
  await check(page, 'genuine receipt of another store');

  await scan(page, await elsewhere.paper({ register: newId('register') }));
  await page.getByText('目前無法查驗這張收據').waitFor();
  await check(page, 'receipt of an unknown register');

  await scan(page, await elsewhere.paper({ totalMinor: 112_345 }, {}));
  await page.getByText('這張收據不是由本公司的收銀機開立').waitFor();
  await check(page, 'forged receipt');
});

test('a window of the old version, and one that only looks on', async () => {
  const first = tablet.page;
  await goToChinese(first, '銷售');
  await first.evaluate(() => navigator.serviceWorker.ready);
  const second = await tablet.context.newPage();
  await second.setViewportSize(LANDSCAPE);
  await second.goto(shop.url);
  await second.getByText('這台平板的另一個視窗正在收銀').waitFor();
  await check(second, 'sign in while another window sells');
  await signInChinese(second);
  await second.getByText('這個視窗只能查看').first().waitFor();
  await check(second, 'sell screen that only shows');

  await shop.stop();
  await shop.start({ EVERTILL_DIST: join(builds, 'second') });
  await first.evaluate(async () => (await navigator.serviceWorker.ready).update());
  await first.getByRole('button', { name: /切換或鎖定$/ }).click();
  await first.getByText('新版本已就緒').waitFor({ timeout: 60_000 });
  await check(first, 'sign in when a new version is ready');
  await first.getByRole('button', { name: '立即更新' }).click();
  await second.getByText('另一個視窗已更新版本').waitFor({ timeout: 60_000 });
  await check(second, 'sell screen of the old version');
  await second.getByRole('button', { name: /切換或鎖定$/ }).click();
  await second.getByText('另一個視窗已更新版本').waitFor();
  await check(second, 'sign in of the old version');
  await second.close();
});

test('a tablet connected anew says what its former life left unsent', async () => {
  const { page } = tablet;
  await page.getByRole('heading', { name: '現在由誰服務？' }).waitFor();
  await page.getByText('English', { exact: true }).click();
  await signIn(page, MANAGER);
  await disconnect(shop, 'AMS1');
  const again = page.getByRole('button', { name: 'Connect again' }).first();
  await again.waitFor({ timeout: 90_000 });
  await scan(page, CODE);
  await payExactCash(page);
  await again.click();
  await connectAgain(page, shop, 'AMS1');
  await page.getByText('繁體中文', { exact: true }).click();
  await signInChinese(page);
  await goToChinese(page, '狀態');
  await page.getByText(/重新連接前的 \d+ 筆紀錄尚未送出/).waitFor();
  await check(page, 'health of a tablet connected anew');
  expect(tablet.faults).toEqual([]);
});
