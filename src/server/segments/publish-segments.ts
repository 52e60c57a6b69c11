/**
 * Publishes the packed form of a stream as of one instant: segments, and the manifest that names them.
 *
 * Invariants: 1. the rows and the head that `through` states come from one snapshot, so the segments
 * contain exactly the changes up to `through`; 2. a manifest only ever moves forward; 3. a part is
 * encoded again only when a change touched it, and compressed only when its bytes are new; 4. the floor
 * rises only to what a published manifest covers; 5. segments that no manifest names stay for a day,
 * for tablets that are still fetching them; 6. nothing is published below the floor: it may hold who was
 * erased meanwhile.
 */
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { sql } from 'kysely';
import { sha256Hex } from '../../kernel/hash.ts';
import { invariant } from '../../kernel/invariant.ts';
import { type Clock, instantOf } from '../../kernel/ports.ts';
import type { SegmentPart, TableManifest } from '../../protocol/segment/manifest.ts';
import { packedTableOf } from '../../protocol/segment/tables.ts';
import type { Sealing } from '../channels/sealing.ts';
import { withTenant } from '../db/database.ts';
import type { Db } from '../db/schema.ts';
import { raiseFloor } from '../streams/compact.ts';
import { encodePart, rowsPerPart, type StreamTable, spanOf, touchedSince } from './table-parts.ts';

/** Reading a large table part by part takes longer than a sale may. */
const SNAPSHOT_TIMEOUT_MS = 10 * 60_000;
const UNREFERENCED_LIFE_MS = 24 * 3_600_000;

const compress = promisify(gzip);

export interface PublishOptions {
  readonly db: Db;
  readonly clock: Pick<Clock, 'now'>;
  readonly tenant: string;
  readonly stream: string;
  /** Changes to keep below `through`, so that tablets that are not far behind go on with changes. */
  readonly keepChanges: number;
  /** Needed for clients alone. */
  readonly sealing?: Pick<Sealing, 'sealPart'> | undefined;
}

export interface Published {
  readonly manifest: TableManifest;
  /** Parts encoded anew, and the compressed bytes of those whose content was not there yet. */
  readonly encoded: number;
  readonly newBytes: number;
}

interface NewSegment {
  readonly hash: string;
  readonly gzip: Uint8Array;
  readonly bytes: number;
}

export async function publishSegments(options: PublishOptions): Promise<Published> {
  const table = packedTableOf(options.stream);
  invariant(table !== null, () => `stream ${options.stream} has no packed form`);
  const source: StreamTable = { tenant: options.tenant, stream: options.stream, table };
  const built = await withTenant(options.db, options.tenant, (snapshot) => build(snapshot, source, options.sealing), {
    isolation: 'repeatable read',
    readOnly: true,
    statementTimeoutMs: SNAPSHOT_TIMEOUT_MS,
  });
  await withTenant(options.db, options.tenant, (transaction) => store(transaction, options, built));
  return {
    manifest: built.manifest,
    encoded: built.encoded,
    newBytes: built.segments.reduce((sum, segment) => sum + segment.gzip.length, 0),
  };
}

async function build(snapshot: Db, source: StreamTable, sealing: PublishOptions['sealing']) {
  const before = await standing(snapshot, source);
  const span = await spanOf(snapshot, source);
  const touched = await touchedParts(snapshot, source, before, span);
  const held = new Map(before.parts.map((part) => [part.first, part]));
  const known = new Set(before.parts.map((part) => part.hash));
  const step = rowsPerPart(source.table);
  const parts: SegmentPart[] = [];
  const segments: NewSegment[] = [];
  let encoded = 0;
  for (let first = 0; first < span; first += step) {
    const rows = Math.min(step, span - first);
    const old = held.get(first);
    if (old !== undefined && old.rows === rows && touched !== 'all' && !touched.has(first)) {
      parts.push(old);
      continue;
    }
    const bytes = await encodePart(snapshot, source, { first, rows, span }, sealing);
    encoded++;
    const hash = sha256Hex(bytes);
    parts.push({ hash, first, rows, bytes: bytes.length });
    if (known.has(hash)) continue;
    known.add(hash);
    segments.push({ hash, gzip: await compress(bytes, { level: 6 }), bytes: bytes.length });
  }
  const manifest: TableManifest = { stream: source.stream, through: before.head, parts };
  return { manifest, segments, encoded };
}

/** Whoever erases waits until what is published here can be seen, or was first, and the floor has risen above it. */
async function lockFloor(transaction: Db, tenant: string, stream: string): Promise<number> {
  const { rows } = await sql<{ floor: number }>`
    select floor from stream where tenant = ${tenant} and id = ${stream} for update`.execute(transaction);
  return rows[0]?.floor ?? 0;
}

interface Standing {
  readonly head: number;
  readonly floor: number;
  /** −1 when nothing was published yet. */
  readonly through: number;
  readonly parts: readonly SegmentPart[];
}

async function standing(db: Db, { tenant, stream }: StreamTable): Promise<Standing> {
  const heads = await sql<{ head: number; floor: number }>`
    select head, floor from stream where tenant = ${tenant} and id = ${stream}`.execute(db);
  const manifests = await sql<{ through: number; parts: SegmentPart[] }>`
    select through, parts from manifest where tenant = ${tenant} and stream = ${stream}`.execute(db);
  return {
    head: heads.rows[0]?.head ?? 0,
    floor: heads.rows[0]?.floor ?? 0,
    through: manifests.rows[0]?.through ?? -1,
    parts: manifests.rows[0]?.parts ?? [],
  };
}

/** First ordinals of the parts that changed since the last manifest; 'all' when the changes are no longer there to tell. */
async function touchedParts(db: Db, source: StreamTable, before: Standing, span: number): Promise<Set<number> | 'all'> {
  if (before.through < before.floor) return 'all';
  // Parts of clients are halved all at once.
  if (source.table === 'clients' && before.parts.length !== span) return 'all';
  return touchedSince(db, source, before.through, span);
}

async function store(
  transaction: Db,
  { clock, tenant, stream, keepChanges }: PublishOptions,
  { manifest, segments }: { manifest: TableManifest; segments: readonly NewSegment[] },
): Promise<void> {
  const now = instantOf(clock);
  if (packedTableOf(stream) === 'clients' && manifest.through < (await lockFloor(transaction, tenant, stream))) return;
  for (const segment of segments) {
    await sql`
      insert into segment (tenant, hash, gzip, bytes, created_at)
      values (${tenant}, ${segment.hash}, ${segment.gzip}, ${segment.bytes}, ${now})
      on conflict (tenant, hash) do update set created_at = excluded.created_at`.execute(transaction);
  }
  const moved = await sql`
    insert into manifest (tenant, stream, through, parts, published_at)
    values (${tenant}, ${stream}, ${manifest.through}, ${JSON.stringify(manifest.parts)}::jsonb, ${now})
    on conflict (tenant, stream) do update
      set through = excluded.through, parts = excluded.parts, published_at = excluded.published_at
      where manifest.through < excluded.through
    returning 1`.execute(transaction);
  // Another publisher was further on: what it wrote stands.
  if (moved.rows.length === 0) return;
  await raiseFloor(transaction, tenant, stream, manifest.through - keepChanges);
  await sql`
    delete from segment
    where tenant = ${tenant} and created_at < ${new Date(clock.now() - UNREFERENCED_LIFE_MS).toISOString()}
      and hash not in (
        select part->>'hash' from manifest, jsonb_array_elements(manifest.parts) as part
        where manifest.tenant = ${tenant})`.execute(transaction);
}
