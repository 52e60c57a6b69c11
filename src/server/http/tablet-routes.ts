/**
 * What tablets ask: to become a register, a token, to push, to pull, the manifest and its segments. Every
 * answer carries the server's epoch and the nonce of the request; a tablet believes nothing else.
 */
import type { Context, MiddlewareHandler } from 'hono';
import { invariant } from '../../kernel/invariant.ts';
import { type Clock, instantOf, type Timers } from '../../kernel/ports.ts';
import type { Refusal, Verdict } from '../../kernel/verdict.ts';
import { type ClientKeyResponse, clientKeyResponse } from '../../protocol/client/client-key.ts';
import {
  type EnrolRequest,
  type EnrolResponse,
  enrolRefusalCodes,
  enrolRequest,
  enrolResponse,
  tokenRequest,
  tokenResponse,
} from '../../protocol/enrol.ts';
import { HEADER_EPOCH, HEADER_NONCE, HEADER_PROTOCOL, PATHS } from '../../protocol/headers.ts';
import { sha256Digest } from '../../protocol/scalars.ts';
import { type Manifest, manifest } from '../../protocol/segment/manifest.ts';
import { type PullRequest, type PullResponse, pullRequest, pullResponse } from '../../protocol/sync/pull.ts';
import {
  type PushRequest,
  type PushResponse,
  pushRefusalCodes,
  pushRequest,
  pushResponse,
} from '../../protocol/sync/push.ts';
import { OLDEST_SPOKEN_VERSION, PROTOCOL_VERSION } from '../../protocol/version.ts';
import { NONCE_PATTERN, type RegisterAccess, type RegisterIdentity } from '../auth/register-access.ts';
import type { Tokens } from '../auth/tokens.ts';
import type { AppEnv, EvertillApp } from './context.ts';
import { parseBody, route } from './endpoint.ts';
import { eventStream, type WatchHeads } from './events.ts';
import { refuseForNow, signed } from './guards.ts';
import type { Metrics } from './metrics.ts';
import type { RateLimits } from './rate-limits.ts';
import { refuse } from './refusal.ts';

/** The rooms behind the routes. */
export interface TabletDoors {
  enrol(request: EnrolRequest): Promise<Verdict<EnrolResponse, Refusal>>;
  push(who: RegisterIdentity, request: PushRequest): Promise<Verdict<PushResponse, Refusal>>;
  pull(who: RegisterIdentity, request: PullRequest): Promise<Verdict<PullResponse, Refusal>>;
  manifest(who: RegisterIdentity): Promise<Omit<Manifest, 'grant'>>;
  clientKey(who: RegisterIdentity): Promise<ClientKeyResponse>;
  readSegment(tenant: string, hash: string): Promise<{ readonly gzip: Uint8Array } | null>;
}

export interface TabletRouteTools {
  readonly watchHeads: WatchHeads;
  readonly timers: Timers;
  /** Fires when the server stops. */
  readonly stopping: AbortSignal;
  readonly doors: TabletDoors;
  readonly access: RegisterAccess;
  readonly tokens: Tokens;
  readonly limits: RateLimits;
  readonly metrics: Metrics;
  readonly clock: Clock;
  readonly addressOf: (c: Context<AppEnv>) => string;
}

/** One year: a segment is named by its content, so no cache can ever hold a wrong one. */
const FOR_EVER = 'public, max-age=31536000, immutable';

