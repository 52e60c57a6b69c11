/**
 * Reads from the replica what the shelf does not hold yet, in one transaction, so that prices, levels,
 * rows and `included` of one round are taken in together.
 */
import type { SegmentPart, TableManifest } from '../../protocol/segment/manifest.ts';
import { shelfTableOf } from '../../protocol/segment/tables.ts';
import { type LogRecord, packedRecord } from './log-records.ts';
import type { CodesRecord, ProgressRecord, ReplicaDatabase, SegmentRecord } from './replica-database.ts';
import { heldHashes, progressOf } from './standing.ts';

export interface TableTail {
  readonly stream: string;
  /** True: forget what was held of this stream, and begin with these parts. */
  readonly isNew: boolean;
  /** Names of the parts that are here, to see at the next reading whether they are others. */
  readonly shape: string;
  readonly manifest: TableManifest | null;
  readonly held: readonly SegmentPart[];
  /** Of items; empty for the other tables. */
  readonly codes: ReadonlyMap<string, CodesRecord>;
  /** Of prices and stock, when new; items are opened when needed. */
  readonly segments: ReadonlyMap<string, SegmentRecord>;
  /** In order; the first may begin with changes that were taken in before. */
  readonly records: readonly LogRecord[];
}

export interface ShelfTail {
  readonly progress: ProgressRecord;
  readonly tables: readonly TableTail[];
  /** Every segment that is here. */
  readonly here: ReadonlySet<string>;
}

/** What the shelf holds of a stream: the parts' names, and up to which change. */
export interface TableMark {
  readonly shape: string;
  readonly sequence: number;
  /** Of the items' parts: they are named by content and need not be read twice. */
  readonly codes: ReadonlyMap<string, CodesRecord>;
}

export async function readTail(db: ReplicaDatabase, marks: ReadonlyMap<string, TableMark>): Promise<ShelfTail> {
  return db.transaction('r', db.progress, db.segments, db.codes, db.log, async () => {
    const [progress, here] = await Promise.all([progressOf(db), heldHashes(db)]);
    const streams = new Set([
      ...Object.keys(progress.tables),
      ...Object.keys(progress.cursors),
      // In a first fill, goods and prices show as they arrive; stock waits for the round that completes it.
      ...(progress.filling?.tables ?? []).map((table) => table.stream).filter((stream) => !stream.startsWith('stock:')),
    ]);
    const packed = [...streams].filter((stream) => shelfTableOf(stream) !== null);
    const tables = await Promise.all(packed.map((stream) => readTable(db, progress, here, stream, marks.get(stream))));
    return { progress, tables, here };
  });
}

const NO_CODES: ReadonlyMap<string, CodesRecord> = new Map();

async function readTable(
  db: ReplicaDatabase,
  progress: ProgressRecord,
  here: ReadonlySet<string>,
  stream: string,
  mark: TableMark | undefined,
): Promise<TableTail> {
  const manifest =
    progress.tables[stream] ??
    (progress.cursors[stream] === undefined
      ? progress.filling?.tables.find((table) => table.stream === stream)
      : undefined) ??
    null;
  const parts = manifest?.parts ?? [];
  const held = parts.filter((part) => here.has(part.hash));
  const shape = [progress.epoch, manifest?.through, ...held.map((part) => part.hash)].join(' ');
  const cursor = progress.cursors[stream] ?? 0;
  // A cursor that ran back means that all was dropped and begun anew, between two readings.
  const isNew = mark === undefined || mark.shape !== shape || cursor < mark.sequence;
  const isItems = shelfTableOf(stream) === 'items';
  const hashes = held.map((part) => part.hash);
  const codes = isItems ? await codesOf(db, hashes, isNew, mark?.codes ?? NO_CODES) : NO_CODES;
  const segments = isNew && !isItems ? await db.segments.bulkGet(hashes) : [];
  const from = isNew ? 0 : mark.sequence;
  // What progress says is there need not be looked for.
  const isBehind = isNew || cursor > from;
  const records = isBehind
    ? await db.log
        .where('[stream+to]')
        .between([stream, from + 1], [stream, Infinity])
        .toArray()
    : [];
  return {
    stream,
    isNew,
    shape,
    manifest,
    held,
    codes,
    segments: new Map(segments.filter((record) => record !== undefined).map((record) => [record.hash, record])),
    records: records.map(packedRecord),
  };
}

/** In a fill a part is added to many: those that were read before are not read again. */
async function codesOf(
  db: ReplicaDatabase,
  hashes: readonly string[],
  isNew: boolean,
  known: ReadonlyMap<string, CodesRecord>,
): Promise<ReadonlyMap<string, CodesRecord>> {
  if (!isNew) return known;
  const missing = hashes.filter((hash) => !known.has(hash));
  const read = missing.length === 0 ? [] : await db.codes.bulkGet(missing);
  const fresh = new Map(read.filter((record) => record !== undefined).map((record) => [record.hash, record]));
  return new Map(
    hashes.flatMap((hash) => {
      const record = known.get(hash) ?? fresh.get(hash);
      return record === undefined ? [] : [[hash, record] as const];
    }),
  );
}
