/** A tablet that was filled by the build before goes on with what it holds. */
import Dexie from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { expect, test } from 'vitest';
import { openReplicaDatabase, REPLICA_DATABASE } from '../../../src/replica/catalog/replica-database.ts';

const document = (ref: string, sequence: number) => {
  return { stream: 'retailer', family: 'category', ref, sequence, body: { title: ref } };
};

test('documents of version 1 are there in version 2, and are found by when they changed', async () => {
  const ports = { indexedDB: new IDBFactory(), IDBKeyRange };
  const before = new Dexie(REPLICA_DATABASE, ports);
  before.version(1).stores({
    ...{ segments: 'hash', codes: 'hash', log: '[stream+to]', documents: '[stream+family+ref]' },
    ...{ unread: '[stream+sequence]', progress: 'key', derived: 'key' },
  });
  const progress = { key: 'progress', epoch: 'e', cursors: { retailer: 9 } };
  await before.table('documents').bulkPut([document('b', 3), document('a', 9)]);
  await before.table('progress').put(progress);
  await before.table('segments').put({ hash: 'h', bytes: Uint8Array.of(1, 2) });
  before.close();

  const db = openReplicaDatabase(ports);
  expect(await db.documents.toArray()).toEqual([document('a', 9), document('b', 3)]);
  const changed = db.documents.where('[stream+sequence]').between(['retailer', 0], ['retailer', 100]);
  expect((await changed.toArray()).map(({ ref }) => ref)).toEqual(['b', 'a']);
  expect(await db.progress.get('progress')).toEqual(progress);
  expect((await db.segments.get('h'))?.bytes).toEqual(Uint8Array.of(1, 2));
  db.close();
});
