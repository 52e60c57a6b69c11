/**
 * Hints that the server has something new. They only make a round come sooner; nothing is ever true
 * because a hint said so, and nothing is missed because one did not arrive. A proxy that holds the stream
 * back shows by its silence: then the tablet asks at intervals, and tries the stream again much later.
 */
import type { Random, Timers } from '../kernel/ports.ts';
import { backoff } from './pace.ts';

/** The server's heartbeat comes every 20 s. */
const SILENCE_MS = 45_000;
const FAILURES_UNTIL_POLLING = 2;
const POLLING_MS = 300_000;

export async function listenForHints(
  ports: {
    readonly open: (signal: AbortSignal) => Promise<AsyncIterable<Uint8Array> | null>;
    readonly timers: Timers;
    readonly random: Random;
    readonly onHint: () => void;
  },
  signal: AbortSignal,
): Promise<void> {
  for (let failures = 0; !signal.aborted; ) {
    const heard = await listenOnce(ports, signal);
    failures = heard > 0 ? 0 : failures + 1;
    const ms = failures >= FAILURES_UNTIL_POLLING ? POLLING_MS : backoff(failures, null, ports.random).ms;
    await ports.timers.sleep(ms, signal);
  }
}

/** How many pieces of the stream arrived before it fell silent or ended. */
async function listenOnce(ports: Parameters<typeof listenForHints>[0], signal: AbortSignal): Promise<number> {
  const gone = new AbortController();
  const stop = () => gone.abort();
  signal.addEventListener('abort', stop, { once: true });
  let heard = 0;
  try {
    const chunks = await ports.open(gone.signal);
    if (chunks === null) return 0;
    // Whatever happened while nobody listened is asked about at once.
    ports.onHint();
    const decoder = new TextDecoder();
    const pieces = chunks[Symbol.asyncIterator]();
    for (;;) {
      const heardNow = new AbortController();
      const silence = ports.timers.sleep(SILENCE_MS, heardNow.signal).then(() => 'silent' as const);
      const piece = await Promise.race([pieces.next(), silence]);
      heardNow.abort();
      if (piece === 'silent' || piece.done || signal.aborted) return heard;
      heard += 1;
      // A heartbeat is a comment line; anything with data is a hint.
      if (/^data:/m.test(decoder.decode(piece.value, { stream: true }))) ports.onHint();
    }
  } catch {
    return heard;
  } finally {
    signal.removeEventListener('abort', stop);
    gone.abort();
  }
}
