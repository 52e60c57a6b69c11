/**
 * Figures for Prometheus. Labels are routes, methods, results and streams: never an id of a person, never
 * an address.
 */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

export interface Metrics {
  request(facts: { method: string; route: string; status: number; seconds: number }): void;
  push(seconds: number): void;
  entry(result: string): void;
  refusal(code: string): void;
  listeners(change: 1 | -1): void;
  /** The page that Prometheus reads. Heads are asked of the database when it is read. */
  text(): Promise<string>;
  readonly contentType: string;
}

export interface StreamHead {
  readonly tenant: string;
  readonly stream: string;
  readonly head: number;
}

export function createMetrics(options: {
  readHeads: () => Promise<readonly StreamHead[]>;
  /** Figures of the process itself (memory, event-loop lag); they keep observers running. */
  ofProcess: boolean;
}): Metrics {
  const register = new Registry();
  if (options.ofProcess) collectDefaultMetrics({ register, prefix: 'evertill_' });
  const requests = new Counter({
    name: 'evertill_http_requests_total',
    help: 'Requests answered',
    labelNames: ['method', 'route', 'status'],
    registers: [register],
  });
  const durations = new Histogram({
    name: 'evertill_http_request_seconds',
    help: 'Time until a request was answered',
    labelNames: ['method', 'route'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [register],
  });
  const pushes = new Histogram({
    name: 'evertill_push_seconds',
    help: 'Time to take in a push',
    buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [register],
  });
  const entries = new Counter({
    name: 'evertill_entries_total',
    help: 'Entries of registers by what became of them',
    labelNames: ['result'],
    registers: [register],
  });
  const refusals = new Counter({
    name: 'evertill_refusals_total',
    help: 'Requests refused, by code',
    labelNames: ['code'],
    registers: [register],
  });
  const listening = new Gauge({
    name: 'evertill_event_listeners',
    help: 'Tablets that listen for hints',
    registers: [register],
  });
  new Gauge({
    name: 'evertill_stream_head',
    help: 'Last change of each stream',
    labelNames: ['tenant', 'stream'],
    registers: [register],
    async collect() {
      this.reset();
      for (const { tenant, stream, head } of await options.readHeads()) this.set({ tenant, stream }, head);
    },
  });
  return {
    request({ method, route, status, seconds }) {
      requests.inc({ method, route, status });
      durations.observe({ method, route }, seconds);
    },
    push: (seconds) => pushes.observe(seconds),
    entry: (result) => entries.inc({ result }),
    refusal: (code) => refusals.inc({ code }),
    listeners: (change) => listening.inc(change),
    text: () => register.metrics(),
    contentType: register.contentType,
  };
}
