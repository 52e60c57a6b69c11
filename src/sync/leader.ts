/** One engine per tablet, however many tabs are open: it runs where the lock is, and moves on when that tab closes. */
import type { LockPort } from '../replica/index.ts';

const LEADER_LOCK = 'evertill-sync';

/** Runs `work` whenever this realm leads, until `signal` fires. */
export async function leadSync(
  locks: LockPort,
  work: (signal: AbortSignal) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    try {
      await locks.request(LEADER_LOCK, { wait: true, steal: false, signal }, () => work(signal));
    } catch {
      // The lock was stolen or the wait was ended: the loop's condition decides.
    }
  }
}
