/** The replica's documents that views are made of, each answer of one moment: together with how far that moment is. */
import type { DocumentRecord, ProgressRecord, ReplicaDatabase, ReplicaHandle } from '../catalog/replica-database.ts';
import { progressOf } from '../catalog/standing.ts';
import { type Shown, VIEW_KINDS, type ViewKind } from './view-rows.ts';

/** How far the replica is. */
export type Moment = Pick<ProgressRecord, 'epoch' | 'incarnation' | 'included' | 'cursors'>;

export interface FoundDocument<K extends ViewKind = ViewKind> {
  readonly of: K;
  readonly ref: string;
  readonly sequence: number;
  readonly document: Shown[K];
}

export type Refs = Readonly<Record<ViewKind, readonly string[]>>;
export type Counts = Readonly<Record<ViewKind, number>>;

export interface ShownSource {
  readonly streams: readonly string[];
  moment(): Promise<Moment>;
  /** What changed above the cursors, what is asked for by ref, and how many there are in all. */
  changed(
    cursors: Readonly<Record<string, number>>,
    refs: Refs,
  ): Promise<{ readonly at: Moment; readonly found: readonly FoundDocument[]; readonly counts: Counts }>;
  /** The next of a stream in the order of their last change. `next` is null after the last. */
  page(
    stream: string,
    after: number,
    limit: number,
  ): Promise<{ readonly at: Moment; readonly found: readonly FoundDocument[]; readonly next: number | null }>;
  counts(): Promise<Counts>;
  refs(): Promise<{ readonly at: Moment; readonly refs: Refs }>;
}

const FAMILY_OF = { orders: 'channel-order', carts: 'online-cart', exceptions: 'exception' } as const;
const KIND_OF: ReadonlyMap<string, ViewKind> = new Map(VIEW_KINDS.map((kind) => [FAMILY_OF[kind], kind]));
const LAST_SEQUENCE = Number.MAX_SAFE_INTEGER;
const LAST_REF = '\uffff';

export function createShownSource(handle: ReplicaHandle, location: string): ShownSource {
  const orders = `orders:${location}`;
  const store = `store:${location}`;
  const streamOf: Record<ViewKind, string> = { orders, carts: orders, exceptions: store };
  const streams = [orders, store];

  const ofKind = (db: ReplicaDatabase, kind: ViewKind) => {
    const place = [streamOf[kind], FAMILY_OF[kind]];
    return db.documents.where('[stream+family+ref]').between([...place, ''], [...place, LAST_REF]);
  };
  const above = (db: ReplicaDatabase, stream: string, sequence: number) =>
    db.documents.where('[stream+sequence]').between([stream, sequence], [stream, LAST_SEQUENCE], false, true);
  const look = <T>(work: (db: ReplicaDatabase) => Promise<T>) =>
    handle.run((db) => db.transaction('r', db.progress, db.documents, () => work(db)));
  const counted = async (db: ReplicaDatabase): Promise<Counts> => {
    const [orders = 0, carts = 0, exceptions = 0] = await Promise.all(
      VIEW_KINDS.map((kind) => ofKind(db, kind).count()),
    );
    return { orders, carts, exceptions };
  };

  return {
    streams,
    moment: () => handle.run(progressOf),
    changed: (cursors, refs) =>
      look(async (db) => {
        const keys = VIEW_KINDS.flatMap((kind) =>
          refs[kind].map((ref): [string, string, string] => [streamOf[kind], FAMILY_OF[kind], ref]),
        );
        const [at, counts, named, ...changed] = await Promise.all([
          progressOf(db),
          counted(db),
          db.documents.bulkGet(keys),
          ...streams.map((stream) => above(db, stream, cursors[stream] ?? 0).toArray()),
        ]);
        const records = new Map([...named, ...changed.flat()].map((record) => [record?.ref, record]));
        return { at, counts, found: found([...records.values()]) };
      }),
    page: (stream, after, limit) =>
      look(async (db) => {
        const [at, records] = await Promise.all([progressOf(db), above(db, stream, after).limit(limit).toArray()]);
        const last = records.length < limit ? undefined : records.at(-1);
        return { at, found: found(records), next: last?.sequence ?? null };
      }),
    counts: () => look(counted),
    refs: () =>
      look(async (db) => {
        const refsOf = async (kind: ViewKind) => (await ofKind(db, kind).primaryKeys()).map(([, , ref]) => ref);
        const [at, orders, carts, exceptions] = await Promise.all([
          progressOf(db),
          refsOf('orders'),
          refsOf('carts'),
          refsOf('exceptions'),
        ]);
        return { at, refs: { orders, carts, exceptions } };
      }),
  };
}

/** They were checked when they were taken in. */
function found(records: readonly (DocumentRecord | undefined)[]): readonly FoundDocument[] {
  return records.flatMap((record) => {
    const of = record === undefined ? undefined : KIND_OF.get(record.family);
    if (record === undefined || of === undefined) return [];
    return [{ of, ref: record.ref, sequence: record.sequence, document: record.body as Shown[ViewKind] }];
  });
}
