/** Who may pass: registers by token and signature, head office by session and origin. */
import type { Context, MiddlewareHandler } from 'hono';
import { HEADER_NONCE, HEADER_SIGNATURE } from '../../protocol/headers.ts';
import type { Accounts } from '../auth/accounts.ts';
import { ADDRESS_HEADER, ownOriginOf } from '../auth/accounts.ts';
import type { RegisterAccess } from '../auth/register-access.ts';
import type { AppEnv } from './context.ts';
import { bodyOf } from './endpoint.ts';
import type { RateLimits } from './rate-limits.ts';
import { refuse } from './refusal.ts';

export function refuseForNow(c: Context<AppEnv>, limits: RateLimits, code: 'too-many-requests' | 'too-many-tries') {
  c.header('retry-after', String(limits.retryAfterSeconds()));
  return refuse(c, { code });
}

export function signed(access: RegisterAccess, limits: RateLimits): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const body = await bodyOf(c);
    if (!body.ok) return refuse(c, body.refusal);
    const { pathname, search } = new URL(c.req.url);
    const who = await access.identify({
      method: c.req.method,
      path: pathname + search,
      authorization: c.req.header('authorization'),
      nonce: c.req.header(HEADER_NONCE),
      signature: c.req.header(HEADER_SIGNATURE),
      body: body.value.text,
    });
    if (!who.ok) return refuse(c, who.refusal);
    const { register, incarnation } = who.value;
    if (!(await limits.takeForRegister(`${register}:${incarnation}`))) {
      return refuseForNow(c, limits, 'too-many-requests');
    }
    c.set('register', who.value);
    await next();
  };
}

const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD']);

/** A cookie travels with any request to us; what changes something must also come from a page of ours. */
export function sameOrigin(): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    if (!SAFE_METHODS.has(c.req.method) && !isFromOurselves(c.req.raw)) return refuse(c, { code: 'foreign-origin' });
    await next();
  };
}

function isFromOurselves(request: Request): boolean {
  const site = request.headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin') return false;
  const origin = request.headers.get('origin');
  return origin !== null && origin === ownOriginOf(request);
}

export function signedIn(accounts: Accounts): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const account = await accounts.accountOf(c.req.raw.headers);
    if (account === null) return refuse(c, { code: 'not-signed-in' });
    c.set('account', account);
    await next();
  };
}

/** The account library answers by itself; it only must not be told addresses by strangers. */
export function forAccounts(accounts: Accounts, addressOf: (c: Context<AppEnv>) => string) {
  return async (c: Context<AppEnv>): Promise<Response> => {
    c.set('route', '/api/auth/*');
    const body = await bodyOf(c);
    if (!body.ok) return refuse(c, body.refusal);
    const headers = new Headers(c.req.raw.headers);
    headers.set(ADDRESS_HEADER, addressOf(c));
    headers.delete('content-encoding');
    headers.delete('content-length');
    const hasBody = !SAFE_METHODS.has(c.req.method);
    return accounts.handle(
      new Request(c.req.url, { method: c.req.method, headers, ...(hasBody ? { body: body.value.text } : {}) }),
    );
  };
}
