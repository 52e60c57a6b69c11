/**
 * `npm run replay -- FILE [--invoices N] [--seed N] [--tills N] [--web PERCENT]`: rings the real invoices of the UCI
 * "Online Retail" file through the tablet's own code and the real server over HTTP, with the network cut
 * and mended at random; a share of those that a web shop could have taken is ordered through the channel API
 * and collected. Then it holds what PostgreSQL then says against an oracle that reads the file by
 * itself. The last line is one JSON object; the exit code is 1 when anything was lost, doubled or differs.
 *
 * DATABASE_URL may name an empty database; without it PostgreSQL is started in a folder that is removed again.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { businessDayOf } from '../domain/store/business-day.ts';
import { createIdSource } from '../kernel/ids.ts';
import { invariant, must } from '../kernel/invariant.ts';
import { type Clock, instantOf } from '../kernel/ports.ts';
import { systemClock, systemRandom, systemTimers } from '../kernel/system-ports.ts';
import { offerEnrolment } from '../server/auth/enrolment-codes.ts';
import { createChannelKeys } from '../server/channels/channel-keys.ts';
import { assembleServer } from '../server/http/assemble.ts';
import { createLogger } from '../server/http/logging.ts';
import { listen } from '../server/http/serve.ts';
import { openEpoch } from '../server/streams/epoch.ts';
import { compare } from './replay/compare.ts';
import { handOver } from './replay/hand-over.ts';
import { type Invoice, readInvoices } from './replay/invoices.ts';
import { createFaultyLine, type FaultyLine, seededChance } from './replay/network.ts';
import { expectedOf } from './replay/oracle.ts';
import { listPricesOf, openRetailer, type Retailer } from './replay/retailer.ts';
import { ringInvoice } from './replay/ring.ts';
import { couldBeWeb, createShopper, type OrderedOnWeb, type Shopper } from './replay/shopper.ts';
import { openTill, type Till } from './replay/till.ts';
import { bringUpToDate, openForServer } from './support/open-database.ts';

/** Rounds after the network is whole again within which everything must have arrived. */
const LAST_ROUNDS = 200;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    invoices: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
    tills: { type: 'string', default: '3' },
    web: { type: 'string', default: '25' },
  },
});
const file = positionals[0];
if (file === undefined) {
  console.error('Say which file: npm run replay -- FILE [--invoices N] [--seed N] [--tills N] [--web PERCENT]');
  process.exit(2);
}

const began = performance.now();
const chance = seededChance(Number(values.seed));
const invoices = await readInvoices(file, Number(values.invoices));
const expected = expectedOf(await readFile(file, 'utf8'), Number(values.invoices));

const folder = await mkdtemp(join(tmpdir(), 'evertill-replay-'));
const opened = await openForServer({ databaseUrl: process.env.DATABASE_URL ?? null, dataFolder: folder });
try {
  const { database } = opened;
  await bringUpToDate(database);
  await openEpoch({ db: database.db, random: systemRandom, file: null });
  const ports = { database, clock: systemClock, random: systemRandom, timers: systemTimers };
  const server = await assembleServer({
    ...ports,
    logger: createLogger({ level: 'silent' }),
    limits: { registerPerTenSeconds: 1_000_000, channelPerTenSeconds: 1_000_000 },
  });
  const listening = await listen({ app: server.app, host: '127.0.0.1', port: 0, tls: null, timers: systemTimers });
  invariant(listening.ok, 'a port is free');
  const ids = createIdSource(ports);
  const retailer = await openRetailer(
    { database, segments: server.segments, ids, now: instantOf(systemClock) },
    { invoices, tills: Number(values.tills) },
  );

  const tills = await Promise.all(
    retailer.registers.map(async (register) => {
      const offer = await offerEnrolment(
        { ...ports, keys: server.keys },
        { tenant: retailer.tenant, register, allowBrowserTab: false },
      );
      invariant(offer.ok, 'a register can be enrolled');
      const line = createFaultyLine((input, init) => fetch(input, init), chance);
      const clock = invoiceClock();
      const till = await openTill({
        origin: `http://127.0.0.1:${listening.value.port}`,
        fetch: line.fetch as typeof fetch,
        clock,
        enrolmentCode: offer.value.code,
      });
      return { till, line, clock };
    }),
  );
  const keys = createChannelKeys({ owner: database.db, ...ports, codeHash: server.keys.codeHash });
  const webLine = createFaultyLine((input, init) => fetch(input, init), chance);
  webLine.trouble();
  const shopper = createShopper({
    origin: `http://127.0.0.1:${listening.value.port}`,
    fetch: webLine.fetch,
    store: retailer.store.id,
    publishableKey: await keys.make({ tenant: retailer.tenant, name: 'Web shop', kind: 'publishable' }),
    secretKey: await keys.make({ tenant: retailer.tenant, name: 'Payments', kind: 'secret' }),
  });
  const onWeb = { shopper, prices: listPricesOf(invoices), share: Number(values.web) / 100 };
  const rung = await ringAll(tills, retailer, invoices, onWeb);
  for (const { till, line } of tills) {
    line.heal();
    await syncUntilEmpty(till);
  }
  const [counter] = tills;
  for (const ordered of rung.waiting) {
    invariant(counter && (await handOver(counter.till, retailer.associate, ordered)), 'what waits can be collected');
  }
  if (counter) await syncUntilEmpty(counter.till);
  const found = await compare(database, retailer.tenant, rung.invoiceOf, expected);
  await Promise.all(tills.map(({ till }) => till.close()));
  await server.close();
  await listening.value.stop();

  const refused = { ...expected.refused, ...rung.refused };
  const faults = [...tills.map(({ line }) => line.counts), webLine.counts];
  const result = {
    invoices: invoices.length,
    lines: expected.lines,
    ...found,
    refused,
    faults: {
      cuts: sum(faults.map((each) => each.cuts)),
      lostRequests: sum(faults.map((each) => each.lostRequests)),
      lostAnswers: sum(faults.map((each) => each.lostAnswers)),
      doubled: sum(faults.map((each) => each.doubled)),
    },
    seconds: Math.round((performance.now() - began) / 100) / 10,
  };
  console.log(JSON.stringify(result));
  const isRight =
    found.salesCentrally === expected.invoices &&
    found.totalMinor === expected.salesMinor &&
    found.refundsMinor === expected.refundsMinor &&
    found.lost + found.doubled + found.stockMismatches + found.moneyMismatches === 0 &&
    Object.keys(rung.refused).length === 0;
  process.exitCode = isRight ? 0 : 1;
} finally {
  await opened.close();
  await rm(folder, { recursive: true, force: true });
}

