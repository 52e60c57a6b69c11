/**
 * The wire between browser and server: one origin in front of the shop, with a delay and a token bucket
 * over everything that comes down, exact and the same for every variant. It also serves the bench's own
 * pages and files under `/shop/bench/`, a path that the app's service worker leaves to the server, and
 * keeps a book of what passed.
 */
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';

export const BENCH_PATH = '/shop/bench/';

export interface Passed {
  readonly path: string;
  /** What asked: `document`, `script`, `style`, `font`, `worker`, `empty` (fetch). */
  readonly askedAs: string;
  readonly bytes: number;
  /** Of this machine's wall clock. */
  readonly from: number;
  readonly to: number;
}

export interface Link {
  readonly url: string;
  /** Megabits per second and milliseconds there and back; null: as fast as loopback is. */
  throttle(speed: { readonly megabits: number; readonly delayMs: number } | null): void;
  /** Where everything but the bench's own goes. */
  aim(server: string): void;
  /** False: nobody answers any more, but for the bench's own pages. */
  setUp(isUp: boolean): void;
  /** Answers below BENCH_PATH that lie in no folder. */
  offer(path: string, body: Buffer, headers: Readonly<Record<string, string>>): void;
  readonly passed: Passed[];
  close(): Promise<void>;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
};
/** Isolated from other origins, so that clocks are fine and memory can be measured. */
const ISOLATED = { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' };
const SLICE = 16_384;

export async function openLink(pagesFolder: string): Promise<Link> {
  let target: URL | null = null;
  const passed: Passed[] = [];
  const offered = new Map<string, { body: Buffer; headers: Readonly<Record<string, string>> }>();
  let speed: { megabits: number; delayMs: number } | null = null;
  let isUp = true;
  /** When the wire is free again. */
  let freeAt = 0;

  async function send(chunk: Buffer, to: ServerResponse): Promise<void> {
    if (speed === null) {
      if (!to.write(chunk)) await new Promise((resolve) => to.once('drain', resolve));
      return;
    }
    for (let at = 0; at < chunk.length; at += SLICE) {
      const slice = chunk.subarray(at, at + SLICE);
      const now = performance.now();
      freeAt = Math.max(now, freeAt) + (slice.length * 8) / (speed.megabits * 1_000);
      const waitMs = freeAt - now;
      // Timers of less than a millisecond are not to be had; the wire's book keeps the exact sum.
      if (waitMs > 2) await new Promise((resolve) => setTimeout(resolve, waitMs - 1));
      if (to.destroyed) return;
      to.write(slice);
    }
  }

  async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const from = Date.now();
    const path = incoming.url ?? '/';
    if (!isUp && !path.startsWith(BENCH_PATH)) return void incoming.socket.destroy();
    if (speed !== null) await new Promise((resolve) => setTimeout(resolve, speed?.delayMs));
    const source = path.startsWith(BENCH_PATH) ? await own(path.slice(BENCH_PATH.length)) : await ask(incoming);
    outgoing.writeHead(source.status, source.headers);
    let bytes = 0;
    for await (const chunk of source.body) {
      bytes += chunk.length;
      await send(chunk, outgoing);
    }
    outgoing.end();
    const askedAs = String(incoming.headers['sec-fetch-dest'] ?? '');
    passed.push({ path, askedAs, bytes, from, to: Date.now() });
  }

  async function own(path: string) {
    const [name = ''] = path.split('?', 1);
    const kept = offered.get(name);
    const body = kept?.body ?? (await readFile(join(pagesFolder, name)).catch(() => null));
    const type = TYPES[extname(name)] ?? 'application/octet-stream';
    return {
      status: body === null ? 404 : 200,
      headers: { 'content-type': type, 'cache-control': 'no-store', ...ISOLATED, ...kept?.headers },
      body: body === null ? [] : [body],
    };
  }

  function ask(incoming: IncomingMessage) {
    return new Promise<{ status: number; headers: IncomingMessage['headers']; body: AsyncIterable<Buffer> }>(
      (resolve, reject) => {
        if (target === null) throw new Error('the link leads nowhere yet');
        const { hostname, port } = target;
        const { method, url: path, headers } = incoming;
        const onward = request({ hostname, port, method, path, headers }, (response) =>
          resolve({ status: response.statusCode ?? 502, headers: response.headers, body: response }),
        );
        onward.once('error', reject);
        incoming.once('close', () => incoming.complete || onward.destroy());
        incoming.pipe(onward);
      },
    );
  }

  const server = createServer((incoming, outgoing) => {
    answer(incoming, outgoing).catch(() => outgoing.destroy());
  });
  server.keepAliveTimeout = 75_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    passed,
    aim(server) {
      target = new URL(server);
    },
    throttle(next) {
      speed = next;
    },
    setUp(next) {
      isUp = next;
      if (!isUp) server.closeAllConnections();
    },
    offer(path, body, headers) {
      offered.set(path, { body, headers });
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
