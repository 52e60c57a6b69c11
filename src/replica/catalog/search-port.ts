/**
 * How the screen's thread asks the search engine: typed messages to a worker, or a call in the same
 * thread. A worker that dies is started again and asked again, once per question; when it dies anew, or the
 * browser starts none, the engine answers in this thread, slower yet right.
 */
import type { Timers } from '../../kernel/ports.ts';
import type { SearchEngine } from './search-engine.ts';

export type SearchQuestion =
  | { readonly kind: 'search'; readonly query: string; readonly limit: number }
  | { readonly kind: 'browse'; readonly category: string | null; readonly offset: number; readonly limit: number };

export interface SearchAnswerMessage {
  readonly ordinals: readonly number[];
  /** Only of a search: the same number for rows that answer it equally well. */
  readonly ranks?: readonly number[];
  /** Only of a search: those of them whose stock is not counted. */
  readonly untracked?: readonly number[];
  /** Only of the grid: beside each ordinal, all offered forms of its item. */
  readonly forms?: readonly (readonly number[])[];
  readonly total: number;
  /** False while goods are missing from what answered: still arriving, still being read, or damaged. */
  readonly isWhole: boolean;
}

const NOBODY_ANSWERED: SearchAnswerMessage = { ordinals: [], total: 0, isWhole: false };

export interface SearchPort {
  ask(question: SearchQuestion): Promise<SearchAnswerMessage>;
  /**
   * The replica has changed. Resolves when answers reflect it, with the name of what they are made from: the same
   * name, the same answers. Null when nobody can say. `seen`: the `goodsName` of the replica that was seen.
   */
  refresh(seen?: string): Promise<string | null>;
  close(): void;
}

export type ToWorker =
  | { readonly id: number; readonly kind: 'ask'; readonly question: SearchQuestion }
  | { readonly id: number; readonly kind: 'refresh'; readonly seen?: string };
export type FromWorker =
  | { readonly id: number; readonly ok: true; readonly answer: SearchAnswerMessage | string }
  | { readonly id: number; readonly ok: false };

/** The part of a Worker this needs. */
export interface SearchWorker {
  postMessage(message: ToWorker): void;
  addEventListener(kind: 'message', listener: (event: { data: FromWorker }) => void): void;
  addEventListener(kind: 'error' | 'messageerror', listener: () => void): void;
  terminate(): void;
}

export function createInProcessSearch(engine: SearchEngine): SearchPort {
  return { ask: (question) => engine.answer(question), refresh: (seen) => engine.refresh(seen), close() {} };
}

/** A worker that says nothing for so long is dead, even if nobody heard it fall. Building a large index takes seconds. */
const SILENCE_MS = 20_000;

export interface WorkerSearchOptions {
  readonly start: () => SearchWorker;
  readonly timers: Timers;
  /** Answers when workers keep dying. */
  readonly fallback: () => SearchPort;
}

interface Waiting {
  readonly send: (id: number) => ToWorker;
  readonly settle: (answer: SearchAnswerMessage | string | null) => void;
  tries: number;
}

export function createWorkerSearch({ start, timers, fallback }: WorkerSearchOptions): SearchPort {
  const waiting = new Map<number, Waiting>();
  let worker: SearchWorker | null = null;
  let lastId = 0;
  let inThread: SearchPort | null = null;
  let isClosed = false;

  function running(): SearchWorker | null {
    if (worker !== null) return worker;
    const fresh = started();
    if (fresh === null) return null;
    worker = fresh;
    fresh.addEventListener('message', ({ data }) => {
      const asked = waiting.get(data.id);
      if (asked === undefined) return;
      if (!data.ok) return died(fresh);
      waiting.delete(data.id);
      asked.settle(data.answer);
    });
    fresh.addEventListener('error', () => died(fresh));
    fresh.addEventListener('messageerror', () => died(fresh));
    return fresh;
  }

  function started(): SearchWorker | null {
    try {
      return start();
    } catch {
      return null;
    }
  }

  function died(which: SearchWorker): void {
    if (worker !== which) return;
    which.terminate();
    worker = null;
    if (isClosed) return;
    for (const [id, asked] of [...waiting]) {
      waiting.delete(id);
      post(asked);
    }
  }

  function post(asked: Waiting): void {
    const to = asked.tries < 2 ? running() : null;
    if (to === null) {
      inThread ??= fallback();
      const message = asked.send(0);
      const done = message.kind === 'ask' ? inThread.ask(message.question) : inThread.refresh(message.seen);
      // A question nobody can answer is answered with nothing, so that no screen waits for ever.
      done.then(asked.settle, () => asked.settle(null));
      return;
    }
    asked.tries++;
    const id = ++lastId;
    waiting.set(id, asked);
    to.postMessage(asked.send(id));
    void timers.sleep(SILENCE_MS).then(() => {
      if (waiting.has(id)) died(to);
    });
  }

  const request = (send: Waiting['send']) =>
    new Promise<SearchAnswerMessage | string | null>((settle) => post({ send, settle, tries: 0 }));

  return {
    async ask(question) {
      const answer = await request((id) => ({ id, kind: 'ask', question }));
      return answer === null || typeof answer === 'string' ? NOBODY_ANSWERED : answer;
    },
    async refresh(seen) {
      const send: Waiting['send'] = (id) => ({ id, kind: 'refresh', ...(seen === undefined ? {} : { seen }) });
      const [answer] = await Promise.all([request(send), inThread?.refresh(seen)]);
      return typeof answer === 'string' ? answer : null;
    },
    close() {
      isClosed = true;
      worker?.terminate();
      worker = null;
      inThread?.close();
    },
  };
}
