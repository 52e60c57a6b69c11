/** One day of one store, from a seed: some tablets sell while things go wrong, then everything heals, then the oracle judges. */
import { createModelServer } from './model-server.ts';
import { type Breach, createOracle } from './oracle.ts';
import { CALM, drawRates, type PlantedBug, type Rates } from './plan.ts';
import { type Backend, createSimTablet, intentOf, type SimTablet } from './tablet.ts';
import { createWorld } from './world.ts';

export interface DayReport {
  readonly seed: number;
  readonly sales: number;
  /** Sales whose receipt somebody saw. */
  readonly shown: number;
  readonly acknowledged: number;
  readonly lost: number;
  readonly doubled: number;
  readonly breaches: readonly Breach[];
  readonly traceHash: string;
  /** What happened at all, so that a day without faults does not pass for a test. */
  readonly happened: {
    events: number;
    crashes: number;
    serverCrashes: number;
    cuts: number;
    restores: number;
    tiles: number;
  };
  readonly lately: readonly string[];
}

const HEAL_MS = 600_000;
const GOODS = 24;

export async function runStoreDay(options: {
  seed: number;
  sales: number;
  bug?: PlantedBug | null;
  backend?: Backend;
  tablets?: number;
}): Promise<DayReport> {
  const { seed, sales, bug = null, backend = 'model' } = options;
  const world = createWorld(seed);
  const oracle = createOracle();
  const drawn: Rates = drawRates(world);
  let rates = drawn;
  const server = createModelServer(world, () => rates, bug);
  const happened = { events: 0, crashes: 0, serverCrashes: 0, cuts: 0, restores: 0, tiles: 0 };
  server.stock(new Map(Array.from({ length: GOODS }, (_, ordinal) => [ordinal, 1_000_000])));
  const cutPower = (number: number) => {
    const tablet = tablets[number - 1];
    if (!tablet?.isUp()) return;
    happened.crashes += 1;
    tablet.crash();
    world.at(world.between(500, 20_000), null, () => start(tablet));
  };
  const day = { world, server, oracle, rates: () => rates, bug, backend, cutPower };
  const count = options.tablets ?? 2 + world.random.below(3);
  const tablets = Array.from({ length: count }, (_, index) => createSimTablet(day, index + 1));
  let isOver = false;
  let starting = 0;

  const start = (tablet: SimTablet) => {
    starting += 1;
    tablet
      .start()
      .catch((error: unknown) => oracle.accuse('start', String(error)))
      .finally(() => {
        starting -= 1;
      });
  };
  for (const tablet of tablets) {
    await tablet.enrol();
    start(tablet);
  }

  /** Something that comes back at random times while the day lasts. */
  function every(seconds: number, happen: () => void): void {
    if (seconds === 0) return;
    world.at(world.between(0.2, 1.8) * seconds * 1_000, null, () => {
      if (isOver) return;
      happen();
      every(seconds, happen);
    });
  }
  for (const tablet of tablets) {
    every(drawn.tabletCrashEvery, () => cutPower(tablet.number));
    every(drawn.partitionEvery, () => {
      happened.cuts += 1;
      tablet.link.isCut = true;
      world.at(world.between(1_000, 120_000), null, () => {
        tablet.link.isCut = false;
      });
    });
    every(25, () => {
      happened.tiles += 1;
      tablet.checkTiles().catch((error: unknown) => oracle.accuse('tiles', String(error)));
    });
  }
  const away = (ms: number, meanwhile: () => void) => {
    if (!server.isUp()) return;
    server.crash();
    meanwhile();
    world.at(ms, null, () => server.start());
  };
  every(drawn.serverCrashEvery, () => {
    happened.serverCrashes += 1;
    away(world.between(200, 30_000), () => undefined);
  });
  every(drawn.compactEvery, () => server.compact());
  every(50, () => server.isUp() && server.takeBackup());
  every(drawn.restoreEvery, () => {
    away(world.between(1_000, 20_000), () => {
      if (server.restore()) happened.restores += 1;
    });
  });

  // Sales come in bursts, as people do.
  const pace = world.between(4_000, 24_000) / count;
  let rung = 0;
  const ringNext = () => {
    const tablet = tablets[world.random.below(count)];
    const burst = world.chance(0.2) ? 1 + world.random.below(6) : 1;
    // A rush: everybody rings at the same moment, and the server's transactions meet.
    const busy = world.chance(0.25) ? tablets : Array.from({ length: burst }, () => tablet);
    for (const one of busy) {
      if (!one?.isUp() || rung >= sales) continue;
      rung += 1;
      one.ring().catch((error: unknown) => oracle.accuse('ring', String(error)));
    }
    if (rung < sales) world.at(world.between(0.2, 1.8) * pace, null, ringNext);
  };
  world.at(1_000, null, ringNext);
  await world.run(Number.MAX_SAFE_INTEGER, () => rung >= sales || world.now > sales * 60_000 + 600_000);

  // Heal: everything works again, and nobody but time helps.
  isOver = true;
  rates = CALM;
  if (!server.isUp()) server.start();
  for (const tablet of tablets) {
    tablet.link.isCut = false;
    if (!tablet.isUp() && starting === 0) start(tablet);
  }
  const healBy = world.now + HEAL_MS;
  let isSettled = false;
  while (!isSettled && world.now < healBy) {
    await world.run(world.now + 5_000);
    for (const tablet of tablets) if (!tablet.isUp() && starting === 0) start(tablet);
    isSettled = starting === 0 && (await Promise.all(tablets.map((tablet) => tablet.isSettled()))).every(Boolean);
  }
  if (!isSettled) oracle.accuse('stuck', 'ten minutes after everything healed something is still on its way');

  const { orders, entries, levels } = server.tables();
  const evidence = {
    orders: [...orders.values()].map(({ order, register }) => ({
      intent: intentOf(order.lines[0]?.note),
      tablet: Number(order.receiptNumber.slice(1).split('-')[0]),
      receiptNumber: order.receiptNumber,
      totalMinor: order.totals.totalMinor,
      goods: order.lines.map(({ ordinal, quantity }) => ({ ordinal, quantity })),
      register,
    })),
    quarantined: [...entries.values()]
      .filter(({ status }) => status === 'quarantined')
      .map(({ envelope }) => {
        const { lines } = ('body' in envelope ? envelope.body : {}) as { lines?: readonly { note: string }[] };
        return intentOf(lines?.[0]?.note);
      }),
    levels,
    opening: server.opening,
    tablets: await Promise.all(tablets.map((tablet) => tablet.evidence())),
  };
  const { lost, doubled } = oracle.judge(evidence);
  for (const tablet of tablets) tablet.crash();
  happened.events = world.events;
  return {
    seed,
    sales: rung,
    shown: oracle.intents.filter(({ shown }) => shown !== null).length,
    acknowledged: orders.size,
    lost,
    doubled,
    breaches: oracle.breaches,
    traceHash: world.traceHash(),
    happened,
    lately: world.lately(),
  };
}
