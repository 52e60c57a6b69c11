/**
 * One tablet of the day: a disk that outlives everything, one or two tabs of its browser, and an associate
 * who works in one of them. It loses power between any two steps and starts again.
 */
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { keepIdentity } from '../../../src/replica/index.ts';
import { openDexieStore } from '../../../src/replica/journal/dexie-store.ts';
import { createHealingStore } from '../../../src/replica/journal/heal.ts';
import type { JournalStore } from '../../../src/replica/journal/store.ts';
import { idNumbered, RIG, rigEnrolment, rigVault } from '../../support/journal-rig.ts';
import { afterCrash, createDisk, type Disk, openMemoryStore } from '../../support/memory-journal-store.ts';
import { createAssociate } from './associate.ts';
import { type Browser, createBrowser } from './browser.ts';
import { type Bucket, pileOf } from './facts.ts';
import { journalFact } from './journal-fact.ts';
import { createReplicaDisk } from './model-replica.ts';
import { type ModelServer, streamsOf } from './model-server.ts';
import { createNetwork, type Link } from './network.ts';
import type { JournalFact, Oracle, TabletEvidence } from './oracle.ts';
import type { PlantedBug, Rates } from './plan.ts';
import { openTab, type Tab, type TabPorts } from './tab.ts';
import type { Process, World } from './world.ts';

export type Backend = 'model' | 'dexie';

export interface DayPorts {
  readonly world: World;
  readonly server: ModelServer;
  readonly oracle: Oracle;
  readonly rates: () => Rates;
  readonly bug: PlantedBug | null;
  readonly backend: Backend;
  /** Ends a tablet's processes now; it starts again later. */
  readonly cutPower: (tablet: number) => void;
  readonly did: (what: string) => void;
}

interface Power {
  readonly process: Process;
  readonly browser: Browser;
  readonly tabs: Tab[];
  /** Of all tabs, also of those that are still starting. */
  readonly processes: Process[];
  end(): void;
}

