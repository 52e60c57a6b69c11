/**
 * The browser of one tablet, as its tabs share it: locks and news. A frozen tab hears of nothing until it
 * wakes; the locks of a tab that died go to the next in line.
 */
import type { LockPort, NewsPort } from '../../../src/replica/index.ts';
import type { Process, World } from './world.ts';

interface Holder {
  readonly process: Process;
  lose(): void;
}

interface Waiting {
  readonly holder: Holder;
  readonly granted: () => void;
}

export function createBrowser(world: World) {
  const held = new Map<string, Holder>();
  const lines = new Map<string, Waiting[]>();
  const tabs = new Set<{ readonly process: Process; readonly listeners: Set<() => void> }>();

  function release(name: string): void {
    held.delete(name);
    for (;;) {
      const next = lines.get(name)?.shift();
      if (next === undefined) return;
      if (!next.holder.process.isAlive) continue;
      held.set(name, next.holder);
      world.at(1, next.holder.process, next.granted);
      return;
    }
  }

  return {
    locksOf(process: Process): LockPort {
      return {
        async request(name, how, run) {
          let lost: () => void = () => undefined;
          const gone = new Promise<never>((_, reject) => {
            lost = () => reject(new Error('stolen'));
          });
          gone.catch(() => undefined);
          const mine: Holder = { process, lose: () => lost() };
          const current = held.get(name);
          if (current !== undefined && how.steal) {
            held.set(name, mine);
            // Who loses it here hears of it first; another tab in its own time.
            world.at(current.process === process ? 0 : world.between(0, 3), current.process, () => current.lose());
          } else if (current !== undefined) {
            if (!how.wait) return false;
            await new Promise<void>((granted, refused) => {
              const waiting = { holder: mine, granted };
              lines.set(name, [...(lines.get(name) ?? []), waiting]);
              how.signal?.addEventListener('abort', () => {
                lines.set(
                  name,
                  (lines.get(name) ?? []).filter((one) => one !== waiting),
                );
                refused(new Error('no longer waiting'));
              });
            });
          } else held.set(name, mine);
          await new Promise<void>((resolve) => world.at(1, process, resolve));
          try {
            // Also one that was stolen before it began is told that it has it, and then that it lost it.
            await Promise.race([run(), gone]);
            return true;
          } finally {
            if (held.get(name) === mine) release(name);
          }
        },
      };
    },
    newsOf(process: Process): NewsPort {
      const own = { process, listeners: new Set<() => void>() };
      tabs.add(own);
      return {
        publish() {
          for (const tab of tabs) {
            if (tab === own || !tab.process.isAlive) continue;
            for (const listener of [...tab.listeners]) world.at(world.between(0.5, 3), tab.process, listener);
          }
        },
        subscribe(listener) {
          own.listeners.add(listener);
          return () => own.listeners.delete(listener);
        },
      };
    },
    died(process: Process): void {
      for (const [name, holder] of [...held]) if (holder.process === process) release(name);
    },
  };
}

export type Browser = ReturnType<typeof createBrowser>;
