/**
 * Opens what this tablet keeps: checks the journal first, and says in a value what it found. A damaged
 * journal does not open; it can be exported and set aside, after which the tablet enrols anew.
 */
import type { IdSource } from '../../kernel/ids.ts';
import { type Clock, instantOf } from '../../kernel/ports.ts';
import type { KeyVault } from '../identity/key-vault.ts';
import { createPinCheck, type PinCheck } from '../identity/pin.ts';
import { loadFormerTablets, loadTablet, type Tablet } from '../identity/tablet.ts';
import { checkJournal, type JournalDamage } from './boot-check.ts';
import { createJournal } from './create-journal.ts';
import { type IndexedDbPorts, openDexieStore } from './dexie-store.ts';
import { rawFile, unsentFile } from './export.ts';
import { causeOf, createHealingStore } from './heal.ts';
import type { RegisterJournal } from './journal.ts';
import { type CartDraft, createCartDraft, type Fence } from './open-cart-draft.ts';
import { createDexieAside, setAside } from './set-aside.ts';
import type { JournalStore } from './store.ts';
import type { LockPort, NewsPort } from './writer.ts';

export interface OpenJournalPorts extends IndexedDbPorts {
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly locks: LockPort;
  /** Wakes the other tabs and workers with this journal; never delivers to itself. */
  readonly news: NewsPort;
  readonly vault: KeyVault;
}

export type JournalOpening =
  | {
      readonly kind: 'ready';
      readonly tablet: Tablet;
      readonly journal: RegisterJournal;
      /** For `createOpenCart`. */
      readonly draft: CartDraft;
      readonly pins: PinCheck;
      /** Former lives of this tablet with entries that still wait; only for a reader, which sends them. */
      readonly former: readonly { readonly tablet: Tablet; readonly journal: RegisterJournal }[];
      /** For enrolling anew on top of what lies here, after a revocation. */
      readonly store: JournalStore;
    }
  /** A new tablet: `enrolTablet` takes the store. */
  | { readonly kind: 'not-enrolled'; readonly store: JournalStore }
  | {
      readonly kind: 'damaged';
      readonly damage: JournalDamage;
      exportRaw(): Promise<Blob>;
      exportUnsent(): Promise<Blob>;
      /** Copies everything into a database of its own and leaves this tablet as if new. Open again afterwards. */
      setAside(): Promise<void>;
    }
  /** The browser will not give the database. Nothing was lost; try again, or restart the app. */
  | { readonly kind: 'unavailable'; readonly cause: string };

export async function openJournal(
  ports: OpenJournalPorts,
  role: 'seller' | 'reader' = 'seller',
): Promise<JournalOpening> {
  const store = createHealingStore(() => openDexieStore(ports));
  try {
    // Read beside the check, and believed only after it.
    const loading = loadTablet(store, ports.vault);
    loading.catch(() => undefined);
    const damage = await checkJournal(store);
    if (damage !== null) {
      const at = instantOf(ports.clock);
      return {
        kind: 'damaged',
        damage,
        exportRaw: () => rawFile(store, at, damage),
        exportUnsent: () => unsentFile(store, at),
        setAside: async () => {
          await setAside(store, createDexieAside(ports), at);
          store.close();
        },
      };
    }
    const tablet = await loading;
    if (tablet === null) return { kind: 'not-enrolled', store };
    const fence: Fence = { held: null };
    const journal = await createJournal({ store, identity: tablet.identity, ports, role, fence });
    const former: { tablet: Tablet; journal: RegisterJournal }[] = [];
    for (const one of role === 'reader' ? await loadFormerTablets(store, ports.vault) : []) {
      former.push({ tablet: one, journal: await createJournal({ store, identity: one.identity, ports, role }) });
    }
    const drafts = createHealingStore(() => openDexieStore(ports, { durability: 'relaxed' }));
    return {
      kind: 'ready',
      tablet,
      journal,
      former,
      draft: createCartDraft(drafts, fence),
      pins: createPinCheck({ tablet, store, clock: ports.clock }),
      store,
    };
  } catch (error) {
    store.close();
    return { kind: 'unavailable', cause: causeOf(error) };
  }
}
