/**
 * WebKitGTK, the engine nearest to an iPad's that runs here, driven by its own WebDriver over plain HTTP.
 * Needs WebKitWebDriver, MiniBrowser and Xvfb; `findWebKit` names what is missing.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { freePort } from './running-shop.ts';

const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';
const WAIT_MS = 30_000;
const HAND_MS = 70;

export interface WebKitBinaries {
  readonly driver: string;
  readonly browser: string;
  readonly display: string;
}

export interface WebKit {
  open(url: string): Promise<void>;
  reload(): Promise<void>;
  /** Waits until the page shows it; gives the first match. */
  see(text: RegExp): Promise<string>;
  /** Presses the button or menu item of that name as soon as it is there and enabled. */
  press(name: RegExp): Promise<void>;
  focus(label: string): Promise<void>;
  /** As a hand types. */
  type(text: string): Promise<void>;
  /** As a scanner types: all at once, with Enter at the end. */
  scan(code: string): Promise<void>;
  run<T>(script: string, ...args: unknown[]): Promise<T>;
  close(): Promise<void>;
}

export function findWebKit(): WebKitBinaries | { readonly missing: string } {
  const inPath = (name: string) =>
    (process.env.PATH ?? '')
      .split(delimiter)
      .map((folder) => join(folder, name))
      .find((place) => existsSync(place));
  const driver = inPath('WebKitWebDriver');
  const display = inPath('Xvfb');
  const browser = foldersUnder('/usr/lib')
    .flatMap((folder) => [folder, ...foldersUnder(folder)])
    .map((folder) => join(folder, 'MiniBrowser'))
    .find((place) => place.includes('webkit') && existsSync(place));
  if (driver && display && browser) return { driver, display, browser };
  const missing = [!driver && 'WebKitWebDriver', !browser && 'MiniBrowser', !display && 'Xvfb'].filter(Boolean);
  return { missing: missing.join(', ') };
}

function foldersUnder(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && /webkit|-linux-/.test(entry.name))
    .map((entry) => join(folder, entry.name));
}

export async function openWebKit(found: WebKitBinaries): Promise<WebKit> {
  const screen = spawn(found.display, ['-displayfd', '3', '-screen', '0', '1280x900x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const number = await new Promise<string>((resolve, reject) => {
    screen.stdio[3]?.once('data', (chunk: Buffer) => resolve(chunk.toString().trim()));
    screen.once('exit', () => reject(new Error('Xvfb did not start')));
  });
  const port = await freePort();
  const driver = spawn(found.driver, ['-p', String(port)], {
    stdio: 'ignore',
    env: {
      ...process.env,
      DISPLAY: `:${number}`,
      GDK_BACKEND: 'x11',
      LIBGL_ALWAYS_SOFTWARE: '1',
      WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
    },
  });
  const end = () => Promise.all([ended(driver), ended(screen)]);
  try {
    return await connect(`http://127.0.0.1:${port}`, found.browser, end);
  } catch (fault) {
    await end();
    throw fault;
  }
}

async function connect(base: string, binary: string, end: () => Promise<unknown>): Promise<WebKit> {
  const call = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const answer = await fetch(`${base}${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    const { value } = (await answer.json()) as { value: T & { error?: string; message?: string } };
    if (!answer.ok) throw new Error(`WebDriver ${path}: ${value?.error} ${value?.message}`);
    return value;
  };
  await until(async () => (await fetch(`${base}/status`).catch(() => null))?.ok === true, 'the driver answers');
  const options = { binary, args: ['--automation'] };
  const { sessionId } = await call<{ sessionId: string }>('POST', '/session', {
    capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': options } },
  });
  const at = `/session/${sessionId}`;
  const run = <T>(script: string, ...args: unknown[]) => call<T>('POST', `${at}/execute/sync`, { script, args });
  const keys = (text: readonly string[], pauseMs: number) =>
    call('POST', `${at}/actions`, {
      actions: [
        {
          type: 'key',
          id: 'keyboard',
          actions: text.flatMap((value) => [
            { type: 'keyDown', value },
            { type: 'keyUp', value },
            ...(pauseMs > 0 ? [{ type: 'pause', duration: pauseMs }] : []),
          ]),
        },
      ],
    });

  await call('POST', `${at}/window/rect`, { width: 1180, height: 860 });
  return {
    open: (url) => call('POST', `${at}/url`, { url }),
    reload: () => call('POST', `${at}/refresh`, {}),
    run,
    async see(text) {
      let found: string | undefined;
      await until(
        async () => {
          found = text.exec(await run<string>('return document.body.innerText'))?.[0];
          return found !== undefined;
        },
        `the page shows ${text}`,
        () => run<string>('return document.body.innerText'),
      );
      return found ?? '';
    },
    async press(name) {
      await until(
        async () => {
          const element = await run<Record<string, string> | null>(FIND, name.source);
          if (element === null) return false;
          // A control that moves while it is pressed is tried again.
          return call('POST', `${at}/element/${element[ELEMENT]}/click`, {}).then(
            () => true,
            () => false,
          );
        },
        `a button ${name} is there`,
        () => run<string>('return document.body.innerText'),
      );
    },
    focus: (label) => run(`document.querySelector('input[aria-label="${label}"]')?.focus()`),
    async type(text) {
      await keys([...text], HAND_MS);
    },
    scan: (code) => run(SCAN, [...code, 'Enter']),
    async close() {
      await call('DELETE', at).catch(() => undefined);
      await end();
    },
  };
}

/** The driver's own keys come too slowly for a scanner. */
const SCAN = `
  const target = document.activeElement ?? document.body;
  for (const key of arguments[0]) {
    target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  }
`;

const FIND = `
  const wanted = new RegExp(arguments[0]);
  const nameOf = (element) => (element.getAttribute('aria-label') ?? element.textContent ?? '').trim();
  return [...document.querySelectorAll('button, [role=menuitem]')].find(
    (element) => wanted.test(nameOf(element)) && !element.disabled && element.getClientRects().length > 0,
  ) ?? null;
`;

async function until(isTrue: () => Promise<boolean>, what: string, tell = async () => ''): Promise<void> {
  const deadline = performance.now() + WAIT_MS;
  while (!(await isTrue())) {
    if (performance.now() > deadline) throw new Error(`waited in vain until ${what}\n${await tell()}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  await new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}
