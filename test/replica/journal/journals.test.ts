import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { openDexieStore } from '../../../src/replica/journal/dexie-store.ts';
import { createHealingStore } from '../../../src/replica/journal/heal.ts';
import { createDisk, openMemoryStore } from '../../support/memory-journal-store.ts';
import { journalContract } from './contract.ts';

journalContract('Dexie', () => {
  const ports = { indexedDB: new IDBFactory(), IDBKeyRange };
  return { open: () => createHealingStore(() => openDexieStore(ports)) };
});

journalContract('the model of a disk', () => {
  const disk = createDisk();
  return { open: () => openMemoryStore(disk) };
});
