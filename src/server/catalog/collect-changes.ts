/**
 * Gathers what the catalogue's streams must be told. A stream with few changes gets them one by one; a
 * packed stream with many has its floor raised instead, and every tablet fetches its segments.
 */
import { sql } from 'kysely';
import { must } from '../../kernel/invariant.ts';
import { packedTableOf } from '../../protocol/segment/tables.ts';
import type { ChangeKind } from '../../protocol/sync/documents.ts';
import type { Db } from '../db/schema.ts';
import { raiseFloor } from '../streams/compact.ts';
import { type Heads, publish } from '../streams/publish.ts';

export interface StreamChange {
  readonly kind: ChangeKind;
  readonly ref: string;
  readonly body: unknown;
}

export interface ChangeCollector {
  add(stream: string, change: StreamChange): void;
  /** The last act of a transaction. */
  tell(transaction: Db, tenant: string): Promise<{ readonly heads: Heads; readonly raised: readonly string[] }>;
}

/** Beyond this, segments are fewer bytes than changes. */
export const CHANGES_ONE_BY_ONE_MAX = 2_000;

export function createChangeCollector(): ChangeCollector {
  const byStream = new Map<string, StreamChange[] | 'many'>();
  return {
    add(stream, change) {
      const list = byStream.get(stream) ?? [];
      if (list === 'many') return;
      list.push(change);
      byStream.set(stream, list.length > CHANGES_ONE_BY_ONE_MAX && packedTableOf(stream) !== null ? 'many' : list);
    },
    async tell(transaction, tenant) {
      const heads: Record<string, number> = {};
      const raised: string[] = [];
      for (const [stream, list] of [...byStream].sort(([a], [b]) => (a < b ? -1 : 1))) {
        if (list === 'many') {
          heads[stream] = await skipAhead(transaction, tenant, stream);
          raised.push(stream);
        } else {
          const told = await publish(
            transaction,
            tenant,
            list.map((change) => ({ stream, ...change })),
          );
          Object.assign(heads, told);
        }
      }
      return { heads, raised };
    },
  };
}

/** One step of the counter stands for all of the changes; whoever is below it is sent to the segments. */
async function skipAhead(transaction: Db, tenant: string, stream: string): Promise<number> {
  const { rows } = await sql<{ head: number }>`
    insert into stream (tenant, id, head) values (${tenant}, ${stream}, 1)
    on conflict (tenant, id) do update set head = stream.head + 1 returning head`.execute(transaction);
  const { head } = must(rows[0], 'a stream that was moved has a head');
  await raiseFloor(transaction, tenant, stream, head);
  return head;
}
