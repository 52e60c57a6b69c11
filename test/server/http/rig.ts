/**
 * The whole server in the test's own process: PGlite, a clock that the test turns, log lines it can read,
 * a retailer with two stores, and tablets that sign like the real ones.
 */
import { webcrypto } from 'node:crypto';
import { sha256Hex } from '../../../src/kernel/hash.ts';
import { createIdSource } from '../../../src/kernel/ids.ts';
import { systemRandom, systemTimers } from '../../../src/kernel/system-ports.ts';
import { type EnrolResponse, enrolResponse, tokenResponse, tokenStatement } from '../../../src/protocol/enrol.ts';
import { HEADER_NONCE, HEADER_SIGNATURE, PATHS, requestStatement } from '../../../src/protocol/headers.ts';
import { offerEnrolment } from '../../../src/server/auth/enrolment-codes.ts';
import type { Database } from '../../../src/server/db/database.ts';
import { assembleServer, type Server, type ServerOptions } from '../../../src/server/http/assemble.ts';
import { createLogger } from '../../../src/server/http/logging.ts';
import { openEpoch } from '../../../src/server/streams/epoch.ts';
import { withPublishing } from '../../../src/server/streams/publish.ts';
import { openPglite } from '../../support/database.ts';

export const PASSWORD = 'correct horse battery staple';
export const EMAIL = 'ada@example.com';
export const ORIGIN = 'http://localhost:4545';

/** Starting PGlite takes seconds on a busy machine. */
export const RIG_TIMEOUT_MS = 120_000;

export interface Rig {
  readonly database: Database;
  readonly server: Server;
  readonly tenant: string;
  readonly stores: readonly { readonly id: string; readonly register: string; readonly code: string }[];
  readonly log: string[];
  readonly clock: { advance(ms: number): void; now(): number; elapsed(): number };
  readonly newId: ReturnType<typeof createIdSource>;
  readonly request: (path: string, init?: RequestInit) => Promise<Response>;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
  /** Signs in and gives the headers of a page of ours. */
  signIn(): Promise<Record<string, string>>;
  enrolmentCode(store?: number, allowBrowserTab?: boolean): Promise<string>;
  tablet(store?: number): Promise<TestTablet>;
  close(): Promise<void>;
}

export interface TestTablet {
  readonly key: webcrypto.CryptoKeyPair;
  readonly life: EnrolResponse;
  token(): Promise<string>;
  /** A signed request; `change` alters it after it was signed. */
  send(path: string, body?: unknown, change?: (request: SentRequest) => void): Promise<Response>;
}

export interface SentRequest {
  path: string;
  method: string;
  headers: Record<string, string>;
  body: string | undefined;
}

export async function openRig(options: Partial<ServerOptions> & { database?: Database } = {}): Promise<Rig> {
  const database = options.database ?? (await openPglite());
  let now = Date.parse('2026-03-02T10:00:00.000Z');
  const clock = {
    now: () => now,
    elapsed: () => now,
    advance: (ms: number) => {
      now += ms;
    },
  };
  await openEpoch({ db: database.db, file: null, random: systemRandom });
  const newId = createIdSource({ clock, random: systemRandom });
  const { tenant, stores } = await seedRetailer(database, newId);
  const log: string[] = [];
  const server = await assembleServer({
    clock,
    random: systemRandom,
    timers: systemTimers,
    logger: createLogger({ level: 'trace', write: (line) => log.push(line) }),
    ...options,
    database,
  });
  await server.accounts.create({ tenant, name: 'Ada Lovelace', email: EMAIL, password: PASSWORD });

  const request = async (path: string, init?: RequestInit) => server.app.request(ORIGIN + path, init);
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    request(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });

  const enrolmentCode = async (store = 0, allowBrowserTab = false) => {
    const offered = await offerEnrolment(
      { database, keys: server.keys, clock, random: systemRandom },
      { tenant, register: stores[store]?.register ?? '', allowBrowserTab },
    );
    if (!offered.ok) throw new Error(offered.refusal.code);
    return offered.value.code;
  };

  return {
    database,
    server,
    tenant,
    stores,
    log,
    clock,
    newId,
    request,
    post,
    enrolmentCode,
    async signIn() {
      const answer = await post('/api/auth/sign-in/email', { email: EMAIL, password: PASSWORD }, { origin: ORIGIN });
      if (answer.status !== 200) throw new Error(`sign-in answered ${answer.status}: ${await answer.text()}`);
      const cookie = answer.headers.getSetCookie().map((line) => line.split(';')[0]);
      return { cookie: cookie.join('; '), origin: ORIGIN };
    },
    async tablet(store = 0) {
      const key = await newKey();
      const answer = await post(PATHS.enrol, {
        protocol: 1,
        code: await enrolmentCode(store),
        publicKey: await publicKeyOf(key),
        installed: true,
        persisted: true,
      });
      if (answer.status !== 200) throw new Error(`enrolment answered ${answer.status}: ${await answer.text()}`);
      return tabletOf(request, key, enrolResponse.parse(await answer.json()));
    },
    async close() {
      await server.close();
      // A borrowed database is closed by who opened it.
      if (options.database === undefined) await database.close();
    },
  };
}

