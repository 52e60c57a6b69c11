/** Power cuts and lost connections, at every step that a transaction has. */
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { describe, expect, test } from 'vitest';
import { keepIdentity, loadTablet } from '../../../src/replica/identity/tablet.ts';
import { checkJournal } from '../../../src/replica/journal/boot-check.ts';
import { createJournal } from '../../../src/replica/journal/create-journal.ts';
import { openDexieStore } from '../../../src/replica/journal/dexie-store.ts';
import { createHealingStore } from '../../../src/replica/journal/heal.ts';
import { createCartDraft, type Fence } from '../../../src/replica/journal/open-cart-draft.ts';
import { openJournal } from '../../../src/replica/journal/open-journal.ts';
import type { JournalStore } from '../../../src/replica/journal/store.ts';
import {
  createRigLocks,
  createRigNews,
  emptyRigCart,
  fixedClock,
  rigEnrolment,
  rigIds,
  rigSale,
  rigVault,
} from '../../support/journal-rig.ts';
import {
  afterCrash,
  createDisk,
  type DiskFaults,
  openMemoryStore,
  type StepFate,
} from '../../support/memory-journal-store.ts';

async function openTab(store: JournalStore, ids = rigIds()) {
  const tablet = await loadTablet(store, rigVault);
  if (tablet === null) throw new Error('the rig enrols first');
  const fence: Fence = { held: null };
  const ports = { clock: fixedClock(), ids, locks: createRigLocks(), news: createRigNews()() };
  const journal = await createJournal({ store, identity: tablet.identity, ports, role: 'seller', fence });
  return { journal, fence };
}

/** Lets `after` steps of write transactions pass once armed, then decides once (or for ever). */
function faultAt(fate: StepFate) {
  let left = Number.POSITIVE_INFINITY;
  const faults: DiskFaults = {
    fate: (_step, mode) => {
      if (mode === 'read' || left-- !== 0) return 'on';
      return fate;
    },
  };
  return {
    faults,
    arm(after: number) {
      left = after;
    },
    get hasFired() {
      return left < 0;
    },
  };
}

async function saleCutAt(step: number, fate: StepFate) {
  const disk = createDisk();
  await keepIdentity(openMemoryStore(disk), rigVault, { secret: 'rig' }, rigEnrolment());
  const cut = faultAt(fate);
  const store = openMemoryStore(disk, cut.faults);
  const ids = rigIds();
  const { journal, fence } = await openTab(store, ids);
  await journal.append(rigSale(ids).draft);
  const cart = emptyRigCart(ids('cart'));
  await createCartDraft(store, fence).save(cart, []);
  const sale = rigSale(ids, { cart: cart.id });
  let shown: boolean | null = null;
  cut.arm(step);
  const asked = journal.append({ ...sale.draft, print: true }).then((verdict) => {
    shown = verdict.ok;
  });
  await Promise.race([asked, new Promise((resolve) => setImmediate(resolve))]);
  // The tablet restarts on what the disk holds.
  const after = openMemoryStore(afterCrash(disk));
  expect(await checkJournal(after)).toBeNull();
  const again = await openTab(after, rigIds(99));
  const records = await again.journal.after(0, 10);
  const draft = (await createCartDraft(after, again.fence).load()).cart;
  const prints = await again.journal.pendingPrints();
  return { hasFired: cut.hasFired, shown, sale, cart, records, draft, prints, journal: again.journal };
}

describe('a sale is there whole or not at all', () => {
  for (const fate of ['die', 'abort'] as const) {
    test(`F01 F02 the ${fate === 'die' ? 'tab is killed' : 'database gives up'} at each step in turn`, async () => {
      let step = 0;
      let halves = 0;
      for (; ; step++) {
        const end = await saleCutAt(step, fate);
        if (!end.hasFired) break;
        const isThere = end.records.length === 2;
        if (isThere) {
          halves += 1;
          expect(end.records[1]?.entry.body).toMatchObject({ id: end.sale.orderId, receiptNumber: 'A1-000002' });
        }
        // Entry, open cart and print job agree, whatever was interrupted.
        expect(end.draft).toEqual(isThere ? null : end.cart);
        expect(end.prints.length).toBe(isThere ? 1 : 0);
        // Shown as done means it is there; a giving-up database is tried again, and ends in one sale.
        if (end.shown === true) expect(isThere).toBe(true);
        if (fate === 'abort') expect([end.shown, end.records.length]).toEqual([true, 2]);
        // The number of a sale that is not there is used by the next one.
        await end.journal.append(rigSale(rigIds(5)).draft);
        const numbers = (await end.journal.after(0, 10)).map(({ entry }) =>
          entry.kind === 'order.place' ? entry.body.receiptNumber : '',
        );
        expect(numbers).toEqual(numbers.map((_, index) => `A1-${String(index + 1).padStart(6, '0')}`));
      }
      expect(step).toBeGreaterThanOrEqual(8);
      expect(halves).toBeGreaterThanOrEqual(1);
    });
  }
});

