/**
 * Puts the rooms together over one open, migrated database: keys, accounts, ledger, streams, segments and
 * office, behind one app. The same for `npm start`, for tests and for simulators; only the ports, the
 * files and the network differ.
 */
import type { Context } from 'hono';
import { createIdSource } from '../../kernel/ids.ts';
import { must } from '../../kernel/invariant.ts';
import { type Clock, instantOf, type Random, type Timers } from '../../kernel/ports.ts';
import { headStatement } from '../../protocol/sync/push.ts';
import { handlePush } from '../admission/push.ts';
import { readmitParked } from '../admission/readmit.ts';
import { prepareAccountSchema } from '../auth/account-schema.ts';
import { type Accounts, createAccounts } from '../auth/accounts.ts';
import { enrol } from '../auth/enrol.ts';
import { createNonces } from '../auth/nonces.ts';
import { createRegisterAccess } from '../auth/register-access.ts';
import { base64Url, openServerKeys, type ServerKeys } from '../auth/server-keys.ts';
import { redeemSetupLink } from '../auth/setup-links.ts';
import { createSignatures } from '../auth/signatures.ts';
import { createTokens } from '../auth/tokens.ts';
import { createChannelKeys } from '../channels/channel-keys.ts';
import { createChannels } from '../channels/channels.ts';
import { createClientSecrets } from '../channels/client-secrets.ts';
import type { OwnShop } from '../channels/own-shop.ts';
import { tidyChannels } from '../channels/tidy-channels.ts';
import { type Database, withTenant } from '../db/database.ts';
import { keepHouse } from '../jobs/housekeeping.ts';
import { createPostgresLedger } from '../ledger/postgres-ledger.ts';
import { createOffice, type Office } from '../office/office.ts';
import { createSegments, type Segments } from '../segments/segments.ts';
import { readEpoch as readStoredEpoch } from '../streams/epoch.ts';
import { createHistoryLost } from '../streams/lost-history.ts';
import { handlePull } from '../streams/pull.ts';
import { streamsOfRegister } from '../streams/register-streams.ts';
import { createHeadWatch } from '../streams/watch-heads.ts';
import { createApp } from './app.ts';
import type { AppEnv, EvertillApp } from './context.ts';
import { faultFacts, type Logger } from './logging.ts';
import { createMetrics } from './metrics.ts';
import { createRateLimits, RATE_LIMITS, type RateLimitSettings } from './rate-limits.ts';
import type { Site } from './site.ts';

/** A working day: a tablet that lost its network in the morning serves its clients until closing time. */
const CLIENT_KEY_LIFE_MS = 12 * 3_600_000;

export interface ServerOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly random: Random;
  readonly timers: Timers;
  readonly logger: Logger;
  readonly site?: Site | null;
  readonly pictures?: Site | null;
  readonly ownShop?: OwnShop | null;
  readonly build?: string;
  /** Where browsers find this server, for example behind a proxy: `https://till.example.com`. */
  readonly publicUrl?: string | null;
  /** This process ends TLS itself. */
  readonly isTls?: boolean;
  /** A proxy of ours stands in front: its `X-Forwarded-For` says who asks. */
  readonly isBehindProxy?: boolean;
  readonly metricsToken?: string | null;
  /** Figures of the process, and housekeeping between requests. Off where many servers share one process. */
  readonly hasBackgroundWork?: boolean;
  readonly limits?: Partial<RateLimitSettings>;
  /** Where the epoch lies beside the database; null where nothing does. */
  readonly epochFile?: string | null;
}

export interface Server {
  readonly app: EvertillApp;
  readonly keys: ServerKeys;
  readonly accounts: Accounts;
  readonly office: Office;
  readonly segments: Segments;
  /** Ends lines that would stay open, and the work between requests. The database stays open. */
  close(): Promise<void>;
}

