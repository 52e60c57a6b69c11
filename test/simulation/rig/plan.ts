/** What may go wrong on one day, and how often. Each seed draws its own mixture, so that rare pairs meet. */
import type { World } from './world.ts';

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
  /** Of sales that no server can read. */
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
  poison: 0,
};

export function drawRates(world: World): Rates {
  const sometimes = (rate: number, share = 0.7) => (world.chance(share) ? world.between(rate / 4, rate) : 0);
  return {
    lost: sometimes(0.2),
    answerLost: sometimes(0.2),
    doubled: sometimes(0.15),
    portal: sometimes(0.05),
    slowCommit: sometimes(0.15, 0.85),
    serverFault: sometimes(0.05),
    slowDisk: sometimes(0.03),
    diskAbort: sometimes(0.004),
    cutAtCommit: sometimes(0.012, 0.6),
    tabletCrashEvery: sometimes(200),
    serverCrashEvery: sometimes(250),
    partitionEvery: sometimes(250),
    restoreEvery: world.chance(0.4) ? world.between(40, 200) : 0,
    compactEvery: sometimes(200, 0.5),
    poison: sometimes(0.04),
  };
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
] as const;
export type PlantedBug = (typeof PLANTED_BUGS)[number];
