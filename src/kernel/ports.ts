/**
 * Time, chance and timers arrive as arguments or they do not arrive. Nothing in kernel, domain,
 * protocol, replica, sync or server reads the machine's clock or dice except through these.
 */
export interface Clock {
  /** Wall time in milliseconds since 1970-01-01T00:00:00Z. May jump; never order records by it. */
  now(): number;
  /** Milliseconds that only grow while this process lives. For leases, timeouts and durations. */
  elapsed(): number;
}

export interface Random {
  /** `count` bytes that nobody can guess. */
  bytes(count: number): Uint8Array;
}

export interface Timers {
  /** Resolves after `ms` milliseconds, or at once when `signal` fires. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** An instant as the wire writes it: ISO 8601 in UTC with milliseconds. */
export function instantOf(clock: Pick<Clock, 'now'>): string {
  return new Date(clock.now()).toISOString();
}