export function tabletOf(request: Rig['request'], key: webcrypto.CryptoKeyPair, life: EnrolResponse): TestTablet {
  let held: string | null = null;
  const token = async () => {
    const nonce = newNonce();
    const answer = await request(PATHS.token, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        register: life.register.id,
        incarnation: life.incarnation,
        nonce,
        signature: await sign(key, tokenStatement(life.register.id, life.incarnation, nonce)),
      }),
    });
    if (answer.status !== 200) throw new Error(`token answered ${answer.status}: ${await answer.text()}`);
    return tokenResponse.parse(await answer.json()).token;
  };
  return {
    key,
    life,
    token,
    async send(path, body, change) {
      held ??= await token();
      const text = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body);
      const nonce = newNonce();
      const method = body === undefined ? 'GET' : 'POST';
      const statement = requestStatement({ method, path, nonce, bodyHash: sha256Hex(text ?? '') });
      const sent: SentRequest = {
        path,
        method,
        body: text,
        headers: {
          authorization: `Bearer ${held}`,
          [HEADER_NONCE]: nonce,
          [HEADER_SIGNATURE]: await sign(key, statement),
          ...(text === undefined ? {} : { 'content-type': 'application/json' }),
        },
      };
      change?.(sent);
      return request(sent.path, {
        method: sent.method,
        headers: sent.headers,
        ...(sent.body === undefined ? {} : { body: sent.body }),
      });
    },
  };
}

export const newKey = () =>
  webcrypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);

export async function publicKeyOf(key: webcrypto.CryptoKeyPair) {
  const { kty, crv, x, y } = await webcrypto.subtle.exportKey('jwk', key.publicKey);
  return { kty, crv, x, y };
}

export async function sign(key: webcrypto.CryptoKeyPair, statement: string): Promise<string> {
  const signature = await webcrypto.subtle.sign(
    { name: 'ECDSA', hash: 'SHA-256' },
    key.privateKey,
    new TextEncoder().encode(statement),
  );
  return Buffer.from(signature).toString('base64url');
}

export function newNonce(): string {
  return Buffer.from(systemRandom.bytes(18)).toString('base64url');
}

async function seedRetailer(database: Database, newId: Rig['newId']) {
  const tenant = newId('tenant');
  const at = '2026-03-01T00:00:00.000Z';
  await database.db.insertInto('tenant').values({ id: tenant, name: 'Fig & Fern', created_at: at }).execute();
  const priceList = newId('priceList');
  const stores = [
    { id: newId('location'), register: newId('register'), code: 'AMS1', name: 'Amsterdam' },
    { id: newId('location'), register: newId('register'), code: 'TPE1', name: 'Taipei' },
  ];
  await withPublishing(database, tenant, async (tx) => {
    for (const [position, store] of stores.entries()) {
      await tx
        .insertInto('location')
        .values({
          tenant,
          id: store.id,
          kind: 'store',
          name: store.name,
          price_list: priceList,
          position,
          settings: JSON.stringify({
            address: [`${store.name} 1`],
            taxNumber: null,
            currency: { code: position === 0 ? 'EUR' : 'TWD', digits: position === 0 ? 2 : 0 },
            timeZone: position === 0 ? 'Europe/Amsterdam' : 'Asia/Taipei',
            dayStartsAtHour: 4,
            pricesIncludeTax: true,
            taxCategories: [{ id: newId('taxCategory'), title: 'Standard', rates: [] }],
            receiptFooter: { en: '' },
            reasons: [],
            denominationsMinor: [],
          }),
        })
        .execute();
      await tx
        .insertInto('register')
        .values({
          tenant,
          id: store.register,
          location: store.id,
          name: `${store.name} front`,
          code: store.code,
          incarnations: 0,
          status: 'active',
        })
        .execute();
    }
    return { changes: [], result: null };
  });
  return { tenant, stores };
}
