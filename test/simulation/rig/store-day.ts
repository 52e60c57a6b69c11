/** One day of one store, from a seed: some tablets work while things go wrong, then everything heals, then the oracle judges. */
import { idNumbered } from '../../support/journal-rig.ts';
import { centralEvidence } from './central-evidence.ts';
import { createModelServer } from './model-server.ts';
import { type Breach, createOracle } from './oracle.ts';
import { CALM, drawRates, FAULT_IDS, type FaultId, type PlantedBug, type Rates } from './plan.ts';
import { GOODS, LOCATIONS, ON_SHELF } from './shop.ts';
import { type Backend, createSimTablet, type SimTablet } from './tablet.ts';
import { createWorld } from './world.ts';

export interface DayReport {
  readonly seed: number;
  /** Things somebody set out to do at the counter. */
  readonly sales: number;
  /** Receipts somebody saw. */
  readonly shown: number;
  readonly acknowledged: number;
  readonly lost: number;
  readonly doubled: number;
  readonly breaches: readonly Breach[];
  readonly traceHash: string;
  /** Faults of this seed, by id. */
  readonly faults: readonly FaultId[];
  /** What happened at all, so that a day without faults does not pass for a test. */
  readonly happened: {
    events: number;
    crashes: number;
    serverCrashes: number;
    cuts: number;
    restores: number;
    tiles: number;
    takeOvers: number;
    freezes: number;
  };
  /** What was done and shown as done, by kind of entry. */
  readonly done: Readonly<Record<string, number>>;
  readonly lately: readonly string[];
}

const HEAL_MS = 600_000;

export async function runStoreDay(options: {
  seed: number;
  sales: number;
  bug?: PlantedBug | null;
  backend?: Backend;
  tablets?: number;
  faults?: readonly FaultId[];
}): Promise<DayReport> {
  const { seed, sales, bug = null, backend = 'model', faults = FAULT_IDS } = options;
  const world = createWorld(seed);
  const oracle = createOracle();
  const { rates: drawn, drawn: drawnFaults } = drawRates(world, faults);
  let rates: Rates = drawn;
  const server = createModelServer({ world, rates: () => rates, bug, effectOf: oracle.effectOf });
  const happened = {
    events: 0,
    crashes: 0,
    serverCrashes: 0,
    cuts: 0,
    restores: 0,
    tiles: 0,
    takeOvers: 0,
    freezes: 0,
  };
  const done: Record<string, number> = {};
  const cutPower = (number: number) => {
    const tablet = tablets[number - 1];
    if (!tablet?.isUp()) return;
    happened.crashes += 1;
    tablet.crash();
    world.at(world.between(500, 20_000), null, () => start(tablet));
  };
  const did = (what: string) => {
    done[what] = (done[what] ?? 0) + 1;
  };
  const day = { world, server, oracle, rates: () => rates, bug, backend, cutPower, did };
  const count = options.tablets ?? 2 + world.random.below(3);
  const isElsewhere = count > 2 && world.chance(0.4);
  const tablets = Array.from({ length: count }, (_, index) =>
    createSimTablet(day, index + 1, LOCATIONS[isElsewhere && index === count - 1 ? 1 : 0]),
  );
  for (const location of new Set(tablets.map((tablet) => tablet.location))) server.stock(location, GOODS, ON_SHELF);
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
  const blame = (what: string) => (error: unknown) => oracle.accuse(what, String(error));
  for (const tablet of tablets) {
    every(drawn.tabletCrashEvery, () => cutPower(tablet.number));
    every(drawn.partitionEvery, () => {
      happened.cuts += 1;
      tablet.link.isCut = true;
      world.at(world.between(1_000, 120_000), null, () => {
        tablet.link.isCut = false;
      });
    });
    every(drawn.takeOverEvery, () => {
      happened.takeOvers += 1;
      tablet.takeOver().catch(blame('take-over'));
      if (world.chance(0.3)) world.at(world.between(5_000, 60_000), null, () => tablet.closeTab());
    });
    every(drawn.freezeEvery, () => {
      happened.freezes += 1;
      tablet.freeze(world.between(1_000, 300_000), world.chance(0.8)).catch(blame('freeze'));
    });
    every(25, () => {
      happened.tiles += 1;
      tablet.checkTiles().catch(blame('tiles'));
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

  // Work comes in bursts, as people do.
  const pace = world.between(4_000, 24_000) / count;
  let worked = 0;
  const workNext = () => {
    const tablet = tablets[world.random.below(count)];
    const burst = world.chance(0.2) ? 1 + world.random.below(6) : 1;
    // A rush: everybody is busy at the same moment, and the server's transactions meet.
    const busy = world.chance(0.25) ? tablets : Array.from({ length: burst }, () => tablet);
    for (const one of busy) {
      if (!one?.isUp() || worked >= sales) continue;
      worked += 1;
      one.work().catch(blame('work'));
    }
    if (worked < sales) world.at(world.between(0.2, 1.8) * pace, null, workNext);
  };
  world.at(1_000, null, workNext);
  await world.run(Number.MAX_SAFE_INTEGER, () => worked >= sales || world.now > sales * 60_000 + 600_000);

  // Heal: everything works again, and nobody but time helps.
  isOver = true;
  rates = CALM;
  if (!server.isUp()) server.start();
  const wake = (tablet: SimTablet) => {
    tablet.link.isCut = false;
    tablet.thaw();
    if (!tablet.isUp() && starting === 0) start(tablet);
  };
  /** Time goes on while a disk answers: something may still be written before it. */
  async function asked<T>(answers: readonly Promise<T>[]): Promise<readonly T[]> {
    let isAnswered = false;
    const all = Promise.all(answers).finally(() => {
      isAnswered = true;
    });
    const limit = world.now + HEAL_MS;
    while (!isAnswered && world.now < limit) await world.run(world.now + 10);
    if (!isAnswered) throw new Error('a tablet does not answer');
    return all;
  }
  const healBy = world.now + HEAL_MS;
  let isSettled = false;
  while (!isSettled && world.now < healBy) {
    for (const tablet of tablets) wake(tablet);
    await world.run(world.now + 5_000);
    isSettled = starting === 0 && (await asked(tablets.map((tablet) => tablet.isSettled()))).every(Boolean);
  }
  if (!isSettled) oracle.accuse('stuck', 'ten minutes after everything healed something is still on its way');
  const selling = new Set<number>();
  for (const tablet of tablets) {
    tablet.isSelling().then((sells) => sells && selling.add(tablet.number), blame('take-over'));
  }
  await world.run(world.now + 5_000);
  for (const { number } of tablets) if (!selling.has(number)) oracle.accuse('nobody-sells', `tablet ${number}`);

  const numbers = new Map(tablets.map(({ number }) => [idNumbered('reg', number), number]));
  const evidence = {
    ...centralEvidence(server, (register) => numbers.get(register) ?? -1),
    tablets: await asked(tablets.map((tablet) => tablet.evidence())),
  };
  const { lost, doubled } = oracle.judge(evidence);
  for (const tablet of tablets) tablet.crash();
  happened.events = world.events;
  return {
    seed,
    sales: worked,
    shown: oracle.intents.filter(({ shown }) => shown !== null).length,
    acknowledged: evidence.orders.length + evidence.voids.length,
    lost,
    doubled,
    breaches: oracle.breaches,
    traceHash: world.traceHash(),
    faults: drawnFaults,
    happened,
    done,
    lately: world.lately(),
  };
}
