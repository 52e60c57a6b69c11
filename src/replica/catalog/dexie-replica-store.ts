/**
 * The replica in IndexedDB, as the sync engine writes it. Relaxed durability is right here: what a power
 * cut takes away is pulled again, because cursors are part of the same transaction as what they stand for.
 */
import { canonicalJson } from '../../kernel/canonical-json.ts';
import { sha256Hex } from '../../kernel/hash.ts';
import { granted, refused, type Verdict } from '../../kernel/verdict.ts';
import { openSegment, tableOfSegment } from '../../protocol/segment/columnar.ts';
import type { Manifest, TableManifest } from '../../protocol/segment/manifest.ts';
import { parted } from '../../protocol/segment/rows.ts';
import { packedTableOf } from '../../protocol/segment/tables.ts';
import { causeOf } from '../journal/heal.ts';
import { buildCodes } from './code-index.ts';
import {
  chosenChanges,
  joinedChanges,
  type LogRecord,
  type PackedChanges,
  packedRecord,
  withoutSuperseded,
} from './log-records.ts';
import type { CodesRecord, ProgressRecord, ReplicaDatabase, ReplicaHandle } from './replica-database.ts';
import type { ReplicaNewsPort, ReplicaStore, Round, RoundRefusal, SegmentRefusal } from './replica-store.ts';
import { heldHashes, progressOf } from './standing.ts';
import { type Intake, planIntake } from './take-in.ts';

/** Small rounds are merged into the last record until it holds this many changes. */
const LOG_RECORD_CHANGES = 1_000;
/** A log longer than this is rid of superseded changes as it grows past each multiple. */
const LOG_TIDY_CHANGES = 8_000;

export interface DexieReplicaStoreOptions {
  readonly handle: ReplicaHandle;
  readonly news: ReplicaNewsPort;
  /** SHA-256 as 64 hex digits. The browser's own is many times faster than ours. */
  readonly digest?: (bytes: Uint8Array) => Promise<string>;
}

const digestHere = async (bytes: Uint8Array): Promise<string> => sha256Hex(bytes);

