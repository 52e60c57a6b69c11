/**
 * The line between a tablet and the server, cut and mended by a seeded dice: requests that never arrive,
 * answers that are lost after the server did its work, requests that arrive twice.
 */

export type FetchPort = (input: string, init: RequestInit) => Promise<Response>;

export interface FaultyLine {
  readonly fetch: FetchPort;
  /** True while requests can get through at all. */
  isUp(): boolean;
  cut(): void;
  mend(): void;
  /** A line is whole until this is called. */
  trouble(): void;
  /** From now on nothing goes wrong any more. */
  heal(): void;
  readonly counts: { cuts: number; lostRequests: number; lostAnswers: number; doubled: number };
}

const LOST_REQUEST = 0.05;
const LOST_ANSWER = 0.06;
const DOUBLED = 0.04;

export function createFaultyLine(fetch: FetchPort, chance: () => number): FaultyLine {
  let up = true;
  let healed = true;
  const counts = { cuts: 0, lostRequests: 0, lostAnswers: 0, doubled: 0 };
  const broken = () => new TypeError('fetch failed');
  return {
    counts,
    isUp: () => up,
    cut() {
      if (up) counts.cuts += 1;
      up = false;
    },
    mend() {
      up = true;
    },
    trouble() {
      healed = false;
    },
    heal() {
      up = true;
      healed = true;
    },
    async fetch(input, init) {
      if (!up) throw broken();
      if (healed) return fetch(input, init);
      const fate = chance();
      if (fate < LOST_REQUEST) {
        counts.lostRequests += 1;
        throw broken();
      }
      if (fate < LOST_REQUEST + DOUBLED) {
        counts.doubled += 1;
        await fetch(input, init).then((answer) => answer.arrayBuffer());
        return fetch(input, init);
      }
      const answer = await fetch(input, init);
      if (fate < LOST_REQUEST + DOUBLED + LOST_ANSWER) {
        counts.lostAnswers += 1;
        await answer.arrayBuffer();
        throw broken();
      }
      return answer;
    },
  };
}

/** Numbers in [0, 1) from a seed (mulberry32): the same seed is the same day. */
export function seededChance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
