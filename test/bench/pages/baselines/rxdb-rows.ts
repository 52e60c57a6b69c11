/** The same rows by RxDB's own replication into its open storage. */
import { createRxDatabase } from 'rxdb';
import { replicateRxCollection } from 'rxdb/plugins/replication';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import type { RowPages } from './dexie-rows.ts';

const text = { type: 'string', maxLength: 40 } as const;
const texts = { type: 'array', items: { type: 'string' } } as const;
const schemaOf = (properties: Record<string, object>) => ({
  version: 0,
  primaryKey: 'id',
  type: 'object' as const,
  properties: { id: text, ...properties },
  required: ['id'],
});
const PRODUCT = schemaOf({
  ordinal: { type: 'number' },
  item: { type: 'string' },
  sku: { type: 'string' },
  barcodes: texts,
  title: { type: 'object' },
  options: texts,
  optionNames: texts,
  category: { type: 'string' },
  taxCategory: { type: 'string' },
  image: { type: ['string', 'null'] },
  unit: { type: 'string' },
  tracked: { type: 'boolean' },
  popularity: { type: 'number' },
  active: { type: 'boolean' },
  priceMinor: { type: ['number', 'null'] },
  compareAtMinor: { type: ['number', 'null'] },
  updatedAt: text,
});
const LEVEL = schemaOf({
  ordinal: { type: 'number' },
  onHand: { type: 'number' },
  committed: { type: 'number' },
  damaged: { type: 'number' },
  updatedAt: text,
});

export async function fillByReplication({ products, levels }: RowPages) {
  const db = await createRxDatabase({ name: 'benchrxdb', storage: getRxStorageDexie(), multiInstance: false });
  const collections = await db.addCollections({ products: { schema: PRODUCT }, levels: { schema: LEVEL } });
  const from = performance.now();
  for (const [collection, urls] of [
    [collections.products, products],
    [collections.levels, levels],
  ] as const) {
    const replication = replicateRxCollection<Record<string, unknown>, { page: number }>({
      collection,
      replicationIdentifier: `bench-${collection.name}`,
      live: false,
      deletedField: '_deleted',
      waitForLeadership: false,
      pull: {
        batchSize: 5_000,
        handler: async (checkpoint) => {
          const page = checkpoint?.page ?? 0;
          const url = urls[page];
          if (url === undefined) return { documents: [], checkpoint: { page } };
          const rows = (await (await fetch(url)).json()) as Record<string, unknown>[];
          return { documents: rows.map((row) => ({ ...row, _deleted: false })), checkpoint: { page: page + 1 } };
        },
      },
    });
    await replication.awaitInitialReplication();
    await replication.cancel();
  }
  const ms = performance.now() - from;
  const rows = await collections.products.count().exec();
  await db.close();
  return { ms, rows };
}
