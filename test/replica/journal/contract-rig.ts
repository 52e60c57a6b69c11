/** A tablet on any disk that keeps a journal: opened by tab after tab, over the same locks and news. */
import { keepIdentity, loadTablet } from '../../../src/replica/identity/tablet.ts';
import type { RegisterJournal } from '../../../src/replica/index.ts';
import { createJournal } from '../../../src/replica/journal/create-journal.ts';
import { createCartDraft, type Fence } from '../../../src/replica/journal/open-cart-draft.ts';
import type { JournalStore } from '../../../src/replica/journal/store.ts';
import {
  createRigLocks,
  createRigNews,
  fixedClock,
  rigEnrolment,
  rigIds,
  rigSale,
  rigVault,
} from '../../support/journal-rig.ts';

/** `open` gives another handle on the same disk each time it is called. */
export type NewDisk = () => { open(): JournalStore };

export function createContractRig(newDisk: NewDisk) {
  async function newTablet() {
    const disk = newDisk();
    const locks = createRigLocks();
    const news = createRigNews();
    const clock = fixedClock();
    const ids = rigIds();
    await keepIdentity(disk.open(), rigVault, { secret: 'rig' }, rigEnrolment());
    const openTab = async (role: 'seller' | 'reader' = 'seller') => {
      const store = disk.open();
      const tablet = await loadTablet(store, rigVault);
      if (tablet === null) throw new Error('the rig enrols first');
      const fence: Fence = { held: null };
      const ports = { clock, ids, locks, news: news() };
      const journal = await createJournal({ store, identity: tablet.identity, ports, role, fence });
      return { journal, draft: createCartDraft(disk.open(), fence), store };
    };
    return { disk, clock, ids, openTab };
  }

  const saleIds = rigIds(11);
  async function sell(journal: RegisterJournal, times: number, ids = saleIds) {
    for (let sale = 0; sale < times; sale++) {
      const verdict = await journal.append(rigSale(ids).draft);
      if (!verdict.ok) throw new Error(verdict.refusal.code);
    }
  }

  return { newTablet, sell };
}
