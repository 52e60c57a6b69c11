/** The retailer a database belongs to: made once for a new one, found again ever after. */

import { createIdSource } from '../../kernel/ids.ts';
import type { Clock, Random } from '../../kernel/ports.ts';
import type { Database } from '../../server/db/database.ts';

export interface Retailer {
  readonly id: string;
  readonly name: string;
}

export async function findRetailer(database: Database): Promise<Retailer | null> {
  const row = await database.db.selectFrom('tenant').select(['id', 'name']).orderBy('created_at').executeTakeFirst();
  return row ?? null;
}

export async function makeRetailer(
  database: Database,
  ports: { clock: Clock; random: Random },
  name: string,
): Promise<Retailer> {
  const id = createIdSource(ports)('tenant');
  const created_at = new Date(ports.clock.now()).toISOString();
  await database.db.insertInto('tenant').values({ id, name, created_at }).execute();
  return { id, name };
}
