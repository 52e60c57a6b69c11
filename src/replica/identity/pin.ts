/**
 * A PIN opens the screen of this tablet and nothing else. It is checked without the server: Argon2id, then
 * an HMAC under a key that only this tablet holds. After five wrong tries in a row each further one must
 * wait, twice as long every time; the count lies on disk, so a reload does not reset it.
 */
import type { Clock } from '../../kernel/ports.ts';
import { granted, refused, type Verdict } from '../../kernel/verdict.ts';
import type { AssociateDocument } from '../../protocol/sync/documents.ts';
import type { JournalStore, PinTriesRow } from '../journal/store.ts';
import { bytesFromBase64Url } from './base64-url.ts';
import type { Tablet } from './tablet.ts';

export const PIN_FREE_TRIES = 5;
const FIRST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 15 * 60_000;

export type PinRefusal =
  | { readonly code: 'wrong-pin'; readonly triesLeft: number; readonly waitMs: number }
  | { readonly code: 'wait'; readonly waitMs: number }
  /** Not active here, or no PIN was ever set. */
  | { readonly code: 'no-pin' };

export interface PinCheck {
  check(associate: AssociateDocument, pin: string): Promise<Verdict<null, PinRefusal>>;
  /** Loads and compiles what the check needs, so that the first PIN waits for nothing. */
  warm(): Promise<void>;
}

export function createPinCheck(ports: {
  tablet: Pick<Tablet, 'prove'>;
  store: JournalStore;
  clock: Pick<Clock, 'now'>;
}): PinCheck {
  const { tablet, store, clock } = ports;

  const triesOf = (associate: string): Promise<PinTriesRow | undefined> =>
    store.transact('read', ['pinTries'], (tx) => tx.get('pinTries', [associate]));

  return {
    async check(associate, pin) {
      if (!associate.active || associate.pin === null) return refused({ code: 'no-pin' });
      const before = await triesOf(associate.id);
      const waitMs = before === undefined ? 0 : stillToWait(before, clock.now());
      if (waitMs > 0) return refused({ code: 'wait', waitMs });
      // Counted before it is checked: pulling the plug does not make a try free.
      const failures = (before?.failures ?? 0) + 1;
      const wait = waitAfter(failures);
      await store.transact('write', ['pinTries'], (tx) =>
        tx.put('pinTries', { associate: associate.id, failures, failedAt: clock.now(), waitMs: wait }),
      );
      const { salt, memoryKib, iterations, proof } = associate.pin;
      const { argon2id } = await import('hash-wasm');
      const output = await argon2id({
        password: pin,
        salt: bytesFromBase64Url(salt),
        parallelism: 1,
        iterations,
        memorySize: memoryKib,
        hashLength: 32,
        outputType: 'binary',
      });
      if (!sameBytes(await tablet.prove(output), bytesFromBase64Url(proof))) {
        return refused({ code: 'wrong-pin', triesLeft: Math.max(0, PIN_FREE_TRIES - failures), waitMs: wait });
      }
      await store.transact('write', ['pinTries'], (tx) => tx.remove('pinTries', [associate.id]));
      return granted(null);
    },
    async warm() {
      const { argon2id } = await import('hash-wasm');
      await argon2id({
        password: 'warm',
        salt: new Uint8Array(8),
        parallelism: 1,
        iterations: 1,
        memorySize: 8,
        hashLength: 32,
        outputType: 'binary',
      });
    },
  };
}

function waitAfter(failures: number): number {
  return failures < PIN_FREE_TRIES ? 0 : Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (failures - PIN_FREE_TRIES));
}

/** A clock set back does not lock anybody out for longer than was meant. */
function stillToWait(tries: PinTriesRow, now: number): number {
  const passed = now - tries.failedAt;
  return Math.max(0, Math.min(tries.waitMs, tries.waitMs - passed));
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  let difference = a.length ^ b.length;
  for (let index = 0; index < a.length; index++) difference |= (a[index] ?? 0) ^ (b[index] ?? 0);
  return difference === 0;
}
