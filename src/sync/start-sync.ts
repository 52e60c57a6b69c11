/**
 * Sync in one realm (a worker, or the page where there are no workers): waits to lead, then runs the
 * engine and listens for hints. Tells all realms of the tablet how it goes, so that a screen in a tab
 * that does not lead shows the same.
 */
import type { Clock, Random, Timers } from '../kernel/ports.ts';
import type { LockPort, Outbox, ReplicaStore, Tablet } from '../replica/index.ts';
import { createEngine } from './engine.ts';
import { listenForHints } from './events.ts';
import { watchCounter } from './give-way.ts';
import type { Http } from './http.ts';
import { leadSync } from './leader.ts';
import { FIRST_REPORT, type RunningSync, type SyncReport } from './report.ts';
import { createTransport } from './transport.ts';

export type SyncMessage =
  /** From the engine, to everybody. */
  | { readonly kind: 'report'; readonly report: SyncReport }
  /** From anybody, to the engine: do something now; leave the counter alone for a moment. */
  | { readonly kind: 'kick' }
  | { readonly kind: 'busy' };

/** Reaches the tablet's other realms, never itself. */
export interface SyncChannel {
  publish(message: SyncMessage): void;
  subscribe(listener: (message: SyncMessage) => void): () => void;
}

export interface SyncPorts {
  readonly outbox: Outbox;
  readonly replica: ReplicaStore;
  readonly tablet: Tablet;
  readonly former?: readonly { readonly outbox: Outbox; readonly tablet: Tablet }[];
  readonly http: Http;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: Random;
  readonly locks: LockPort;
  readonly channel: SyncChannel;
  readonly build: string;
}

export function startSync(ports: SyncPorts, onReport: (report: SyncReport) => void): RunningSync {
  const stopped = new AbortController();
  const transport = createTransport(ports, ports.tablet);
  const counter = watchCounter(ports);
  let lead: (() => void) | null = null;
  let latest = FIRST_REPORT;

  const silence = ports.channel.subscribe((message) => {
    switch (message.kind) {
      case 'busy':
        return counter.busy();
      case 'kick':
        lead?.();
        // A realm that begins to look on asks by its kick; it shall not wait for the next change.
        if (lead !== null) ports.channel.publish({ kind: 'report', report: forOthers(latest) });
        return;
      case 'report':
        if (lead === null) onReport(message.report);
    }
  });

  void leadSync(
    ports.locks,
    async (signal) => {
      const engine = createEngine({
        ...ports,
        transport,
        whenQuiet: counter.whenQuiet,
        former: (ports.former ?? []).map((life) => ({ ...life, transport: createTransport(ports, life.tablet) })),
        onChange: (status, health) => {
          latest = { status, health };
          onReport(latest);
          ports.channel.publish({ kind: 'report', report: forOthers(latest) });
        },
      });
      lead = () => engine.kick();
      const unwatch = ports.outbox.subscribe(() => engine.notice());
      const hints = listenForHints(
        {
          // Nothing is to be hinted at before the first round, and a first fill needs every connection there is.
          open: async (gone) => {
            await engine.firstRound;
            return gone.aborted ? null : transport.events(gone);
          },
          timers: ports.timers,
          random: ports.random,
          onHint: () => engine.kick(),
        },
        signal,
      );
      try {
        await engine.run(signal);
      } finally {
        unwatch();
        lead = null;
        await hints;
      }
    },
    stopped.signal,
  );
  ports.channel.publish({ kind: 'kick' });

  return {
    kick() {
      if (lead !== null) lead();
      else ports.channel.publish({ kind: 'kick' });
    },
    giveWay() {
      counter.busy();
      if (lead === null) ports.channel.publish({ kind: 'busy' });
    },
    async clientKey() {
      const answer = await transport.clientKey();
      return answer.kind === 'answered' ? answer.body : null;
    },
    stop() {
      silence();
      stopped.abort();
    },
  };
}

function forOthers(report: SyncReport): SyncReport {
  return { ...report, status: { ...report.status, isLeader: false } };
}
