/** Locations as the office shows them: with their currency, their zone and the business day that runs there. */
import { z } from 'zod';
import { businessDayOf } from '../../domain/store/business-day.ts';
import type { LocationFacts } from '../../protocol/office.ts';
import type { Db } from '../db/schema.ts';

const settingsOfInterest = z.looseObject({
  currency: z.object({ code: z.string(), digits: z.int() }),
  timeZone: z.string(),
  dayStartsAtHour: z.int(),
});
const kinds = z.enum(['store', 'warehouse', 'web-shop']);

export async function readLocations(tx: Db, tenant: string, now: string): Promise<LocationFacts[]> {
  const rows = await tx
    .selectFrom('location')
    .select(['id', 'name', 'kind', 'settings'])
    .where('tenant', '=', tenant)
    .orderBy('position')
    .orderBy('id')
    .execute();
  return rows.map(({ id, name, kind, settings }) => {
    const { currency, timeZone, dayStartsAtHour } = settingsOfInterest.parse(settings);
    return {
      id,
      name,
      kind: kinds.parse(kind),
      currency,
      timeZone,
      businessDay: businessDayOf(now, timeZone, dayStartsAtHour),
    };
  });
}

/** Those of `ids` that the retailer does not have. */
export async function unknownLocations(tx: Db, tenant: string, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const found = await tx
    .selectFrom('location')
    .select('id')
    .where('tenant', '=', tenant)
    .where('id', 'in', [...ids])
    .execute();
  const known = new Set(found.map((row) => row.id));
  return ids.filter((id) => !known.has(id));
}
