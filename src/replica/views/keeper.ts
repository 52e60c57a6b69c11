/**
 * Keeps one whole store behind the views, whatever happens to it. One tab feeds it; the others show the same
 * store, and open it anew when it was rebuilt. A store that is missing, broken or no longer what it should
 * have come from is dropped and built anew from the replica's documents and the journal.
 */
import type { ReplicaNewsPort } from '../catalog/replica-store.ts';
import type { Journal } from '../journal/journal.ts';
import type { LockPort, NewsPort } from '../journal/writer.ts';
import { createFeed, type Feed, type FeedEnd, type FeedPorts } from './feed.ts';
import { createOwnActs } from './own-acts.ts';
import type { ViewDisk, ViewStore } from './view-store.ts';
import type { ViewsState } from './views.ts';

export interface KeeperPorts extends Omit<FeedPorts, 'acts'> {
  readonly disk: ViewDisk;
  readonly journal: Pick<Journal, 'after' | 'snapshot' | 'subscribe'>;
  readonly news: ReplicaNewsPort;
  readonly locks: LockPort;
  /** Between the tabs: the store was built anew. */
  readonly rebuilt: NewsPort;
  readonly onFault?: (error: unknown) => void;
}

export interface Keeper {
  state(): ViewsState;
  subscribe(listener: () => void): () => void;
  /** Null while none is whole. */
  store(): ViewStore | null;
  begin(): void;
  /** Something was wrong with the store. */
  heal(error: unknown): void;
  /** Resolves when everything is done that was asked for before. */
  settled(): Promise<void>;
  close(): void;
}

export const FEED_LOCK = 'evertill-views';
/** Often enough for a store that is taken away while it is built; more than that is a disk that cannot be used. */
const TRIES = 6;

export function createKeeper(ports: KeeperPorts, onStore: (store: ViewStore | null) => void): Keeper {
  const acts = createOwnActs(ports.journal);
  const listeners = new Set<() => void>();
  let state: ViewsState = { kind: 'closed', built: 0, of: 0 };
  let held: { readonly store: ViewStore; readonly feed: Feed } | null = null;
  let shown: ViewStore | null = null;
  let hasBegun = false;
  let isClosed = false;
  let isFeeder = false;
  let isHurt = false;
  let isWanted = false;
  let hasNews = true;
  let working: Promise<void> | null = null;
  const standing = new AbortController();
  let leave: () => void = () => undefined;
  const left = new Promise<void>((resolve) => {
    leave = resolve;
  });
  const silences: (() => void)[] = [];

  function show(next: ViewsState): void {
    if (next.kind === state.kind && next.built === state.built && next.of === state.of) return;
    state = next;
    for (const listener of [...listeners]) listener();
  }

  function give(store: ViewStore | null): void {
    if (shown === store) return;
    shown = store;
    onStore(store);
  }

  async function letGo(): Promise<void> {
    give(null);
    const { store } = held ?? {};
    held = null;
    await store?.close().catch(ports.onFault);
  }

  function hold(store: ViewStore): Feed {
    held = { store, feed: createFeed(store, { ...ports, acts }) };
    return held.feed;
  }

  async function rebuild(): Promise<FeedEnd> {
    await letGo();
    await ports.disk.drop();
    const feed = hold(await ports.disk.open());
    const end = await feed.build((built, of) => show({ kind: 'building', built, of }));
    if (end === 'done') ports.rebuilt.publish();
    return end;
  }

  /** From whatever there is to a whole store; again where it was lost on the way. */
  async function feed(): Promise<void> {
    let isLost = false;
    let faults = 0;
    for (let tries = 0; tries < TRIES && !isClosed; tries++) {
      try {
        if (isHurt) await letGo();
        isHurt = false;
        const isTold = hasNews;
        hasNews = false;
        const end = isLost ? await rebuild() : await (held?.feed ?? hold(await ports.disk.open())).advance(isTold);
        if (end === 'done') return whole();
        if (end === 'waiting') return show(shown === null ? { kind: 'opening', built: 0, of: 0 } : state);
        isLost = true;
      } catch (error) {
        ports.onFault?.(error);
        await letGo();
        // A connection that broke is opened again; what cannot be opened or read again is built anew.
        isLost = ++faults > 1;
      }
    }
    if (!isClosed) show({ kind: 'unavailable', built: 0, of: 0 });
  }

  function whole(): void {
    if (isClosed) return;
    give(held?.store ?? null);
    show({ kind: 'ready', built: 0, of: 0 });
  }

  /** What the feeding tab made, if it is whole. */
  async function look(): Promise<void> {
    try {
      if (isHurt) await letGo();
      isHurt = false;
      if (held === null) hold(await ports.disk.open());
      if ((await held?.store.mark()) != null) return whole();
      await letGo();
      show({ kind: 'building', built: 0, of: 0 });
    } catch (error) {
      ports.onFault?.(error);
      await letGo();
      show({ kind: 'unavailable', built: 0, of: 0 });
    }
  }

  async function work(): Promise<void> {
    while (isWanted && !isClosed) {
      isWanted = false;
      await ports.breathe();
      if (isFeeder) await feed();
      else await look();
    }
  }

  function want(): void {
    if (!hasBegun || isClosed) return;
    isWanted = true;
    working ??= work()
      .catch((error) => ports.onFault?.(error))
      .finally(() => {
        working = null;
        if (isWanted) want();
      });
  }

  async function stand(wait: boolean): Promise<void> {
    const how = wait ? { wait, steal: false, signal: standing.signal } : { wait, steal: false };
    const wasHeld = await ports.locks.request(FEED_LOCK, how, async () => {
      if (isClosed) return;
      isFeeder = true;
      want();
      await left;
    });
    if (wasHeld || wait || isClosed) return;
    want();
    await stand(true);
  }

  return {
    state: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    store: () => shown,
    begin() {
      if (hasBegun || isClosed) return;
      hasBegun = true;
      show({ kind: 'opening', built: 0, of: 0 });
      silences.push(
        ports.news.subscribe(({ kind }) => {
          if (kind !== 'round-applied' || !isFeeder) return;
          hasNews = true;
          want();
        }),
        ports.journal.subscribe(() => {
          if (isFeeder) want();
        }),
        ports.rebuilt.subscribe(() => {
          if (isFeeder) return;
          isHurt = true;
          want();
        }),
      );
      stand(false).catch((error) => {
        if (!isClosed) ports.onFault?.(error);
      });
    },
    heal(error) {
      ports.onFault?.(error);
      isHurt = true;
      want();
    },
    async settled() {
      while (working !== null) await working;
    },
    close() {
      isClosed = true;
      standing.abort();
      leave();
      for (const silence of silences) silence();
      listeners.clear();
      void letGo();
    },
  };
}
