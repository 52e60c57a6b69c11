/** The sync client of a page: its worker, or the page itself, which loads the engine only then. */
import { systemRandom, systemTimers } from '../kernel/system-ports.ts';
import { createSyncClient, type SyncNews, type SyncWorkerPort, type TabletSync } from './sync-client.ts';
import type { startSyncHere } from './sync-host.ts';

/** `after`: when the worker may begin. Opening for the day comes first. */
export function startBrowserSync(build: string, after: Promise<unknown>): TabletSync {
  const startHere = async (...given: Parameters<typeof startSyncHere>) => {
    const host = await import('./sync-host.ts');
    return host.startSyncHere(...given);
  };
  return createSyncClient({
    startWorker: () => startWorker(after),
    startHere,
    build,
    timers: systemTimers,
    random: systemRandom,
  });
}

function startWorker(after: Promise<unknown>): SyncWorkerPort | null {
  if (typeof Worker === 'undefined') return null;
  const starting = after
    .catch(() => undefined)
    .then(() => new Worker(new URL('./sync-worker.ts', import.meta.url), { type: 'module', name: 'evertill-sync' }));
  const whenStarted = (use: (worker: Worker) => void, orElse: () => void = () => undefined) =>
    void starting.then(use, orElse);
  return {
    postMessage: (order) => whenStarted((worker) => worker.postMessage(order)),
    onMessage: (listener) =>
      whenStarted((worker) =>
        worker.addEventListener('message', (event: MessageEvent<SyncNews>) => listener(event.data)),
      ),
    onFailure: (listener) => whenStarted((worker) => worker.addEventListener('error', () => listener()), listener),
    terminate: () => whenStarted((worker) => worker.terminate()),
  };
}
