/** The sync client of a page: its worker, or the page itself, which loads the engine only then. */
import { systemRandom, systemTimers } from '../kernel/system-ports.ts';
import { createSyncClient, type SyncNews, type SyncWorkerPort, type TabletSync } from './sync-client.ts';
import type { startSyncHere } from './sync-host.ts';

export function startBrowserSync(build: string): TabletSync {
  const startHere = async (...given: Parameters<typeof startSyncHere>) => {
    const host = await import('./sync-host.ts');
    return host.startSyncHere(...given);
  };
  return createSyncClient({ startWorker, startHere, build, timers: systemTimers, random: systemRandom });
}

function startWorker(): SyncWorkerPort | null {
  if (typeof Worker === 'undefined') return null;
  const worker = new Worker(new URL('./sync-worker.ts', import.meta.url), { type: 'module', name: 'evertill-sync' });
  return {
    postMessage: (order) => worker.postMessage(order),
    onMessage: (listener) =>
      worker.addEventListener('message', (event: MessageEvent<SyncNews>) => listener(event.data)),
    onFailure: (listener) => worker.addEventListener('error', () => listener()),
    terminate: () => worker.terminate(),
  };
}
