/** A real Chromium with a profile of its own, driven from outside, that tells what its processes and threads cost. */
import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type BrowserContext, type CDPSession, chromium, type Page } from 'playwright-core';
import { findChromium } from '../support/chromium.ts';
import { LANDSCAPE } from '../support/tablet.ts';
import type { BenchInput, BenchOutput, BenchTask } from './pages/bench.ts';
import { passingFolder } from './shop/cache.ts';

export interface BenchBrowser {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly profile: string;
  readonly cdp: CDPSession;
  /** Seconds that all processes of this browser have computed so far. */
  cpuSeconds(): Promise<number>;
  /** Ends the browser; the profile stays. */
  close(): Promise<void>;
  remove(): Promise<void>;
}

export async function openBrowser(
  options: { readonly profile?: string; readonly script?: () => void } = {},
): Promise<BenchBrowser> {
  const profile = options.profile ?? (await passingFolder('profile'));
  const { executablePath, args } = await findChromium();
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    // Memory is measured at once, instead of at some later collection.
    args: [...args, '--enable-blink-features=ForceEagerMeasureMemory'],
    headless: true,
    viewport: LANDSCAPE,
    hasTouch: true,
    locale: 'en-GB',
    reducedMotion: 'reduce',
  });
  // Functions handed to the page were compiled with names kept, by a call that only our own process knows.
  await context.addInitScript('globalThis.__name ??= (value) => value;');
  if (options.script) await context.addInitScript(options.script);
  const page = context.pages()[0] ?? (await context.newPage());
  page.setDefaultTimeout(60_000);
  const browser = context.browser();
  if (browser === null) throw new Error('a browser of its own can be asked about its processes');
  const cdp = await browser.newBrowserCDPSession();
  return {
    page,
    context,
    profile,
    cdp,
    async cpuSeconds() {
      const { processInfo } = await cdp.send('SystemInfo.getProcessInfo');
      return processInfo.reduce((sum, process) => sum + process.cpuTime, 0);
    },
    close: () => context.close(),
    async remove() {
      await context.close().catch(() => undefined);
      await rm(profile, { recursive: true, force: true });
    },
  };
}

/** The same disk for another life. */
export async function copyProfile(profile: string): Promise<string> {
  const copy = await passingFolder('profile');
  await cp(profile, copy, { recursive: true, filter: (path) => !/Singleton(Lock|Cookie|Socket)$/.test(path) });
  return copy;
}

export const benchPage = (url: string) => `${url}/shop/bench/bench.html`;
export const emptyPage = (url: string) => `${url}/shop/bench/empty.html`;

export async function runTask<K extends BenchTask>(page: Page, task: K, input: BenchInput<K>): Promise<BenchOutput<K>> {
  await page.waitForFunction(() => typeof window.runBench === 'function');
  return (await page.evaluate(([name, given]) => window.runBench(name, given), [
    task,
    input,
  ] as const)) as BenchOutput<K>;
}

/** Opens a fresh browser on the bench page, runs one task there, and forgets the browser. */
export async function inFreshPage<K extends BenchTask>(
  url: string,
  task: K,
  input: BenchInput<K>,
): Promise<BenchOutput<K> & { readonly cpu: number }> {
  const browser = await openBrowser();
  try {
    await browser.page.goto(benchPage(url));
    const before = await browser.cpuSeconds();
    const output = await runTask(browser.page, task, input);
    return { ...output, cpu: (await browser.cpuSeconds()) - before };
  } finally {
    await browser.remove();
  }
}

export function databasesOf(profile: string): string {
  return join(profile, 'Default', 'IndexedDB');
}
