/**
 * Puts changes on streams. A sequence is taken from the stream's own row under its lock, as the last
 * statement of the transaction: whoever gets k + 1 has waited for the holder of k to commit or to roll
 * back, and a roll back takes the sequence with it. So what readers see is always a prefix without gaps.
 *
 * Invariants: 1. nothing else writes `change`; 2. nothing is written after it in the same transaction, so
 * that the lock is short; 3. several streams are taken in one order, so that no two transactions wait for
 * each other; 4. all changes of a transaction share its id.
 */
import { sql } from 'kysely';
import { must } from '../../kernel/invariant.ts';
import { type Database, withTenant } from '../db/database.ts';
import type { Db } from '../db/schema.ts';
import type { StreamChange } from '../ledger/ledger.ts';

export type Heads = Readonly<Record<string, number>>;

/** Must be the last thing `transaction` does. Answers the heads of the streams it wrote to. */
export async function publish(transaction: Db, tenant: string, changes: readonly StreamChange[]): Promise<Heads> {
  const heads: Record<string, number> = {};
  for (const stream of [...new Set(changes.map((change) => change.stream))].sort()) {
    const rows = changes
      .filter((change) => change.stream === stream)
      .map(({ kind, ref, body }) => ({ kind, ref, body }));
    const { rows: written } = await sql<{ head: number }>`
      with taken as (
        insert into stream (tenant, id, head) values (${tenant}, ${stream}, ${rows.length}::bigint)
        on conflict (tenant, id) do update set head = stream.head + excluded.head
        returning head),
      written as (
        insert into change (tenant, stream, sequence, kind, ref, body, transaction_id)
        select ${tenant}, ${stream}, taken.head - ${rows.length}::bigint + one.place,
               one.value->>'kind', one.value->>'ref', nullif(one.value->'body', 'null'::jsonb),
               pg_current_xact_id()::text
        from taken, jsonb_array_elements(${JSON.stringify(rows)}::jsonb) with ordinality as one(value, place))
      select head from taken`.execute(transaction);
    heads[stream] = must(written[0], 'a stream that was written to has a head').head;
  }
  return heads;
}

/** A transaction of head office or an import: what it answers in `changes` is published and announced. */
export async function withPublishing<T>(
  database: Database,
  tenant: string,
  work: (transaction: Db) => Promise<{ readonly changes: readonly StreamChange[]; readonly result: T }>,
  options: { readonly statementTimeoutMs?: number } = {},
): Promise<T> {
  const { heads, result } = await withTenant(
    database.db,
    tenant,
    async (transaction) => {
      const done = await work(transaction);
      return { heads: await publish(transaction, tenant, done.changes), result: done.result };
    },
    options,
  );
  await announceHeads(database, tenant, heads);
  return result;
}

export const HEADS_CHANNEL = 'evertill_heads';
/** PostgreSQL carries less than 8,000 bytes in one notification. */
const HEADS_PER_NOTICE = 100;

/**
 * Tells every instance that streams have moved. Only a hint: a lost one costs a delay, so a failure to
 * tell is nobody's failure. Never inside the transaction: NOTIFY makes commits wait for each other.
 */
export async function announceHeads(database: Database, tenant: string, heads: Heads): Promise<void> {
  const entries = Object.entries(heads);
  for (let from = 0; from < entries.length; from += HEADS_PER_NOTICE) {
    const part = Object.fromEntries(entries.slice(from, from + HEADS_PER_NOTICE));
    await database.notify(HEADS_CHANNEL, JSON.stringify({ tenant, heads: part })).catch(() => undefined);
  }
}
