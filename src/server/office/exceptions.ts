/** What waits for a person: exceptions, and entries that have their place but no effect yet. */

import { EXCEPTIONS_ROWS_MAX, type ExceptionsResponse, type OverviewResponse } from '../../protocol/office.ts';
import type { Db } from '../db/schema.ts';
import { withoutEnvelope } from '../exceptions/exceptions.ts';

export async function readAttention(tx: Db, tenant: string): Promise<OverviewResponse['attention']> {
  const open = await tx
    .selectFrom('exception')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('tenant', '=', tenant)
    .where('status', '=', 'open')
    .executeTakeFirstOrThrow();
  const held = await tx
    .selectFrom('entry')
    .select((eb) => ['status', eb.fn.countAll<number>().as('count')])
    .where('tenant', '=', tenant)
    .where('status', 'in', ['parked', 'quarantined'])
    .groupBy('status')
    .execute();
  const count = (status: string) => held.find((row) => row.status === status)?.count ?? 0;
  return { exceptions: open.count, quarantined: count('quarantined'), parked: count('parked') };
}

export async function readExceptions(tx: Db, tenant: string): Promise<ExceptionsResponse> {
  const exceptions = await tx
    .selectFrom('exception')
    .select(['id', 'location', 'kind', 'entry', 'register', 'raised_at', 'status', 'facts'])
    .where('tenant', '=', tenant)
    .where('status', '=', 'open')
    .orderBy('raised_at', 'desc')
    .limit(EXCEPTIONS_ROWS_MAX)
    .execute();
  const held = await tx
    .selectFrom('entry')
    .select([
      'id',
      'location',
      'register',
      'incarnation',
      'sequence',
      'kind',
      'status',
      'reasons',
      'at',
      'received_at',
      'hash',
    ])
    .where('tenant', '=', tenant)
    .where('status', 'in', ['parked', 'quarantined'])
    .orderBy('received_at', 'desc')
    .limit(EXCEPTIONS_ROWS_MAX)
    .execute();
  return {
    exceptions: exceptions.map(({ raised_at, facts, ...exception }) => ({
      ...exception,
      facts: withoutEnvelope(facts),
      raisedAt: raised_at,
    })),
    held: held.map(({ received_at, status, ...entry }) => ({
      ...entry,
      status: status === 'parked' ? 'parked' : 'quarantined',
      receivedAt: received_at,
    })),
  };
}