export async function assembleServer(options: ServerOptions): Promise<Server> {
  const { database, clock, random, timers, logger } = options;
  const { db } = database;
  await prepareAccountSchema(db);
  const keys = await openServerKeys(db, random);
  const { sealing } = keys;
  const secrets = createClientSecrets(keys.codeHash);
  const isSecure = (options.isTls ?? false) || (options.publicUrl ?? '').startsWith('https:');
  const accounts = createAccounts(db, { secret: keys.accountSecret, isSecure });
  const tokens = createTokens(keys, clock);
  const ids = createIdSource({ clock, random });
  const ledger = createPostgresLedger(database);
  const segments = createSegments({ db, clock, sealing: keys.sealing });
  const office = createOffice({
    database,
    clock,
    random,
    ids,
    keys,
    build: options.build ?? 'dev',
  });
  const heads = await createHeadWatch(database, timers);
  const signatures = createSignatures();
  const stopping = new AbortController();
  const readEpoch = async () => must(await readStoredEpoch(db), 'the epoch was opened before the server');

  const historyLost = createHistoryLost({
    ...{ db, clock, random, epochFile: options.epochFile ?? null },
    onLost: (epoch) => logger.warn({ epoch }, 'the database went back in time: a new epoch begins'),
  });

  const app = createApp({
    clock,
    random,
    timers,
    logger,
    tokens,
    accounts,
    readEpoch,
    metrics: createMetrics({
      ofProcess: options.hasBackgroundWork ?? false,
      readHeads: () => db.selectFrom('stream').select(['tenant', 'id as stream', 'head']).execute(),
    }),
    limits: createRateLimits({ ...RATE_LIMITS, ...options.limits }, random),
    access: createRegisterAccess({ db, tokens, nonces: createNonces(clock), signatures }),
    tablets: {
      enrol: (request) => enrol({ database, keys, clock, random, readEpoch }, request),
      push: (who, request) => {
        const { head } = request;
        const statement = headStatement(who.register, who.incarnation, head);
        const isHeadSigned = () => signatures.isBy(who.publicKey, statement, head.signature);
        return handlePush({ ledger, clock, ids, sealing, readEpoch, isHeadSigned, historyLost }, who, request);
      },
      pull: (who, request) => handlePull({ db, clock, readEpoch, historyLost }, who, request),
      async manifest(who) {
        const register = must(
          await withTenant(db, who.tenant, (tx) => streamsOfRegister(tx, who), { readOnly: true }),
          'a register that was let in is enrolled',
        );
        return { epoch: await readEpoch(), tables: [...(await segments.manifestFor(who.tenant, register.ids))] };
      },
      async clientKey(who) {
        const row = await withTenant(
          db,
          who.tenant,
          (tx) =>
            tx
              .selectFrom('incarnation')
              .select('location')
              .where('tenant', '=', who.tenant)
              .where('register', '=', who.register)
              .where('incarnation', '=', who.incarnation)
              .executeTakeFirst(),
          { readOnly: true },
        );
        const { location } = must(row, 'a register that was let in is enrolled');
        return {
          key: base64Url(keys.clientKey(location)),
          sealTo: keys.sealingPoint,
          until: new Date(clock.now() + CLIENT_KEY_LIFE_MS).toISOString(),
          serverTime: instantOf(clock),
        };
      },
      readSegment: (tenant, hash) => segments.readSegment(tenant, hash),
    },
    office: { ...office, redeemSetup: (request) => redeemSetupLink({ owner: db, keys, clock, accounts }, request) },
    channels: {
      database,
      secrets,
      keys: createChannelKeys({ owner: db, clock, random, codeHash: keys.codeHash }),
      channels: createChannels({ database, ledger, clock, ids, sealing, secrets }),
    },
    ownShop: options.ownShop ?? null,
    watchHeads: (who, onHeads, signal) => heads.watch(who, onHeads, signal),
    isReady: async () => (await readStoredEpoch(db)) !== null,
    site: options.site ?? null,
    pictures: options.pictures ?? null,
    isSecure: () => isSecure,
    addressOf: (c) => addressOf(c, options.isBehindProxy ?? false),
    stopping: stopping.signal,
    metricsToken: options.metricsToken ?? null,
    build: options.build ?? 'dev',
    publicUrl: options.publicUrl ?? null,
  });

  const house = options.hasBackgroundWork
    ? keepHouse(
        {
          database,
          segments,
          readmit: (who) => readmitParked({ ledger, clock, ids, sealing }, who),
          tidy: (tenant) => tidyChannels({ database, ledger, clock }, tenant),
          timers,
          onFault: (fault) => logger.error({ fault: faultFacts(fault) }, 'housekeeping failed'),
        },
        stopping.signal,
      )
    : Promise.resolve();

  return {
    app,
    keys,
    accounts,
    office,
    segments,
    async close() {
      stopping.abort();
      await heads.close();
      await house;
    },
  };
}

function addressOf(c: Context<AppEnv>, isBehindProxy: boolean): string {
  const forwarded = isBehindProxy ? c.req.header('x-forwarded-for') : undefined;
  // The last one was written by our own proxy; those before it are what the asker claims.
  const last = forwarded?.split(',').at(-1)?.trim();
  return last ?? c.env?.incoming?.socket.remoteAddress ?? 'local';
}
