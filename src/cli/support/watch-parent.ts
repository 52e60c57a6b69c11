/**
 * npm runs a script through a shell. A SIGTERM sent to npm alone reaches that shell and ends both, but not
 * this process, which then has nobody above it: it takes that as the word to stop.
 *
 * Only under npm: a server that somebody started by hand and left running outlives its shell.
 */
import type { Timers } from '../../kernel/ports.ts';

const LOOK_EVERY_MS = 500;

export interface Parentage {
  readonly isUnderNpm: boolean;
  /** Who is above this process now; changes when that process ends. Windows never says so, and ends both by itself. */
  readonly parent: () => number;
  readonly timers: Timers;
}

/** Calls `onGone` once, when the parent is another one than at the beginning. Never keeps the process alive past `signal`. */
export async function watchParent(
  { isUnderNpm, parent, timers }: Parentage,
  onGone: () => void,
  signal: AbortSignal,
): Promise<void> {
  if (!isUnderNpm) return;
  const first = parent();
  while (!signal.aborted) {
    await timers.sleep(LOOK_EVERY_MS, signal);
    if (signal.aborted || parent() === first) continue;
    onGone();
    return;
  }
}
