/**
 * An associate's document as one tablet may have it. The stream carries it without the PIN; the PIN as
 * head office keeps it never leaves the server. What a tablet gets is a proof that only its own key makes,
 * so that a stolen copy of one tablet's storage says nothing about any other tablet or about the server.
 */
import { createHmac } from 'node:crypto';
import type { AssociateDocument, PinVerifier } from '../../protocol/sync/documents.ts';
import type { Change } from '../../protocol/sync/pull.ts';
import type { Db, StoredPin } from '../db/schema.ts';

export function pinProof(pin: StoredPin, pinKey: Uint8Array): PinVerifier {
  return {
    salt: pin.salt,
    memoryKib: pin.memoryKib,
    iterations: pin.iterations,
    proof: createHmac('sha256', pinKey).update(Buffer.from(pin.output, 'base64url')).digest('base64url'),
  };
}

/** Puts this tablet's proofs into the `associate.put` changes among `changes`. */
export async function withPinProofs(
  transaction: Db,
  tenant: string,
  changes: readonly Change[],
  pinKey: Uint8Array,
): Promise<Change[]> {
  const associates = changes.filter(isAssociate).map((change) => change.ref);
  if (associates.length === 0) return [...changes];
  const rows = await transaction
    .selectFrom('associate')
    .select(['id', 'pin'])
    .where('tenant', '=', tenant)
    .where('id', 'in', associates)
    .execute();
  const pins = new Map(rows.map(({ id, pin }) => [id, pin]));
  return changes.map((change) => {
    if (!isAssociate(change)) return change;
    const pin = pins.get(change.ref);
    const body: AssociateDocument = { ...(change.body as AssociateDocument), pin: pin ? pinProof(pin, pinKey) : null };
    return { ...change, body };
  });
}

function isAssociate(change: Change): boolean {
  return change.kind === 'associate.put';
}