export function createSimTablet(day: DayPorts, number: number, location: string) {
  const { world, server, oracle, rates, bug } = day;
  const register = idNumbered('reg', number);
  const series = `T${number}`;
  const who = { tenant: RIG.tenant, register, incarnation: 1 };
  const link: Link = { isCut: false };
  const replicaDisk = createReplicaDisk();
  const factory = new IDBFactory();
  let disk: Disk = createDisk();
  /** The whole machine; null while it has no power. */
  let power: Power | null = null;
  /** Where the associate stands. */
  let hands: Tab | null = null;
  let takenOverAt = 0;
  let tabsOpened = 0;
  let pulledAt: string | null = null;
  const takenOver: { tab: number; fence: number; above: number }[] = [];
  const writtenIn = new Map<string, number>();
  const soldCarts = new Set<string>();
  const openedBy = new Map<string, number>();
  const { did } = day;
  const associate = createAssociate({ world, oracle, rates, bug, tablet: number, location, soldCarts, openedBy, did });

  function openStore(process: Process, died: Promise<void>): JournalStore {
    if (day.backend === 'dexie') return mortal(openDexieStore({ indexedDB: factory, IDBKeyRange }), process, world);
    const [now, machine] = [disk, power];
    return createHealingStore(() =>
      openMemoryStore(now, {
        async fate(step, mode) {
          if (mode === 'write' && step !== 'operation') {
            const ms = world.chance(rates().slowDisk) ? world.between(500, 5_000) : world.between(0.5, 4);
            // The disk works on while a tab is frozen.
            await Promise.race([world.sleep(ms, machine?.process ?? null), died]);
            if (process.isAlive && power === machine && world.chance(rates().cutAtCommit)) day.cutPower(number);
          }
          if (!process.isAlive) return 'die';
          return mode === 'write' && step !== 'commit' && world.chance(rates().diskAbort) ? 'abort' : 'on';
        },
        ...(bug === 'torn-commit' ? { torn: (writes: number) => Math.floor(writes / 2) } : {}),
      }),
    );
  }

  async function addTab(): Promise<Tab | null> {
    const machine = power;
    if (machine === null) return null;
    const ports: TabPorts = {
      world,
      oracle,
      bug,
      tablet: number,
      location,
      browser: machine.browser,
      replicaDisk,
      openStore,
      http: (process) => createNetwork({ world, server, rates, who, link, tablet: () => process }),
      onTakenOver: (taken) => takenOver.push(taken),
      onEntryId: (id, tab) => writtenIn.set(id, tab),
      onRound: () => {
        pulledAt = replicaDisk.progress.asOf;
      },
    };
    const process = { isAlive: true };
    machine.processes.push(process);
    const tab = await openTab(ports, ++tabsOpened, process);
    if (power !== machine) tab.die();
    else machine.tabs.push(tab);
    return power === machine ? tab : null;
  }

  async function takeOverIn(tab: Tab): Promise<boolean> {
    const verdict = await tab.journal.takeOver();
    takenOverAt = world.now;
    if (tab.process.isAlive) hands = tab;
    if (verdict.ok) world.note(`${series} tab ${tab.number} took over`);
    return verdict.ok;
  }

  /** Another tab than the one the associate stands at, opened if there is none. */
  async function otherTab(): Promise<Tab | null> {
    return power?.tabs.find((tab) => tab !== hands && !tab.process.frozen) ?? addTab();
  }

  /** Everything this tablet did, by its journal's rows, with the oracle's plain arithmetic. */
  async function ownPiles(through: number, included: number): Promise<Map<string, number>> {
    const piles = new Map<string, number>();
    for (const { sequence, entry } of (await hands?.journal.after(0, through)) ?? []) {
      // What the server could not read has no effect there, and none on the tile once it is contained.
      if ('poison' in entry.body && sequence <= included) continue;
      const { intent, receiptNumber } = journalFact(entry, openedBy, 0);
      if (receiptNumber === null) continue;
      for (const [pile, quantity] of oracle.effectOf(intent)) piles.set(pile, (piles.get(pile) ?? 0) + quantity);
    }
    return piles;
  }

  /** What the tiles say now, by pile; null before there are any. */
  async function tiles(): Promise<Map<string, number> | null> {
    const at = hands;
    if (at === null || replicaDisk.progress.epoch === null) return null;
    const { included } = replicaDisk.progress;
    const contained = bug === 'overlay-dropped-too-early' ? (await at.journal.state()).acknowledged : included;
    await at.own.reach(contained);
    const overlay = at.own.overlay(contained);
    const shown = new Map<string, number>();
    for (const [ordinal, level] of replicaDisk.levels) {
      const over = overlay.get(ordinal);
      const say = (bucket: Bucket, quantity: number) => shown.set(pileOf(ordinal, bucket), quantity);
      say('on-hand', level.onHand + (over?.onHand ?? 0));
      say('damaged', level.damaged + (over?.damaged ?? 0));
    }
    return shown;
  }

  return {
    number,
    location,
    link,
    isUp: () => power !== null,
    who,
    /** Where the associate stands; null while the tablet has no power. */
    hands: () => hands,
    heard: replicaDisk,
    async enrol(): Promise<void> {
      server.enrol(register, series, location);
      const store =
        day.backend === 'dexie' ? openDexieStore({ indexedDB: factory, IDBKeyRange }) : openMemoryStore(disk);
      const response = rigEnrolment({
        epoch: server.epochName(),
        register: { id: register, name: series, location },
        series,
      });
      await keepIdentity(store, rigVault, { secret: 'rig' }, response);
      store.close();
    },
    async start(): Promise<void> {
      let end: () => void = () => undefined;
      const gone = new Promise<null>((resolve) => {
        end = () => resolve(null);
      });
      const machine = { process: { isAlive: true }, browser: createBrowser(world), tabs: [], processes: [], end };
      power = machine;
      // Power may go while it starts; then nobody waits for the rest of it.
      const tab = await Promise.race([addTab(), gone]);
      if (tab === null || power !== machine) return;
      hands = tab;
      const lying = (await tab.draft.load()).cart;
      if (lying && soldCarts.has(lying.id)) oracle.accuse('cart-came-back', `tablet ${number}: ${lying.id}`);
    },
    crash(): void {
      if (power === null) return;
      world.note(`${series} is gone`);
      power.process.isAlive = false;
      for (const process of power.processes) process.isAlive = false;
      for (const tab of power.tabs) tab.die();
      power.end();
      power = null;
      hands = null;
      if (bug === 'parked-cart-lost-in-a-crash') disk.tables.delete('parked');
      disk = afterCrash(disk);
    },
    async work(): Promise<void> {
      if (hands !== null) await associate.act(hands, takenOverAt);
    },
    /** The associate goes to another window and takes over there. */
    async takeOver(): Promise<void> {
      const tab = await otherTab();
      if (tab !== null) await takeOverIn(tab);
    },
    /** Closes a window that nobody stands at. */
    closeTab(): void {
      const at = power?.tabs.findIndex((tab) => tab !== hands) ?? -1;
      const [closed] = at === -1 ? [] : (power?.tabs.splice(at, 1) ?? []);
      if (closed === undefined) return;
      world.note(`${series} tab ${closed.number} is closed`);
      closed.die();
    },
    /** The window freezes; its lock with it. Another may take over; taps on the frozen one happen when it wakes. */
    async freeze(ms: number, isTakenOver: boolean): Promise<void> {
      const cold = hands;
      if (cold === null) return;
      world.note(`${series} tab ${cold.number} freezes`);
      world.freeze(cold.process);
      for (let taps = world.random.below(3); taps > 0; taps--) {
        world.at(world.between(0, ms), cold.process, () => {
          associate.act(cold, takenOverAt).catch((error: unknown) => oracle.accuse('tap', String(error)));
        });
      }
      world.at(ms, null, () => {
        world.note(`${series} tab ${cold.number} wakes`);
        world.thaw(cold.process);
      });
      const other = isTakenOver ? await otherTab() : null;
      if (other !== null) await takeOverIn(other);
    },
    thaw(): void {
      for (const tab of power?.tabs ?? []) world.thaw(tab.process);
    },
    /** After everything healed somebody must be able to sell here. */
    async isSelling(): Promise<boolean> {
      return hands !== null && (hands.journal.snapshot().isWriter || takeOverIn(hands));
    },
    async checkTiles(): Promise<void> {
      const at = hands;
      if (at === null || at.process.frozen) return;
      // By what lies on the disk: an append may be there before anybody was told.
      const { sequence } = await at.journal.state();
      const seenAt = pulledAt;
      const { included } = replicaDisk.progress;
      const others = seenAt === null ? undefined : server.heardOfOthers(register, seenAt);
      const shown = await tiles();
      const own = await ownPiles(sequence, included);
      const after = await at.journal.state();
      const isSteady = after.sequence === sequence && pulledAt === seenAt && hands === at;
      if (shown === null || others === undefined || !isSteady) return;
      for (const [pile, said] of shown) {
        const sums = { others: others.get(pile) ?? 0, own: own.get(pile) ?? 0 };
        oracle.checkTile({ tablet: number, pile, shown: said, ...sums });
      }
    },
    async evidence(): Promise<TabletEvidence> {
      const records = (await hands?.journal.after(0, 1_000_000)) ?? [];
      await hands?.journal.refresh();
      const snapshot = hands?.journal.snapshot();
      return {
        number,
        location,
        unsent: snapshot?.unsent ?? -1,
        journal: records.map(({ entry }): JournalFact => journalFact(entry, openedBy, writtenIn.get(entry.id) ?? -1)),
        takenOver: [...takenOver].sort((a, b) => a.fence - b.fence),
        parked: (snapshot?.parkedCarts ?? []).map(({ id }) => id),
        shown: (await tiles()) ?? new Map<string, number>(),
        skipped: skippedChanges(),
      };
    },
    async isSettled(): Promise<boolean> {
      const state = await hands?.journal.state();
      if (state === undefined || state.sequence > state.acknowledged) return false;
      const { progress } = replicaDisk;
      const streams = Object.values(streamsOf(location));
      return (
        progress.epoch === server.epochName() &&
        streams.every((id) => (progress.cursors[id] ?? 0) === (server.tables().streams.get(id)?.head ?? 0))
      );
    },
  };

  /** Changes of its streams that this tablet never saw, though it stands behind them. */
  function skippedChanges(): string[] {
    return Object.values(streamsOf(location)).flatMap((id) => {
      const from = replicaDisk.progress.tables[id]?.through ?? 0;
      const seen = replicaDisk.received.get(id) ?? new Set();
      const changes = server.tables().streams.get(id)?.changes ?? [];
      const missed = changes.filter(({ sequence }) => sequence > from && !seen.has(sequence));
      return missed.map(({ sequence }) => `${id} ${sequence}`);
    });
  }
}

export type SimTablet = ReturnType<typeof createSimTablet>;

/** A real database whose process can die: what it answers afterwards reaches nobody. */
function mortal(store: JournalStore, process: Process, world: World): JournalStore {
  return {
    async transact(mode, tables, work) {
      if (!process.isAlive) return new Promise<never>(() => undefined);
      const result = await world.waitingFor(store.transact(mode, tables, work));
      if (mode === 'write') await world.sleep(world.between(0.5, 4), process);
      return result;
    },
    close: () => store.close(),
  };
}