export function tabletRoutes(app: EvertillApp, tools: TabletRouteTools): void {
  const { doors, limits, metrics, clock } = tools;
  const proof = signed(tools.access, limits);

  route(
    app,
    {
      method: 'post',
      path: PATHS.enrol,
      summary: 'A tablet becomes a register',
      group: 'tablet',
      body: enrolRequest,
      answer: enrolResponse,
      refusals: [...enrolRefusalCodes, 'malformed', 'unknown-protocol'],
    },
    async (c) => {
      const address = tools.addressOf(c);
      if (!(await limits.mayTry(address))) return refuseForNow(c, limits, 'too-many-tries');
      const request = await parseBody(c, enrolRequest);
      if (!request.ok) return refuse(c, request.refusal);
      if (!isSpoken(request.value.protocol)) return refuse(c, { code: 'unknown-protocol' });
      const answer = await doors.enrol(request.value);
      if (answer.ok) return c.json(answer.value);
      await limits.countFailure(address);
      return refuse(c, answer.refusal);
    },
  );

  route(
    app,
    {
      method: 'post',
      path: PATHS.token,
      summary: 'A register gets a token for ten minutes',
      group: 'tablet',
      body: tokenRequest,
      answer: tokenResponse,
      refusals: ['malformed', 'not-enrolled', 'revoked', 'signature-invalid', 'too-many-tries'],
    },
    async (c) => {
      const address = tools.addressOf(c);
      const request = await parseBody(c, tokenRequest);
      if (!request.ok) return refuse(c, request.refusal);
      // Counted by register too, so that one confused tablet does not lock out its whole shop.
      const asker = `${address} ${request.value.register}`;
      if (!(await limits.mayTry(asker))) return refuseForNow(c, limits, 'too-many-tries');
      const made = await tools.access.issueToken(request.value);
      if (!made.ok) {
        await limits.countFailure(asker);
        return refuse(c, made.refusal);
      }
      if (c.req.header(HEADER_NONCE) === undefined) c.header(HEADER_NONCE, request.value.nonce);
      return c.json({
        token: made.value.token,
        expiresAt: new Date(made.value.expiresAtMs).toISOString(),
        serverTime: instantOf(clock),
      });
    },
  );

  route(
    app,
    {
      method: 'post',
      path: PATHS.push,
      summary: 'Entries of a register go up',
      group: 'tablet',
      guard: 'register',
      guards: [proof],
      body: pushRequest,
      answer: pushResponse,
      refusals: [...pushRefusalCodes, 'token-invalid', 'signature-invalid', 'too-many-requests'],
    },
    async (c) => {
      const request = await parseBody(c, pushRequest);
      if (!request.ok) return refuse(c, request.refusal);
      if (!isSpoken(request.value.protocol)) return refuse(c, { code: 'unknown-protocol' });
      const began = clock.elapsed();
      const answer = await doors.push(c.get('register'), request.value);
      metrics.push((clock.elapsed() - began) / 1_000);
      if (!answer.ok) return refuse(c, answer.refusal);
      for (const { result } of answer.value.results) metrics.entry(result);
      return c.json(answer.value);
    },
  );

  route(
    app,
    {
      method: 'post',
      path: PATHS.pull,
      summary: 'Changes of the register’s streams come down',
      group: 'tablet',
      guard: 'register',
      guards: [proof],
      body: pullRequest,
      answer: pullResponse,
      refusals: [
        'malformed',
        'unknown-protocol',
        'snapshot-required',
        'cursor-ahead',
        'token-invalid',
        'signature-invalid',
        'not-enrolled',
        'revoked',
      ],
    },
    async (c) => {
      const request = await parseBody(c, pullRequest);
      if (!request.ok) return refuse(c, request.refusal);
      if (!isSpoken(request.value.protocol)) return refuse(c, { code: 'unknown-protocol' });
      const answer = await doors.pull(c.get('register'), request.value);
      return answer.ok ? c.json(answer.value) : refuse(c, answer.refusal);
    },
  );

  route(
    app,
    {
      method: 'get',
      path: PATHS.manifest,
      summary: 'Which segments hold the packed streams',
      group: 'tablet',
      guard: 'register',
      guards: [proof],
      answer: manifest,
      refusals: ['token-invalid', 'signature-invalid', 'revoked'],
    },
    async (c) => {
      const who = c.get('register');
      const [found, grant] = await Promise.all([doors.manifest(who), tools.tokens.grant(who.tenant)]);
      return c.json({ ...found, grant });
    },
  );

  route(
    app,
    {
      method: 'get',
      path: PATHS.clientKey,
      summary: 'The key of this store’s clients, for a tablet’s memory',
      group: 'tablet',
      guard: 'register',
      guards: [proof],
      answer: clientKeyResponse,
      refusals: ['token-invalid', 'signature-invalid', 'not-enrolled', 'revoked'],
    },
    async (c) => c.json(await doors.clientKey(c.get('register'))),
  );

  route(
    app,
    {
      method: 'get',
      path: PATHS.events,
      summary: 'Hints that streams have moved: their heads, nothing else',
      group: 'tablet',
      guard: 'register',
      guards: [proof],
      answer: 'text/event-stream',
      refusals: ['token-invalid', 'signature-invalid', 'revoked', 'too-many-requests'],
    },
    (c) => {
      metrics.listeners(1);
      return eventStream({
        who: c.get('register'),
        watchHeads: tools.watchHeads,
        timers: tools.timers,
        stopping: tools.stopping,
        onEnd: () => metrics.listeners(-1),
      });
    },
  );

  route(
    app,
    {
      method: 'get',
      path: '/api/segments/{hash}',
      summary: 'One segment, named by the SHA-256 of its unpacked bytes; takes `?grant=`',
      group: 'tablet',
      guard: 'grant',
      answer: 'application/octet-stream',
      refusals: ['grant-invalid', 'segment-unknown'],
    },
    async (c) => {
      const hash = sha256Digest.safeParse(c.req.param('hash'));
      if (!hash.success) return refuse(c, { code: 'segment-unknown' });
      const grant = await tools.tokens.readGrant(c.req.query('grant') ?? '');
      if (grant === null) return refuse(c, { code: 'grant-invalid' });
      const found = await doors.readSegment(grant.tenant, hash.data);
      if (found === null) return refuse(c, { code: 'segment-unknown' });
      return new Response(new Uint8Array(found.gzip), {
        headers: {
          'content-type': 'application/octet-stream',
          'content-encoding': 'gzip',
          'cache-control': FOR_EVER,
          etag: `"${hash.data}"`,
        },
      });
    },
  );
}

function isSpoken(protocol: number): boolean {
  return protocol >= OLDEST_SPOKEN_VERSION && protocol <= PROTOCOL_VERSION;
}

/** Epoch and the very nonce of the request: what makes an answer ours and of now, refusals included. */
export function sealAnswers(app: EvertillApp, readEpoch: () => Promise<string>): void {
  let lastKnown: string | null = null;
  const seal: MiddlewareHandler<AppEnv> = async (c, next) => {
    await next();
    // Who is turned away because of the crowd shall not queue for the database to hear it.
    const epoch: string = c.res.status === 429 && lastKnown !== null ? lastKnown : await readEpoch();
    invariant(epoch.length > 0, 'a database that answers has an epoch');
    lastKnown = epoch;
    c.header(HEADER_EPOCH, epoch);
    c.header(HEADER_PROTOCOL, String(PROTOCOL_VERSION));
    const nonce = c.req.header(HEADER_NONCE);
    if (nonce !== undefined && NONCE_PATTERN.test(nonce)) c.header(HEADER_NONCE, nonce);
  };
  for (const path of ['/api/enrol', '/api/token', '/api/sync/*']) app.use(path, seal);
}
