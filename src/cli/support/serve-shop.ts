/** The server in one piece: database, demo or retailer, network; and the way back down, in order. */
import { join } from 'node:path';
import { RETAILER } from '../../demo/shop/locations.ts';
import { systemClock, systemRandom, systemTimers } from '../../kernel/system-ports.ts';
import { hasAccounts } from '../../server/auth/accounts.ts';
import { makeSetupLink } from '../../server/auth/setup-links.ts';
import type { Database } from '../../server/db/database.ts';
import { assembleServer, type Server } from '../../server/http/assemble.ts';
import { createLogger } from '../../server/http/logging.ts';
import { type Listening, listen } from '../../server/http/serve.ts';
import { createSite, folderSource, PICTURES_PREFIX, type SiteSource } from '../../server/http/site.ts';
import { openEpoch, readEpoch } from '../../server/streams/epoch.ts';
import { announcement, type DemoAnnouncement } from './announce.ts';
import type { BegunPostgres } from './begin-postgres.ts';
import type { BuiltApp } from './build-app.ts';
import { GiveUp } from './give-up.ts';
import { bringUpToDate, openForServer } from './open-database.ts';
import { findRetailer, makeRetailer } from './retailer.ts';
import type { Settings } from './settings.ts';
import type { StopSignal } from './stop-signal.ts';

const ports = { clock: systemClock, random: systemRandom };
const tell = (sentence: string) => process.stdout.write(`  ${sentence}\n`);

export async function serveShop(begun: {
  readonly settings: Settings;
  readonly told: StopSignal;
  readonly postgres: BegunPostgres | null;
  readonly app: Promise<BuiltApp>;
}): Promise<void> {
  const { settings, told } = begun;
  const opened = await openForServer(settings, begun.postgres);
  try {
    const app = await begun.app;
    const { database } = opened;
    await bringUpToDate(database);
    const epochFile = opened.isEmbedded ? join(settings.dataFolder, 'epoch') : null;
    await openEpoch({ db: database.db, file: epochFile, random: systemRandom });
    const server = await assembleServer({
      ...ports,
      database,
      timers: systemTimers,
      logger: createLogger({ level: settings.logLevel }),
      site: createSite([await folderSource(app.folder)], { prefix: '/', kind: 'app' }),
      pictures: createSite([await folderSource(join(settings.dataFolder, 'pictures')), demoPictures], {
        prefix: PICTURES_PREFIX,
        kind: 'pictures',
      }),
      build: app.build,
      publicUrl: settings.publicUrl,
      isTls: settings.tls !== null,
      isBehindProxy: settings.isBehindProxy,
      metricsToken: settings.metricsToken,
      hasBackgroundWork: true,
      ownShop: settings.isDemo ? { tenant: RETAILER.id, hasDemoPayments: true } : null,
      epochFile,
    });
    try {
      const demo = settings.isDemo ? await openDemo(database, server) : null;
      const setupPath = demo === null ? await openRetailer(database, server, settings) : null;
      const listening = await open(server, settings);
      const { isEmbedded } = opened;
      process.stdout.write(announcement({ settings, port: listening.port, isEmbedded, demo, setupPath }));
      // Whoever signs in first shall not wait for it. A fault is theirs to hear.
      server.accounts.prepare().catch(() => undefined);
      await told.stopped;
      tell('Closing …');
      // Lines that stay open end first: the network waits for every request that is still being answered.
      const closed = server.close();
      await listening.stop();
      await closed;
    } finally {
      await server.close();
    }
  } finally {
    await opened.close();
  }
}

async function open(server: Server, { host, port, tls }: Settings): Promise<Listening> {
  const listening = await listen({ app: server.app, host, port, tls, timers: systemTimers });
  if (listening.ok) return listening.value;
  switch (listening.refusal.code) {
    case 'port-in-use':
      throw new GiveUp(`Port ${port} is taken by another program.\nChoose another one: PORT=4646 npm start`);
    case 'port-not-allowed':
      throw new GiveUp(`This user may not listen on port ${port}.\nChoose one above 1024: PORT=4545 npm start`);
    case 'host-unknown':
      throw new GiveUp(`This machine has no address ${host}.\nHOST=0.0.0.0 listens on all it has.`, 2);
    default:
      throw new GiveUp(`The certificate or its key could not be read: ${listening.refusal.file}`, 2);
  }
}

/** Null where a retailer of its own lives already. */
async function openDemo(database: Database, server: Server): Promise<DemoAnnouncement | null> {
  const { seedDemo } = await import('../../demo/seed.ts');
  const demo = await seedDemo({
    ...ports,
    database,
    accounts: server.accounts,
    readEpoch: async () => (await readEpoch(database.db)) ?? '',
  });
  if (demo === null) return null;
  const { name: retailer } = demo.retailer;
  const short = (store: string) => (store.startsWith(`${retailer} `) ? store.slice(retailer.length + 1) : store);
  return {
    retailer,
    office: demo.office,
    associates: demo.associates.map(({ name, role, pin, stores }) => ({
      name,
      role,
      pin,
      where: stores.join(' and '),
    })),
    registers: demo.registers.map(({ code, store }) => ({ code, where: short(store) })),
  };
}

/** The path of a one-time link, as long as nobody can sign in. */
async function openRetailer(database: Database, server: Server, settings: Settings): Promise<string | null> {
  const retailer = (await findRetailer(database)) ?? (await makeRetailer(database, ports, settings.retailerName));
  if (await hasAccounts(database.db, retailer.id)) return null;
  const token = await makeSetupLink({ owner: database.db, keys: server.keys, ...ports }, retailer.id);
  return `/office#setup=${token}`;
}

/** Drawn by code, which is read when the first one is asked for. */
const demoPictures: SiteSource = {
  async read(name) {
    const { demoPicture } = await import('../../demo/pictures/index.ts');
    const drawn = demoPicture(name);
    return drawn === null ? null : new TextEncoder().encode(drawn);
  },
};
