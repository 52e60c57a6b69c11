import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { openDexieStore } from '../../../src/replica/journal/dexie-store.ts';
import { createHealingStore } from '../../../src/replica/journal/heal.ts';
import { createDisk, openMemoryStore } from '../../support/memory-journal-store.ts';
import { journalContract } from './contract.ts';
import type { NewDisk } from './contract-rig.ts';
import { windowsContract } from './windows-contract.ts';

const DISKS: Record<string, NewDisk> = {
  Dexie: () => {
    const ports = { indexedDB: new IDBFactory(), IDBKeyRange };
    return { open: () => createHealingStore(() => openDexieStore(ports)) };
  },
  'the model of a disk': () => {
    const disk = createDisk();
    return { open: () => openMemoryStore(disk) };
  },
};

for (const [name, newDisk] of Object.entries(DISKS)) {
  journalContract(name, newDisk);
  windowsContract(name, newDisk);
}
