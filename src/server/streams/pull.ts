/**
 * Answers a tablet's pull: the next changes of each of its streams, all from one database snapshot, with
 * the last of its own entries that this snapshot contains.
 *
 * Invariants: 1. one read-only REPEATABLE READ transaction, so that pages, heads and `included` belong
 * together; 2. a register reads its own streams, whatever it asks for; 3. `more` says what a short page
 * does not; 4. nobody's cursor is believed beyond the head or below the floor.
 */
import { sql } from 'kysely';
import { type Clock, instantOf } from '../../kernel/ports.ts';
import { granted, refused, type Verdict } from '../../kernel/verdict.ts';
import type { Change, PullRequest, PullResponse, StreamPage } from '../../protocol/sync/pull.ts';
import { withTenant } from '../db/database.ts';
import type { Db } from '../db/schema.ts';
import type { HistoryLost } from './lost-history.ts';
import { withPinProofs } from './pin-proofs.ts';
import { streamsOfRegister } from './register-streams.ts';

export interface PullDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly readEpoch: () => Promise<string>;
  /** Without it a loss is only that tablet's own affair. */
  readonly historyLost?: HistoryLost;
}

export type PullRefusal =
  | { readonly code: 'not-enrolled' | 'revoked' }
  /** Take segments first: the changes after these cursors are gone. */
  | { readonly code: 'snapshot-required'; readonly streams: readonly string[] }
  /** The tablet knows more than this database. It begins anew; under a new epoch, if it held this one. */
  | { readonly code: 'cursor-ahead'; readonly streams: readonly string[] };

export async function handlePull(
  deps: PullDeps,
  who: { readonly tenant: string; readonly register: string; readonly incarnation: number },
  request: PullRequest,
): Promise<Verdict<PullResponse, PullRefusal>> {
  const epoch = await deps.readEpoch();
  let isLost = false;
  const answer = await withTenant(
    deps.db,
    who.tenant,
    async (tx): Promise<Verdict<PullResponse, PullRefusal>> => {
      const register = await streamsOfRegister(tx, who);
      if (register === null) return refused({ code: 'not-enrolled' });
      if (register.status !== 'active') return refused({ code: 'revoked' });
      const wanted = register.ids.map((id) => ({ id, cursor: request.cursors[id] ?? 0 }));
      const bounds = await readBounds(tx, who.tenant, register.ids);
      const boundsOf = (id: string) => bounds.get(id) ?? { head: 0, floor: 0 };

      const behind = wanted.filter(({ id, cursor }) => cursor < boundsOf(id).floor).map(({ id }) => id);
      if (behind.length > 0) return refused({ code: 'snapshot-required', streams: behind });
      isLost = request.known?.epoch === epoch && request.known.acknowledged > register.lastSequence;
      const ahead = wanted.filter(({ id, cursor }) => cursor > boundsOf(id).head).map(({ id }) => id);
      if (ahead.length > 0) isLost = request.known?.epoch === epoch;
      if (ahead.length > 0) return refused({ code: 'cursor-ahead', streams: ahead });

      const changes = await readChanges(tx, who.tenant, wanted, request.limit);
      const streams: StreamPage[] = [];
      for (const { id } of wanted) {
        const { head, floor } = boundsOf(id);
        const page = await withPinProofs(tx, who.tenant, changes.get(id) ?? [], register.pinKey);
        const more = page.length === request.limit && (page.at(-1)?.sequence ?? head) < head;
        streams.push({ stream: id, head, floor, changes: page, more });
      }
      return granted({ epoch, included: register.lastSequence, streams, serverTime: instantOf(deps.clock) });
    },
    { isolation: 'repeatable read', readOnly: true },
  );
  if (!isLost || deps.historyLost === undefined) return answer;
  const begun = await deps.historyLost(epoch);
  return answer.ok ? granted({ ...answer.value, epoch: begun }) : answer;
}

async function readBounds(
  tx: Db,
  tenant: string,
  ids: readonly string[],
): Promise<Map<string, { readonly head: number; readonly floor: number }>> {
  const rows = await tx
    .selectFrom('stream')
    .select(['id', 'head', 'floor'])
    .where('tenant', '=', tenant)
    .where('id', 'in', ids)
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

async function readChanges(
  tx: Db,
  tenant: string,
  wanted: readonly { readonly id: string; readonly cursor: number }[],
  limit: number,
): Promise<Map<string, Change[]>> {
  const { rows } = await sql<{ stream: string } & Change>`
    select wanted.stream, page.sequence, page.kind, page.ref, page.body
    from unnest(${wanted.map(({ id }) => id)}::text[], ${wanted.map(({ cursor }) => cursor)}::bigint[])
           as wanted(stream, cursor)
    cross join lateral (
      select sequence, kind, ref, body from change
      where change.tenant = ${tenant} and change.stream = wanted.stream and change.sequence > wanted.cursor
      order by sequence limit ${limit}::int) as page
    order by wanted.stream, page.sequence`.execute(tx);
  const pages = new Map<string, Change[]>();
  for (const { stream, sequence, kind, ref, body } of rows) {
    const page = pages.get(stream) ?? [];
    page.push({ sequence, kind, ref, body });
    pages.set(stream, page);
  }
  return pages;
}
