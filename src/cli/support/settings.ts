/** What an operator may set, all of it by environment variables, read once and checked before anything starts. */
import { resolve } from 'node:path';
import { tidied } from '../../kernel/text.ts';
import { granted, refused, type Verdict } from '../../kernel/verdict.ts';
import { GiveUp } from './give-up.ts';

export interface Settings {
  readonly host: string;
  readonly port: number;
  readonly dataFolder: string;
  /** Null: PostgreSQL is started in the data folder. */
  readonly databaseUrl: string | null;
  readonly tls: { readonly certificate: string; readonly key: string } | null;
  readonly isDemo: boolean;
  /** Where browsers find this server when that is not where it listens. */
  readonly publicUrl: string | null;
  readonly isBehindProxy: boolean;
  readonly metricsToken: string | null;
  readonly logLevel: string;
  /** A built app to serve as it is; null: `dist`, built when it is missing or older than its sources. */
  readonly appFolder: string | null;
  /** Name of the retailer that a new production database begins with. */
  readonly retailerName: string;
}

export type SettingRefusal = {
  readonly code: 'setting-not-understood';
  readonly name: string;
  readonly expected: string;
};

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'silent'];

export function readSettings(env: NodeJS.ProcessEnv): Verdict<Settings, SettingRefusal> {
  const no = (name: string, expected: string) => refused({ code: 'setting-not-understood' as const, name, expected });
  const value = (name: string) => (env[name] === undefined || env[name] === '' ? null : env[name]);

  const portText = value('PORT') ?? '4545';
  const port = Number(portText);
  if (!/^\d{1,5}$/.test(portText) || port > 65_535) return no('PORT', 'a number from 0 to 65535');

  const databaseUrl = value('DATABASE_URL');
  if (databaseUrl !== null && !/^postgres(ql)?:\/\//.test(databaseUrl)) {
    return no('DATABASE_URL', 'an address like postgres://user:password@host:5432/database');
  }

  const certificate = value('TLS_CERT');
  const key = value('TLS_KEY');
  if ((certificate === null) !== (key === null)) return no('TLS_CERT and TLS_KEY', 'both of them, or neither');

  const publicUrl = value('EVERTILL_URL');
  if (publicUrl !== null && !/^https?:\/\/[^/]+\/?$/.test(publicUrl)) {
    return no('EVERTILL_URL', 'an address without a path, like https://till.example.com');
  }

  const logLevel = value('EVERTILL_LOG') ?? (databaseUrl === null ? 'warn' : 'info');
  if (!LOG_LEVELS.includes(logLevel)) return no('EVERTILL_LOG', `one of ${LOG_LEVELS.join(', ')}`);

  const demo = value('EVERTILL_DEMO') ?? (databaseUrl === null ? '1' : '0');
  if (demo !== '0' && demo !== '1') return no('EVERTILL_DEMO', '1 or 0');

  const appFolder = value('EVERTILL_DIST');
  return granted({
    host: value('HOST') ?? '127.0.0.1',
    port,
    dataFolder: resolve(value('EVERTILL_DATA') ?? 'data'),
    databaseUrl,
    tls: certificate === null || key === null ? null : { certificate, key },
    isDemo: demo === '1',
    publicUrl: publicUrl?.replace(/\/$/, '') ?? null,
    isBehindProxy: value('EVERTILL_PROXY') === '1',
    metricsToken: value('EVERTILL_METRICS_TOKEN'),
    logLevel,
    appFolder: appFolder === null ? null : resolve(appFolder),
    retailerName: tidied(value('EVERTILL_RETAILER') ?? '').slice(0, 120) || 'My shop',
  });
}

export function settingsOrGiveUp(): Settings {
  const read = readSettings(process.env);
  if (read.ok) return read.value;
  throw new GiveUp(`${read.refusal.name} was not understood. Expected: ${read.refusal.expected}.`, 2);
}
