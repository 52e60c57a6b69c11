/**
 * Who may ask how often. Registers have a bucket each; who is not enrolled yet is counted by address,
 * and only for what failed, since a whole shop shares one address. `Retry-After` is spread by chance, so
 * that a chain of shops coming back at once does not come back at once again.
 */
import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Random } from '../../kernel/ports.ts';

export interface RateLimitSettings {
  /** Signed requests of one register in ten seconds. */
  readonly registerPerTenSeconds: number;
  /** Failed enrolments or token requests from one address in ten minutes. */
  readonly failuresPerTenMinutes: number;
  /** Requests of the channel API from one address in ten seconds. */
  readonly channelPerTenSeconds: number;
  /** Requests in work at once, over all. */
  readonly concurrent: number;
}

export const RATE_LIMITS: RateLimitSettings = {
  registerPerTenSeconds: 300,
  failuresPerTenMinutes: 20,
  channelPerTenSeconds: 200,
  concurrent: 250,
};

export interface RateLimits {
  /** Takes one from a register's bucket; false when it is empty. */
  takeForRegister(register: string): Promise<boolean>;
  /** Takes one of an address's requests to the channel API; false when it has used them up. */
  takeForChannel(address: string): Promise<boolean>;
  /** Whether an address may still try what it failed at before. */
  mayTry(address: string): Promise<boolean>;
  countFailure(address: string): Promise<void>;
  /** Takes a place among the requests in work, or none. The returned function gives it back. */
  enter(): (() => void) | null;
  /** Whole seconds, between two and six. */
  retryAfterSeconds(): number;
}

export function createRateLimits(settings: RateLimitSettings, random: Random): RateLimits {
  const registers = new RateLimiterMemory({ points: settings.registerPerTenSeconds, duration: 10 });
  const channels = new RateLimiterMemory({ points: settings.channelPerTenSeconds, duration: 10 });
  const failures = new RateLimiterMemory({ points: settings.failuresPerTenMinutes, duration: 600 });
  let inWork = 0;
  return {
    takeForRegister: (register) => take(registers, register),
    takeForChannel: (address) => take(channels, address),
    async mayTry(address) {
      const spent = await failures.get(address);
      return spent === null || spent.consumedPoints < settings.failuresPerTenMinutes;
    },
    async countFailure(address) {
      await failures.penalty(address, 1);
    },
    enter() {
      if (inWork >= settings.concurrent) return null;
      inWork += 1;
      return () => {
        inWork -= 1;
      };
    },
    retryAfterSeconds: () => 2 + ((random.bytes(1)[0] ?? 0) % 5),
  };
}

async function take(limiter: RateLimiterMemory, key: string): Promise<boolean> {
  try {
    await limiter.consume(key);
    return true;
  } catch (fault) {
    if (fault instanceof Error) throw fault;
    return false;
  }
}
