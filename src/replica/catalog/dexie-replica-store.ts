/**
 * The replica in IndexedDB, as the sync engine writes it. Relaxed durability is right here: what a power
 * cut takes away is pulled again, because cursors are part of the same transaction as what they stand for.
 */
import { sha256Hex } from '../../kernel/hash.ts';
import { granted, refused, type Verdict } from '../../kernel/verdict.ts';
import { openSegment, tableOfSegment } from '../../protocol/segment/columnar.ts';
import type { Manifest, TableManifest } from '../../protocol/segment/manifest.ts';
import { parted } from '../../protocol/segment/rows.ts';
import { causeOf } from '../journal/heal.ts';
import { buildCodes } from './code-index.ts';
import {
  type CodesRecord,
  type LogRecord,
  NOTHING_YET,
  type ProgressRecord,
  type ReplicaDatabase,
  type ReplicaHandle,
} from './replica-database.ts';
import type { ReplicaNewsPort, ReplicaStore, Round, RoundRefusal, SegmentRefusal } from './replica-store.ts';
import { type Intake, planIntake, withoutSuperseded } from './take-in.ts';

/** Small rounds are merged into the last record until it holds this many changes. */
const LOG_RECORD_CHANGES = 1_000;
/** A log longer than this is rid of superseded changes as it grows past each multiple. */
const LOG_TIDY_CHANGES = 8_000;

export interface DexieReplicaStoreOptions {
  readonly handle: ReplicaHandle;
  readonly news: ReplicaNewsPort;
}

export function createDexieReplicaStore({ handle, news }: DexieReplicaStoreOptions): ReplicaStore {
  return {
    progress: () => handle.run(progressOf),

    heldSegments: () => handle.run(async (db) => new Set(await db.segments.toCollection().primaryKeys())),

    wantedSegments: () =>
      handle.run(async (db) => {
        const { tables, filling } = await progressOf(db);
        return missingOf(db, [...Object.values(tables), ...(filling?.tables ?? [])]);
      }),

    async keepSegment(hash, bytes) {
      if (sha256Hex(bytes) !== hash) return refused({ code: 'hash-mismatch', hash });
      const codes = codesOf(hash, bytes);
      if (!codes.ok) return codes;
      const kept = await guarded(() =>
        handle.run((db) =>
          db.transaction('rw', db.segments, db.codes, async () => {
            if ((await db.segments.where('hash').equals(hash).count()) > 0) return 'held' as const;
            // A view over a larger buffer would be stored with all of that buffer.
            await db.segments.put({
              hash,
              bytes: bytes.byteLength === bytes.buffer.byteLength ? bytes : bytes.slice(),
            });
            if (codes.value !== null) await db.codes.put(codes.value);
            return 'kept' as const;
          }),
        ),
      );
      if (kept.ok && kept.value === 'kept') news.publish({ kind: 'segment-kept' });
      return kept;
    },

    async activatePartial({ epoch, tables }: Pick<Manifest, 'epoch' | 'tables'>) {
      const done = await guarded(() =>
        handle.run((db) =>
          db.transaction('rw', db.progress, async (): Promise<Verdict<null, RoundRefusal>> => {
            const held = await progressOf(db);
            if (held.epoch !== null && held.epoch !== epoch) {
              return refused({ code: 'another-epoch', held: held.epoch, got: epoch });
            }
            await db.progress.put({ ...held, filling: { epoch, tables } });
            return granted(null);
          }),
        ),
      );
      if (done.ok && done.value.ok) news.publish({ kind: 'fill-begun' });
      return done.ok ? done.value : done;
    },

    async applyRound(round) {
      const done = await guarded(() =>
        handle.run((db) =>
          db.transaction('rw', db.tables, async (): Promise<Verdict<Intake, RoundRefusal>> => {
            const held = await progressOf(db);
            const intake = planIntake(held, round);
            if (!intake.ok) return intake;
            const missing = await missingOf(db, round.tables ?? []);
            if (missing.length > 0) return refused({ code: 'segments-missing', hashes: missing });
            await write(db, held, round, intake.value);
            return intake;
          }),
        ),
      );
      if (!done.ok) return done;
      if (!done.value.ok) return done.value;
      news.publish({ kind: 'round-applied' });
      return granted({ changes: done.value.value.changes });
    },

    async dropAll() {
      const done = await guarded(() =>
        handle.run((db) =>
          db.transaction('rw', db.log, db.documents, db.unread, db.progress, async () => {
            await Promise.all([db.log.clear(), db.documents.clear(), db.unread.clear(), db.progress.clear()]);
          }),
        ),
      );
      if (!done.ok) return done;
      news.publish({ kind: 'dropped' });
      return granted(null);
    },

    close: () => handle.close(),
  };
}

export async function progressOf(db: ReplicaDatabase): Promise<ProgressRecord> {
  return (await db.progress.get('progress')) ?? NOTHING_YET;
}

