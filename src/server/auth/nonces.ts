/**
 * Nonces seen lately, each good for one request. Remembered for longer than a token lives: an older
 * request cannot be replayed because its token has died. A restart forgets them; what could be replayed
 * then is at most ten minutes old, an idempotent push or a read, and still needs the stolen token.
 */
import type { Clock } from '../../kernel/ports.ts';
import { TOKEN_LIFE_MS } from './tokens.ts';

const REMEMBERED_MS = TOKEN_LIFE_MS + 60_000;

export interface Nonces {
  /** True the first time, false ever after. */
  take(owner: string, nonce: string): boolean;
  readonly size: number;
}

/** Two generations: the older one is dropped whole, so that remembering costs no timer and no search. */
export function createNonces(clock: Pick<Clock, 'elapsed'>): Nonces {
  let young = new Set<string>();
  let old = new Set<string>();
  let turnedAt = clock.elapsed();
  return {
    take(owner, nonce) {
      const now = clock.elapsed();
      if (now - turnedAt >= REMEMBERED_MS) {
        old = now - turnedAt >= 2 * REMEMBERED_MS ? new Set() : young;
        young = new Set();
        turnedAt = now;
      }
      const key = `${owner} ${nonce}`;
      if (young.has(key) || old.has(key)) return false;
      young.add(key);
      return true;
    },
    get size() {
      return young.size + old.size;
    },
  };
}
