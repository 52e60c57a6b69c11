/**
 * A tablet with the app on it, driven the way an associate does: by roles and names. The browser profile
 * outlives the process, so that it can be killed and started again.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { findChromium } from './chromium.ts';
import type { RunningShop } from './running-shop.ts';

/** An 11-inch tablet, lying and standing. */
export const LANDSCAPE = { width: 1180, height: 820 };
export const PORTRAIT = { width: 820, height: 1180 };

export interface Tablet {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly profile: string;
  /** Errors the page threw, and console errors that are not the network's absence. */
  readonly faults: readonly string[];
  /** SIGKILL to the whole browser. */
  kill(): Promise<void>;
  /** Closes it in order; the profile stays. */
  close(): Promise<void>;
  remove(): Promise<void>;
}

const NETWORK_IS_AWAY =
  /ERR_CONNECTION_REFUSED|ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE|ERR_FAILED|Failed to update a ServiceWorker|status of 50\d/;

export async function openTablet(
  options: {
    profile?: string;
    viewport?: typeof LANDSCAPE;
    colorScheme?: 'light' | 'dark';
    locale?: string;
    /** A video (y4m) that stands before its camera. */
    cameraShows?: string;
  } = {},
): Promise<Tablet> {
  const profile = options.profile ?? (await mkdtemp(join(tmpdir(), 'evertill-tablet-')));
  const { executablePath, args } = await findChromium();
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    args: [
      ...args,
      ...(options.cameraShows
        ? [
            '--use-fake-device-for-media-stream',
            '--use-fake-ui-for-media-stream',
            `--use-file-for-fake-video-capture=${options.cameraShows}`,
          ]
        : []),
    ],
    headless: true,
    viewport: options.viewport ?? LANDSCAPE,
    hasTouch: true,
    colorScheme: options.colorScheme ?? 'light',
    locale: options.locale ?? 'en-GB',
    reducedMotion: 'reduce',
  });
  const page = context.pages()[0] ?? (await context.newPage());
  page.setDefaultTimeout(20_000);
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' && !NETWORK_IS_AWAY.test(message.text())) faults.push(message.text());
  });
  return {
    page,
    context,
    profile,
    faults,
    async kill() {
      // The browser is asked through its own protocol for its processes, which then end between two instructions.
      const session = await context.browser()?.newBrowserCDPSession();
      const { processInfo } = (await session?.send('SystemInfo.getProcessInfo')) ?? { processInfo: [] };
      const isClosed = new Promise<void>((resolve) => context.once('close', () => resolve()));
      for (const { id } of processInfo.toSorted((a, b) => Number(b.type === 'browser') - Number(a.type === 'browser')))
        endProcess(id);
      await isClosed;
    },
    close: () => context.close(),
    async remove() {
      await context.close().catch(() => undefined);
      await rm(profile, { recursive: true, force: true });
    },
  };
}

/** The browser first, so that it sees none of its children go. */
function endProcess(id: number): void {
  try {
    process.kill(id, 'SIGKILL');
  } catch {
    // It had already gone with its parent.
  }
}

/** A one-time code for a browser tab, as the command line prints it. */
export async function enrolmentCode(shop: Pick<RunningShop, 'run'>, register: string): Promise<string> {
  const printed = await shop.run('enrol.ts', '--register', register, '--allow-browser-tab');
  const code = /[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}/.exec(printed);
  if (!code) throw new Error(`no code was printed:\n${printed}`);
  return code[0];
}

/** From a new tablet to the sign-in screen. */
export async function enrol(page: Page, url: string, code: string): Promise<void> {
  await page.goto(url);
  await page.getByRole('textbox', { name: 'One-time code' }).fill(code);
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await page.getByRole('heading', { name: 'Who is at the counter?' }).waitFor();
}

export async function signIn(page: Page, associate: { name: string; pin: string }): Promise<void> {
  await page.getByRole('button', { name: new RegExp(associate.name) }).click();
  // A hand, not a scanner.
  await page.keyboard.type(associate.pin, { delay: 60 });
  await page.keyboard.press('Enter');
  await page.getByRole('searchbox', { name: 'Search or scan' }).waitFor();
}

/** By the menu, as a finger goes. */
export async function goTo(page: Page, place: string): Promise<void> {
  await page.getByRole('button', { name: /Menu$/ }).click();
  // A place says behind its name how much waits there.
  await page.getByRole('menuitem', { name: new RegExp(`^${place}( |$)`) }).click();
}

/**
 * What a scanner on the keyboard port does: all characters within a few milliseconds, then Enter. The keys
 * are handed over together, so that a busy machine does not stretch the burst into something a hand could type.
 */
export async function scan(page: Page, code: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const began = Date.now() / 1000;
  const keys = [...code].map((character) => ({ key: character, text: character, code: '' }));
  const burst = [...keys, { key: 'Enter', text: '\r', code: 'Enter' }];
  await Promise.all(
    burst.flatMap((key, at) => [
      session.send('Input.dispatchKeyEvent', { type: 'keyDown', ...key, timestamp: began + at * 0.003 }),
      session.send('Input.dispatchKeyEvent', { type: 'keyUp', key: key.key, timestamp: began + at * 0.003 + 0.001 }),
    ]),
  );
  await session.detach();
}

/** Pays what is due exactly, in cash, and starts the next sale. Gives the receipt's number. */
export async function payExactCash(page: Page): Promise<string> {
  await page.getByRole('button', { name: /^Charge/ }).click();
  await openShiftIfAsked(page);
  // One tap: the exact amount is taken and the sale is done.
  await page.getByRole('button', { name: /Exact$/ }).click();
  return finishSale(page);
}

export async function openShiftIfAsked(page: Page): Promise<void> {
  const open = page.getByRole('button', { name: 'Open shift and go on' });
  await open
    .or(page.getByRole('button', { name: /Exact$/ }))
    .first()
    .waitFor();
  if (await open.isVisible()) await open.click();
}

export async function finishSale(page: Page): Promise<string> {
  const said = await page
    .getByText(/Receipt [A-Z0-9]+-\d{6}/)
    .first()
    .textContent();
  await page.getByRole('button', { name: /^New sale/ }).click();
  await page.getByRole('searchbox', { name: 'Search or scan' }).waitFor();
  return /[A-Z0-9]+-\d{6}/.exec(said ?? '')?.[0] ?? '';
}
