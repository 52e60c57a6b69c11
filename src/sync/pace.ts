/**
 * How long to wait. After a fault twice as long each time, never all tablets at once, and never shorter
 * than the server asked for. Somebody's wish ("try now") cuts a wait short, but not below its minimum.
 */
import type { Random } from '../kernel/ports.ts';

export interface Wait {
  readonly ms: number;
  /** Before this nothing cuts the wait short. */
  readonly atLeastMs: number;
}

const FIRST_BACKOFF_MS = 1_000;
const LONGEST_BACKOFF_MS = 60_000;
const LONGEST_IDLE_MS = 300_000;
export const IDLE_MS = 20_000;
export const FAREWELL_WAIT_MS = 300_000;

export function backoff(failures: number, retryAfterMs: number | null, random: Random): Wait {
  if (retryAfterMs !== null && retryAfterMs > 0) {
    const ms = retryAfterMs * (1 + 0.25 * fraction(random));
    return { ms, atLeastMs: ms };
  }
  const bound = Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** Math.max(0, failures - 1));
  const ms = bound * (0.5 + 0.5 * fraction(random));
  return { ms, atLeastMs: Math.min(ms, FIRST_BACKOFF_MS) };
}

export function idle(nextSyncAfterMs: number | null, random: Random): Wait {
  const ms = Math.min(LONGEST_IDLE_MS, nextSyncAfterMs ?? IDLE_MS) * (0.9 + 0.2 * fraction(random));
  return { ms, atLeastMs: 0 };
}

/** Entries per push: one after a fault, so that a link that holds for seconds still brings something home. */
export function nextBatchSize(size: number, wentWell: boolean, max: number): number {
  return wentWell ? Math.min(max, size * 4) : 1;
}

function fraction(random: Random): number {
  const [high = 0, low = 0] = random.bytes(2);
  return (high * 256 + low) / 65_536;
}
