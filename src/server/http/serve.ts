/**
 * Puts the app on the network, and takes it off again in order: no new requests, those under way are
 * answered, lines that would stay open are ended, and only after a patient while are the rest cut.
 */
import { readFile } from 'node:fs/promises';
import { createServer as createHttpServer, type Server as HttpServer } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { Timers } from '../../kernel/ports.ts';
import { granted, refused, type Verdict } from '../../kernel/verdict.ts';
import type { EvertillApp } from './context.ts';

const DRAIN_MS = 10_000;
const DRAIN_STEP_MS = 50;
const HEADERS_WITHIN_MS = 15_000;
const REQUEST_WITHIN_MS = 60_000;
/** Longer than a proxy keeps an idle connection, so that none is closed under a request just sent. */
const KEEP_ALIVE_MS = 75_000;

export interface Listening {
  readonly port: number;
  stop(): Promise<void>;
}

export type ListenRefusal =
  | { readonly code: 'port-in-use' | 'port-not-allowed' | 'host-unknown'; readonly host: string; readonly port: number }
  | { readonly code: 'tls-unreadable'; readonly file: string };

export async function listen(options: {
  app: EvertillApp;
  host: string;
  port: number;
  tls: { certificate: string; key: string } | null;
  timers: Timers;
}): Promise<Verdict<Listening, ListenRefusal>> {
  const { host, port, timers } = options;
  const answer = getRequestListener((request, env) => options.app.fetch(request, env));
  let server: HttpServer;
  if (options.tls === null) {
    server = createHttpServer(answer);
  } else {
    const pair: Buffer[] = [];
    for (const file of [options.tls.certificate, options.tls.key]) {
      const content = await readFile(file).catch(() => null);
      if (content === null) return refused({ code: 'tls-unreadable', file });
      pair.push(content);
    }
    const [cert, key] = pair;
    try {
      server = createHttpsServer({ cert, key }, answer);
    } catch {
      return refused({ code: 'tls-unreadable', file: options.tls.certificate });
    }
  }
  server.headersTimeout = HEADERS_WITHIN_MS;
  server.requestTimeout = REQUEST_WITHIN_MS;
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  const fault = await new Promise<NodeJS.ErrnoException | null>((resolve) => {
    server.once('error', resolve);
    server.listen(port, host, () => resolve(null));
  });
  if (fault !== null) return refused({ code: refusalOf(fault), host, port });
  return granted({
    port: (server.address() as AddressInfo).port,
    async stop() {
      let isClosed = false;
      const closed = new Promise<void>((resolve) =>
        server.close(() => {
          isClosed = true;
          resolve();
        }),
      );
      // A connection that was busy a moment ago is idle now, and would stay open for as long as it may.
      for (let waited = 0; !isClosed && waited < DRAIN_MS; waited += DRAIN_STEP_MS) {
        server.closeIdleConnections();
        await Promise.race([closed, timers.sleep(DRAIN_STEP_MS)]);
      }
      server.closeAllConnections();
      await closed;
    },
  });
}

function refusalOf(fault: NodeJS.ErrnoException): 'port-in-use' | 'port-not-allowed' | 'host-unknown' {
  if (fault.code === 'EADDRINUSE') return 'port-in-use';
  if (fault.code === 'EACCES') return 'port-not-allowed';
  if (fault.code === 'EADDRNOTAVAIL' || fault.code === 'ENOTFOUND') return 'host-unknown';
  throw fault;
}
