/** The journal's ports over what a browser offers: Web Locks and a BroadcastChannel. */
import type { LockPort, NewsPort } from './writer.ts';

export function createWebLocks(locks: LockManager): LockPort {
  return {
    async request(name, how, held) {
      let wasHeld = false;
      const options: LockOptions = how.steal
        ? { steal: true }
        : how.wait
          ? { ...(how.signal ? { signal: how.signal } : {}) }
          : { ifAvailable: true };
      await locks.request(name, options, async (lock) => {
        if (lock === null) return;
        wasHeld = true;
        await held();
      });
      return wasHeld;
    },
  };
}

/** A channel hears what others say, never itself. */
export function createChannelNews(name: string): NewsPort & { close(): void } {
  const channel = new BroadcastChannel(name);
  return {
    publish: () => channel.postMessage('changed'),
    subscribe(listener) {
      channel.addEventListener('message', listener);
      return () => channel.removeEventListener('message', listener);
    },
    close: () => channel.close(),
  };
}

export const JOURNAL_NEWS = 'evertill-journal';
