/**
 * What a store may be promised for, read for many variants at once: levels as they stand, how long the
 * store has been silent, how fast it sells.
 */
import { sql } from 'kysely';
import { promisable } from '../../domain/inventory/promise.ts';
import type { Db } from '../db/schema.ts';

/** Days whose sales say how fast a variant sells, and hours a store is open in each. */
const DEMAND_DAYS = 28;
const OPEN_HOURS_A_DAY = 10;
/** Silence shorter than this is a tablet between two syncs. */
const HEARD_WITHIN_MS = 120_000;
const HOUR_MS = 3_600_000;

/** Units by ordinal; every asked one is answered. Without `tracked` stock there is no limit: those are not asked. */
export async function promisableUnits(
  db: Db,
  place: { readonly tenant: string; readonly location: string; readonly now: number },
  ordinals: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  if (ordinals.length === 0) return new Map();
  const { tenant, location, now } = place;
  const since = new Date(now - DEMAND_DAYS * 24 * HOUR_MS).toISOString();
  const { rows } = await sql<{ ordinal: number; onHand: number; committed: number; damaged: number; sold: number }>`
    select asked.ordinal, coalesce(level.on_hand, 0) as "onHand", coalesce(level.committed, 0) as committed,
           coalesce(level.damaged, 0) as damaged,
           coalesce((select sum(-quantity) from stock_movement as move
             where move.tenant = ${tenant} and move.location = ${location} and move.ordinal = asked.ordinal
               and move.kind = 'sale' and move.bucket = 'on-hand' and move.at >= ${since}::timestamptz), 0)::bigint as sold
    from unnest(${[...ordinals]}::integer[]) as asked(ordinal)
    left join stock_level as level
      on level.tenant = ${tenant} and level.location = ${location} and level.ordinal = asked.ordinal`.execute(db);
  const darkHours = await silence(db, place);
  return new Map(
    rows.map(({ ordinal, sold, ...level }) => {
      const soldPerHour = sold / (DEMAND_DAYS * OPEN_HOURS_A_DAY);
      return [ordinal, promisable(level, { soldPerHour, darkHours, safety: 0 })];
    }),
  );
}

/** Hours since the register that was silent longest was heard of; registers out of service do not count. */
async function silence(
  db: Db,
  { tenant, location, now }: { readonly tenant: string; readonly location: string; readonly now: number },
): Promise<number> {
  const row = await db
    .selectFrom('incarnation')
    .select((eb) => eb.fn.min('last_seen_at').as('heard'))
    .where('tenant', '=', tenant)
    .where('location', '=', location)
    .where('status', '=', 'active')
    .executeTakeFirst();
  if (row?.heard == null) return 0;
  const silentMs = now - Date.parse(row.heard);
  return silentMs < HEARD_WITHIN_MS ? 0 : silentMs / HOUR_MS;
}
