/**
 * Fetches the segments of a manifest that this tablet does not hold, each stored as soon as it is here, so
 * that a cut costs one segment. Prices and items of the same goods come together, in the order they lie;
 * stock comes later, because selling does not wait for it, and clients last. The line stays full while
 * segments are being stored; both give way to whoever works at the counter.
 */
import type { Manifest, SegmentPart } from '../protocol/segment/manifest.ts';
import { packedTableOf } from '../protocol/segment/tables.ts';
import type { ReplicaStore } from '../replica/index.ts';
import { localFault, type RoundFault } from './fault.ts';
import type { Transport } from './transport.ts';

/** A browser opens six connections to one server: one stays free for everything that is not a segment. */
const PARALLEL = 5;
/** Segments in memory that wait for the disk; with more of them the line waits too. */
const UNSTORED_MAX = 8;
const TRIES = 3;

export interface SegmentPorts {
  readonly replica: Pick<ReplicaStore, 'heldSegments' | 'keepSegment'>;
  readonly transport: Pick<Transport, 'segment'>;
  /** Resolves when nobody is busy at the counter. */
  readonly whenQuiet?: () => Promise<void>;
}

/** Resolves when everything is stored, or a fault ended it and nothing is under way any more. */
export async function fetchSegments(
  { replica, transport, whenQuiet }: SegmentPorts,
  manifest: Pick<Manifest, 'tables' | 'grant'>,
): Promise<RoundFault | null> {
  const held = await replica.heldSegments();
  const queue = inOrder(manifest).filter((hash) => !held.has(hash));
  const storing = new Set<Promise<void>>();
  let fault: RoundFault | null = null;
  let thrown: { readonly error: unknown } | null = null;
  const fail = (of: RoundFault) => {
    fault ??= of;
  };

  async function download(hash: string): Promise<Uint8Array | null> {
    for (let attempt = 1; attempt <= TRIES; attempt++) {
      const bytes = await transport.segment(hash, manifest.grant);
      if (bytes !== null) return bytes;
    }
    fail({ code: 'segment-not-here', isOffline: true, isFarewell: false, retryAfterMs: null });
    return null;
  }

  async function store(hash: string, first: Uint8Array): Promise<void> {
    let bytes: Uint8Array | null = first;
    for (let attempt = 1; bytes !== null; attempt++) {
      await whenQuiet?.();
      const kept = await replica.keepSegment(hash, bytes);
      if (kept.ok) return;
      if (kept.refusal.code === 'storage-failed') return fail(localFault(kept.refusal.cause));
      if (attempt >= TRIES) return fail(localFault(kept.refusal.code));
      bytes = await download(hash);
    }
  }

  const fetchOn = async (): Promise<void> => {
    for (let hash = queue.shift(); hash !== undefined && fault === null && thrown === null; hash = queue.shift()) {
      await whenQuiet?.();
      const bytes = await download(hash);
      if (bytes === null) return;
      const one: Promise<void> = store(hash, bytes)
        .catch((error: unknown) => {
          thrown ??= { error };
        })
        .finally(() => storing.delete(one));
      storing.add(one);
      while (storing.size >= UNSTORED_MAX) await Promise.race(storing);
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, fetchOn));
  await Promise.all(storing);
  const broken = thrown as { readonly error: unknown } | null;
  if (broken !== null) throw broken.error;
  return fault;
}

export function inOrder(manifest: Pick<Manifest, 'tables'>): string[] {
  const rank = { prices: 0, items: 0, stock: 1, clients: 2 };
  const parts = manifest.tables.flatMap((table) => {
    const packed = packedTableOf(table.stream);
    return packed === null ? [] : table.parts.map((part: SegmentPart) => ({ part, rank: rank[packed], packed }));
  });
  parts.sort(
    (a, b) =>
      a.rank - b.rank || a.part.first - b.part.first || Number(b.packed === 'prices') - Number(a.packed === 'prices'),
  );
  return [...new Set(parts.map(({ part }) => part.hash))];
}
