/**
 * DOWN. The server decides which streams a register reads. Each stream is a gap-free sequence of
 * changes above a floor; who is behind the floor is answered `410 snapshot-required` and takes segments
 * first. All pages of one answer come from one database snapshot, and so does `included`.
 */
import { z } from 'zod';
import { PULL_CHANGES_MAX } from '../limits.ts';
import { epochName, instant, wholeNotNegative, wholePositive } from '../scalars.ts';
import { knownHistory } from './known.ts';

export const streamId = z
  .string()
  .regex(/^(items|retailer|prices:pls_[0-9A-Z]{26}|(stock|store|orders|clients):loc_[0-9A-Z]{26})$/);

export const pullRequest = z.strictObject({
  protocol: wholePositive,
  /** Last sequence held, per stream. A stream that is missing here is read from its beginning. */
  cursors: z.record(streamId, wholeNotNegative),
  limit: z.int().min(1).max(PULL_CHANGES_MAX),
  known: knownHistory.exactOptional(),
});
export type PullRequest = z.infer<typeof pullRequest>;

export const change = z.strictObject({
  sequence: wholePositive,
  kind: z.string().max(60),
  /** What it is about: within a stream, a later change of the same kind family and `ref` replaces an earlier one. */
  ref: z.string().max(80),
  body: z.unknown(),
});
export type Change = z.infer<typeof change>;

export const streamPage = z.strictObject({
  stream: streamId,
  head: wholeNotNegative,
  floor: wholeNotNegative,
  changes: z.array(change).max(PULL_CHANGES_MAX),
  /** True when the stream holds more above the last change of this page. */
  more: z.boolean(),
});
export type StreamPage = z.infer<typeof streamPage>;

export const pullResponse = z.strictObject({
  epoch: epochName,
  /**
   * Last sequence of the asking incarnation whose effects lie in the streams' heads of this snapshot.
   * The tablet takes it over only with the pages that reach those heads (`more` false everywhere).
   */
  included: wholeNotNegative,
  streams: z.array(streamPage).max(50),
  serverTime: instant,
});
export type PullResponse = z.infer<typeof pullResponse>;

export const snapshotRequired = z.strictObject({
  code: z.literal('snapshot-required'),
  streams: z.array(streamId).max(50),
});
