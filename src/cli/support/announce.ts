/** What `npm start` says when it stands: one block, calm, with everything somebody needs to sell. */
import { networkInterfaces } from 'node:os';
import type { Settings } from './settings.ts';

export interface Announcement {
  readonly settings: Settings;
  readonly port: number;
  readonly isEmbedded: boolean;
  readonly demo: DemoAnnouncement | null;
  /** Path of the one-time link, when nobody can sign in to head office yet. */
  readonly setupPath: string | null;
}

export interface DemoAnnouncement {
  readonly retailer: string;
  readonly office: { readonly email: string; readonly password: string };
  readonly associates: readonly {
    readonly name: string;
    readonly role: string;
    readonly pin: string;
    readonly where: string;
  }[];
  readonly registers: readonly { readonly code: string; readonly where: string }[];
}

export function announcement(facts: Announcement): string {
  const { settings, port } = facts;
  const here = addressHere(settings, port);
  const lines = ['', `  Evertill is open at ${here}`, ''];
  if (facts.demo === null) {
    lines.push(`  Head office   ${here}/office`);
    if (facts.setupPath !== null) {
      lines.push('', '  Nobody can sign in yet. Open this link within 24 hours to make the first administrator:');
      lines.push(`  ${here}${facts.setupPath}`);
    }
  } else {
    lines.push(...demoLines(here, facts.demo));
  }
  lines.push('', ...reachLines(settings, port), '');
  lines.push(
    facts.isEmbedded
      ? `  Data lies in ${settings.dataFolder}. Ctrl-C stops everything.`
      : '  Data lies in the database of DATABASE_URL. Ctrl-C stops the server.',
    '',
  );
  return `${lines.join('\n')}\n`;
}

export function addressHere(settings: Pick<Settings, 'publicUrl' | 'tls' | 'host'>, port: number): string {
  if (settings.publicUrl !== null) return settings.publicUrl;
  const name = isLoopback(settings.host) || isEverywhere(settings.host) ? 'localhost' : settings.host;
  return `${settings.tls === null ? 'http' : 'https'}://${name}:${port}`;
}

function demoLines(here: string, demo: DemoAnnouncement): string[] {
  const width = Math.max(...demo.associates.map(({ name }) => columns(name)));
  const register = demo.registers[0]?.code ?? 'CODE';
  return [
    `  The demo shop is ${demo.retailer}. Its people and their PINs:`,
    ...demo.associates.map(
      ({ name, role, pin, where }) => `    ${name}${' '.repeat(width - columns(name))}   ${pin}   ${role}, ${where}`,
    ),
    '',
    `  Head office   ${here}/office   ${demo.office.email}   ${demo.office.password}`,
    `  Enrol a till  npm run enrol -- --register ${register} --allow-browser-tab`,
    `                Registers: ${demo.registers.map(({ code, where }) => `${code} (${where})`).join(', ')}`,
  ];
}

/** What stands between this server and a tablet on the shop's network, if anything does. */
function reachLines(settings: Settings, port: number): string[] {
  if (settings.publicUrl?.startsWith('https:')) return [`  Tablets reach it at ${settings.publicUrl}`];
  if (isLoopback(settings.host)) {
    return [
      '  Only this machine reaches it. For tablets on the shop’s network start it with HOST=0.0.0.0 and HTTPS',
      '  (TLS_CERT=… TLS_KEY=…, or a reverse proxy): browsers keep an app and its storage only over HTTPS.',
    ];
  }
  const addresses = isEverywhere(settings.host) ? lanAddresses() : [settings.host];
  const scheme = settings.tls === null ? 'http' : 'https';
  const lines = [
    `  On the shop’s network   ${addresses.map((address) => `${scheme}://${address}:${port}`).join('   ')}`,
  ];
  if (settings.tls === null) {
    lines.push(
      '  Tablets cannot install it over plain HTTP: set TLS_CERT and TLS_KEY, or put a reverse proxy with HTTPS in front.',
    );
  }
  return lines;
}

function lanAddresses(): string[] {
  const found = Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter(({ internal, family }) => !internal && family === 'IPv4')
    .map(({ address }) => address);
  return found.length > 0 ? found : ['0.0.0.0'];
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.');
}

function isEverywhere(host: string): boolean {
  return host === '0.0.0.0' || host === '::';
}

/** Chinese characters take two columns of a terminal. */
function columns(text: string): number {
  return Array.from(text).reduce((sum, character) => sum + (/\p{Script=Han}/u.test(character) ? 2 : 1), 0);
}
