/**
 * Fetches the segments of a manifest that this tablet does not hold, each stored as soon as it is here, so
 * that a cut costs one segment. Prices and items of the same goods come together, best sellers' numbers
 * as they lie; stock comes last, because selling does not wait for it.
 */
import type { Manifest, SegmentPart } from '../protocol/segment/manifest.ts';
import { packedTableOf } from '../protocol/segment/tables.ts';
import type { ReplicaStore } from '../replica/index.ts';
import { localFault, type RoundFault } from './fault.ts';
import type { Transport } from './transport.ts';

/** Downloads under way at once: enough to hide a slow link's delay, few enough to leave room for a push. */
const PARALLEL = 3;
const TRIES = 3;

export async function fetchSegments(
  ports: { replica: ReplicaStore; transport: Pick<Transport, 'segment'> },
  manifest: Manifest,
): Promise<RoundFault | null> {
  const held = await ports.replica.heldSegments();
  const queue = inOrder(manifest).filter((hash) => !held.has(hash));
  let fault: RoundFault | null = null;
  const fetchOn = async (): Promise<void> => {
    for (let hash = queue.shift(); hash !== undefined && fault === null; hash = queue.shift()) {
      fault ??= await fetchOne(ports, hash, manifest.grant);
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, fetchOn));
  return fault;
}

async function fetchOne(
  { replica, transport }: { replica: ReplicaStore; transport: Pick<Transport, 'segment'> },
  hash: string,
  grant: string,
): Promise<RoundFault | null> {
  for (let attempt = 1; ; attempt++) {
    const bytes = await transport.segment(hash, grant);
    if (bytes !== null) {
      const kept = await replica.keepSegment(hash, bytes);
      if (kept.ok) return null;
      if (kept.refusal.code === 'storage-failed') return localFault(kept.refusal.cause);
      if (attempt >= TRIES) return localFault(kept.refusal.code);
    } else if (attempt >= TRIES) {
      return { code: 'segment-not-here', isOffline: true, isFarewell: false, retryAfterMs: null };
    }
  }
}

export function inOrder(manifest: Pick<Manifest, 'tables'>): string[] {
  const rank = { prices: 0, items: 0, stock: 1 };
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
