/**
 * Forty writers, commits that dawdle, five in a hundred that roll back, and a reader that polls every
 * millisecond and never looks behind its cursor. With a sequence per stream under the row's lock it
 * misses nothing; with a plain sequence the same reader is seen to miss rows, or this test proves nothing.
 */
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withTenant } from '../../../src/server/db/database.ts';
import type { Db } from '../../../src/server/db/schema.ts';
import { publish } from '../../../src/server/streams/publish.ts';
import { openTestPostgres } from '../../support/database.ts';
import { newId } from '../../support/shop-floor.ts';

const WRITERS = 40;
const TRANSACTIONS = 15;
const STREAMS = ['items', 'retailer', 'store:one'];

let database: Awaited<ReturnType<typeof openTestPostgres>>;
let tenant: string;

beforeAll(async () => {
  database = await openTestPostgres({ poolSize: WRITERS + 2 });
  tenant = newId('tenant');
  await sql`create table naive_change (sequence bigserial primary key, stream text not null, ref text not null)`.execute(
    database.db,
  );
});
afterAll(() => database.close());

/** A small generator with a seed: the writers' delays and roll backs are the same in every run. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

class RolledBack extends Error {}

/** A way to number changes, on a connection: the writer's own transaction, or the reader's. */
interface Way {
  /** One change on each of the streams, in the transaction at hand, with `dawdle` before its commit. */
  write(ref: string, streams: readonly string[], dawdle: () => Promise<void>): Promise<void>;
  read(stream: string, after: number): Promise<{ sequence: number; ref: string }[]>;
}

const dawdling = (db: Db, next: () => number) => async () => {
  await sql`select pg_sleep(${next() < 0.1 ? 0.02 : next() * 0.002})`.execute(db);
  if (next() < 0.05) throw new RolledBack();
};

async function race(on: (db: Db) => Way): Promise<{ missed: number; committed: number; seen: Map<string, number[]> }> {
  const committed = new Map(STREAMS.map((stream) => [stream, new Set<string>()]));
  const read = new Map(STREAMS.map((stream) => [stream, new Set<string>()]));
  const seen = new Map<string, number[]>(STREAMS.map((stream) => [stream, []]));
  let areWriting = true;

  const way = on(database.db);
  const poll = async () => {
    for (const stream of STREAMS) {
      const sequences = seen.get(stream) ?? [];
      for (const { sequence, ref } of await way.read(stream, sequences.at(-1) ?? 0)) {
        sequences.push(sequence);
        read.get(stream)?.add(ref);
      }
    }
  };
  const poller = (async () => {
    while (areWriting) {
      await poll();
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    await poll();
  })();
  await Promise.all(
    Array.from({ length: WRITERS }, async (_, writer) => {
      const next = dice(writer + 1);
      for (let at = 0; at < TRANSACTIONS; at++) {
        const ref = `${writer}-${at}`;
        // Some write to two streams, named in either order.
        const first = STREAMS[Math.floor(next() * STREAMS.length)] ?? 'items';
        const streams = next() < 0.3 ? [...new Set([first, 'retailer', 'items'])] : [first];
        try {
          await withTenant(database.db, tenant, (db) => on(db).write(ref, streams, dawdling(db, next)));
          for (const stream of streams) committed.get(stream)?.add(ref);
        } catch (error) {
          if (!(error instanceof RolledBack)) throw error;
        }
      }
    }),
  );
  areWriting = false;
  await poller;
  let missed = 0;
  let total = 0;
  for (const [stream, refs] of committed) {
    total += refs.size;
    for (const ref of refs) if (!read.get(stream)?.has(ref)) missed++;
    for (const ref of read.get(stream) ?? []) expect(refs.has(ref), `${ref} was rolled back and read`).toBe(true);
  }
  return { missed, committed: total, seen };
}

const counted = (db: Db): Way => ({
  async write(ref, streams, dawdle) {
    await publish(
      db,
      tenant,
      streams.map((stream) => ({ stream, kind: 'category.put', ref, body: null })),
    );
    await dawdle();
  },
  read: (stream, after) =>
    withTenant(
      database.db,
      tenant,
      (tx) =>
        tx
          .selectFrom('change')
          .select(['sequence', 'ref'])
          .where('tenant', '=', tenant)
          .where('stream', '=', stream)
          .where('sequence', '>', after)
          .orderBy('sequence')
          .execute(),
      { isolation: 'repeatable read', readOnly: true },
    ),
});

const naive = (db: Db): Way => ({
  async write(ref, streams, dawdle) {
    for (const stream of streams) {
      await sql`insert into naive_change (stream, ref) values (${stream}, ${ref})`.execute(db);
    }
    await dawdle();
  },
  async read(stream, after) {
    const { rows } = await sql<{ sequence: number; ref: string }>`
      select sequence, ref from naive_change where stream = ${stream} and sequence > ${after} order by sequence`.execute(
      database.db,
    );
    return rows;
  },
});

test('no change is missed and no sequence left out, whatever order transactions commit in', async () => {
  const { missed, committed, seen } = await race(counted);
  expect(committed).toBeGreaterThan(WRITERS * TRANSACTIONS * 0.9);
  expect(missed).toBe(0);
  for (const [stream, sequences] of seen) {
    expect(sequences, stream).toEqual(sequences.map((_, at) => at + 1));
  }
  const heads = await withTenant(database.db, tenant, (tx) => tx.selectFrom('stream').select(['id', 'head']).execute());
  for (const { id, head } of heads) expect(seen.get(id)).toHaveLength(head);
});

test('the same reader over a plain sequence misses rows: the race is real', async () => {
  await sql`grant select, insert on naive_change to evertill_app`.execute(database.db);
  await sql`grant usage on sequence naive_change_sequence_seq to evertill_app`.execute(database.db);
  const { missed, committed } = await race(naive);
  expect(committed).toBeGreaterThan(WRITERS * TRANSACTIONS * 0.9);
  expect(missed).toBeGreaterThan(0);
});
