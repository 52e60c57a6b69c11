/**
 * A whole counter without a machine behind it: the demo shop's goods on a shelf in memory, the real journal
 * over a disk in memory, fake devices. `disk` outlives the counter, as a disk outlives a restart.
 */

import { demoId } from '../../../src/demo/demo-ids.ts';
import { DEMO_ASSOCIATES } from '../../../src/demo/shop/associates.ts';
import { DEMO_CATEGORY_DRAFTS, DEMO_VARIANTS } from '../../../src/demo/shop/catalogue.ts';
import { DEMO_LOCATIONS } from '../../../src/demo/shop/locations.ts';
import { openingStock } from '../../../src/demo/shop/opening-stock.ts';
import { createFakePrinter, createFakeSounds, createScannerHub } from '../../../src/devices/index.ts';
import { permissionsOf } from '../../../src/domain/access/permissions.ts';
import type { Category } from '../../../src/domain/catalog/variant.ts';
import type { Store } from '../../../src/domain/store/store.ts';
import type { Counter, Place } from '../../../src/features/counter/index.ts';
import { must } from '../../../src/kernel/invariant.ts';
import type { OrderContact } from '../../../src/protocol/client/client-fields.ts';
import type { AssociateDocument, RegisterKeyDocument } from '../../../src/protocol/sync/documents.ts';
import { keepIdentity, loadTablet } from '../../../src/replica/identity/tablet.ts';
import {
  type ClientBook,
  createOpenCart,
  createWebSignatureCheck,
  type Documents,
  type JournalStore,
  LOCKED_BOOK,
  type Shelf,
  type ShelfRow,
  verifyClaim,
} from '../../../src/replica/index.ts';
import { createJournal } from '../../../src/replica/journal/create-journal.ts';
import { createCartDraft, type Fence } from '../../../src/replica/journal/open-cart-draft.ts';
import type { SyncStatus } from '../../../src/sync/index.ts';
import { createFakeViews, type Told } from '../../support/fake-views.ts';
import {
  createRigLocks,
  createRigNews,
  fixedClock,
  rigEnrolment,
  rigIds,
  rigVault,
} from '../../support/journal-rig.ts';
import { createDisk, type Disk, openMemoryStore } from '../../support/memory-journal-store.ts';

const AMSTERDAM = DEMO_LOCATIONS.amsterdam;
const NO_KEYS: readonly RegisterKeyDocument[] = [];
const NO_EXCEPTIONS: never[] = [];
const isSignedBy = createWebSignatureCheck(crypto.subtle);

export function demoRows(store: Store = AMSTERDAM): readonly ShelfRow[] {
  const stock = new Map(
    openingStock()
      .filter(({ at }) => at === 'amsterdam')
      .map(({ sku, quantity }) => [sku, quantity]),
  );
  return DEMO_VARIANTS.map(({ draft }, ordinal) => {
    const price = draft.prices.find(({ priceList }) => priceList === store.priceList);
    return {
      ordinal,
      id: demoId('variant', draft.sku),
      item: demoId('item', must(draft.itemKey, 'demo variants belong to items')),
      sku: draft.sku,
      barcodes: draft.barcodes,
      title: draft.title,
      options: draft.options,
      optionNames: draft.optionNames,
      category: demoId('category', draft.categoryKey),
      taxCategory: draft.taxCategory,
      image: draft.image,
      unit: draft.unit,
      tracked: draft.tracked,
      popularity: draft.popularity,
      active: true,
      priceMinor: price?.priceMinor ?? null,
      compareAtMinor: price?.compareAtMinor ?? null,
      level: { onHand: stock.get(draft.sku) ?? 0, committed: 0, damaged: 0 },
    };
  });
}

export const demoCategories: readonly Category[] = DEMO_CATEGORY_DRAFTS.map((draft) => ({
  id: demoId('category', draft.key),
  title: draft.title,
  parent: draft.parentKey === null ? null : demoId('category', draft.parentKey),
  position: draft.position,
  hue: draft.hue,
}));

export function demoAssociate(role: 'manager' | 'supervisor' | 'associate'): AssociateDocument {
  const {
    stores: _,
    pin: __,
    ...person
  } = must(
    DEMO_ASSOCIATES.find((each) => each.role === role && each.stores.includes('amsterdam')),
    `somebody is a ${role}`,
  );
  return { ...person, permissions: [...permissionsOf(role)], pin: null };
}

/** Looks through all rows; good enough for a few hundred. */
export function createFakeShelf(rows: readonly ShelfRow[], asOf: string | null = null): Shelf {
  const state = {
    phase: 'ready',
    rows: rows.length,
    expectedRows: rows.length,
    bytes: 0,
    expectedBytes: 0,
    asOf,
    version: 1,
  } as const;
  const parents = new Map(demoCategories.map(({ id, parent }) => [id, parent]));
  const isWithin = (category: string, wanted: string | null): boolean => {
    if (wanted === null || category === wanted) return true;
    const parent = parents.get(category) ?? null;
    return parent !== null && isWithin(parent, wanted);
  };
  return {
    state: () => state,
    subscribe: () => () => {},
    async scan(code) {
      const found = rows.filter((row) => row.barcodes.includes(code) || row.sku === code);
      return found.length > 0 ? { kind: 'found', rows: found } : { kind: 'unknown', code, complete: true };
    },
    async search(query, limit) {
      const words = query.toLowerCase().split(/\s+/);
      const found = rows.filter((row) => {
        const text = [...Object.values(row.title), ...row.options, row.sku, ...row.barcodes].join(' ').toLowerCase();
        return words.every((word) => text.includes(word));
      });
      return { rows: found.slice(0, limit), total: found.length, complete: true };
    },
    async browse({ category, offset, limit }) {
      const items = new Map<string, ShelfRow>();
      for (const row of rows) if (isWithin(row.category, category) && !items.has(row.item)) items.set(row.item, row);
      const all = [...items.values()].sort((a, b) => b.popularity - a.popularity);
      const shown = all.slice(offset, offset + limit);
      return {
        items: shown.map((row) => ({ row, variants: rows.filter(({ item }) => item === row.item) })),
        total: all.length,
        complete: true,
      };
    },
    row: async (ordinal) => rows.find((row) => row.ordinal === ordinal) ?? null,
  };
}

