/**
 * The chain's hashes, apart from the schemas: a tablet chains and verifies what it made itself without
 * loading the parsers of what others send.
 */
import { canonicalJson } from '../../kernel/canonical-json.ts';
import { sha256Hex } from '../../kernel/hash.ts';
import type { Entry, EntryEnvelope } from './entry.ts';

/** SHA-256 over the base64url text of `sealed`, as it travels. */
export function sealedHash(sealed: string): string {
  return sha256Hex(sealed);
}

/** SHA-256 over the canonical JSON of everything but `sealed`. */
export function entryHash(entry: EntryEnvelope | Entry): string {
  const { sealed: _, ...chained } = entry;
  return sha256Hex(canonicalJson(chained));
}

/** What the first entry of an incarnation calls the one before it. */
export function chainStart(register: string, incarnation: number): string {
  return sha256Hex(`evertill chain ${register} ${incarnation}`);
}
