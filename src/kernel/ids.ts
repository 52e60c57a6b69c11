/**
 * Ids are a prefix that names the noun and a ULID: 48 bits of milliseconds, 80 bits of chance, in
 * Crockford's base 32 (https://github.com/ulid/spec). They sort roughly by birth, are made without
 * asking anybody, and say in a log line what they stand for.
 */
import { invariant } from './invariant.ts';
import type { Clock, Random } from './ports.ts';

/** Each prefix stands for one noun of the glossary. */
export const ID_PREFIXES = {
  tenant: 'ten',
  location: 'loc',
  register: 'reg',
  associate: 'asc',
  entry: 'ent',
  item: 'itm',
  variant: 'var',
  category: 'cat',
  priceList: 'pls',
  taxCategory: 'txc',
  cart: 'car',
  order: 'ord',
  fulfillment: 'ful',
  line: 'lin',
  tender: 'tnd',
  shift: 'shf',
  movement: 'mov',
  client: 'cli',
  exception: 'exc',
  reason: 'rsn',
} as const;

export type IdNoun = keyof typeof ID_PREFIXES;

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Any id of ours: three letters, an underscore, 26 characters of Crockford's base 32. */
export const ID_PATTERN = /^[a-z]{3}_[0-9A-HJKMNP-TV-Z]{26}$/;

export type IdSource = (noun: IdNoun) => string;

export function createIdSource(ports: { clock: Pick<Clock, 'now'>; random: Random }): IdSource {
  return (noun) => `${ID_PREFIXES[noun]}_${ulid(ports.clock.now(), ports.random.bytes(10))}`;
}

/** `bytes` must hold 10 bytes of chance. */
export function ulid(milliseconds: number, bytes: Uint8Array): string {
  invariant(bytes.length === 10, 'a ULID takes ten bytes of chance');
  invariant(milliseconds >= 0 && milliseconds < 2 ** 48, 'a ULID holds 48 bits of time');
  let time = '';
  for (let rest = Math.floor(milliseconds), i = 0; i < 10; i++) {
    time = ALPHABET.charAt(rest % 32) + time;
    rest = Math.floor(rest / 32);
  }
  let chance = '';
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      chance += ALPHABET.charAt((held >>> bits) & 31);
      held &= (1 << bits) - 1;
    }
  }
  return time + chance;
}