export function createDexieReplicaStore(options: DexieReplicaStoreOptions): ReplicaStore {
  const { handle, news, digest = digestHere } = options;
  /** As the last round left it. Belief only: the transaction that relies on it looks again. */
  let left: ProgressRecord | null = null;

  return {
    progress: () => handle.run(progressOf),

    heldSegments: () => handle.run(heldHashes),

    wantedSegments: () =>
      handle.run(async (db) => {
        const { tables, filling } = await progressOf(db);
        return missingOf(db, [...Object.values(tables), ...(filling?.tables ?? [])]);
      }),

    async keepSegment(hash, bytes) {
      if ((await digest(bytes)) !== hash) return refused({ code: 'hash-mismatch', hash });
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
          applied(db, round, left, (record) => {
            left = record;
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
          db.transaction('rw', db.log, db.documents, db.clients, db.unread, db.progress, async () => {
            const tables = [db.log, db.documents, db.clients, db.unread, db.progress];
            await Promise.all(tables.map((table) => table.clear()));
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
  const held = await heldHashes(db);
  return named.filter((hash) => !held.has(hash));
}

/** Reading and packing thousands of rows takes a while: nobody who reads the shelf waits for it. */
async function applied(
  db: ReplicaDatabase,
  round: Round,
  believed: ProgressRecord | null,
  onLeft: (progress: ProgressRecord) => void,
): Promise<Verdict<Intake, RoundRefusal>> {
  const tables = round.tables ?? [];
  // Segments stay free to be read while changes alone are written.
  const written = tables.length > 0 ? db.tables : [db.log, db.documents, db.clients, db.unread, db.progress];
  for (let before = believed ?? (await progressOf(db)); ; before = await progressOf(db)) {
    const intake = planIntake(before, round);
    if (!intake.ok && before !== believed) return intake;
    if (!intake.ok) continue;
    const verdict = await db.transaction(
      'rw',
      written,
      async (): Promise<typeof intake | RoundRefused | 'overtaken'> => {
        const held = await progressOf(db);
        if (!isSamePlace(held, before)) return 'overtaken';
        const missing = tables.length > 0 ? await missingOf(db, tables) : [];
        if (missing.length > 0) return refused({ code: 'segments-missing', hashes: missing });
        onLeft(await write(db, held, round, intake.value));
        return intake;
      },
    );
    if (verdict !== 'overtaken') return verdict;
  }
}

type RoundRefused = Extract<Verdict<Intake, RoundRefusal>, { ok: false }>;

function isSamePlace(a: ProgressRecord, b: ProgressRecord): boolean {
  return a.epoch === b.epoch && canonicalJson(a.cursors) === canonicalJson(b.cursors);
}

async function write(db: ReplicaDatabase, held: ProgressRecord, round: Round, intake: Intake): Promise<ProgressRecord> {
  // Written one after the other, yet not waited for one by one.
  const writes: PromiseLike<unknown>[] = [];
  const logged: Record<string, number> = { ...held.logged };
  for (const stream of intake.resetLogs) {
    await logOf(db, stream).delete();
    if (packedTableOf(stream) === 'clients') await clientsOf(db, stream).delete();
    logged[stream] = 0;
  }
  for (const { stream } of intake.clients) logged[stream] = (logged[stream] ?? 0) + 1;
  if (intake.clients.length > 0) writes.push(db.clients.bulkPut([...intake.clients]));
  for (const [stream, changes] of intake.logged) {
    logged[stream] = await appendLog(db, stream, changes, logged[stream] ?? 0, writes);
  }
  if (intake.documents.length > 0) writes.push(db.documents.bulkPut([...intake.documents]));
  const dropped = intake.dropped.map(({ stream, family, ref }): [string, string, string] => [stream, family, ref]);
  if (dropped.length > 0) writes.push(db.documents.bulkDelete(dropped));
  if (intake.unread.length > 0) writes.push(db.unread.bulkPut([...intake.unread]));
  const tables = { ...held.tables };
  for (const table of round.tables ?? []) tables[table.stream] = table;
  // A fill ends with the first complete round that brought its tables.
  const filling = (round.tables?.length ?? 0) > 0 ? null : held.filling;
  const progress: ProgressRecord = {
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
  };
  await Promise.all([...writes, db.progress.put(progress)]);
  if (intake.resetLogs.length > 0) await forgetUnreferenced(db, tables, filling);
  return progress;
}

function logOf(db: ReplicaDatabase, stream: string) {
  return db.log.where('[stream+to]').between([stream, 0], [stream, Number.MAX_SAFE_INTEGER]);
}

function clientsOf(db: ReplicaDatabase, stream: string) {
  return db.clients.where('[stream+sequence]').between([stream, 0], [stream, Number.MAX_SAFE_INTEGER]);
}

/** Returns how many changes the stream's log holds afterwards. */
async function appendLog(
  db: ReplicaDatabase,
  stream: string,
  changes: PackedChanges,
  before: number,
  writes: PromiseLike<unknown>[],
): Promise<number> {
  const added = changes.ordinals.length;
  if (Math.floor((before + added) / LOG_TIDY_CHANGES) > Math.floor(before / LOG_TIDY_CHANGES)) {
    const records = (await logOf(db, stream).toArray()).map(packedRecord);
    const all = withoutSuperseded(joinedChanges([...records, changes]));
    await logOf(db, stream).delete();
    writes.push(...putLog(db, stream, all));
    return all.ordinals.length;
  }
  // A full page joins nothing: what came before need not be read.
  const last = added < LOG_RECORD_CHANGES ? await logOf(db, stream).last() : undefined;
  const held = last === undefined ? null : packedRecord(last);
  if (held !== null && held.ordinals.length + added <= LOG_RECORD_CHANGES) {
    writes.push(db.log.delete([stream, held.to]), ...putLog(db, stream, joinedChanges([held, changes])));
  } else {
    writes.push(...putLog(db, stream, changes));
  }
  return before + added;
}

function putLog(db: ReplicaDatabase, stream: string, changes: PackedChanges): PromiseLike<unknown>[] {
  const rows = changes.ordinals.length;
  const writes: PromiseLike<unknown>[] = [];
  for (let from = 0; from < rows; from += LOG_RECORD_CHANGES) {
    const to = Math.min(rows, from + LOG_RECORD_CHANGES);
    const places = Array.from({ length: to - from }, (_, at) => from + at);
    const some = to - from === rows ? changes : chosenChanges(changes, places);
    const record: LogRecord = { stream, to: some.sequences[some.sequences.length - 1] ?? 0, ...some };
    writes.push(db.log.put(record));
  }
  return writes;
}

async function forgetUnreferenced(
  db: ReplicaDatabase,
  tables: ProgressRecord['tables'],
  filling: ProgressRecord['filling'],
): Promise<void> {
  const named = [...Object.values(tables), ...(filling?.tables ?? [])].flatMap((table) => table.parts);
  const wanted = new Set(named.map((part) => part.hash));
  const loose = [...(await heldHashes(db))].filter((hash) => !wanted.has(hash));
  await db.segments.bulkDelete(loose);
  await db.codes.bulkDelete(loose);
}
