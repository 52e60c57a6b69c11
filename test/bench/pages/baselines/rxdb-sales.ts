/** The same sale as RxDB documents: order, movements, levels and outbox in collections of their own. */
import { createRxDatabase } from 'rxdb';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';

const text = { type: 'string', maxLength: 60 } as const;
const documentOf = (properties: Record<string, object>) => ({
  version: 0,
  primaryKey: 'id',
  type: 'object' as const,
  properties: { id: text, ...properties },
  required: ['id'],
});

const LINES = 5;

export async function commitSales({ records }: { readonly records: readonly unknown[] }) {
  const storage = getRxStorageDexie({ chromeTransactionDurability: 'strict' });
  const db = await createRxDatabase({ name: 'benchrxsales', storage, multiInstance: false });
  const { orders, movements, levels, outbox } = await db.addCollections({
    orders: { schema: documentOf({ body: { type: 'object' } }) },
    movements: { schema: documentOf({ order: { type: 'string' }, quantity: { type: 'number' } }) },
    levels: { schema: documentOf({ onHand: { type: 'number' } }) },
    outbox: { schema: documentOf({ order: { type: 'string' } }) },
  });
  await levels.bulkInsert(Array.from({ length: LINES }, (_, line) => ({ id: `level-${line}`, onHand: 1_000 })));
  const ms: number[] = [];
  for (const [sale, body] of records.entries()) {
    const from = performance.now();
    await orders.insert({ id: `order-${sale}`, body });
    await movements.bulkInsert(
      Array.from({ length: LINES }, (_, line) => ({
        id: `movement-${sale}-${line}`,
        order: `order-${sale}`,
        quantity: 1,
      })),
    );
    for (let line = 0; line < LINES; line++) {
      const level = await levels.findOne(`level-${line}`).exec();
      await level?.incrementalModify((document: { onHand: number }) => ({ ...document, onHand: document.onHand - 1 }));
    }
    await outbox.insert({ id: `out-${sale}`, order: `order-${sale}` });
    ms.push(performance.now() - from);
  }
  await db.close();
  return { ms };
}
