/**
 * Keeps streams short. A stream of documents loses changes that a later one of the same kind family and
 * ref replaces: who reads it from its beginning still gets every document. A settled exception is no document
 * any more once nobody can show it as open. A packed stream loses what its published segments contain, and
 * says so with its floor.
 */
import { sql } from 'kysely';
import { invariant } from '../../kernel/invariant.ts';
import { packedTableOf } from '../../protocol/segment/tables.ts';
import type { Db } from '../db/schema.ts';

const STORE_PREFIX = 'store:';

/** Inside a tenant's transaction. Answers how many changes went. The floor stays where it is. */
export async function compactDocuments(transaction: Db, tenant: string, stream: string): Promise<number> {
  invariant(packedTableOf(stream) === null, 'only a stream of documents is compacted');
  const { numAffectedRows } = await sql`
    delete from change as old
    where old.tenant = ${tenant} and old.stream = ${stream}
      and exists (
        select from change as later
        where later.tenant = old.tenant and later.stream = old.stream and later.ref = old.ref
          and split_part(later.kind, '.', 1) = split_part(old.kind, '.', 1)
          and later.sequence > old.sequence)`.execute(transaction);
  return Number(numAffectedRows ?? 0) + (await forgetSettled(transaction, tenant, stream));
}

/**
 * A tablet that was enrolled before an exception was settled may hold it as open. It has pulled since when it
 * was heard a day later: it pulls whenever it pushes. One that never comes back is revoked by head office.
 */
async function forgetSettled(transaction: Db, tenant: string, stream: string): Promise<number> {
  if (!stream.startsWith(STORE_PREFIX)) return 0;
  const location = stream.slice(STORE_PREFIX.length);
  const { numAffectedRows } = await sql`
    delete from change using exception as settled
    where change.tenant = ${tenant} and change.stream = ${stream} and change.kind like 'exception.%'
      and settled.tenant = change.tenant and settled.id = change.ref and settled.status = 'settled'
      and not exists (
        select from incarnation as tablet
        where tablet.tenant = ${tenant} and tablet.location = ${location} and tablet.status = 'active'
          and tablet.enrolled_at <= settled.settled_at
          and coalesce(tablet.last_seen_at, '-infinity') < settled.settled_at + interval '1 day')`.execute(transaction);
  return Number(numAffectedRows ?? 0);
}

/** Forgets the changes of a packed stream up to `through`, which published segments contain. Never lowers a floor. */
export async function raiseFloor(transaction: Db, tenant: string, stream: string, through: number): Promise<void> {
  invariant(packedTableOf(stream) !== null, 'a stream of documents has no floor');
  const raised = await transaction
    .updateTable('stream')
    .set({ floor: through })
    .where('tenant', '=', tenant)
    .where('id', '=', stream)
    .where('floor', '<', through)
    .where('head', '>=', through)
    .returning('floor')
    .executeTakeFirst();
  if (raised === undefined) return;
  await transaction
    .deleteFrom('change')
    .where('tenant', '=', tenant)
    .where('stream', '=', stream)
    .where('sequence', '<=', raised.floor)
    .execute();
}
