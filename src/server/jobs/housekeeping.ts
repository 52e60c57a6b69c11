/**
 * What a server does between requests: keeps streams short, so that a new tablet reads documents and not
 * their history, and a tablet that slept takes segments instead of a long tail of changes. Any number of
 * servers may do it at once; nothing depends on when it happens.
 */
import type { Timers } from '../../kernel/ports.ts';
import { packedTableOf } from '../../protocol/segment/tables.ts';
import { type Database, withTenant } from '../db/database.ts';
import type { Segments } from '../segments/segments.ts';
import { compactDocuments } from '../streams/compact.ts';

const FIRST_AFTER_MS = 15_000;
const EVERY_MS = 120_000;

export interface HousekeepingTools {
  readonly database: Database;
  readonly segments: Segments;
  /** Reads what an older build of this server had to park. */
  readonly readmit: (who: { tenant: string; register: string; incarnation: number }) => Promise<number>;
  /** Carts and orders of other channels that are over. */
  readonly tidy: (tenant: string) => Promise<void>;
  readonly timers: Timers;
  /** Told of a round that failed; the next one comes all the same. */
  readonly onFault: (fault: unknown) => void;
}

/** Runs until `signal` fires; resolves when the round under way has ended. */
export async function keepHouse(tools: HousekeepingTools, signal: AbortSignal): Promise<void> {
  await tools.timers.sleep(FIRST_AFTER_MS, signal);
  while (!signal.aborted) {
    try {
      await keepHouseOnce(tools);
    } catch (fault) {
      tools.onFault(fault);
    }
    await tools.timers.sleep(EVERY_MS, signal);
  }
}

export async function keepHouseOnce(tools: Omit<HousekeepingTools, 'timers' | 'onFault'>) {
  const { database, segments, readmit, tidy } = tools;
  const tenants = await database.db.selectFrom('tenant').select('id').execute();
  for (const { id: tenant } of tenants) {
    await tidy(tenant);
    await segments.compactIfNeeded(tenant);
    const streams = await database.db.selectFrom('stream').select('id').where('tenant', '=', tenant).execute();
    for (const { id: stream } of streams) {
      if (packedTableOf(stream) !== null) continue;
      await withTenant(database.db, tenant, (tx) => compactDocuments(tx, tenant, stream));
    }
  }
  const lives = await database.db
    .selectFrom('entry')
    .select(['tenant', 'register', 'incarnation'])
    .distinct()
    .where('status', '=', 'parked')
    .execute();
  for (const life of lives) await readmit(life);
}
