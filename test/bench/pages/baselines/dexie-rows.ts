/** The usual design: a row per product and per level in Dexie, one index on the barcodes. */
import Dexie from 'dexie';
import { eachFetched } from './download.ts';

export interface RowPages {
  readonly products: readonly string[];
  readonly levels: readonly string[];
}

export async function fillDexieRows({ products, levels }: RowPages) {
  const db = new Dexie('bench-rows');
  db.version(1).stores({ products: 'id, *barcodes', levels: 'id' });
  await db.open();
  const from = performance.now();
  const into = (table: string) => async (answer: Response) => {
    await db.table(table).bulkPut(JSON.parse(await answer.text()) as object[]);
  };
  await eachFetched(products, into('products'));
  await eachFetched(levels, into('levels'));
  const ms = performance.now() - from;
  const rows = await db.table('products').count();
  db.close();
  return { ms, rows };
}