async function guarded<T>(
  work: () => Promise<T>,
): Promise<Verdict<T, { readonly code: 'storage-failed'; readonly cause: string }>> {
  try {
    return granted(await work());
  } catch (error) {
    return refused({ code: 'storage-failed', cause: causeOf(error) });
  }
}

/** Opens a segment of any table, and lists the codes of an item segment; null for the other tables. */
function codesOf(hash: string, bytes: Uint8Array): Verdict<CodesRecord | null, SegmentRefusal> {
  const table = tableOfSegment(bytes);
  if (!table.ok) return refused({ ...table.refusal, hash });
  if (table.value !== 'items') {
    const opened = openSegment(bytes, table.value);
    return opened.ok ? granted(null) : refused({ ...opened.refusal, hash });
  }
  const opened = openSegment(bytes, 'items');
  if (!opened.ok) return refused({ ...opened.refusal, hash });
  const segment = opened.value;
  const pairs: [number, string][] = [];
  for (let row = 0; row < segment.rows; row++) {
    const sku = segment.text('sku', row);
    if (sku === '') continue;
    pairs.push([row, sku]);
    for (const code of parted(segment.text('barcodes', row))) pairs.push([row, code]);
  }
  return granted(buildCodes(hash, pairs));
}

async function missingOf(db: ReplicaDatabase, tables: readonly TableManifest[]): Promise<string[]> {
  const named = [...new Set(tables.flatMap((table) => table.parts.map((part) => part.hash)))];
  const held = new Set(await db.segments.where('hash').anyOf(named).primaryKeys());
  return named.filter((hash) => !held.has(hash));
}

async function write(db: ReplicaDatabase, held: ProgressRecord, round: Round, intake: Intake): Promise<void> {
  const logged: Record<string, number> = { ...held.logged };
  for (const stream of intake.resetLogs) {
    await logOf(db, stream).delete();
    logged[stream] = 0;
  }
  for (const [stream, changes] of intake.logged) {
    logged[stream] = await appendLog(db, stream, changes, logged[stream] ?? 0);
  }
  await db.documents.bulkPut([...intake.documents]);
  await db.documents.bulkDelete(intake.dropped.map((place) => [place.stream, place.family, place.ref]));
  await db.unread.bulkPut([...intake.unread]);
  const tables = { ...held.tables };
  for (const table of round.tables ?? []) tables[table.stream] = table;
  // A fill ends with the first complete round that brought its tables.
  const filling = (round.tables?.length ?? 0) > 0 ? null : held.filling;
  await db.progress.put({
    key: 'progress',
    epoch: round.epoch,
    incarnation: round.incarnation,
    included: round.incarnation === held.incarnation ? Math.max(held.included, round.included) : round.included,
    asOf: round.serverTime,
    cursors: intake.cursors,
    tables,
    filling,
    logged,
    unread: held.unread + intake.unread.length,
  });
  if (intake.resetLogs.length > 0) await forgetUnreferenced(db, tables, filling);
}

function logOf(db: ReplicaDatabase, stream: string) {
  return db.log.where('[stream+to]').between([stream, 0], [stream, Number.MAX_SAFE_INTEGER]);
}

/** Returns how many changes the stream's log holds afterwards. */
async function appendLog(
  db: ReplicaDatabase,
  stream: string,
  changes: LogRecord['changes'],
  before: number,
): Promise<number> {
  const after = before + changes.length;
  if (Math.floor(after / LOG_TIDY_CHANGES) > Math.floor(before / LOG_TIDY_CHANGES)) {
    const records = await logOf(db, stream).toArray();
    const all = withoutSuperseded([...records.flatMap((record) => record.changes), ...changes]);
    await logOf(db, stream).delete();
    await putLog(db, stream, all);
    return all.length;
  }
  const last = await logOf(db, stream).last();
  if (last !== undefined && last.changes.length + changes.length <= LOG_RECORD_CHANGES) {
    await db.log.delete([stream, last.to]);
    await putLog(db, stream, [...last.changes, ...changes]);
  } else {
    await putLog(db, stream, changes);
  }
  return after;
}

async function putLog(db: ReplicaDatabase, stream: string, changes: LogRecord['changes']): Promise<void> {
  for (let from = 0; from < changes.length; from += LOG_RECORD_CHANGES) {
    const some = changes.slice(from, from + LOG_RECORD_CHANGES);
    await db.log.put({ stream, to: some.at(-1)?.sequence ?? 0, changes: some });
  }
}

async function forgetUnreferenced(
  db: ReplicaDatabase,
  tables: ProgressRecord['tables'],
  filling: ProgressRecord['filling'],
): Promise<void> {
  const named = [...Object.values(tables), ...(filling?.tables ?? [])].flatMap((table) => table.parts);
  const wanted = new Set(named.map((part) => part.hash));
  const loose = (await db.segments.toCollection().primaryKeys()).filter((hash) => !wanted.has(hash));
  await db.segments.bulkDelete(loose);
  await db.codes.bulkDelete(loose);
}
