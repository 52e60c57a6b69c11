/**
 * One tablet of the day: the real journal and the real sync engine over a disk, a network and a clock
 * that the world plays with, and an associate who sells. It crashes between any two steps and starts again.
 */
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { createIdSource } from '../../../src/kernel/ids.ts';
import { loadTablet } from '../../../src/replica/identity/tablet.ts';
import {
  createOwnMovements,
  keepIdentity,
  type OwnMovements,
  type RegisterJournal,
  type Tablet,
} from '../../../src/replica/index.ts';
import { checkJournal } from '../../../src/replica/journal/boot-check.ts';
import { createJournal } from '../../../src/replica/journal/create-journal.ts';
import { openDexieStore } from '../../../src/replica/journal/dexie-store.ts';
import { createHealingStore } from '../../../src/replica/journal/heal.ts';
import { type CartDraft, createCartDraft, type Fence } from '../../../src/replica/journal/open-cart-draft.ts';
import type { JournalStore } from '../../../src/replica/journal/store.ts';
import { createEngine, createTransport, type Engine } from '../../../src/sync/index.ts';
import {
  createRigLocks,
  emptyRigCart,
  idNumbered,
  RIG,
  rigEnrolment,
  rigSale,
  rigVault,
} from '../../support/journal-rig.ts';
import { afterCrash, createDisk, type Disk, openMemoryStore } from '../../support/memory-journal-store.ts';
import { createModelReplica, createReplicaDisk } from './model-replica.ts';
import type { ModelServer } from './model-server.ts';
import { createNetwork, type Link } from './network.ts';
import type { Intent, Oracle } from './oracle.ts';
import type { PlantedBug, Rates } from './plan.ts';
import type { Process, World } from './world.ts';

export type Backend = 'model' | 'dexie';

interface Running {
  readonly process: Process;
  readonly die: () => void;
  readonly journal: RegisterJournal;
  readonly draft: CartDraft;
  readonly own: OwnMovements;
  readonly engine: Engine;
  readonly stop: AbortController;
}

export interface DayPorts {
  readonly world: World;
  readonly server: ModelServer;
  readonly oracle: Oracle;
  readonly rates: () => Rates;
  readonly bug: PlantedBug | null;
  readonly backend: Backend;
  /** Ends a tablet's process now; it starts again later. */
  readonly cutPower: (tablet: number) => void;
}

