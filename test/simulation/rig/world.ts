/**
 * One world in virtual time: an event heap, a clock that only events move, seeded chance, and a trace.
 * Between two events everything that can run has run, so the same seed gives the same day.
 */
import { createHash } from 'node:crypto';
import type { Clock, Timers } from '../../../src/kernel/ports.ts';
import { seededRandom } from '../../support/journal-rig.ts';

/** A process: what belongs to it stops for good when it is dead, and waits while it is frozen. */
export interface Process {
  isAlive: boolean;
  /** What came due while it was frozen, in order. */
  frozen?: Event[] | null;
}

interface Event {
  readonly at: number;
  readonly order: number;
  readonly owner: Process | null;
  readonly run: () => void;
}

const START = Date.parse('2026-03-02T08:00:00.000Z');

export function createWorld(seed: number) {
  const random = seededRandom(seed);
  const heap: Event[] = [];
  const trace = createHash('sha256');
  const lately: string[] = [];
  let now = 0;
  let order = 0;
  let events = 0;
  /** Work on a real scheduler (fake-indexeddb) that virtual time waits for. */
  let busy = 0;

  function at(delay: number, owner: Process | null, run: () => void): void {
    push(heap, { at: now + Math.max(0, delay), order: order++, owner, run });
  }

  async function settle(): Promise<void> {
    do await new Promise((resolve) => setImmediate(resolve));
    while (busy > 0);
  }

  return {
    random,
    clock: { now: () => START + now, elapsed: () => now } satisfies Clock,
    get events() {
      return events;
    },
    get now() {
      return now;
    },
    at,
    chance: (probability: number) => random.next() < probability,
    between: (low: number, high: number) => low + random.next() * (high - low),
    sleep: (ms: number, owner: Process | null) => new Promise<void>((resolve) => at(ms, owner, resolve)),
    timersOf(owner: Process): Timers {
      return {
        sleep: (ms, signal) =>
          new Promise((resolve) => {
            if (signal?.aborted) return resolve();
            const wake = () => {
              signal?.removeEventListener('abort', wake);
              resolve();
            };
            signal?.addEventListener('abort', wake, { once: true });
            at(ms, owner, wake);
          }),
      };
    },
    freeze(owner: Process): void {
      owner.frozen ??= [];
    },
    /** Everything that came due happens now, in its order. */
    thaw(owner: Process): void {
      const due = owner.frozen ?? [];
      owner.frozen = null;
      for (const { run } of due) at(0, owner, run);
    },
    note(text: string): void {
      const line = `${Math.round(now)} ${text}`;
      trace.update(`${line}\n`);
      lately.push(line);
      if (lately.length > 400) lately.splice(0, 200);
    },
    traceHash: () => trace.copy().digest('hex').slice(0, 16),
    lately: () => lately.slice(-200),
    async waitingFor<T>(work: Promise<T>): Promise<T> {
      busy += 1;
      try {
        return await work;
      } finally {
        busy -= 1;
      }
    },
    settle,
    /** Runs events until `until` (virtual), or until `isOver` says so; it is asked after each event. */
    async run(until: number, isOver: () => boolean = () => false): Promise<void> {
      await settle();
      while (!isOver()) {
        const next = heap[0];
        if (next === undefined || next.at > until) break;
        pop(heap);
        now = Math.max(now, next.at);
        if (next.owner !== null && !next.owner.isAlive) continue;
        if (next.owner?.frozen) {
          next.owner.frozen.push(next);
          continue;
        }
        events += 1;
        next.run();
        await settle();
      }
      if (!isOver()) now = Math.max(now, until);
    },
  };
}

export type World = ReturnType<typeof createWorld>;

function isBefore(a: Event, b: Event): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}

function push(heap: Event[], event: Event): void {
  heap.push(event);
  for (let index = heap.length - 1; index > 0; ) {
    const parent = (index - 1) >> 1;
    const [child, above] = [heap[index], heap[parent]];
    if (!child || !above || !isBefore(child, above)) break;
    heap[index] = above;
    heap[parent] = child;
    index = parent;
  }
}

function pop(heap: Event[]): void {
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return;
  heap[0] = last;
  for (let index = 0; ; ) {
    const left = 2 * index + 1;
    let least = index;
    for (const child of [left, left + 1]) {
      const [one, best] = [heap[child], heap[least]];
      if (one && best && isBefore(one, best)) least = child;
    }
    const [here, there] = [heap[index], heap[least]];
    if (least === index || !here || !there) return;
    heap[index] = there;
    heap[least] = here;
    index = least;
  }
}
