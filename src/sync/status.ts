/** What people may know of the journey between tablet and server. Codes here, words in `features`. */

export type LinkState =
  /** Not asked yet. */
  | 'unknown'
  | 'online'
  /** No answer, or an answer that is not our server's (captive portal, proxy). */
  | 'offline'
  /** The server speaks but will not have this register any more. Selling goes on; a manager must enrol anew. */
  | 'revoked';

export interface SyncStatus {
  readonly link: LinkState;
  readonly phase: 'idle' | 'pushing' | 'pulling' | 'filling';
  /** Instant (by the tablet's clock) when the last full round, push and pull, ended well. */
  readonly lastSyncedAt: string | null;
  readonly lastFault: { readonly code: string; readonly at: string } | null;
  readonly epoch: string | null;
  readonly isLeader: boolean;
}

/** The handle screens hold. The engine behind it runs in a worker, in one tab. */
export interface SyncClient {
  status(): SyncStatus;
  subscribe(listener: () => void): () => void;
  /** "There is something new" or "try now". Never waits. */
  kick(): void;
}
