/**
 * Accounts of head office: e-mail and password, a session in a cookie. The account library does the
 * hashing, the sessions and the counting of wrong passwords; nobody can sign up from outside, an account
 * is made by redeeming a one-time link (`setup-links.ts`) or by the demo.
 */
import type { KyselyPlugin, PluginTransformResultArgs, QueryResult, UnknownRow } from 'kysely';
import { z } from 'zod';
import { granted, refused, type Verdict } from '../../kernel/verdict.ts';
import type { Db } from '../db/schema.ts';
import { ACCOUNT_SCHEMA, accountTables } from './account-schema.ts';

/** Where the account library learns who asks: written by our own front, never taken from outside. */
export const ADDRESS_HEADER = 'x-evertill-address';

export const PASSWORD_LENGTH = { min: 12, max: 128 } as const;

export interface Account {
  readonly tenant: string;
  readonly name: string;
  readonly email: string;
  readonly role: 'administrator';
}

export interface NewAccount {
  readonly tenant: string;
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

export interface Accounts {
  /** Answers everything under `/api/auth`. */
  handle(request: Request): Promise<Response>;
  /** Who is signed in, by the request's cookie. */
  accountOf(headers: Headers): Promise<Account | null>;
  create(account: NewAccount): Promise<Verdict<Account, { readonly code: 'email-taken' }>>;
  /** Reads the account library, which is large, before the first request needs it. */
  prepare(): Promise<void>;
}

const sessionUser = z.looseObject({
  name: z.string(),
  email: z.string(),
  tenant: z.string(),
  role: z.literal('administrator'),
});

interface AccountOptions {
  readonly secret: string;
  readonly isSecure: boolean;
}

async function openLibrary(owner: Db, options: AccountOptions) {
  const { betterAuth } = await import('better-auth');
  return betterAuth({
    basePath: '/api/auth',
    secret: options.secret,
    database: { db: owner.withSchema(ACCOUNT_SCHEMA).withPlugin(instantsAsDates), type: 'postgres' },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD_LENGTH.min,
      maxPasswordLength: PASSWORD_LENGTH.max,
    },
    user: {
      additionalFields: {
        tenant: { type: 'string', required: true, input: false },
        role: { type: 'string', required: true, input: false },
      },
    },
    session: { expiresIn: 12 * 3_600, updateAge: 600 },
    rateLimit: { enabled: true, storage: 'database', window: 60, max: 120 },
    trustedOrigins: (request) => (request === undefined ? [] : [ownOriginOf(request)]),
    advanced: {
      cookiePrefix: 'evertill',
      useSecureCookies: options.isSecure,
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
      defaultCookieAttributes: { sameSite: 'strict', httpOnly: true },
    },
    telemetry: { enabled: false },
    // Its lines name accounts; what matters of them is in the request log.
    logger: { disabled: true },
  });
}

export function createAccounts(owner: Db, options: AccountOptions): Accounts {
  let opened: ReturnType<typeof openLibrary> | undefined;
  const open = () => {
    opened ??= openLibrary(owner, options);
    return opened;
  };
  return {
    handle: async (request) => (await open()).handler(request),
    async accountOf(headers) {
      const library = await open();
      const session = await library.api.getSession({ headers });
      const user = sessionUser.safeParse(session?.user);
      if (!user.success) return null;
      const { tenant, name, email, role } = user.data;
      return { tenant, name, email, role };
    },
    async create({ tenant, name, email, password }) {
      const library = await open();
      const context = await library.$context;
      const address = email.trim().toLowerCase();
      if ((await context.internalAdapter.findUserByEmail(address)) !== null) return refused({ code: 'email-taken' });
      const hash = await context.password.hash(password);
      const user = await context.internalAdapter.createUser(
        { name, email: address, emailVerified: true, tenant, role: 'administrator' },
        { method: 'email-password' },
      );
      await context.internalAdapter.linkAccount({
        userId: user.id,
        providerId: 'credential',
        accountId: user.id,
        password: hash,
      });
      return granted({ tenant, name, email: address, role: 'administrator' });
    },
    async prepare() {
      await open();
    },
  };
}

/** Whether the retailer has anybody who can sign in. */
export async function hasAccounts(owner: Db, tenant: string): Promise<boolean> {
  const row = await accountTables(owner)
    .selectFrom('user')
    .select('id')
    .where('tenant', '=', tenant)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** The origin a browser shows for this very request; a reverse proxy hands `Host` on as it came. */
export function ownOriginOf(request: Request): string {
  const host = request.headers.get('host') ?? new URL(request.url).host;
  const origin = request.headers.get('origin');
  // Behind a proxy that ends TLS the scheme we see is not the browser's; the host decides.
  if (origin !== null && URL.canParse(origin) && new URL(origin).host === host) return origin;
  return `${new URL(request.url).protocol}//${host}`;
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const isInstantColumn = (column: string) => column.endsWith('At');

/** Our driver reads instants as text; the account library compares them as dates. */
const instantsAsDates: KyselyPlugin = {
  transformQuery: ({ node }) => node,
  async transformResult({ result }: PluginTransformResultArgs): Promise<QueryResult<UnknownRow>> {
    const rows = result.rows.map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([column, value]) => [
          column,
          isInstantColumn(column) && typeof value === 'string' && INSTANT.test(value) ? new Date(value) : value,
        ]),
      ),
    );
    return { ...result, rows };
  },
};
