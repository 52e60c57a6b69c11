/** Sync over what a browser offers, in whichever realm this runs: a worker, or the page where there is none. */
import { createIdSource } from '../kernel/ids.ts';
import { systemClock, systemRandom, systemTimers } from '../kernel/system-ports.ts';
import {
  createChannelNews,
  createDexieReplicaStore,
  createReplicaHandle,
  createReplicaNews,
  createWebKeyVault,
  createWebLocks,
  JOURNAL_NEWS,
  NEWS_CHANNEL,
  openJournal,
} from '../replica/index.ts';
import { createFetchHttp } from './http.ts';
import type { RunningSync, SyncReport } from './report.ts';
import { type SyncChannel, type SyncMessage, startSync } from './start-sync.ts';

const SYNC_CHANNEL = 'evertill-sync';

/** Why sync could not start here; selling does not need it, and the page says what to do about the journal. */
export class SyncUnavailable extends Error {
  override readonly name = 'SyncUnavailable';
}

export async function startSyncHere(build: string, onReport: (report: SyncReport) => void): Promise<RunningSync> {
  const idb = { indexedDB, IDBKeyRange };
  const locks = createWebLocks(navigator.locks);
  const news = createChannelNews(JOURNAL_NEWS);
  const opening = await openJournal(
    {
      ...idb,
      clock: systemClock,
      ids: createIdSource({ clock: systemClock, random: systemRandom }),
      locks,
      news,
      vault: createWebKeyVault(crypto.subtle),
    },
    'reader',
  );
  if (opening.kind !== 'ready') {
    news.close();
    throw new SyncUnavailable(opening.kind);
  }
  const replicaChannel = new BroadcastChannel(NEWS_CHANNEL);
  const replica = createDexieReplicaStore({
    handle: createReplicaHandle(idb),
    news: createReplicaNews(replicaChannel),
    digest: digestOfBrowser,
  });
  const channel = createBroadcastChannel();
  const running = startSync(
    {
      outbox: opening.journal,
      replica,
      tablet: opening.tablet,
      former: opening.former.map(({ tablet, journal }) => ({ tablet, outbox: journal })),
      http: createFetchHttp((...request) => fetch(...request)),
      clock: systemClock,
      timers: systemTimers,
      random: systemRandom,
      locks,
      channel,
      build,
    },
    onReport,
  );
  return {
    kick: () => running.kick(),
    giveWay: () => running.giveWay(),
    clientKey: () => running.clientKey(),
    stop() {
      running.stop();
      channel.close();
      replicaChannel.close();
      news.close();
      opening.journal.close();
      replica.close();
    },
  };
}

async function digestOfBrowser(bytes: Uint8Array): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function createBroadcastChannel(): SyncChannel & { close(): void } {
  const channel = new BroadcastChannel(SYNC_CHANNEL);
  return {
    publish: (message) => channel.postMessage(message),
    subscribe(listener) {
      const hear = (event: MessageEvent<SyncMessage>) => listener(event.data);
      channel.addEventListener('message', hear);
      return () => channel.removeEventListener('message', hear);
    },
    close: () => channel.close(),
  };
}
