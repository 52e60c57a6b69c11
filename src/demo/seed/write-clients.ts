/** The demo's clients, as if they had been written down before its past began: all of them, or none. */

import type { Database } from '../../server/db/database.ts';
import { withTenant } from '../../server/db/database.ts';
import { insertRows } from '../../server/db/insert-rows.ts';
import { DEMO_CLIENTS, type DemoClient } from '../shop/clients.ts';
import { DEMO_LOCATIONS, RETAILER } from '../shop/locations.ts';

/** No change tells of them: a tablet takes the segments that contain them. */
export async function writeClients(database: Database, at: string): Promise<void> {
  const tenant = RETAILER.id;
  await withTenant(database.db, tenant, async (tx) => {
    const before = await tx.selectFrom('client').select('id').where('tenant', '=', tenant).limit(1).executeTakeFirst();
    if (before !== undefined) return;
    await insertRows(
      tx,
      'client',
      DEMO_CLIENTS.map((client) => ({
        tenant,
        id: client.id,
        record: recordOf(client),
        erased_at: null,
        updated_at: at,
      })),
    );
    await insertRows(
      tx,
      'client_location',
      DEMO_CLIENTS.flatMap(({ id, stores }) =>
        stores.map((store) => ({ tenant, location: DEMO_LOCATIONS[store].id, client: id })),
      ),
    );
  });
}

function recordOf({ stores: _, ...client }: DemoClient) {
  return client;
}
