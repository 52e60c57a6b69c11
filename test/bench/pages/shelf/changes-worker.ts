/** The writing side of sync: rounds of changed products, applied one after the other. */
import type { Variant } from '../../../../src/domain/catalog/variant.ts';
import {
  createDexieReplicaStore,
  createReplicaHandle,
  createReplicaNews,
  NEWS_CHANNEL,
} from '../../../../src/replica/index.ts';
import { paused } from './pause.ts';

export interface ChangesOrder {
  readonly url: string;
  readonly rows: number;
  readonly times: number;
  /** Put before each title, so that it can be searched for. */
  readonly mark?: string;
}

const replica = createDexieReplicaStore({
  handle: createReplicaHandle({ indexedDB, IDBKeyRange }),
  news: createReplicaNews(new BroadcastChannel(NEWS_CHANNEL)),
});

async function apply({ url, rows, times, mark = '' }: ChangesOrder): Promise<void> {
  const variants = ((await (await fetch(url)).json()) as (Variant & Record<string, unknown>)[]).slice(0, rows);
  for (let time = 0; time < times; time++) {
    const { cursors, epoch } = await replica.progress();
    const at = cursors.items ?? 0;
    const told = variants.map(({ priceMinor, compareAtMinor, updatedAt, ...variant }, place) => ({
      sequence: at + place + 1,
      kind: 'variant.put',
      ref: variant.id,
      body: { ...variant, title: { ...variant.title, en: `${mark} ${variant.title.en}`.trim() } },
    }));
    // As an answer of the server leaves them.
    const changes = JSON.parse(JSON.stringify(told)) as typeof told;
    const from = performance.timeOrigin + performance.now();
    const applied = await replica.applyRound({
      epoch: epoch ?? 'bench',
      incarnation: 1,
      included: 0,
      serverTime: '2026-03-01T10:00:00.000Z',
      pages: [{ stream: 'items', changes, head: at + changes.length, floor: 0, more: false }],
    });
    if (!applied.ok) throw new Error(applied.refusal.code);
    self.postMessage({ from });
    await paused(0);
  }
}

self.addEventListener('message', ({ data }: MessageEvent<ChangesOrder>) => {
  void apply(data);
});
