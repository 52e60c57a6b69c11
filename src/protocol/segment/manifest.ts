/**
 * A manifest names the segments that together hold one packed table as of a stream's sequence. Segments
 * are immutable and named by the SHA-256 of their (uncompressed) bytes: a tablet that has the name has
 * the content, so a change of one product costs one segment, and any cache may serve them for ever.
 */
import { z } from 'zod';
import { sha256Digest, wholeNotNegative, wholePositive } from '../scalars.ts';
import { streamId } from '../sync/pull.ts';

/** Variants per segment, by ordinal: part k holds ordinals [k × rows, (k + 1) × rows). */
export const ITEM_SEGMENT_ROWS = 2_000;
export const NUMBER_SEGMENT_ROWS = 20_000;

export const segmentPart = z.strictObject({
  hash: sha256Digest,
  /** First ordinal it holds; rows follow each other without holes. Parts of clients are counted, each one row. */
  first: wholeNotNegative,
  rows: wholePositive,
  /** Uncompressed, for the progress bar and for the check before use. */
  bytes: wholePositive,
});
export type SegmentPart = z.infer<typeof segmentPart>;

export const tableManifest = z.strictObject({
  /** The stream whose changes up to `through` these segments contain. */
  stream: streamId,
  through: wholeNotNegative,
  parts: z.array(segmentPart).max(2_000),
});
export type TableManifest = z.infer<typeof tableManifest>;

export const manifest = z.strictObject({
  epoch: z.string().min(1).max(40),
  tables: z.array(tableManifest).max(50),
  /** Appended to segment addresses as `?grant=`: lets a cache or CDN serve them for a short while. */
  grant: z.string().max(2_000),
});
export type Manifest = z.infer<typeof manifest>;