export function createSimTablet(day: DayPorts, number: number) {
  const { world, server, oracle, rates, bug } = day;
  const register = idNumbered('reg', number);
  const series = `T${number}`;
  const who = { tenant: RIG.tenant, register, incarnation: 1 };
  const link: Link = { isCut: false };
  const replicaDisk = createReplicaDisk();
  const factory = new IDBFactory();
  const ids = createIdSource({ clock: world.clock, random: world.random });
  let disk: Disk = createDisk();
  let running: Running | null = null;
  let pulledAt: string | null = null;
  /** Carts whose sale was shown: none of them may lie on the counter again. */
  const soldCarts = new Set<string>();

  function openStore(process: Process, died: Promise<void>): JournalStore {
    if (day.backend === 'dexie') return mortal(openDexieStore({ indexedDB: factory, IDBKeyRange }), process, world);
    const now = disk;
    return createHealingStore(() =>
      openMemoryStore(now, {
        async fate(step, mode) {
          if (mode === 'write' && step !== 'operation') {
            const ms = world.chance(rates().slowDisk) ? world.between(500, 5_000) : world.between(0.5, 4);
            await Promise.race([world.sleep(ms, process), died]);
            if (process.isAlive && running?.process === process && world.chance(rates().cutAtCommit))
              day.cutPower(number);
          }
          if (!process.isAlive) return 'die';
          return mode === 'write' && step !== 'commit' && world.chance(rates().diskAbort) ? 'abort' : 'on';
        },
        ...(bug === 'torn-commit' ? { torn: (writes: number) => Math.floor(writes / 2) } : {}),
      }),
    );
  }

  async function start(): Promise<void> {
    const process: Process = { isAlive: true };
    let die: () => void = () => undefined;
    const died = new Promise<void>((resolve) => {
      die = resolve;
    });
    const store = openStore(process, died);
    const damage = await checkJournal(store);
    if (damage !== null) oracle.accuse('journal-damaged', `tablet ${number}: ${damage.code}`);
    const tablet = (await loadTablet(store, rigVault)) as Tablet;
    const fence: Fence = { held: null };
    const ports = {
      clock: world.clock,
      ids,
      locks: createRigLocks(),
      news: { publish: () => undefined, subscribe: () => () => undefined },
    };
    const journal = await createJournal({ store, identity: tablet.identity, ports, role: 'seller', fence });
    const draft = createCartDraft(store, fence);
    const onCounter = (await draft.load()).cart;
    if (onCounter && soldCarts.has(onCounter.id)) oracle.accuse('cart-came-back', `tablet ${number}: ${onCounter.id}`);
    const own = createOwnMovements(journal, RIG.location);
    const http = createNetwork({ world, server, rates, who, link, tablet: () => process });
    const transportPorts = { http, clock: world.clock, timers: world.timersOf(process), random: world.random };
    const transport = createTransport(transportPorts, tablet);
    const replica = createModelReplica(
      replicaDisk,
      async () => {
        await world.sleep(world.between(0.5, 5), process);
      },
      () => {
        pulledAt = replicaDisk.progress.asOf;
      },
    );
    const engine = createEngine({
      outbox: journal,
      replica,
      tablet,
      transport:
        bug === 'cleared-before-acknowledged'
          ? {
              ...transport,
              async push(request) {
                await journal.settle([], request.groups.flat().at(-1)?.sequence ?? 0, 0);
                return transport.push(request);
              },
              async pull(request) {
                const answer = await transport.pull(request);
                if (answer.kind !== 'answered') return answer;
                // A server that goes along with it, or the tablet would notice by what a pull contains.
                const { acknowledged } = await journal.state();
                return { ...answer, body: { ...answer.body, included: Math.max(answer.body.included, acknowledged) } };
              },
            }
          : transport,
      clock: world.clock,
      timers: world.timersOf(process),
      random: world.random,
      build: 'sim',
      onChange: () => undefined,
    });
    const stop = new AbortController();
    running = { process, die, journal, draft, own, engine, stop };
    journal.subscribe(() => engine.notice());
    void engine.run(stop.signal);
  }

  async function append(at: Running, intent: Intent, cart: string): Promise<void> {
    const [first] = intent.goods;
    if (first === undefined) return;
    const sale = rigSale(ids, { cart, ordinal: first.ordinal, quantity: first.quantity });
    const body = (numbers: { receiptNumber(): string }) => {
      const order = sale.draft.body(numbers);
      const lines = order.lines.map((line) => ({ ...line, note: `intent ${intent.number}` }));
      return { ...order, lines, ...(intent.isPoison ? { poison: 'poison' } : {}) };
    };
    const verdict = await at.journal.append({ ...sale.draft, body, print: intent.number % 3 === 0 });
    if (!at.process.isAlive || !verdict.ok) return;
    const { entry } = verdict.value;
    if (entry.kind === 'order.place' && intent.shown === null) {
      intent.shown = entry.body.receiptNumber;
      soldCarts.add(cart);
      world.note(`${series} sold ${intent.number} as ${intent.shown}`);
    }
  }

  /** Changes of the server's streams that this tablet never saw, though it stands behind them. */
  function skippedChanges(): string[] {
    return [...server.tables().streams].flatMap(([id, stream]) => {
      const from = replicaDisk.progress.tables[id]?.through ?? 0;
      const seen = replicaDisk.received.get(id) ?? new Set();
      const missed = stream.changes.filter(({ sequence }) => sequence > from && !seen.has(sequence));
      return missed.map(({ sequence }) => `${id} ${sequence}`);
    });
  }

  return {
    number,
    link,
    isUp: () => running !== null,
    async enrol(): Promise<void> {
      server.enrol(register, series);
      const store =
        day.backend === 'dexie' ? openDexieStore({ indexedDB: factory, IDBKeyRange }) : openMemoryStore(disk);
      const response = rigEnrolment({
        epoch: server.epochName(),
        register: { id: register, name: series, location: RIG.location },
        series,
      });
      await keepIdentity(store, rigVault, { secret: 'rig' }, response);
      store.close();
    },
    start,
    crash(): void {
      if (running === null) return;
      world.note(`${series} is gone`);
      running.process.isAlive = false;
      running.die();
      running.stop.abort();
      running = null;
      disk = afterCrash(disk);
    },
    async ring(): Promise<void> {
      const at = running;
      if (at === null || !at.journal.snapshot().isWriter) return;
      const quantity = 1 + world.random.below(3);
      const intent = oracle.intend({
        tablet: number,
        goods: [{ ordinal: world.random.below(24), quantity }],
        totalMinor: 1_000 * quantity,
        isPoison: world.chance(rates().poison),
      });
      const cart = emptyRigCart(ids('cart'));
      await at.draft.save({ ...cart, label: `intent ${intent.number}` }, []).catch(() => undefined);
      if (bug === 'retry-under-a-new-id') {
        // Impatience: whatever was not answered in time is rung again, as if it were another sale.
        let isAnswered = false;
        world.at(20, at.process, () => {
          if (!isAnswered) void append(at, intent, ids('cart'));
        });
        await append(at, intent, cart.id);
        isAnswered = true;
        return;
      }
      await append(at, intent, cart.id);
    },
    kick: () => running?.engine.kick(),
    /** What the tiles say now, by ordinal; null while a write is on its way and nobody can say. */
    async tiles(): Promise<Map<number, number> | null> {
      const at = running;
      if (at === null || replicaDisk.progress.epoch === null) return null;
      const { included } = replicaDisk.progress;
      const contained = bug === 'overlay-dropped-too-early' ? at.journal.snapshot().acknowledged : included;
      await at.own.reach(contained);
      const overlay = at.own.overlay(contained);
      return new Map(
        [...replicaDisk.levels].map(([ordinal, onHand]) => [ordinal, onHand + (overlay.get(ordinal)?.onHand ?? 0)]),
      );
    },
    async checkTiles(): Promise<void> {
      const at = running;
      if (at === null) return;
      // By what lies on the disk: an append may be there before anybody was told.
      const { sequence } = await at.journal.state();
      const seenAt = pulledAt;
      const { included } = replicaDisk.progress;
      const others = seenAt === null ? undefined : server.heardOfOthers(register, seenAt);
      const tiles = await this.tiles();
      const rung = await this.rung(sequence, included);
      const after = await at.journal.state();
      const isSteady = after.sequence === sequence && pulledAt === seenAt && running === at;
      if (tiles === null || others === undefined || !isSteady) return;
      for (const [ordinal, shown] of tiles) {
        const said = { tablet: number, ordinal, shown };
        oracle.checkTile({ ...said, heardOfOthers: others.get(ordinal) ?? 0, soldHere: rung.get(ordinal) ?? 0 });
      }
    },
    /** Everything this tablet rang, summed from its journal's rows with plain arithmetic. */
    async rung(through: number, included: number): Promise<Map<number, number>> {
      const sums = new Map<number, number>();
      for (const record of (await running?.journal.after(0, through)) ?? []) {
        // What the server could not read has no effect there, and none on the tile once it is contained.
        const body = record.entry.body as {
          poison?: string;
          lines?: readonly { ordinal: number; quantity: number }[];
        };
        if (body.poison !== undefined && record.sequence <= included) continue;
        for (const { ordinal, quantity } of body.lines ?? []) sums.set(ordinal, (sums.get(ordinal) ?? 0) + quantity);
      }
      return sums;
    },
    async evidence() {
      const journal = running?.journal;
      const records = (await journal?.after(0, 1_000_000)) ?? [];
      return {
        unsent: journal?.snapshot().unsent ?? -1,
        journal: records.map(({ entry }) => {
          const body = entry.body as { receiptNumber?: string; lines?: readonly { note: string | null }[] };
          return { intent: intentOf(body.lines?.[0]?.note), receiptNumber: body.receiptNumber ?? '' };
        }),
        shown: (await this.tiles()) ?? new Map<number, number>(),
        skipped: skippedChanges(),
      };
    },
    async isSettled(): Promise<boolean> {
      if (running === null || running.journal.snapshot().unsent > 0) return false;
      const { progress } = replicaDisk;
      const head = server.tables().streams;
      return (
        progress.epoch === server.epochName() && [...head].every(([id, stream]) => progress.cursors[id] === stream.head)
      );
    },
  };
}

export type SimTablet = ReturnType<typeof createSimTablet>;

export function intentOf(note: string | null | undefined): number {
  return Number(note?.split(' ')[1] ?? -1);
}

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
