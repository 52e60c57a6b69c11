/**
 * The whole server as one function from request to response: no socket, no file, no clock of its own, so
 * that tests and simulators call it in their own process. `serve.ts` puts it on the network.
 */
import { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { compress } from 'hono/compress';
import type { Clock, Random, Timers } from '../../kernel/ports.ts';
import type { Accounts } from '../auth/accounts.ts';
import type { RegisterAccess } from '../auth/register-access.ts';
import { base64Url } from '../auth/server-keys.ts';
import type { Tokens } from '../auth/tokens.ts';
import { type ChannelDoors, channelRoutes } from '../channels/channel-routes.ts';
import { type OwnShop, ownShopRoutes } from '../channels/own-shop.ts';
import { type OfficeDoors, officeRoutes } from '../office/office-routes.ts';
import type { AppEnv, EvertillApp } from './context.ts';
import type { WatchHeads } from './events.ts';
import { forAccounts, refuseForNow, sameOrigin } from './guards.ts';
import { faultFacts, type Logger } from './logging.ts';
import type { Metrics } from './metrics.ts';
import type { RateLimits } from './rate-limits.ts';
import { refuse } from './refusal.ts';
import { securityHeaders } from './security-headers.ts';
import { serviceRoutes } from './service-routes.ts';
import { type Site, siteRoutes } from './site.ts';
import { sealAnswers, type TabletDoors, tabletRoutes } from './tablet-routes.ts';

export interface AppTools {
  readonly clock: Clock;
  readonly random: Random;
  readonly timers: Timers;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly limits: RateLimits;
  readonly access: RegisterAccess;
  readonly tokens: Tokens;
  readonly accounts: Accounts;
  readonly tablets: TabletDoors;
  readonly office: OfficeDoors;
  readonly channels: ChannelDoors;
  /** The web shop shown under `/shop`; null where there is none. */
  readonly ownShop: OwnShop | null;
  readonly watchHeads: WatchHeads;
  readonly readEpoch: () => Promise<string>;
  /** Whether the database answers and stands at this build's migrations. */
  readonly isReady: () => Promise<boolean>;
  /** The built app, and the catalogue's pictures; null where somebody else serves them. */
  readonly site: Site | null;
  readonly pictures: Site | null;
  readonly isSecure: (request: Request) => boolean;
  readonly addressOf: (c: Context<AppEnv>) => string;
  /** Fires when the server stops: lines that would stay open are ended. */
  readonly stopping: AbortSignal;
  /** With it, `/metrics` answers only who sends it as a bearer token. */
  readonly metricsToken: string | null;
  readonly build: string;
  /** Where browsers find this server, when it is not where they asked. */
  readonly publicUrl: string | null;
}

const DISK_FULL = '53100';

export function createApp(tools: AppTools): EvertillApp {
  const { clock, logger, metrics, limits } = tools;
  const app: EvertillApp = new OpenAPIHono<AppEnv>();

  app.use(async (c, next) => {
    const began = clock.elapsed();
    const id = base64Url(tools.random.bytes(12));
    c.set('requestId', id);
    await next();
    c.header('x-request-id', id);
    const seconds = (clock.elapsed() - began) / 1_000;
    const matched = c.get('route') ?? 'unmatched';
    const status = c.res.status;
    const code = c.get('refusal');
    metrics.request({ method: methodLabel(c.req.method), route: matched, status, seconds });
    if (code !== undefined) metrics.refusal(code);
    const register = c.get('register')?.register;
    const ms = Math.round(seconds * 1_000);
    const line = { id, method: methodLabel(c.req.method), route: matched, status, ms, code, register };
    if (matched === 'site') logger.debug(line, 'request');
    else logger.info(line, 'request');
  });
  app.use(securityHeaders({ isSecure: tools.isSecure }));
  app.use('/api/*', compress({ threshold: 1_024 }));
  // Before anybody may be turned away: a tablet believes even a "not now" only when it is ours.
  sealAnswers(app, tools.readEpoch);
  app.use('/api/*', async (c, next) => {
    const leave = limits.enter();
    if (leave === null) return refuseForNow(c, limits, 'too-many-requests');
    try {
      await next();
    } finally {
      leave();
    }
  });

  app.onError((fault, c) => {
    logger.error({ id: c.get('requestId'), fault: faultFacts(fault) }, 'request failed');
    return refuse(c, { code: (fault as { code?: unknown }).code === DISK_FULL ? 'disk-full' : 'fault' });
  });
  app.notFound((c) => refuse(c, { code: 'unknown-route' }));

  serviceRoutes(app, tools);
  tabletRoutes(app, { ...tools, doors: tools.tablets });
  app.use('/api/auth/*', sameOrigin());
  app.on(['GET', 'POST'], '/api/auth/*', forAccounts(tools.accounts, tools.addressOf));
  officeRoutes(app, { ...tools, doors: tools.office });
  channelRoutes(app, { ...tools, doors: tools.channels });
  ownShopRoutes(app, { ...tools, doors: tools.channels });
  siteRoutes(app, tools);
  return app;
}

const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** A stranger may invent methods; a label may not grow with what strangers invent. */
function methodLabel(method: string): string {
  return METHODS.has(method) ? method : 'OTHER';
}
