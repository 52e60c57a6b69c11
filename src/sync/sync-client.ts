/**
 * The handle that screens hold. The engine runs in a dedicated worker; where a browser gives no worker it
 * runs in the page. Either way the same messages go to and fro.
 */
import type { Random, Timers } from '../kernel/ports.ts';
import type { ClientKeyResponse } from '../protocol/client/client-key.ts';
import type { SyncHealth } from './health.ts';
import { backoff } from './pace.ts';
import { FIRST_REPORT, type RunningSync, type SyncReport } from './report.ts';
import type { SyncClient } from './status.ts';

/** To the worker. */
export type SyncOrder =
  | { readonly kind: 'start'; readonly build: string }
  | { readonly kind: 'kick' | 'busy' | 'stop' }
  | { readonly kind: 'client-key'; readonly ask: number };
/** From the worker. */
export type SyncNews =
  | { readonly kind: 'report'; readonly report: SyncReport }
  | { readonly kind: 'client-key'; readonly ask: number; readonly key: ClientKeyResponse | null }
  /** The worker cannot do its work (no database, a journal that must be looked at first). */
  | { readonly kind: 'failed'; readonly code: string };

/** The part of a Worker that is used here. */
export interface SyncWorkerPort {
  postMessage(order: SyncOrder): void;
  onMessage(listener: (news: SyncNews) => void): void;
  /** The worker could not be loaded, or died. */
  onFailure(listener: () => void): void;
  terminate(): void;
}

export interface TabletSync extends SyncClient {
  health(): SyncHealth;
  /** Somebody is busy at the counter. Cheap: it may be called at every key. */
  giveWay(): void;
  /**
   * Asks the server for the key of this store's clients, where sync runs: what parses answers is there already.
   * Null where it cannot be had now.
   */
  clientKey(): Promise<ClientKeyResponse | null>;
  close(): void;
}

export function createSyncClient(input: {
  /** Throws, or answers null, where there are no workers. */
  readonly startWorker: () => SyncWorkerPort | null;
  readonly startHere: (build: string, onReport: (report: SyncReport) => void) => Promise<RunningSync>;
  readonly build: string;
  readonly timers: Timers;
  readonly random: Random;
}): TabletSync {
  const listeners = new Set<() => void>();
  let report = FIRST_REPORT;
  let isClosed = false;
  const closed = new AbortController();
  let running: RunningSync | null = null;
  /** Questions to the worker. One that dies answers none. */
  const asking = new Map<number, (key: ClientKeyResponse | null) => void>();
  let lastAsk = 0;

  function endQuestions(): void {
    for (const settle of asking.values()) settle(null);
    asking.clear();
  }

  function show(next: SyncReport): void {
    report = next;
    for (const listener of [...listeners]) listener();
  }

  /** Where sync cannot start (the database would not open), it is tried again: nothing waits on this tablet for ever. */
  function runHere(failures = 0): void {
    running = null;
    input
      .startHere(input.build, show)
      .then((started) => {
        if (isClosed) started.stop();
        else running = started;
      })
      .catch(async () => {
        await input.timers.sleep(backoff(failures + 1, null, input.random).ms, closed.signal);
        if (!isClosed) runHere(failures + 1);
      });
  }

  const worker = workerOrNull(input.startWorker);
  if (worker === null) runHere();
  else {
    let hasFailed = false;
    const goOnHere = () => {
      if (hasFailed || isClosed) return;
      hasFailed = true;
      worker.terminate();
      endQuestions();
      runHere();
    };
    worker.onMessage((news) => {
      if (news.kind === 'report') show(news.report);
      else if (news.kind === 'failed') goOnHere();
      else {
        asking.get(news.ask)?.(news.key);
        asking.delete(news.ask);
      }
    });
    worker.onFailure(goOnHere);
    worker.postMessage({ kind: 'start', build: input.build });
    running = {
      kick: () => worker.postMessage({ kind: 'kick' }),
      giveWay: () => worker.postMessage({ kind: 'busy' }),
      clientKey: () =>
        new Promise((settle) => {
          asking.set(++lastAsk, settle);
          worker.postMessage({ kind: 'client-key', ask: lastAsk });
        }),
      stop: () => {
        worker.postMessage({ kind: 'stop' });
        worker.terminate();
      },
    };
  }

  return {
    status: () => report.status,
    health: () => report.health,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    kick: () => running?.kick(),
    giveWay() {
      if (report.status.phase === 'filling') running?.giveWay();
    },
    clientKey: async () => running?.clientKey() ?? null,
    close() {
      isClosed = true;
      endQuestions();
      closed.abort();
      running?.stop();
      listeners.clear();
    },
  };
}

function workerOrNull(start: () => SyncWorkerPort | null): SyncWorkerPort | null {
  try {
    return start();
  } catch {
    return null;
  }
}
