/**
 * The packed side of the streams, as the rest of the server asks for it. A manifest that lies behind its
 * stream's floor (a large import, a crash between import and publishing) is published at the moment
 * somebody asks for it, and by one asker at a time.
 */
import { sql } from 'kysely';
import type { Clock } from '../../kernel/ports.ts';
import { STREAM_WINDOW_MAX } from '../../protocol/limits.ts';
import type { SegmentPart, TableManifest } from '../../protocol/segment/manifest.ts';
import { packedTableOf } from '../../protocol/segment/tables.ts';
import type { Sealing } from '../channels/sealing.ts';
import { withTenant } from '../db/database.ts';
import type { Db } from '../db/schema.ts';
import { type Published, publishSegments } from './publish-segments.ts';

export interface SegmentsOptions {
  readonly db: Db;
  readonly clock: Pick<Clock, 'now'>;
  /** Changes above the last manifest that make a new one worth its price. */
  readonly compactAfter?: number;
  /** Changes that stay readable below a new manifest. */
  readonly keepChanges?: number;
  /** Seals clients; without it only goods are published. */
  readonly sealing?: Pick<Sealing, 'sealPart'>;
}

/** Who is written down today shall not be fetched one by one for long, and one part is soon packed again. */
const CLIENTS_COMPACT_AFTER = 500;

export interface StoredSegment {
  /** As it travels, with `Content-Encoding: gzip`. */
  readonly gzip: Uint8Array;
  /** Length of the content that the hash names. */
  readonly bytes: number;
}

export interface Segments {
  /** Manifests of the packed ones among `streams`, each at or above its stream's floor. */
  manifestFor(tenant: string, streams: readonly string[]): Promise<readonly TableManifest[]>;
  readSegment(tenant: string, hash: string): Promise<StoredSegment | null>;
  publish(tenant: string, stream: string): Promise<Published>;
  /** Publishes every packed stream that has moved far above its manifest; names those it published. */
  compactIfNeeded(tenant: string): Promise<readonly string[]>;
}

export function createSegments(options: SegmentsOptions): Segments {
  const { db, clock, sealing } = options;
  const compactAfter = options.compactAfter ?? STREAM_WINDOW_MAX / 2;
  const keepChanges = options.keepChanges ?? STREAM_WINDOW_MAX / 2;
  /** Publications under way, so that a shop full of tablets asking at once costs one of them. */
  const underWay = new Map<string, Promise<Published>>();

  function publish(tenant: string, stream: string): Promise<Published> {
    const key = `${tenant} ${stream}`;
    const running = underWay.get(key);
    if (running !== undefined) return running;
    const started = publishSegments({ db, clock, tenant, stream, keepChanges, sealing }).finally(() =>
      underWay.delete(key),
    );
    underWay.set(key, started);
    return started;
  }

  function isPublished(stream: string): boolean {
    const table = packedTableOf(stream);
    return table !== null && (table !== 'clients' || sealing !== undefined);
  }

  return {
    publish,
    async manifestFor(tenant, streams) {
      const packed = streams.filter(isPublished);
      const found = await withTenant(db, tenant, (snapshot) => manifestsOf(snapshot, tenant, packed), {
        readOnly: true,
      });
      const tables: TableManifest[] = [];
      for (const stream of packed) {
        const standing = found.get(stream);
        tables.push(
          standing !== undefined && standing.through >= standing.floor
            ? { stream, through: standing.through, parts: standing.parts }
            : (await publish(tenant, stream)).manifest,
        );
      }
      return tables;
    },
    async readSegment(tenant, hash) {
      const { rows } = await withTenant(
        db,
        tenant,
        (snapshot) =>
          sql<StoredSegment>`select gzip, bytes from segment where tenant = ${tenant} and hash = ${hash}`.execute(
            snapshot,
          ),
        { readOnly: true },
      );
      return rows[0] ?? null;
    },
    async compactIfNeeded(tenant) {
      const { rows } = await withTenant(
        db,
        tenant,
        (snapshot) =>
          sql<{ id: string }>`
            select stream.id from stream left join manifest on manifest.tenant = stream.tenant and manifest.stream = stream.id
            where stream.tenant = ${tenant} and stream.head - coalesce(manifest.through, 0)
              > case when stream.id like 'clients:%' then ${CLIENTS_COMPACT_AFTER}::integer else ${compactAfter}::integer end
            order by stream.id`.execute(snapshot),
        { readOnly: true },
      );
      const due = rows.map((row) => row.id).filter(isPublished);
      for (const stream of due) await publish(tenant, stream);
      return due;
    },
  };
}

interface ManifestStanding {
  readonly through: number;
  readonly floor: number;
  readonly parts: SegmentPart[];
}

async function manifestsOf(db: Db, tenant: string, streams: readonly string[]): Promise<Map<string, ManifestStanding>> {
  const { rows } = await sql<ManifestStanding & { stream: string }>`
    select manifest.stream, manifest.through, manifest.parts, coalesce(stream.floor, 0) as floor
    from manifest left join stream on stream.tenant = manifest.tenant and stream.id = manifest.stream
    where manifest.tenant = ${tenant} and manifest.stream = any(${streams})`.execute(db);
  return new Map(rows.map((row) => [row.stream, row]));
}
