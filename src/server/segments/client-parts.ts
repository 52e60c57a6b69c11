/**
 * The clients of one store, packed and sealed. Ids end in chance, so a client's last two characters say in
 * which part it lies, and parts are about equally large: nothing is numbered, nobody is moved when another
 * comes or goes, and who is erased leaves one part.
 */
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { sql } from 'kysely';
import type { Client } from '../../domain/client/client.ts';
import { encodeSegment } from '../../protocol/segment/columnar.ts';
import type { Sealing } from '../channels/sealing.ts';
import type { Db } from '../db/schema.ts';

/** A part is opened at once: some hundred kilobytes, a few milliseconds. */
const CLIENTS_PER_PART = 1_000;
/** As many as two characters of an id tell apart. */
const PARTS_MAX = 1_024;
const ID_CHARACTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

const compress = promisify(gzip);

export interface ClientStream {
  readonly tenant: string;
  readonly location: string;
}

/** A power of two, so that a part is halved when there are too many, and nobody else moves. */
export async function countClientParts(db: Db, { tenant, location }: ClientStream): Promise<number> {
  const { rows } = await sql<{ clients: number }>`
    select count(*) as clients from client_location as place
    join client on client.tenant = place.tenant and client.id = place.client
    where place.tenant = ${tenant} and place.location = ${location} and client.record is not null`.execute(db);
  const clients = Number(rows[0]?.clients ?? 0);
  let parts = 1;
  while (parts < PARTS_MAX && parts * CLIENTS_PER_PART < clients) parts *= 2;
  return clients === 0 ? 0 : parts;
}

/** Numbers of the parts that changed above `through`. */
export async function touchedClientParts(
  db: Db,
  { tenant, location }: ClientStream,
  through: number,
  parts: number,
): Promise<Set<number>> {
  const { rows } = await sql<{ part: number }>`
    select distinct ${partOf('ref', parts)} as part from change
    where tenant = ${tenant} and stream = ${`clients:${location}`} and sequence > ${through}`.execute(db);
  return new Set(rows.map(({ part }) => part));
}

export async function encodeClientPart(
  db: Db,
  { tenant, location }: ClientStream,
  part: number,
  parts: number,
  sealing: Pick<Sealing, 'sealPart'>,
): Promise<Uint8Array> {
  const { rows } = await sql<{ record: Client }>`
    select client.record from client_location as place
    join client on client.tenant = place.tenant and client.id = place.client
    where place.tenant = ${tenant} and place.location = ${location} and client.record is not null
      and ${partOf('client.id', parts)} = ${part}
    order by client.id collate "C"`.execute(db);
  const packed = await compress(JSON.stringify(rows.map(({ record }) => record)));
  return encodeSegment('clients', part, { sealed: [sealing.sealPart(location, packed)] });
}

function partOf(id: 'ref' | 'client.id', parts: number) {
  const value = (at: number) =>
    sql`(strpos(${ID_CHARACTERS}, substr(${sql.ref(id)}, length(${sql.ref(id)}) - ${at}::integer, 1)) - 1)`;
  return sql<number>`((${value(1)} * 32 + ${value(0)}) & ${parts - 1}::integer)`;
}
