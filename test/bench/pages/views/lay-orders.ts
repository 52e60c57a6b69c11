/**
 * Puts open orders into a filled tablet's replica, as rounds would have brought them, and forgets the views,
 * so that the next start builds them from the beginning. For a tablet that hears of no server.
 */
import { createReplicaHandle } from '../../../../src/replica/index.ts';

const LINES = 3;

export async function layOrders({ count }: { readonly count: number }): Promise<{ readonly orders: number }> {
  const handle = createReplicaHandle({ indexedDB, IDBKeyRange });
  await handle.run(async (db) => {
    const progress = await db.progress.get('progress');
    const stream = Object.keys(progress?.cursors ?? {}).find((name) => name.startsWith('orders:'));
    if (progress === undefined || stream === undefined) throw new Error('the tablet has never heard of orders');
    const from = progress.cursors[stream] ?? 0;
    await db.documents.bulkPut(
      Array.from({ length: count }, (_, n) => ({
        ...{ stream, family: 'channel-order', ref: idOf('ord', n), sequence: from + n + 1 },
        body: orderNumbered(n, stream.slice('orders:'.length)),
      })),
    );
    await db.progress.put({ ...progress, cursors: { ...progress.cursors, [stream]: from + count } });
  });
  handle.close();
  for (const { name } of await indexedDB.databases()) {
    if (name?.startsWith('rxdb-')) await removed(name);
  }
  return { orders: count };
}

function removed(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.deleteDatabase(name);
    asked.onsuccess = () => resolve();
    asked.onerror = () => reject(asked.error);
  });
}

const idOf = (prefix: string, n: number) => `${prefix}_${String(n).padStart(26, '0')}`;

/** As long as real ones: three lines, sealed contact and all. */
function orderNumbered(n: number, location: string) {
  const placedAt = new Date(Date.UTC(2026, 2, 1) + n * 60_000).toISOString();
  const line = (at: number) => ({
    ...{ id: idOf('lin', n * LINES + at), variant: idOf('var', at), ordinal: at, sku: `SKU-${at}`, unit: 'each' },
    ...{ title: `Linen shirt with a long name, number ${at}`, options: ['Sand', 'M'], image: null, quantity: 1 },
    ...{ tracked: true, listPriceMinor: 4_900, totalMinor: 4_900 },
  });
  return {
    ...{ id: idOf('ord', n), channel: 'web', number: `W-${10_000 + n}`, location, delivery: 'collect', state: 'paid' },
    ...{ placedAt, promisedAt: null, currency: 'EUR', totalMinor: 14_700, paidMinor: 14_700, client: null },
    lines: Array.from({ length: LINES }, (_, at) => line(at)),
    ...{ contact: 'A'.repeat(160), codeDigest: String(n).padStart(64, '0') },
    fulfillment: {
      ...{ id: idOf('ful', n), state: n % 5 === 0 ? 'ready' : 'open', shelf: null, handedOver: null },
      lease: { location, fence: 1, until: null },
    },
    timeline: ['placed', 'paid'].map((what) => ({ at: placedAt, what, associate: null, register: null })),
  };
}
