/** Everything the replica holds, read from disk as it lies: the least a cold start that wants all of it can do. */

export async function readReplica({ stores }: { readonly stores: readonly string[] }) {
  const from = performance.now();
  const db = await new Promise<IDBDatabase>((resolve, reject) => {
    const opening = indexedDB.open('evertill-replica');
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
  const transaction = db.transaction([...stores], 'readonly');
  const records = await Promise.all(
    stores.map(
      (store) =>
        new Promise<number>((resolve, reject) => {
          const all = transaction.objectStore(store).getAll();
          all.onsuccess = () => resolve(all.result.length);
          all.onerror = () => reject(all.error);
        }),
    ),
  );
  const ms = performance.now() - from;
  db.close();
  return { ms, records: records.reduce((sum, count) => sum + count, 0) };
}
