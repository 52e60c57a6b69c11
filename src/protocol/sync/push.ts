/**
 * UP. A push carries entries of one register incarnation, in sequence, in atomic groups. The answer has
 * one result per entry, in the same order. 4xx is only for the whole envelope; an entry that cannot be
 * understood is placed, quarantined and visible, and never blocks the ones behind it.
 */
import { z } from 'zod';
import { entryEnvelope } from '../entry/entry.ts';
import { PUSH_ENTRIES_MAX } from '../limits.ts';
import {
  base64Url,
  epochName,
  idOf,
  instant,
  sha256Digest,
  text,
  wholeNotNegative,
  wholePositive,
} from '../scalars.ts';
import { knownHistory } from './known.ts';

export const pushRequest = z.strictObject({
  protocol: wholePositive,
  /** Groups of entries that take effect together or not at all. Sequences run on across groups without a gap. */
  groups: z.array(z.array(entryEnvelope).min(1).max(PUSH_ENTRIES_MAX)).max(PUSH_ENTRIES_MAX),
  /** Head of the journal as it stands on the tablet: its last sequence and that entry's hash, signed by the register's key. */
  head: z.strictObject({ sequence: wholeNotNegative, hash: sha256Digest, signature: base64Url.max(200) }),
  /** For head office: what this register still holds unsent, and which build it runs. */
  status: z.strictObject({ unsent: wholeNotNegative, build: z.string().max(60) }),
  known: knownHistory.exactOptional(),
});
export type PushRequest = z.infer<typeof pushRequest>;

export const RESULT_KINDS = [
  'placed',
  'already-placed',
  'placed-with-exceptions',
  'refused',
  'parked',
  'quarantined',
  'gap',
] as const;

export const entryResult = z.strictObject({
  id: idOf('entry'),
  sequence: wholePositive,
  /**
   * placed and already-placed: the server has it. placed-with-exceptions: it has it, and a person must
   * look. refused: it has the request and said no. parked: it has it, in order, but must wait (for another register's entry, or for a newer
   * server). quarantined: it has it and could not read it. gap: it does not have it; send from `expected`.
   */
  result: z.enum(RESULT_KINDS),
  /** Codes: the exceptions raised, or why it was parked or quarantined. */
  reasons: z.array(z.string().max(60)).max(20),
});
export type EntryResult = z.infer<typeof entryResult>;

export const pushResponse = z.strictObject({
  epoch: epochName,
  results: z.array(entryResult).max(PUSH_ENTRIES_MAX),
  /** Every entry of this incarnation up to here is placed. */
  acknowledged: wholeNotNegative,
  /** Every entry up to here lies in a verified backup; only below it may a tablet forget. */
  durableThrough: wholeNotNegative,
  serverTime: instant,
  /** Milliseconds to wait before the next push when nothing new happens. */
  nextSyncAfterMs: wholeNotNegative,
});
export type PushResponse = z.infer<typeof pushResponse>;

/** Why a push is answered with 4xx, in `code` of the body. */
export const pushRefusalCodes = [
  'unknown-protocol',
  'malformed',
  'too-large',
  'not-enrolled',
  'revoked',
  'fork',
] as const;

export const refusalBody = z.looseObject({ code: z.string().max(60), detail: text.optional() });

/** What the register's key signs for the journal head. */
export function headStatement(register: string, incarnation: number, head: { sequence: number; hash: string }): string {
  return `evertill head ${register} ${incarnation} ${head.sequence} ${head.hash}`;
}
