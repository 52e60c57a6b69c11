/** Ids whose chance is a counted hash: two demos seeded at one instant are the same, record by record. */
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { createIdSource, type IdSource } from '../kernel/ids.ts';

export function seededIds(seed: string, clock: { now(): number }): IdSource {
  let drawn = 0;
  return createIdSource({
    clock,
    random: { bytes: (count) => sha256(utf8ToBytes(`${seed} ${clock.now()} ${drawn++}`)).slice(0, count) },
  });
}
