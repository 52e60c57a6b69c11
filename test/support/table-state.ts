/** Everything a tenant's ledger holds, as one hash per table: equal hashes, equal tables. */
import { sql } from 'kysely';
import type { Db } from '../../src/server/db/schema.ts';

/** `last_seen_at` and its kin say when a tablet was heard, which is what a repeated push changes. */
const TABLES: Readonly<Record<string, string>> = {
  incarnation: `row(tenant, register, incarnation, status, last_sequence, last_hash, durable_through)::text`,
};
const PLAIN = [
  'stream',
  'change',
  'entry',
  'sales_order',
  'order_line',
  'order_tender',
  'order_void',
  'stock_movement',
  'stock_level',
  'shift',
  'till_movement',
  'parked_cart',
  'exception',
] as const;

export async function tableHashes(db: Db): Promise<Record<string, string>> {
  const hashes: Record<string, string> = {};
  for (const table of [...Object.keys(TABLES), ...PLAIN]) {
    const text = sql.raw(TABLES[table] ?? 'one::text');
    const { rows } = await sql<{ hash: string }>`
      select count(*)::text || ' ' || md5(coalesce(string_agg(${text}, E'\n' order by ${text}), '')) as hash
      from ${sql.table(table)} as one`.execute(db);
    hashes[table] = rows[0]?.hash ?? '';
  }
  return hashes;
}

/** Levels whose cached numbers differ from the sum of their movements. Empty is right. */
export async function levelsOffTheirMovements(db: Db): Promise<unknown[]> {
  const { rows } = await sql`
    with summed as (
      select tenant, location, ordinal,
             coalesce(sum(quantity) filter (where bucket = 'on-hand'), 0) as on_hand,
             coalesce(sum(quantity) filter (where bucket = 'damaged'), 0) as damaged
      from stock_movement group by tenant, location, ordinal)
    select * from summed full join stock_level as level using (tenant, location, ordinal)
    where (summed.on_hand, summed.damaged) is distinct from (level.on_hand, level.damaged)`.execute(db);
  return rows;
}
