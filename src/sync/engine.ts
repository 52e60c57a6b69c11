/**
 * The rounds of one tablet: push first, then pull to the heads, then wait. One engine runs per tablet.
 *
 *   round ──ended well──▶ idle ──time or kick──▶ round
 *     └──────fault──────▶ backing off ──────────▲
 */
import type { Clock, Random, Timers } from '../kernel/ports.ts';
import { instantOf } from '../kernel/ports.ts';
import type { Outbox, ReplicaStore, Tablet } from '../replica/index.ts';
import { localFault, type RoundFault } from './fault.ts';
import { EMPTY_HEALTH, type SyncHealth, withFault } from './health.ts';
import { backoff, FAREWELL_WAIT_MS, idle, type Wait } from './pace.ts';
import { pullAll } from './pull.ts';
import { createPusher } from './push.ts';
import type { SyncStatus } from './status.ts';
import type { Transport } from './transport.ts';

export interface EnginePorts {
  readonly outbox: Outbox;
  readonly replica: ReplicaStore;
  readonly tablet: Tablet;
  readonly transport: Transport;
  /** Former lives of this tablet that still hold entries: each speaks for itself, by its own key. */
  readonly former?: readonly { readonly outbox: Outbox; readonly tablet: Tablet; readonly transport: Transport }[];
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: Random;
  readonly build: string;
  /** Resolves when nobody is busy at the counter. */
  readonly whenQuiet?: () => Promise<void>;
  readonly onChange: (status: SyncStatus, health: SyncHealth) => void;
}

export interface Engine {
  /** Rounds until `signal` fires. */
  run(signal: AbortSignal): Promise<void>;
  /** One round at once, for tools and tests: null when push and pull ended well. */
  round(): Promise<RoundFault | null>;
  /** Resolves when the first round has ended, well or not, or `run` was ended before. */
  readonly firstRound: Promise<void>;
  kick(): void;
  /** The journal changed: a round comes at once if something new waits, and none because of our own doing. */
  notice(): void;
}

/** Rounds in a row that may begin anew (a new epoch, a risen floor) before it counts as a fault. */
const ANEW_MAX = 4;

export function createEngine(ports: EnginePorts): Engine {
  const { outbox, clock, timers, random } = ports;
  const pusher = createPusher(ports);
  const former = new Set((ports.former ?? []).map((life) => createPusher({ ...life, build: ports.build })));
  let status: SyncStatus = {
    link: 'unknown',
    phase: 'idle',
    lastSyncedAt: null,
    lastFault: null,
    epoch: null,
    isLeader: true,
  };
  let health: SyncHealth = EMPTY_HEALTH;
  let wake: (() => void) | null = null;
  let isKicked = false;
  let noticed = 0;
  let firstRoundEnded = () => {};
  const firstRound = new Promise<void>((resolve) => {
    firstRoundEnded = resolve;
  });

  function kick(): void {
    isKicked = true;
    wake?.();
  }

  async function notice(): Promise<void> {
    const { sequence, acknowledged } = await outbox.state();
    if (sequence <= noticed || sequence <= acknowledged) return;
    noticed = sequence;
    kick();
  }

  function show(change: Partial<SyncStatus>): void {
    status = { ...status, ...change };
    ports.onChange(status, health);
  }

  async function pushThenPull(): Promise<RoundFault | null> {
    for (let anew = 0; anew < ANEW_MAX; anew++) {
      show({ phase: 'pushing' });
      const pushFault = await pusher.pushAll();
      // What goes down does not depend on what could not go up, unless nobody answers at all.
      if (pushFault?.isOffline || pushFault?.isFarewell) return pushFault;
      await pushFormer();
      show({ phase: 'pulling', link: 'online' });
      const end = await pullAll({ ...ports, onFilling: () => show({ phase: 'filling' }) });
      if (end.kind === 'again') continue;
      return pushFault ?? (end.kind === 'fault' ? end.fault : null);
    }
    return localFault('epoch-unsteady');
  }

  /** What stands in their way is theirs: it delays nothing of the present life. */
  async function pushFormer(): Promise<void> {
    for (const life of [...former]) {
      const fault = await life.pushAll();
      // Asked again when the app is opened the next time.
      if (fault === null || fault.isFarewell) former.delete(life);
    }
  }

  async function round(): Promise<RoundFault | null> {
    isKicked = false;
    let fault: RoundFault | null;
    try {
      fault = await pushThenPull();
    } catch (error) {
      fault = localFault(error instanceof Error ? error.name : 'fault');
    }
    const at = instantOf(clock);
    const { epoch } = await outbox.state().catch(() => ({ epoch: status.epoch }));
    health = { ...health, rounds: health.rounds + 1, pushed: pusher.pushed() };
    if (fault === null) {
      show({ phase: 'idle', link: 'online', lastSyncedAt: at, epoch });
      await outbox.trim().catch(() => 0);
    } else {
      health = withFault(health, fault.code, at);
      const link = fault.isFarewell ? 'revoked' : fault.isOffline ? 'offline' : 'online';
      show({ phase: 'idle', link, lastFault: { code: fault.code, at }, epoch });
    }
    firstRoundEnded();
    return fault;
  }

  async function rest(wait: Wait, signal: AbortSignal): Promise<void> {
    await timers.sleep(wait.atLeastMs, signal);
    if (isKicked || signal.aborted) return;
    const woken = new AbortController();
    wake = () => woken.abort();
    signal.addEventListener('abort', wake, { once: true });
    await timers.sleep(wait.ms - wait.atLeastMs, woken.signal);
    signal.removeEventListener('abort', wake);
    wake = null;
  }

  return {
    round,
    firstRound,
    async run(signal) {
      signal.addEventListener('abort', firstRoundEnded, { once: true });
      for (let failures = 0; !signal.aborted; ) {
        const fault = await round();
        failures = fault === null ? 0 : failures + 1;
        await rest(waitAfter(fault, failures), signal);
      }
    },
    kick,
    notice() {
      notice().catch(() => undefined);
    },
  };

  function waitAfter(fault: RoundFault | null, failures: number): Wait {
    if (fault === null) return idle(pusher.nextSyncAfterMs(), random);
    if (fault.isFarewell) return { ms: FAREWELL_WAIT_MS, atLeastMs: 5_000 };
    return backoff(failures, fault.retryAfterMs, random);
  }
}
