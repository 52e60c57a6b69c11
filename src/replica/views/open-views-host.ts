/**
 * Views of this browser: over the real IndexedDB, fed by one tab at a time. RxDB is large and comes in a piece
 * of its own when they begin.
 */
import { systemClock, systemTimers } from '../../kernel/system-ports.ts';
import { createReplicaNews, NEWS_CHANNEL } from '../catalog/news.ts';
import { createReplicaHandle } from '../catalog/replica-database.ts';
import { createChannelNews, createWebLocks } from '../journal/browser-ports-host.ts';
import type { Journal, RegisterIdentity } from '../journal/journal.ts';
import { createViews } from './create-views.ts';
import { createShownSource } from './shown-source.ts';
import type { ViewDisk } from './view-store.ts';
import type { OpenViews } from './views.ts';

const REBUILT_CHANNEL = 'evertill-views';
/** A thread that never rests shall not keep the screens waiting for ever. */
const LATEST_MS = 150;

export function prepareViewsHere(here: {
  readonly identity: RegisterIdentity;
  readonly journal: Pick<Journal, 'after' | 'snapshot' | 'subscribe'>;
  readonly onFault?: (error: unknown) => void;
}): OpenViews {
  const { register, incarnation, location } = here.identity;
  return createViews({
    ...here,
    register,
    incarnation,
    disk: fetchedDisk(),
    source: createShownSource(createReplicaHandle({ indexedDB, IDBKeyRange }), location),
    news: createReplicaNews(new BroadcastChannel(NEWS_CHANNEL)),
    rebuilt: createChannelNews(REBUILT_CHANNEL),
    locks: createWebLocks(navigator.locks),
    clock: systemClock,
    timers: systemTimers,
    breathe: () =>
      typeof requestIdleCallback === 'function'
        ? new Promise((resolve) => requestIdleCallback(() => resolve(), { timeout: LATEST_MS }))
        : systemTimers.sleep(0),
  });
}

function fetchedDisk(): ViewDisk {
  let disk: Promise<ViewDisk> | null = null;
  const present = () => {
    disk ??= import('./rxdb-view-store.ts')
      .then(({ createRxdbDisk }) => createRxdbDisk({ indexedDB, IDBKeyRange, hasOtherTabs: true }))
      .catch((error) => {
        disk = null;
        throw error;
      });
    return disk;
  };
  return { open: async () => (await present()).open(), drop: async () => (await present()).drop() };
}
