/** Fills the demo shop, at its first start: everything in it, its past, and who may sign in to head office. */
import { STREAM_WINDOW_MAX } from '../../protocol/limits.ts';
import { openServerKeys } from '../../server/auth/server-keys.ts';
import { createClientSecrets } from '../../server/channels/client-secrets.ts';
import type { Sealing } from '../../server/channels/sealing.ts';
import { createPostgresLedger } from '../../server/ledger/postgres-ledger.ts';
import { publishSegments } from '../../server/segments/publish-segments.ts';
import type { DemoDeps } from '../seed.ts';
import { DEMO_LOCATIONS, OFFICE_EMAIL, RETAILER } from '../shop/locations.ts';
import { PRICE_LISTS } from '../shop/money-and-tax.ts';
import type { DemoMark } from './mark.ts';
import { openShop } from './open-shop.ts';
import { pushFortnights } from './push-fortnights.ts';
import { writeClients } from './write-clients.ts';

export async function fillShop(deps: DemoDeps, mark: DemoMark, { isBegun }: { isBegun: boolean }): Promise<void> {
  if (!isBegun) await openShop(deps, mark);
  const { sealing, codeHash } = await openServerKeys(deps.database.db, deps.random);
  const secrets = createClientSecrets(codeHash);
  await writeClients(deps.database, new Date(mark.seededAt).toISOString());
  await pushFortnights({ ...deps, sealing, secrets, ledger: createPostgresLedger(deps.database) }, mark);
  await publishTables(deps, sealing);
  // Taken already when an earlier seeding was cut short after this line: then it is this very account.
  await deps.accounts.create({
    tenant: RETAILER.id,
    name: 'Robin Vermeer',
    email: OFFICE_EMAIL,
    password: mark.officePassword,
  });
}

async function publishTables({ database, clock }: DemoDeps, sealing: Sealing): Promise<void> {
  const streams = [
    'items',
    ...Object.values(PRICE_LISTS).map((list) => `prices:${list}`),
    ...Object.values(DEMO_LOCATIONS).flatMap(({ id }) => [`stock:${id}`, `clients:${id}`]),
  ];
  for (const stream of streams) {
    const manifest = { db: database.db, clock, tenant: RETAILER.id, stream, keepChanges: STREAM_WINDOW_MAX, sealing };
    await publishSegments(manifest);
  }
}