interface Station {
  readonly till: Till;
  readonly line: FaultyLine;
  readonly clock: Clock & { set(instant: string): void };
}

interface OnWeb {
  readonly shopper: Shopper;
  readonly prices: ReturnType<typeof listPricesOf>;
  /** Of the invoices it could have taken. */
  readonly share: number;
}

/** Rings each invoice at a till of chance, or orders it on the web, cutting and mending lines on the way. */
async function ringAll(stations: readonly Station[], retailer: Retailer, all: readonly Invoice[], onWeb: OnWeb) {
  /** By receipt number, and by the id of a web order. */
  const invoiceOf = new Map<string, string>();
  /** Ordered and not collected yet, the oldest first. */
  const waiting: OrderedOnWeb[] = [];
  const refused: Record<string, number> = {};
  for (const { till } of stations) await syncUntilFilled(till);
  for (const { line } of stations) line.trouble();
  for (const { till, clock } of stations) {
    const at = must(all[0], 'the file holds an invoice').at;
    clock.set(at);
    const { timeZone, dayStartsAtHour } = retailer.store;
    await till.openShift({ associate: retailer.associate, businessDay: businessDayOf(at, timeZone, dayStartsAtHour) });
  }
  for (const invoice of all) {
    if (invoice.lines.length === 0) continue;
    const { till, line, clock } = must(stations[Math.floor(chance() * stations.length)], 'there is a till');
    clock.set(invoice.at);
    if (chance() < onWeb.share && couldBeWeb(invoice, onWeb.prices)) {
      const ordered = await onWeb.shopper.order(invoice);
      invoiceOf.set(ordered.order, invoice.number);
      waiting.push(ordered);
      continue;
    }
    const { journal, shelf, ids } = till;
    const counter = { store: retailer.store, associate: retailer.associate, journal, shelf, ids };
    const done = await ringInvoice(counter, invoice);
    if (done.ok) invoiceOf.set(done.value, invoice.number);
    else refused[done.refusal.code] = (refused[done.refusal.code] ?? 0) + 1;
    if (chance() < 0.06) line.cut();
    else if (chance() < 0.2) line.mend();
    if (line.isUp() && chance() < 0.25) await till.sync();
    const [first] = waiting;
    // Whether its line is up does not matter: what it has heard of, it hands over.
    if (first && (await handOver(till, retailer.associate, first))) waiting.shift();
  }
  return { invoiceOf, waiting, refused };
}

async function syncUntilFilled(till: Till): Promise<void> {
  for (let round = 0; round < LAST_ROUNDS; round++) {
    if ((await till.sync()) === null) return;
  }
  invariant(false, 'a tablet fills within its rounds');
}

async function syncUntilEmpty(till: Till): Promise<void> {
  for (let round = 0; round < LAST_ROUNDS; round++) {
    if ((await till.sync()) === null && till.journal.snapshot().unsent === 0) return;
  }
  invariant(
    false,
    () => `everything arrives within ${LAST_ROUNDS} rounds; ${till.journal.snapshot().unsent} entries did not`,
  );
}

/** The tablet's wall clock shows when the invoice was written, years ago; time elapses as it really does. */
function invoiceClock(): Clock & { set(instant: string): void } {
  let now = systemClock.now();
  return {
    now: () => now,
    elapsed: systemClock.elapsed,
    set(instant) {
      now = Math.max(0, Date.parse(instant));
    },
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
