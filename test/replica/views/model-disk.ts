/** The views' store said once more, as plain maps: one disk, opened by as many tabs as there are. */
import type { Rows, ViewKind } from '../../../src/replica/views/view-rows.ts';
import type { FeedMark, Question, ViewDisk, ViewStore } from '../../../src/replica/views/view-store.ts';

export interface ModelDisk extends ViewDisk {
  /** Somebody deletes what lies there, under whoever holds it open. */
  takeAway(): void;
  /** What lies there cannot be opened any more. */
  spoil(): void;
  readonly drops: { count: number };
}

interface Content {
  mark: FeedMark | null;
  readonly rows: { readonly [K in ViewKind]: Map<string, Rows[K]> };
  readonly watches: Set<() => void>;
  isGone: boolean;
}

export function createModelDisk(): ModelDisk {
  const fresh = (): Content => ({
    mark: null,
    rows: { orders: new Map(), carts: new Map(), exceptions: new Map() },
    watches: new Set(),
    isGone: false,
  });
  let content = fresh();
  let isSpoilt = false;
  const drops = { count: 0 };
  const takeAway = () => {
    content.isGone = true;
    content = fresh();
  };
  return {
    takeAway,
    spoil: () => {
      takeAway();
      isSpoilt = true;
    },
    drops,
    async drop() {
      drops.count++;
      isSpoilt = false;
      takeAway();
    },
    async open() {
      if (isSpoilt) throw new Error('it cannot be opened');
      return storeOver(content);
    },
  };
}

function storeOver(content: Content): ViewStore {
  let isClosed = false;
  const stops = new Set<() => void>();
  const onDisk = async <T>(work: () => T): Promise<T> => {
    await Promise.resolve();
    if (isClosed || content.isGone) throw new Error('the connection is closed');
    return work();
  };
  const changed = () => {
    for (const watch of [...content.watches]) watch();
  };
  function answer<K extends ViewKind>({ of, where, by, after, limit }: Question<K>): readonly Rows[K][] {
    const rows = [...content.rows[of].values()] as Rows[K][];
    const isAsked = (row: Rows[K]) =>
      Object.entries(where).every(([name, value]) => row[name as keyof Rows[K]] === value) &&
      (after === undefined || String(row[by]) > after);
    const keyOf = (row: Rows[K]) => `${String(row[by])} ${row.id}`;
    return rows
      .filter(isAsked)
      .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
      .slice(0, limit);
  }
  /** A while after the write, as an answer from a disk comes. */
  function watching(tell: () => void): () => void {
    const watch = () =>
      void Promise.resolve().then(() => {
        if (content.watches.has(watch) && !content.isGone) tell();
      });
    content.watches.add(watch);
    watch();
    const stop = () => void content.watches.delete(watch);
    stops.add(stop);
    return stop;
  }
  return {
    mark: () => onDisk(() => content.mark),
    putMark: (mark) =>
      onDisk(() => {
        content.mark = mark;
      }),
    ids: (kind) => onDisk(() => [...content.rows[kind].keys()]),
    count: (kind) => onDisk(() => content.rows[kind].size),
    unsent: (kind) =>
      onDisk(() => [...content.rows[kind].values()].filter(({ isUnsent }) => isUnsent).map(({ id }) => id)),
    put: (kind, rows) =>
      onDisk(() => {
        const held = content.rows[kind] as Map<string, (typeof rows)[number]>;
        for (const row of rows) held.set(row.id, row);
        changed();
      }),
    remove: (kind, ids) =>
      onDisk(() => {
        for (const id of ids) content.rows[kind].delete(id);
        changed();
      }),
    ask: (question) => onDisk(() => answer(question)),
    watch: (question, { onAnswer }) => watching(() => onAnswer(answer(question))),
    watchCount: (queue, { onAnswer }) =>
      watching(() => onAnswer([...content.rows.orders.values()].filter((row) => row.queue === queue).length)),
    async close() {
      isClosed = true;
      for (const stop of stops) stop();
    },
  };
}
