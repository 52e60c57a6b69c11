/**
 * Reads what an entry says, with the closed schema of its kind and version. What cannot be read is not
 * thrown away: an unknown kind waits as it is for a newer server (parked), a body that breaks its own
 * schema waits for a person (quarantined). Both keep their place and let the next one pass.
 */
import { ENTRY_BODIES, type Entry, type EntryEnvelope } from '../../protocol/entry/entry.ts';
import { sealedHash } from '../../protocol/entry/entry-hash.ts';
import type { Arrival } from './arrival.ts';
import { isStorable } from './storable.ts';

export type ParkReason = 'unknown-kind' | 'unknown-version' | 'group-parked';
export type QuarantineReason =
  | 'foreign-identity'
  | 'foreign-location'
  | 'sealed-mismatch'
  | 'not-canonical'
  | 'unreadable-body'
  | 'unstorable-text'
  | 'id-reuse'
  | 'receipt-number-reuse'
  | 'not-storable'
  | 'group-quarantined';

export type Reading =
  | { readonly kind: 'readable'; readonly entry: Entry }
  | { readonly kind: 'parked'; readonly reason: ParkReason }
  | { readonly kind: 'quarantined'; readonly reason: QuarantineReason };

/** Who pushes, by what the server knows of it and not by what the entry says. */
export interface Pusher {
  readonly tenant: string;
  readonly register: string;
  readonly incarnation: number;
  readonly location: string;
  readonly series: string;
}

export function readEntry(arrival: Arrival, pusher: Pusher): Reading {
  const { envelope } = arrival;
  if (!isFrom(envelope, pusher)) return quarantined('foreign-identity');
  if (!arrival.isCanonical) return quarantined('not-canonical');
  if (!isStorable(envelope)) return quarantined('unstorable-text');
  // Without `sealed` nothing is wrong: what was personal in it was erased, and its hash keeps the chain.
  if (envelope.sealed !== undefined && sealedHash(envelope.sealed) !== envelope.sealedHash) {
    return quarantined('sealed-mismatch');
  }
  const { kind } = envelope;
  if (!isKnownKind(kind)) return { kind: 'parked', reason: 'unknown-kind' };
  const schema = schemaOf(kind, envelope.version);
  if (schema === undefined) return { kind: 'parked', reason: 'unknown-version' };
  const body = schema.safeParse(envelope.body);
  if (!body.success) return quarantined('unreadable-body');
  // The schema belongs to the kind, which the compiler cannot see through the table of both.
  const entry = { ...envelope, kind, body: body.data } as Entry;
  if (!isOfLocation(entry, pusher.location)) return quarantined('foreign-location');
  return { kind: 'readable', entry };
}

function quarantined(reason: QuarantineReason): Reading {
  return { kind: 'quarantined', reason };
}

function isKnownKind(kind: string): kind is keyof typeof ENTRY_BODIES {
  return Object.hasOwn(ENTRY_BODIES, kind);
}

/** Whether this build has words for it; what was parked for want of them may be read then. */
export function isKnown({ kind, version }: Pick<EntryEnvelope, 'kind' | 'version'>): boolean {
  return isKnownKind(kind) && schemaOf(kind, version) !== undefined;
}

function schemaOf<K extends keyof typeof ENTRY_BODIES>(
  kind: K,
  version: number,
): (typeof ENTRY_BODIES)[K][1] | undefined {
  const versions: Readonly<Record<number, (typeof ENTRY_BODIES)[K][1]>> = ENTRY_BODIES[kind];
  return Object.hasOwn(versions, version) ? versions[version] : undefined;
}

function isFrom(envelope: EntryEnvelope, pusher: Pusher): boolean {
  return (
    envelope.tenant === pusher.tenant &&
    envelope.register === pusher.register &&
    envelope.incarnation === pusher.incarnation
  );
}

/** A till writes in its own store only, whatever its entries name. */
function isOfLocation({ body }: Entry, location: string): boolean {
  const movements = 'stock' in body ? body.stock : [];
  return body.location === location && movements.every((movement) => movement.location === location);
}
