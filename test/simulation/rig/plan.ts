/**
 * What may go wrong on one day, and how often. Faults have the ids of the catalogue; each seed draws a
 * subset of those that are switched on and its own rates, so that rare pairs meet.
 */
import type { World } from './world.ts';

/** What goes wrong, by id. */
export const FAULTS = {
  F01: 'a tablet loses power just before or just after its disk has a transaction',
  F02: 'a tablet crashes between any two steps and starts again',
  F04: 'a second tab is open and takes over',
  F05: 'a tab freezes, and wakes after another took over; what was tapped meanwhile happens then',
  F11: 'the database connection of a tablet is lost',
  F21: 'a disk is slow for seconds',
  N01: 'answers are lost',
  N02: 'messages are doubled, at once or minutes later',
  N04: 'messages are lost without a word',
  N05: 'a captive portal answers',
  N10: 'the network is away for a while',
  S01: 'the server crashes in the middle of its transactions',
  S02: 'transactions hold their locks for seconds while they commit',
  S05: 'the server is restored from a backup under a new epoch',
  S12: 'an entry says what no server can read',
  S13: 'the server answers with a fault of its own',
  S17: 'the stream is compacted behind a tablet',
} as const;
export type FaultId = keyof typeof FAULTS;
export const FAULT_IDS = Object.keys(FAULTS) as readonly FaultId[];

export interface Rates {
  /** Of messages, each way. */
  readonly lost: number;
  readonly answerLost: number;
  readonly doubled: number;
  readonly portal: number;
  /** Of transactions on the server that take half a second to five and a half while they hold their locks. */
  readonly slowCommit: number;
  readonly serverFault: number;
  readonly slowDisk: number;
  readonly diskAbort: number;
  /** Of write transactions whose tablet loses power just before or just after its disk has them. */
  readonly cutAtCommit: number;
  /** Mean virtual seconds between; 0 is never. */
  readonly tabletCrashEvery: number;
  readonly serverCrashEvery: number;
  readonly partitionEvery: number;
  readonly restoreEvery: number;
  readonly compactEvery: number;
  readonly takeOverEvery: number;
  readonly freezeEvery: number;
  /** Of entries with a receipt that no server can read. */
  readonly poison: number;
}

export const CALM: Rates = {
  lost: 0,
  answerLost: 0,
  doubled: 0,
  portal: 0,
  slowCommit: 0,
  serverFault: 0,
  slowDisk: 0,
  diskAbort: 0,
  cutAtCommit: 0,
  tabletCrashEvery: 0,
  serverCrashEvery: 0,
  partitionEvery: 0,
  restoreEvery: 0,
  compactEvery: 0,
  takeOverEvery: 0,
  freezeEvery: 0,
  poison: 0,
};

/** Mostly a fault may happen at all; then between a quarter of its rate and all of it. */
export function drawRates(world: World, faults: readonly FaultId[]): { rates: Rates; drawn: readonly FaultId[] } {
  const drawn: FaultId[] = [];
  const sometimes = (id: FaultId, rate: number, share = 0.7) => {
    // Drawn whether it is switched on or not: the other faults of a seed stay what they were.
    const [isDrawn, value] = [world.chance(share), world.between(rate / 4, rate)];
    if (!isDrawn || !faults.includes(id)) return 0;
    drawn.push(id);
    return value;
  };
  const rates = {
    lost: sometimes('N04', 0.2),
    answerLost: sometimes('N01', 0.2),
    doubled: sometimes('N02', 0.15),
    portal: sometimes('N05', 0.05),
    slowCommit: sometimes('S02', 0.15, 0.85),
    serverFault: sometimes('S13', 0.05),
    slowDisk: sometimes('F21', 0.03),
    diskAbort: sometimes('F11', 0.004),
    cutAtCommit: sometimes('F01', 0.012, 0.6),
    tabletCrashEvery: sometimes('F02', 200),
    serverCrashEvery: sometimes('S01', 250),
    partitionEvery: sometimes('N10', 250),
    restoreEvery: sometimes('S05', 200, 0.4),
    compactEvery: sometimes('S17', 200, 0.5),
    takeOverEvery: sometimes('F04', 120),
    freezeEvery: sometimes('F05', 160),
    poison: sometimes('S12', 0.04),
  };
  return { rates, drawn };
}

/** Rules of Evertill, broken on purpose in the rig, to see that the oracle notices. */
export const PLANTED_BUGS = [
  'no-idempotency',
  'cleared-before-acknowledged',
  'torn-commit',
  'sequence-taken-before-commit',
  'overlay-dropped-too-early',
  'retry-under-a-new-id',
  'refused-entry-blocks-the-rest',
  'return-restocked-again-when-replayed',
  'return-put-on-the-wrong-pile',
  'return-refunds-todays-price',
  'return-given-twice-from-a-parked-cart',
  'voided-return-still-counts',
  'window-keeps-a-sold-cart',
  'void-leaves-goods-sold',
  'void-frees-its-receipt-number',
  'void-not-in-the-till',
  'parked-cart-sold-twice',
  'parked-cart-lost-in-a-crash',
  'stale-tab-writes',
  'two-tabs-number-alike',
  'paid-out-counted-as-paid-in',
  'float-forgotten',
  'sale-in-a-closed-shift',
] as const;
export type PlantedBug = (typeof PLANTED_BUGS)[number];
