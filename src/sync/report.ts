/** What every realm of the tablet is told of the sync, wherever it runs. */
import type { ClientKeyResponse } from '../protocol/client/client-key.ts';
import { EMPTY_HEALTH, type SyncHealth } from './health.ts';
import type { SyncStatus } from './status.ts';

export interface SyncReport {
  readonly status: SyncStatus;
  readonly health: SyncHealth;
}

export const FIRST_REPORT: SyncReport = {
  status: { link: 'unknown', phase: 'idle', lastSyncedAt: null, lastFault: null, epoch: null, isLeader: false },
  health: EMPTY_HEALTH,
};

export interface RunningSync {
  kick(): void;
  /** Somebody is busy at the counter: a fill gives way for a moment. */
  giveWay(): void;
  /** The key of this store's clients, for the page's memory. Null where the server did not answer, or will not have this register. */
  clientKey(): Promise<ClientKeyResponse | null>;
  stop(): void;
}
