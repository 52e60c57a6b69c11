/**
 * Clients as head office sees them: found, and erased. Erasure is for ever and wins over whatever was or will
 * be written: the record goes, what was sealed in entries about it goes, what web orders say of the person
 * goes, and tablets forget. Orders stay, with an id that means nobody.
 *
 * Invariants: 1. tablets are not only told to forget: the stream's floor rises to the erasure, so whoever is
 * behind takes segments that were packed without the client, and the sealed record leaves its disk; 2. no
 * segment that may hold the client is served once the erasure is done; 3. erasing twice changes nothing.
 */
import { sql } from 'kysely';
import { instantOf } from '../../kernel/ports.ts';
import { granted, refused, type Verdict } from '../../kernel/verdict.ts';
import {
  CLIENTS_FOUND_MAX,
  type EraseClientResponse,
  type FindClientsResponse,
  type OfficeClient,
} from '../../protocol/office.ts';
import { channelOrderPut } from '../channels/channel-documents.ts';
import { withTenant } from '../db/database.ts';
import type { Db } from '../db/schema.ts';
import type { KeptOrder } from '../ledger/channel-records.ts';
import type { StreamChange } from '../ledger/ledger.ts';
import { postgresChannelRecords } from '../ledger/postgres-channel-records.ts';
import { raiseFloor } from '../streams/compact.ts';
import { announceHeads, type Heads, publish } from '../streams/publish.ts';
import type { OfficeTools } from './office-tools.ts';

export type ClientRefusal = { readonly code: 'client-unknown' };

const DIGITS_MIN = 3;

/** By any part of every word of the name, by the e-mail, or by digits of the phone. */
export async function findClients(
  { database }: Pick<OfficeTools, 'database'>,
  tenant: string,
  text: string,
): Promise<FindClientsResponse> {
  const words = text
    .normalize('NFC')
    .split(/\s+/u)
    .filter((word) => word !== '');
  const digits = /^[+\d\s().\-/]+$/.test(text) ? text.replaceAll(/\D/g, '').replace(/^0+/, '') : '';
  const pattern = (word: string) => `%${word.replaceAll(/[\\%_]/g, '\\$&')}%`;
  const isNamed = sql.join(
    words.map((word) => sql`(record->>'name' ilike ${pattern(word)} or record->>'email' ilike ${pattern(word)})`),
    sql` and `,
  );
  const isCalled =
    digits.length < DIGITS_MIN
      ? sql`false`
      : sql`regexp_replace(record->>'phone', '[^0-9]', '', 'g') like ${`%${digits}%`}`;
  const { rows } = await withTenant(
    database.db,
    tenant,
    (tx) =>
      sql<OfficeClient>`
        select id, record->>'name' as name, record->>'phone' as phone, record->>'email' as email,
          coalesce((select jsonb_agg(location order by location) from client_location as place
            where place.tenant = client.tenant and place.client = client.id), '[]'::jsonb) as locations
        from client
        where tenant = ${tenant} and record is not null and ((${isNamed}) or ${isCalled})
        order by record->>'name', id
        limit ${CLIENTS_FOUND_MAX}`.execute(tx),
    { readOnly: true },
  );
  return { clients: rows };
}

export async function eraseClient(
  { database, clock }: Pick<OfficeTools, 'database' | 'clock'>,
  tenant: string,
  id: string,
): Promise<Verdict<EraseClientResponse, ClientRefusal>> {
  const done = await withTenant(database.db, tenant, (tx) => erase(tx, tenant, id, instantOf(clock)));
  if (done === null) return refused({ code: 'client-unknown' });
  await announceHeads(database, tenant, done.heads);
  return granted({ id, erasedAt: done.erasedAt });
}

async function erase(
  tx: Db,
  tenant: string,
  id: string,
  now: string,
): Promise<{ readonly heads: Heads; readonly erasedAt: string } | null> {
  const records = postgresChannelRecords(tx, tenant);
  // Locks in the order in which a push takes them.
  const orders = await lockOrdersOf(tx, tenant, id);
  const kept = (await records.lockClients([id])).get(id);
  if (kept === undefined) return null;
  const { erased_at: before } = await tx
    .selectFrom('client')
    .select('erased_at')
    .where('tenant', '=', tenant)
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  if (before !== null) return { heads: {}, erasedAt: before };

  await tx
    .updateTable('client')
    .set({ record: null, erased_at: now, updated_at: now })
    .where('tenant', '=', tenant)
    .where('id', '=', id)
    .execute();
  await tx.deleteFrom('client_location').where('tenant', '=', tenant).where('client', '=', id).execute();
  // The chain runs over the hash of what was sealed, which stays.
  await sql`
    update entry set envelope = envelope - 'sealed'
    where tenant = ${tenant} and kind in ('client.create', 'client.edit')
      and envelope->'body'->>'client' = ${id} and envelope ? 'sealed'`.execute(tx);
  const nameless = orders.map((order): KeptOrder => ({ ...order, contact: null, address: null }));
  await records.saveChannelOrders(nameless, now);

  const streams = kept.locations.map((location) => `clients:${location}`);
  const drops = streams.map((stream): StreamChange => ({ stream, kind: 'client.drop', ref: id, body: null }));
  const heads = await publish(tx, tenant, [...drops, ...nameless.flatMap(channelOrderPut)]);
  // Only now: whoever was publishing these streams has ended, or will see the floor.
  for (const stream of streams) await raiseFloor(tx, tenant, stream, heads[stream] ?? 0);
  await forgetSegments(tx, tenant, streams);
  return { heads, erasedAt: now };
}

async function lockOrdersOf(tx: Db, tenant: string, client: string): Promise<readonly KeptOrder[]> {
  const { rows } = await sql<{ id: string }>`
    select id from channel_order where tenant = ${tenant} and record->>'client' = ${client} order by id`.execute(tx);
  const kept = await postgresChannelRecords(tx, tenant).lockChannelOrders(rows.map((row) => row.id));
  return [...kept.values()];
}

/**
 * What these streams named, and what nobody names any more. A tablet that is just fetching one of them asks
 * for a new manifest.
 */
async function forgetSegments(tx: Db, tenant: string, streams: readonly string[]): Promise<void> {
  if (streams.length === 0) return;
  await tx.deleteFrom('manifest').where('tenant', '=', tenant).where('stream', 'in', streams).execute();
  await sql`
    delete from segment
    where tenant = ${tenant} and hash not in (
      select part->>'hash' from manifest, jsonb_array_elements(manifest.parts) as part
      where manifest.tenant = ${tenant})`.execute(tx);
}
