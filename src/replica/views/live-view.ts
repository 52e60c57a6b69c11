/**
 * One answer that keeps itself true. It asks for as long as somebody listens, and a little longer, so that a
 * screen that is left and entered again has its answer at once; it keeps the last answer while the store
 * behind it is built anew; and it is the same object for as long as it says the same.
 */
import type { Clock, Timers } from '../../kernel/ports.ts';
import type { ViewStore } from './view-store.ts';
import type { View } from './views.ts';

/** Asks `store`, answers as often as the answer may have changed, until it is stopped. */
export type Asking<T> = (store: ViewStore, answer: (value: T) => void, onFault: (error: unknown) => void) => () => void;

export interface LiveView<T> extends View<T> {
  /** Asks this store from now on; null: none is whole. */
  attach(store: ViewStore | null): void;
  isAsking(): boolean;
  close(): void;
}

/** How long it goes on asking when nobody listens any more. */
const LINGERS_MS = 15_000;

export function createLiveView<T>(
  asking: Asking<T>,
  ports: { readonly timers: Timers; readonly clock: Clock; onFault(error: unknown): void },
): LiveView<T> {
  const listeners = new Set<() => void>();
  let store: ViewStore | null = null;
  let value: T | null = null;
  let isWanted = false;
  let stop: (() => void) | null = null;
  let linger: AbortController | null = null;

  function ask(): void {
    stop?.();
    stop = null;
    if (!isWanted || store === null) return;
    let isOver = false;
    const cease = asking(
      store,
      (next) => {
        if (isOver || next === value) return;
        value = next;
        for (const listener of [...listeners]) listener();
      },
      (error) => {
        if (!isOver) ports.onFault(error);
      },
    );
    stop = () => {
      isOver = true;
      cease();
    };
  }

  function end(): void {
    isWanted = false;
    // What it knew would grow old: whoever comes back waits for a fresh answer.
    value = null;
    ask();
  }

  return {
    get: () => value,
    subscribe(listener) {
      // The same function may listen twice, and leaves once for each.
      const own = () => listener();
      listeners.add(own);
      linger?.abort();
      linger = null;
      if (!isWanted) {
        isWanted = true;
        ask();
      }
      return () => {
        if (!listeners.delete(own) || listeners.size > 0) return;
        const waiting = new AbortController();
        linger = waiting;
        void ports.timers.sleep(LINGERS_MS, waiting.signal).then(() => {
          if (!waiting.signal.aborted && listeners.size === 0) end();
        });
      };
    },
    attach(next) {
      if (store === next) return;
      store = next;
      ask();
    },
    isAsking: () => isWanted,
    close() {
      linger?.abort();
      listeners.clear();
      end();
    },
  };
}

/** Reads rows one by one; what did not change is the same object, and so is a list in which nothing changed. */
export function createReader<R extends { readonly id: string }, T>(
  textOf: (row: R) => string,
  read: (row: R) => T,
): (rows: readonly R[]) => readonly T[] {
  let last: ReadonlyMap<string, { readonly text: string; readonly value: T }> = new Map();
  let list: readonly T[] | null = null;
  return (rows) => {
    const now = new Map(
      rows.map((row) => {
        const text = textOf(row);
        const held = last.get(row.id);
        return [row.id, held?.text === text ? held : { text, value: read(row) }];
      }),
    );
    last = now;
    const next = [...now.values()].map(({ value }) => value);
    const isSame = list !== null && list.length === next.length && next.every((value, at) => value === list?.[at]);
    list = isSame && list !== null ? list : next;
    return list;
  };
}
