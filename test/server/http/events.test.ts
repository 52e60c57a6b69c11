import { afterEach, describe, expect, test } from 'vitest';
import type { Timers } from '../../../src/kernel/ports.ts';
import type { RegisterIdentity } from '../../../src/server/auth/register-access.ts';
import { TOKEN_LIFE_MS } from '../../../src/server/auth/tokens.ts';
import { COALESCE_MS, eventStream, HEARTBEAT_MS, type Heads } from '../../../src/server/http/events.ts';

/** Time that moves only when the test says so. */
function turnedTimers() {
  let now = 0;
  const waiting = new Set<{ at: number; wake: () => void }>();
  const timers: Timers = {
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted) return resolve();
        const wake = () => {
          waiting.delete(one);
          signal?.removeEventListener('abort', wake);
          resolve();
        };
        const one = { at: now + ms, wake };
        waiting.add(one);
        signal?.addEventListener('abort', wake);
      }),
  };
  return {
    timers,
    async advance(ms: number) {
      const until = now + ms;
      for (;;) {
        const next = [...waiting].filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
        if (next === undefined) break;
        now = next.at;
        waiting.delete(next);
        next.wake();
        await settle();
      }
      now = until;
      await settle();
    },
  };
}

const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

const who: RegisterIdentity = {
  tenant: 'ten',
  register: 'reg',
  incarnation: 1,
  location: 'loc',
  publicKey: { kty: 'EC', crv: 'P-256', x: 'x', y: 'y' },
  pinKey: new Uint8Array(32),
};

const opened: AbortController[] = [];
afterEach(() => {
  for (const one of opened.splice(0)) one.abort();
});

function openLine() {
  const time = turnedTimers();
  const stopping = new AbortController();
  opened.push(stopping);
  let tell: (heads: Heads) => void = () => {};
  let isWatched = true;
  let ends = 0;
  const response = eventStream({
    who,
    timers: time.timers,
    stopping: stopping.signal,
    onEnd: () => {
      ends += 1;
    },
    watchHeads: (_, onHeads, signal) => {
      tell = onHeads;
      signal.addEventListener('abort', () => {
        isWatched = false;
      });
    },
  });
  const reader = response.body?.getReader();
  const text = new TextDecoder();
  return {
    time,
    response,
    stop: () => stopping.abort(),
    tell: (heads: Heads) => tell(heads),
    isWatched: () => isWatched,
    ends: () => ends,
    leave: () => reader?.cancel(),
    /** What arrived since, or null when the line has ended. */
    async hear(): Promise<string | null> {
      const part = await reader?.read();
      return part?.done ? null : text.decode(part?.value);
    },
  };
}

describe('a line of hints', () => {
  test('is not kept, not held back and not packed by what lies between', () => {
    const { response } = openLine();
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('x-accel-buffering')).toBe('no');
    expect(response.headers.get('content-encoding')).toBe('identity');
  });

  test('carries heads and nothing else, those of a quarter second as one', async () => {
    const line = openLine();
    expect(await line.hear()).toBe('retry: 3000\n\n');
    line.tell({ items: 1 });
    line.tell({ items: 2 });
    line.tell({ 'store:loc': 9 });
    await line.time.advance(COALESCE_MS);
    expect(await line.hear()).toBe('event: heads\ndata: {"items":2,"store:loc":9}\n\n');
    line.tell({ items: 3 });
    await line.time.advance(COALESCE_MS);
    expect(await line.hear()).toBe('event: heads\ndata: {"items":3}\n\n');
  });

  test('N08: beats every twenty seconds, so that a dead one is told from a quiet one', async () => {
    const line = openLine();
    await line.hear();
    await line.time.advance(2 * HEARTBEAT_MS);
    expect(await line.hear()).toBe(': beat\n\n');
    expect(await line.hear()).toBe(': beat\n\n');
  });

  test('S16: is ended when nobody reads it', async () => {
    const line = openLine();
    const long = 'stream'.repeat(200);
    for (let told = 0; told < 100 && line.isWatched(); told++) {
      line.tell({ [`${long}${told}`]: told });
      await line.time.advance(COALESCE_MS);
    }
    expect(line.isWatched()).toBe(false);
    expect(line.ends()).toBe(1);
  });

  test.each([
    ['the tablet leaves', (line: ReturnType<typeof openLine>) => line.leave()],
    ['the server stops', async (line: ReturnType<typeof openLine>) => line.stop()],
    ['its token’s life is over', (line: ReturnType<typeof openLine>) => line.time.advance(TOKEN_LIFE_MS)],
  ])('is ended when %s', async (_, end) => {
    const line = openLine();
    await line.hear();
    await end(line);
    await settle();
    expect(line.isWatched()).toBe(false);
    expect(line.ends()).toBe(1);
  });
});
