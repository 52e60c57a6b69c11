/** Which streams a register reads is decided here from its own row, never from what it asks for. */
import { streamsOfStore } from '../../protocol/sync/documents.ts';
import type { Db, IncarnationStatus } from '../db/schema.ts';

export interface RegisterStreams {
  readonly ids: readonly string[];
  readonly status: IncarnationStatus;
  readonly lastSequence: number;
  readonly pinKey: Uint8Array;
}

/** Null when nobody enrolled it. */
export async function streamsOfRegister(
  transaction: Db,
  who: { readonly tenant: string; readonly register: string; readonly incarnation: number },
): Promise<RegisterStreams | null> {
  const row = await transaction
    .selectFrom('incarnation')
    .innerJoin('location', (join) =>
      join.onRef('location.tenant', '=', 'incarnation.tenant').onRef('location.id', '=', 'incarnation.location'),
    )
    .select(['incarnation.status', 'incarnation.last_sequence', 'incarnation.pin_key'])
    .select(['location.id as location', 'location.price_list'])
    .where('incarnation.tenant', '=', who.tenant)
    .where('incarnation.register', '=', who.register)
    .where('incarnation.incarnation', '=', who.incarnation)
    .executeTakeFirst();
  if (row === undefined) return null;
  return {
    ids: streamsOfStore({ id: row.location, priceList: row.price_list }),
    status: row.status,
    lastSequence: row.last_sequence,
    pinKey: row.pin_key,
  };
}
