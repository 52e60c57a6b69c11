/**
 * One tab of a tablet's browser: the real journal, the real open cart and the real sync engine over a disk,
 * a network, locks and a clock that the world plays with. It can freeze, and it can be gone between any two
 * steps.
 */
import { createIdSource, type IdSource } from '../../../src/kernel/ids.ts';
import { loadTablet } from '../../../src/replica/identity/tablet.ts';
import {
  createOwnMovements,
  type OpenCart,
  type OwnMovements,
  type RegisterJournal,
  type Tablet,
} from '../../../src/replica/index.ts';
import { checkJournal } from '../../../src/replica/journal/boot-check.ts';
import { createJournal } from '../../../src/replica/journal/create-journal.ts';
import { createOpenCart } from '../../../src/replica/journal/open-cart.ts';
import { type CartDraft, createCartDraft, type Fence } from '../../../src/replica/journal/open-cart-draft.ts';
import type { JournalStore } from '../../../src/replica/journal/store.ts';
import { createEngine, createTransport, type Http } from '../../../src/sync/index.ts';
import { leadSync } from '../../../src/sync/leader.ts';
import { rigVault } from '../../support/journal-rig.ts';
import { breakDraft, breakStore, breakTransport } from './broken.ts';
import type { Browser } from './browser.ts';
import { createModelReplica, type ReplicaDisk } from './model-replica.ts';
import type { Oracle } from './oracle.ts';
import type { PlantedBug } from './plan.ts';
import type { Process, World } from './world.ts';

export interface Tab {
  readonly number: number;
  readonly process: Process;
  readonly journal: RegisterJournal;
  readonly draft: CartDraft;
  readonly openCart: OpenCart;
  readonly own: OwnMovements;
  readonly ids: IdSource;
  /** What an associate does here follows one after the other. */
  busy: Promise<unknown>;
  kick(): void;
  die(): void;
}

export interface TabPorts {
  readonly world: World;
  readonly oracle: Oracle;
  readonly bug: PlantedBug | null;
  readonly tablet: number;
  readonly location: string;
  readonly browser: Browser;
  readonly replicaDisk: ReplicaDisk;
  readonly http: (process: Process) => Http;
  readonly openStore: (process: Process, died: Promise<void>) => JournalStore;
  /** A tab that lies on the disk as the one that writes, from that place of the journal on. */
  readonly onTakenOver: (taken: { tab: number; fence: number; above: number }) => void;
  readonly onEntryId: (id: string, tab: number) => void;
  readonly onRound: () => void;
}

export async function openTab(ports: TabPorts, number: number, process: Process): Promise<Tab> {
  const { world, oracle, bug, browser } = ports;
  let end: () => void = () => undefined;
  const died = new Promise<void>((resolve) => {
    end = resolve;
  });
  const fence: Fence = { held: null };
  const watchedStore = watched(ports.openStore(process, died), (taken) => ports.onTakenOver({ tab: number, ...taken }));
  const store = breakStore(awake(watchedStore, process, world), fence, bug);
  const damage = await checkJournal(store);
  if (damage !== null) oracle.accuse('journal-damaged', `tablet ${ports.tablet}: ${damage.code}`);
  const tablet = (await loadTablet(store, rigVault)) as Tablet;
  const plain = createIdSource({ clock: world.clock, random: world.random });
  const ids: IdSource = (kind) => {
    const id = plain(kind);
    if (kind === 'entry') ports.onEntryId(id, number);
    return id;
  };
  const locks = browser.locksOf(process);
  const journal = await createJournal({
    store,
    identity: tablet.identity,
    ports: { clock: world.clock, ids, locks, news: browser.newsOf(process) },
    role: 'seller',
    fence,
  });
  const draft = breakDraft(createCartDraft(store, fence), bug);
  const openCart = await createOpenCart({ draft, ids, journal });
  const own = createOwnMovements(journal, ports.location);
  const timers = world.timersOf(process);
  const transport = createTransport(
    { http: ports.http(process), clock: world.clock, timers, random: world.random },
    tablet,
  );
  const replica = createModelReplica(
    ports.replicaDisk,
    async () => {
      await world.sleep(world.between(0.5, 5), process);
    },
    ports.onRound,
  );
  const engine = createEngine({
    outbox: journal,
    replica,
    tablet,
    transport: breakTransport(transport, journal, bug),
    clock: world.clock,
    timers,
    random: world.random,
    build: 'sim',
    onChange: () => undefined,
  });
  const stop = new AbortController();
  void leadSync(
    locks,
    async (signal) => {
      const unwatch = journal.subscribe(() => engine.notice());
      await engine.run(signal);
      unwatch();
    },
    stop.signal,
  );
  return {
    number,
    process,
    journal,
    draft,
    openCart,
    own,
    ids,
    busy: Promise.resolve(),
    kick: () => engine.kick(),
    die() {
      process.isAlive = false;
      end();
      browser.died(process);
      stop.abort();
    },
  };
}

/** What a frozen tab asked for is done; it hears of it when it wakes. */
function awake(store: JournalStore, process: Process, world: World): JournalStore {
  const heard = () => (process.frozen ? new Promise<void>((resolve) => world.at(0, process, resolve)) : null);
  return {
    async transact(mode, tables, work) {
      try {
        return await store.transact(mode, tables, work);
      } finally {
        await heard();
      }
    },
    close: () => store.close(),
  };
}

/** Tells when a transaction that raised the fence is complete, and how long the journal was then. */
function watched(store: JournalStore, onTakenOver: (taken: { fence: number; above: number }) => void): JournalStore {
  return {
    async transact(mode, tables, work) {
      let taken: { fence: number; above: number } | null = null;
      const result = await store.transact(mode, tables, (tx) =>
        work({
          ...tx,
          async put(table, row) {
            if (table === 'heads' && 'fence' in row && 'sequence' in row) {
              const before = await tx.get('heads', [row.life]);
              if (before && before.fence < row.fence) taken = { fence: row.fence, above: row.sequence };
            }
            return tx.put(table, row);
          },
        }),
      );
      if (taken !== null) onTakenOver(taken);
      return result;
    },
    close: () => store.close(),
  };
}
