/** Somebody in the web shop, on a telephone, driven by roles and names as they would be read. */
import { type Browser, chromium, type Page } from 'playwright-core';
import { findChromium } from './chromium.ts';

export const PHONE = { width: 390, height: 844 };

export interface Shopper {
  readonly page: Page;
  /** Errors the page threw, and console errors that are not a refusal of the centre. */
  readonly faults: readonly string[];
  remove(): Promise<void>;
}

const REFUSED = /status of 4\d\d|ERR_CONNECTION|ERR_INTERNET_DISCONNECTED|ERR_FAILED/;

export async function openShopper(
  options: { viewport?: typeof PHONE; colorScheme?: 'light' | 'dark'; locale?: string } = {},
): Promise<Shopper> {
  const { executablePath, args } = await findChromium();
  const browser: Browser = await chromium.launch({ executablePath, args: [...args], headless: true });
  const context = await browser.newContext({
    viewport: options.viewport ?? PHONE,
    hasTouch: true,
    colorScheme: options.colorScheme ?? 'light',
    locale: options.locale ?? 'en-GB',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' && !REFUSED.test(message.text())) faults.push(message.text());
  });
  return { page, faults, remove: () => browser.close() };
}

/** Into the shop, and to a store. */
export async function enterShop(page: Page, url: string, store: string): Promise<void> {
  await page.goto(`${url}/shop`);
  await page.getByRole('button', { name: new RegExp(store) }).click();
  await page.getByRole('searchbox', { name: 'Search' }).waitFor();
}

/** Found by its title, opened, and put into the cart. */
export async function putInCart(page: Page, title: string): Promise<void> {
  await page.getByRole('searchbox', { name: 'Search' }).fill(title);
  await page.getByRole('link', { name: title }).first().click();
  await page.getByRole('heading', { name: title }).waitFor();
  await page.getByRole('button', { name: 'Add to cart' }).click();
  await page.getByText(/In your cart ·/).waitFor();
}

export async function openCart(page: Page): Promise<void> {
  await page.getByRole('link', { name: /^Cart,/ }).click();
  await page.getByRole('heading', { name: 'Cart', exact: true }).waitFor();
}

/** The cart becomes an order for collection, and is paid. */
export async function orderForCollection(page: Page, name: string): Promise<{ number: string; code: string }> {
  await openCart(page);
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await page.getByRole('button', { name: /^Place order/ }).click();
  const heading = await page.getByRole('heading', { name: /^Order W-/ }).textContent();
  await page.getByRole('button', { name: /^Pay / }).click();
  await page.getByRole('button', { name: /^Pay / }).waitFor({ state: 'detached' });
  const code = await page.getByText(/^[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}$/).textContent();
  return { number: /W-\d+/.exec(heading ?? '')?.[0] ?? '', code: code ?? '' };
}