describe('the connection to the database is lost', () => {
  /** An IndexedDB whose transactions fail at the given calls, as WebKit's does when its process is gone. */
  function fragileStore(factory: IDBFactory, breaks: (call: number) => 'before' | 'after' | null) {
    let calls = 0;
    return createHealingStore(() => {
      const store = openDexieStore({ indexedDB: factory, IDBKeyRange });
      return {
        async transact(mode, tables, work) {
          const fate = breaks(++calls);
          if (fate === 'before') throw Object.assign(new Error('gone'), { name: 'UnknownError' });
          const result = await store.transact(mode, tables, work);
          if (fate === 'after') throw Object.assign(new Error('gone'), { name: 'UnknownError' });
          return result;
        },
        close: () => store.close(),
      };
    });
  }

  test('F11 at each call in turn, before or after the commit: one sale, one number, never a false "done"', async () => {
    for (const when of ['before', 'after'] as const) {
      for (let call = 1; call <= 6; call++) {
        const factory = new IDBFactory();
        await keepIdentity(openDexieStore({ indexedDB: factory, IDBKeyRange }), rigVault, {}, rigEnrolment());
        let armed = Number.POSITIVE_INFINITY;
        const store = fragileStore(factory, (made) => (made === armed ? when : null));
        const ids = rigIds();
        const { journal } = await openTab(store, ids);
        let seen = 0;
        // Calls are counted from here: arm the one that is `call` further on.
        const counting = fragileStore(factory, (made) => {
          seen = made;
          return made === armed ? when : null;
        });
        const second = await openTab(counting, ids);
        armed = seen + call;
        const verdicts = [
          await second.journal.append(rigSale(ids).draft),
          await second.journal.append(rigSale(ids).draft),
        ];
        const sold = verdicts.filter((verdict) => verdict.ok).length;
        const records = await second.journal.after(0, 10);
        expect(records.length).toBe(sold);
        expect(sold).toBe(2);
        expect(new Set(records.map(({ entry }) => entry.id)).size).toBe(2);
        journal.close();
      }
    }
  });

  test('F11 a sale whose answer was lost is found behind the sales that followed it', async () => {
    const disk = createDisk();
    await keepIdentity(openMemoryStore(disk), rigVault, {}, rigEnrolment());
    let lose = 0;
    const store = createHealingStore(() =>
      openMemoryStore(disk, {
        fate: (step, mode) => (mode === 'write' && step === 'committed' && lose-- > 0 ? 'abort' : 'on'),
      }),
    );
    const ids = rigIds();
    const { journal } = await openTab(store, ids);
    lose = 1;
    const verdicts = await Promise.all([1, 2, 3, 4].map(() => journal.append(rigSale(ids).draft)));
    expect(verdicts.map((verdict) => verdict.ok && verdict.value.sequence)).toEqual([1, 2, 3, 4]);
    expect((await journal.after(0, 10)).length).toBe(4);
    expect(journal.snapshot()).toMatchObject({ sequence: 4, unsent: 4 });
  });

  test('F11 when nobody can tell whether a sale is there, this tab sells no more, and the next start knows', async () => {
    const disk = createDisk();
    await keepIdentity(openMemoryStore(disk), rigVault, {}, rigEnrolment());
    let isBroken = false;
    let isCommitted = false;
    const store = createHealingStore(() =>
      openMemoryStore(disk, {
        fate(step) {
          if (isBroken && step === 'committed') isCommitted = true;
          return isBroken && (isCommitted || step === 'committed') ? 'abort' : 'on';
        },
      }),
    );
    const ids = rigIds();
    const { journal } = await openTab(store, ids);
    isBroken = true;
    expect(await journal.append(rigSale(ids).draft)).toEqual({
      ok: false,
      refusal: { code: 'outcome-unknown' },
    });
    expect(journal.snapshot()).toMatchObject({ isWriter: false, isInDoubt: true });
    const again = await openTab(openMemoryStore(afterCrash(disk)), ids);
    expect((await again.journal.after(0, 10)).length).toBe(1);
  });

  test('F11 a disk that stays away is said to be away', async () => {
    const factory = new IDBFactory();
    await keepIdentity(openDexieStore({ indexedDB: factory, IDBKeyRange }), rigVault, {}, rigEnrolment());
    let isAway = false;
    const store = fragileStore(factory, () => (isAway ? 'before' : null));
    const ids = rigIds();
    const { journal } = await openTab(store, ids);
    isAway = true;
    expect(await journal.append(rigSale(ids).draft)).toEqual({
      ok: false,
      refusal: { code: 'storage-failed', cause: 'UnknownError' },
    });
    isAway = false;
    expect((await journal.append(rigSale(ids).draft)).ok).toBe(true);
    expect((await journal.after(0, 10)).length).toBe(1);
  });
});

