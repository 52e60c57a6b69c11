/**
 * A fill gives way to the counter: while somebody scans, types or pays, no segment is asked for and none
 * is stored. It waits for a moment of quiet, but never for long: where nobody ever rests, it goes on in
 * small steps.
 */
import type { Clock, Timers } from '../kernel/ports.ts';

export interface Counter {
  /** Somebody does something at this moment. */
  busy(): void;
  whenQuiet(): Promise<void>;
}

/** A scan, its line on the screen and the next one lie closer together than this. */
export const QUIET_MS = 400;
export const LONGEST_WAIT_MS = 3_000;

export function watchCounter({
  clock,
  timers,
}: {
  readonly clock: Pick<Clock, 'elapsed'>;
  readonly timers: Timers;
}): Counter {
  let busyAt: number | null = null;
  return {
    busy() {
      busyAt = clock.elapsed();
    },
    async whenQuiet() {
      const until = clock.elapsed() + LONGEST_WAIT_MS;
      for (;;) {
        const now = clock.elapsed();
        const waitMs = Math.min(busyAt === null ? 0 : busyAt + QUIET_MS - now, until - now);
        if (waitMs <= 0) return;
        await timers.sleep(waitMs);
      }
    },
  };
}
