/**
 * Finds a Chromium to drive: the one EVERTILL_CHROMIUM names, one that the system has, or the one that
 * the npm package @sparticuz/chromium carries (Linux, 64 bit). Says in plain words what to do when none is there.
 */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

export interface ChromiumBinary {
  readonly executablePath: string;
  readonly args: readonly string[];
}

const COMMANDS = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge',
  'chrome.exe',
];

const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** Quiet, and without a sandbox where there is none to be had (containers, root). */
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export async function findChromium(): Promise<ChromiumBinary> {
  const named = process.env.EVERTILL_CHROMIUM;
  if (named) {
    if (!existsSync(named)) throw new Error(`EVERTILL_CHROMIUM names ${named}, but there is no such file.`);
    return { executablePath: named, args: ARGS };
  }
  const folders = (process.env.PATH ?? '').split(delimiter);
  const installed = [...folders.flatMap((folder) => COMMANDS.map((command) => join(folder, command))), ...PLACES].find(
    existsSync,
  );
  if (installed) return { executablePath: installed, args: ARGS };
  if (process.platform === 'linux' && process.arch === 'x64') {
    // The package unpacks its own system libraries only when it believes it runs on a bare machine.
    process.env.AWS_EXECUTION_ENV ??= 'AWS_Lambda_nodejs22.x';
    const { default: carried } = await import('@sparticuz/chromium');
    return { executablePath: await carried.executablePath(), args: [...ARGS, ...carried.args] };
  }
  throw new Error(
    'The browser tests need Chromium. Install Chrome or Chromium (Debian: apt-get install chromium), ' +
      'or set EVERTILL_CHROMIUM to the program of one you have.',
  );
}
