/**
 * Hints for tablets that listen: heads of their streams, nothing else. A hint says "pull", it never
 * carries what changed, so a lost one costs a delay and a doubled one nothing.
 *
 * Invariants: 1. hints of a quarter second travel as one; 2. a beat every 20 s tells a line that is dead
 * from one that is quiet; 3. who does not read is let go, before its backlog grows; 4. a line ends with
 * the life of a token, so that a revoked tablet stops hearing.
 */
import type { Timers } from '../../kernel/ports.ts';
import type { RegisterIdentity } from '../auth/register-access.ts';
import { TOKEN_LIFE_MS } from '../auth/tokens.ts';

export const COALESCE_MS = 250;
export const HEARTBEAT_MS = 20_000;
const BACKLOG_MAX_BYTES = 65_536;

export type Heads = Readonly<Record<string, number>>;

/** Tells the heads of a register's streams: once at the beginning, then whenever one moves. */
export type WatchHeads = (
  who: RegisterIdentity,
  onHeads: (heads: Heads) => void,
  signal: AbortSignal,
) => Promise<void> | void;

export function eventStream(options: {
  who: RegisterIdentity;
  watchHeads: WatchHeads;
  timers: Timers;
  /** Fires when the server stops. */
  stopping: AbortSignal;
  onEnd: () => void;
}): Response {
  const { who, watchHeads, timers } = options;
  const ended = new AbortController();
  const signal = AbortSignal.any([ended.signal, options.stopping]);
  const text = new TextEncoder();
  const stream = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        let isOpen = true;
        const end = () => {
          if (!isOpen) return;
          isOpen = false;
          ended.abort();
          options.onEnd();
          try {
            controller.close();
          } catch {
            // The reader had cancelled already; there is nothing left to close.
          }
        };
        const say = (message: string) => {
          if (!isOpen) return;
          if ((controller.desiredSize ?? 0) <= 0) return end();
          controller.enqueue(text.encode(message));
        };
        signal.addEventListener('abort', end, { once: true });
        if (signal.aborted) return end();
        say('retry: 3000\n\n');

        let gathered: Heads | null = null;
        const gather = (heads: Heads) => {
          if (!isOpen) return;
          const isFirst = gathered === null;
          gathered = { ...gathered, ...heads };
          if (!isFirst) return;
          void timers.sleep(COALESCE_MS, signal).then(() => {
            if (gathered !== null) say(`event: heads\ndata: ${JSON.stringify(gathered)}\n\n`);
            gathered = null;
          });
        };
        void (async () => {
          try {
            await watchHeads(who, gather, signal);
          } catch {
            // Without hints the tablet polls: an ended line tells it so.
            end();
          }
        })();
        void (async () => {
          while (isOpen) {
            await timers.sleep(HEARTBEAT_MS, signal);
            say(': beat\n\n');
          }
        })();
        void timers.sleep(TOKEN_LIFE_MS, signal).then(end);
      },
      cancel() {
        ended.abort();
      },
    },
    new ByteLengthQueuingStrategy({ highWaterMark: BACKLOG_MAX_BYTES }),
  );
  return new Response(stream, {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
      'content-encoding': 'identity',
    },
  });
}
