/** The least that IndexedDB can do: one record, one transaction. */

function open(name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(name, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore('records', { autoIncrement: true });
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
}

function commit(db: IDBDatabase, record: unknown, durability: IDBTransactionDurability): Promise<number> {
  return new Promise((resolve, reject) => {
    const from = performance.now();
    const transaction = db.transaction('records', 'readwrite', { durability });
    transaction.oncomplete = () => resolve(performance.now() - from);
    transaction.onerror = () => reject(transaction.error);
    transaction.objectStore('records').add(record);
  });
}

/** These rows as one record, as the product's log keeps them, `times` over. */
export async function appendOne(input: { readonly url: string; readonly rows: number; readonly times: number }) {
  const { times } = input;
  const rows = ((await (await fetch(input.url)).json()) as unknown[]).slice(0, input.rows);
  const db = await open('bench-append');
  const ms: number[] = [];
  for (let time = 0; time < times; time++) ms.push(await commit(db, { changes: rows }, 'relaxed'));
  db.close();
  return { ms };
}