describe('F03 what the browser is asked for', () => {
  test('every transaction of the journal that writes asks for strict durability', async () => {
    const asked: (string | undefined)[] = [];
    const factory = new IDBFactory();
    const open = factory.open.bind(factory);
    factory.open = (...args) => {
      const request = open(...args);
      request.addEventListener('success', () => {
        const db = request.result;
        const begin = db.transaction.bind(db);
        db.transaction = (tables, mode, options) => {
          if (mode === 'readwrite') asked.push(options?.durability);
          return begin(tables, mode, options);
        };
      });
      return request;
    };
    const store = openDexieStore({ indexedDB: factory, IDBKeyRange });
    await keepIdentity(store, rigVault, {}, rigEnrolment());
    const ids = rigIds();
    const { journal } = await openTab(store, ids);
    for (let sale = 0; sale < 5; sale++) await journal.append(rigSale(ids).draft);
    expect(asked.length).toBeGreaterThanOrEqual(7);
    expect(new Set(asked)).toEqual(new Set(['strict']));
  });
});

describe('F12 a journal that does not agree with itself is not carried on', () => {
  async function damaged(harm: (store: JournalStore) => Promise<void>) {
    const factory = new IDBFactory();
    const store = openDexieStore({ indexedDB: factory, IDBKeyRange });
    await keepIdentity(store, rigVault, { secret: 'rig' }, rigEnrolment());
    const ids = rigIds();
    const { journal } = await openTab(store, ids);
    for (let sale = 0; sale < 4; sale++) await journal.append(rigSale(ids).draft);
    await harm(store);
    store.close();
    const ports = {
      indexedDB: factory,
      IDBKeyRange,
      clock: fixedClock(),
      ids,
      locks: createRigLocks(),
      news: createRigNews()(),
      vault: rigVault,
    };
    return { opening: await openJournal(ports), ports };
  }
  const ofEntry = async (store: JournalStore, sequence: number) => {
    const rows = await store.transact('read', ['entries'], (tx) => tx.all('entries'));
    const row = rows.find((one) => one.sequence === sequence);
    if (row === undefined) throw new Error(`no entry ${sequence}`);
    return row;
  };

  test.each([
    [
      'an amount was changed',
      'chain-broken',
      async (store: JournalStore) => {
        const row = await ofEntry(store, 2);
        const entry = { ...row.entry, associate: 'somebody else' } as typeof row.entry;
        await store.transact('write', ['entries'], (tx) => tx.put('entries', { ...row, entry }));
      },
    ],
    [
      'an entry is gone',
      'entries-missing',
      async (store: JournalStore) => {
        const row = await ofEntry(store, 3);
        await store.transact('write', ['entries'], (tx) => tx.remove('entries', [row.life, 3]));
      },
    ],
    [
      'all entries are gone',
      'entries-missing',
      (store: JournalStore) => store.transact('write', ['entries'], (tx) => tx.clear('entries')),
    ],
    [
      'the numbers are gone',
      'head-missing',
      (store: JournalStore) => store.transact('write', ['heads'], (tx) => tx.clear('heads')),
    ],
    [
      'the numbers went back',
      'entries-missing',
      async (store: JournalStore) => {
        const { life } = await ofEntry(store, 1);
        await store.transact('write', ['heads'], async (tx) => {
          const head = await tx.get('heads', [life]);
          if (head) await tx.put('heads', { ...head, sequence: 3 });
        });
      },
    ],
    [
      'the head names another hash',
      'head-mismatch',
      async (store: JournalStore) => {
        const { life } = await ofEntry(store, 1);
        await store.transact('write', ['heads'], async (tx) => {
          const head = await tx.get('heads', [life]);
          if (head) await tx.put('heads', { ...head, hash: '0'.repeat(64) });
        });
      },
    ],
    [
      'the identity is gone',
      'identity-missing',
      (store: JournalStore) => store.transact('write', ['identity'], (tx) => tx.clear('identity')),
    ],
  ])('%s', async (_what, code, harm) => {
    const { opening, ports } = await damaged(harm);
    if (opening.kind !== 'damaged') throw new Error(`opened as ${opening.kind}`);
    expect(opening.damage.code).toBe(code);
    const lines = (await (await opening.exportRaw()).text()).trim().split('\n');
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ file: 'evertill-journal', damage: opening.damage });
    expect(lines.join()).not.toContain('secret');
    await opening.setAside();
    const anew = await openJournal(ports);
    expect(anew.kind).toBe('not-enrolled');
    if (anew.kind === 'not-enrolled') {
      await keepIdentity(anew.store, rigVault, {}, rigEnrolment({ incarnation: 2, series: 'A2' }));
    }
    const ready = await openJournal(ports);
    if (ready.kind !== 'ready') throw new Error(`opened as ${ready.kind}`);
    await ready.journal.append(rigSale(ports.ids).draft);
    const [first] = await ready.journal.after(0, 1);
    expect(first?.entry.body).toMatchObject({ receiptNumber: 'A2-000001' });
  });
});
