/** The writing side of a fill: fetch, check, keep, and the round that makes it whole. */
import { manifest as manifestShape } from '../../../../src/protocol/segment/manifest.ts';
import {
  createDexieReplicaStore,
  createReplicaHandle,
  createReplicaNews,
  NEWS_CHANNEL,
} from '../../../../src/replica/index.ts';
import { fetchSegments } from '../../../../src/sync/fetch-segments.ts';
import type { FillInput } from './fill.ts';

async function fill(input: FillInput): Promise<string | null> {
  const replica = createDexieReplicaStore({
    handle: createReplicaHandle({ indexedDB, IDBKeyRange }),
    news: createReplicaNews(new BroadcastChannel(NEWS_CHANNEL)),
  });
  const manifest = manifestShape.parse(await (await fetch(input.manifest)).json());
  const begun = await replica.activatePartial(manifest);
  if (!begun.ok) return begun.refusal.code;
  const fault = await fetchSegments({ replica, transport: { segment: segmentFrom(input) } }, manifest);
  if (fault !== null) return fault.code;
  const applied = await replica.applyRound({
    epoch: manifest.epoch,
    incarnation: 1,
    included: 0,
    serverTime: '2026-03-01T09:00:00.000Z',
    tables: manifest.tables,
    pages: [],
  });
  return applied.ok ? null : applied.refusal.code;
}

function segmentFrom({ segment }: FillInput) {
  return async (hash: string): Promise<Uint8Array | null> => {
    const answer = await fetch(`${segment}${hash}`);
    return answer.ok ? new Uint8Array(await answer.arrayBuffer()) : null;
  };
}

self.addEventListener('message', ({ data }: MessageEvent<FillInput>) => {
  fill(data).then(
    (fault) => self.postMessage({ fault }),
    (error: unknown) => self.postMessage({ fault: String(error) }),
  );
});
