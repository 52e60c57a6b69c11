/**
 * Ids of the demo shop. The same noun and key give the same id on every machine, so a picture, a test
 * and a seeded database speak of the same shirt.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { ID_PREFIXES, type IdNoun, ulid } from '../kernel/ids.ts';

/** 2026-01-01T00:00:00Z: the birth that all demo ids claim. */
const BORN_AT = 1_767_225_600_000;

export function demoId(noun: IdNoun, key: string): string {
  return `${ID_PREFIXES[noun]}_${ulid(BORN_AT, sha256(utf8ToBytes(`linden and row ${noun} ${key}`)).slice(0, 10))}`;
}