export interface RigOptions {
  readonly role?: 'manager' | 'supervisor' | 'associate';
  readonly store?: Store;
  readonly rows?: readonly ShelfRow[];
  readonly disk?: Disk;
  readonly journalStore?: JournalStore;
  readonly seed?: number;
  readonly at?: number;
  readonly asOf?: string | null;
  /** What other channels brought. */
  readonly told?: Told;
  readonly link?: SyncStatus['link'];
  /** Who orders are for, by what stands sealed beside them. Without it the book of clients is closed. */
  readonly contacts?: Readonly<Record<string, OrderContact>>;
}

export async function createCounterRig(options: RigOptions = {}) {
  const store = options.store ?? AMSTERDAM;
  const clock = fixedClock(options.at ?? Date.parse('2026-03-02T09:00:00.000Z'));
  const ids = rigIds(options.seed ?? 7);
  const disk = options.disk ?? createDisk();
  const journalStore = options.journalStore ?? openMemoryStore(disk);
  const fence: Fence = { held: null };
  const kept = await loadTablet(journalStore, rigVault);
  const tablet = kept ?? (await keepIdentity(journalStore, rigVault, { secret: 'rig' }, enrolmentOf(store)));
  const { identity } = tablet;
  const ports = { clock, ids, locks: createRigLocks(), news: createRigNews()() };
  const journal = await createJournal({ store: journalStore, identity, ports, role: 'seller', fence });
  await becomeWriter(journal);
  const openCart = await createOpenCart({ draft: createCartDraft(journalStore, fence), ids, journal });
  const associates = (['manager', 'supervisor', 'associate'] as const).map(demoAssociate);
  const registerKeys = { current: NO_KEYS };
  const documentsChanged = new Set<() => void>();
  const documents: Documents = {
    store: () => store,
    associates: () => associates,
    categories: () => demoCategories,
    registerKeys: () => registerKeys.current,
    exceptions: () => NO_EXCEPTIONS,
    subscribe: (listener) => {
      documentsChanged.add(listener);
      return () => documentsChanged.delete(listener);
    },
  };
  const devices = { scanner: createScannerHub(), printer: createFakePrinter(), sound: createFakeSounds() };
  const views = createFakeViews(journal, clock, options.told ?? {});
  const status = {
    link: options.link ?? 'offline',
    phase: 'idle',
    lastSyncedAt: null,
    lastFault: null,
    epoch: null,
    isLeader: true,
  } as const;
  const places: Place[] = [];
  const rows = options.rows ?? demoRows(store);
  const counter: Counter = {
    identity,
    store,
    associate: demoAssociate(options.role ?? 'manager'),
    journal,
    openCart,
    shelf: createFakeShelf(rows, options.asOf ?? null),
    documents,
    views: views.views,
    clients: options.contacts === undefined ? LOCKED_BOOK : openBook(options.contacts),
    sync: { status: () => status, subscribe: () => () => {}, kick: () => {} },
    devices,
    ids,
    clock,
    signClaim: async () => 'c2lnbmF0dXJl',
    verifyClaim: (text) => verifyClaim(text, registerKeys.current, isSignedBy),
    go: (place) => void places.push(place),
    openCamera: null,
  };
  /** What a round of sync would bring. */
  const learnKeys = (keys: readonly RegisterKeyDocument[]) => {
    registerKeys.current = keys;
    for (const tell of documentsChanged) tell();
  };
  return { counter, journal, openCart, clock, disk, devices, places, rows, ids, learnKeys, views };
}

/** A book that holds nobody, and opens what it is given. */
function openBook(contacts: Readonly<Record<string, OrderContact>>): ClientBook {
  const state = { kind: 'open', clients: 0, until: '2026-03-02T18:00:00.000Z' } as const;
  return { ...LOCKED_BOOK, state: () => state, contactOf: async (sealed) => contacts[sealed] ?? null };
}

function enrolmentOf(store: Store) {
  return rigEnrolment({
    tenant: demoId('tenant', 'Linden & Row'),
    register: { id: demoId('register', 'amsterdam 1'), name: 'Till 1', location: store.id },
    series: 'AMS1',
    store: { id: store.id, name: store.name, priceList: store.priceList },
  });
}

export type CounterRig = Awaited<ReturnType<typeof createCounterRig>>;

async function becomeWriter(journal: { snapshot(): { isWriter: boolean }; subscribe(l: () => void): () => void }) {
  if (journal.snapshot().isWriter) return;
  await new Promise<void>((resolve) => {
    const stop = journal.subscribe(() => {
      if (!journal.snapshot().isWriter) return;
      stop();
      resolve();
    });
  });
}
