/**
 * One day on which a store serves the web, from a seed: shoppers order, cancel and fill carts, tablets that
 * are often apart hand over parcels, claim carts and sell the last pieces. Then everything heals, and the
 * judge of channels says what is wrong.
 */
import type { ChannelOrderDocument } from '../../../src/protocol/sync/channel-documents.ts';
import { createChannelCounter } from './channel-counter.ts';
import { judgeChannels, judgeMoment } from './judge-channels.ts';
import { createModelServer } from './model-server.ts';
import { type Breach, createOracle } from './oracle.ts';
import { CALM, drawRates, type FaultId, type Rates } from './plan.ts';
import { GOODS, LOCATIONS } from './shop.ts';
import { createSimTablet, type SimTablet } from './tablet.ts';
import { createWebShop } from './web-shop.ts';
import { createWorld } from './world.ts';

/** The database of the web shop is the centre's own: it is not put back here. */
const CHANNEL_FAULTS: readonly FaultId[] = [
  'F01',
  'F02',
  'F21',
  'N01',
  'N02',
  'N04',
  'N05',
  'N10',
  'S01',
  'S02',
  'S13',
];
/** Of each of the goods; the first few are sold out by noon. */
const ON_SHELF = 10;
const SCARCE = 4;
const HEAL_MS = 600_000;

export interface ChannelDayReport {
  readonly seed: number;
  readonly breaches: readonly Breach[];
  readonly traceHash: string;
  readonly happened: Readonly<
    Record<
      'orders' | 'carts' | 'handedOver' | 'handedOverTwice' | 'soldTwice' | 'claims' | 'refused' | 'broken',
      number
    >
  >;
  readonly lately: readonly string[];
}

export async function runChannelDay(options: { seed: number; deeds: number }): Promise<ChannelDayReport> {
  const { seed, deeds } = options;
  const world = createWorld(seed);
  const oracle = createOracle();
  const { rates: drawn } = drawRates(world, CHANNEL_FAULTS);
  let rates: Rates = drawn;
  const server = createModelServer({ world, rates: () => rates, bug: null, effectOf: oracle.effectOf });
  const blame = (what: string) => (error: unknown) => oracle.accuse(what, String(error));
  const [location] = LOCATIONS;
  server.stock(location, GOODS, ON_SHELF);
  const web = createWebShop({ world, server, location });
  let starting = 0;
  const start = (tablet: SimTablet) => {
    starting += 1;
    tablet
      .start()
      .catch(blame('start'))
      .finally(() => {
        starting -= 1;
      });
  };
  const cutPower = (number: number) => {
    const tablet = tablets[number - 1];
    if (!tablet?.isUp()) return;
    tablet.crash();
    world.at(world.between(500, 20_000), null, () => start(tablet));
  };
  const day = { world, server, oracle, rates: () => rates, bug: null, backend: 'model' as const, cutPower };
  const count = 2 + world.random.below(2);
  const tablets = Array.from({ length: count }, (_, index) =>
    createSimTablet({ ...day, did: () => undefined }, index + 1, location),
  );
  const counters = tablets.map((tablet) => createChannelCounter({ world, tablet }));
  for (const tablet of tablets) {
    await tablet.enrol();
    start(tablet);
  }

  let isOver = false;
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
    // Apart for minutes, so that both know of a parcel and neither hears of the other.
    every(90, () => {
      tablet.link.isCut = true;
      world.at(world.between(5_000, 180_000), null, () => {
        tablet.link.isCut = false;
      });
    });
  }
  every(drawn.serverCrashEvery, () => {
    if (!server.isUp()) return;
    server.crash();
    world.at(world.between(200, 30_000), null, () => server.start());
  });
  const drawnGoods = () => world.random.below(world.chance(0.5) ? SCARCE : GOODS);
  every(12, () => void web.order(drawnGoods(), 1 + world.random.below(3)).catch(blame('order')));
  every(25, () => void web.fillCart(drawnGoods(), 1).catch(blame('cart')));
  every(30, () => void web.touchCart(world.chance(0.3)).catch(blame('cart')));
  every(60, () => void web.cancel().catch(blame('cancel')));
  every(3, () => judgeMoment(server.tables(), oracle.accuse));

  let done = 0;
  const workNext = () => {
    // A rush: everybody at once, on what all of them were told.
    const busy = world.chance(0.4) ? counters : [counters[world.random.below(count)]];
    for (const counter of busy) {
      done += 1;
      counter?.act(SCARCE).catch(blame('work'));
    }
    if (done < deeds) world.at(world.between(500, 6_000), null, workNext);
  };
  world.at(5_000, null, workNext);
  await world.run(Number.MAX_SAFE_INTEGER, () => done >= deeds);

  isOver = true;
  rates = CALM;
  if (!server.isUp()) server.start();
  /** Time goes on while a disk answers. */
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
    for (const tablet of tablets) {
      tablet.link.isCut = false;
      if (!tablet.isUp() && starting === 0) start(tablet);
    }
    await world.run(world.now + 5_000);
    isSettled = starting === 0 && (await asked(tablets.map((tablet) => tablet.isSettled()))).every(Boolean);
  }
  if (!isSettled) oracle.accuse('stuck', 'ten minutes after everything healed something is still on its way');

  const tables = server.tables();
  judgeMoment(tables, oracle.accuse);
  const journals = await asked(
    tablets.map(async (tablet) => (await tablet.hands()?.journal.after(0, 1_000_000)) ?? []),
  );
  const shown = await asked(
    tablets.map(async (tablet, at): Promise<readonly ChannelOrderDocument[]> => {
      const tab = tablet.hands();
      return tab === null ? [] : ((await counters[at]?.shownOrders(tab)) ?? []);
    }),
  );
  const byTablet = <T>(of: (at: number) => T) => new Map(tablets.map(({ number }, at) => [number, of(at)]));
  const { handedOverTwice, soldTwice } = judgeChannels(
    {
      ...{ tables, location, orders: web.orders },
      opening: new Map(Array.from({ length: GOODS }, (_, ordinal) => [ordinal, ON_SHELF])),
      journals: byTablet((at) => (journals[at] ?? []).map(({ entry }) => entry)),
      shown: byTablet((at) => shown[at] ?? []),
      toldExceptions: byTablet(
        (at) =>
          [...(tablets[at]?.heard.documents.values() ?? [])].filter(({ kind }) => kind === 'exception.put').length,
      ),
    },
    oracle.accuse,
  );
  for (const tablet of tablets) tablet.crash();
  const entries = [...tables.entries.values()];
  const isOf = (wanted: string) => entries.filter(({ kind }) => kind === wanted);
  return {
    seed,
    breaches: oracle.breaches,
    traceHash: world.traceHash(),
    happened: {
      ...{ orders: web.orders.length, carts: web.carts.length, handedOverTwice, soldTwice },
      handedOver: isOf('fulfillment.hand-over').length,
      claims: isOf('online-cart.claim').length,
      refused: isOf('online-cart.claim').filter(({ status }) => status === 'refused').length,
      broken: [...tables.exceptions.values()].filter(({ kind }) => kind === 'promise-broken').length,
    },
    lately: world.lately(),
  };
}
