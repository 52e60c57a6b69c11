/**
 * The ledger's promises over plain maps, with what makes a real database hard: transactions run at the
 * same time, wait for each other's rows, hold them while they commit slowly, roll back, and see only what
 * others have committed.
 */
import type { Order } from '../../../src/domain/order/order.ts';
import { granted, refused } from '../../../src/kernel/verdict.ts';
import type {
  ExceptionRecord,
  IncarnationRecord,
  Ledger,
  LedgerTransaction,
  NewEntry,
  ReturnedLine,
  StreamChange,
} from '../../../src/server/ledger/ledger.ts';
import type { Process, World } from './world.ts';

export interface StoredChange extends StreamChange {
  readonly sequence: number;
}
export interface StoredOrder {
  readonly order: Order;
  readonly register: string;
  isVoided: boolean;
}

/** Everything committed. */
export interface Tables {
  readonly incarnations: Map<string, IncarnationRecord>;
  readonly entries: Map<string, NewEntry>;
  readonly entryIds: Set<string>;
  readonly orders: Map<string, StoredOrder>;
  readonly voids: Map<string, string>;
  readonly returned: ReturnedLine[];
  readonly levels: Map<number, number>;
  readonly damaged: Map<number, number>;
  readonly exceptions: Map<string, ExceptionRecord>;
  readonly streams: Map<string, { head: number; floor: number; changes: StoredChange[] }>;
}

export function emptyTables(): Tables {
  return {
    incarnations: new Map(),
    entries: new Map(),
    entryIds: new Set(),
    orders: new Map(),
    voids: new Map(),
    returned: [],
    levels: new Map(),
    damaged: new Map(),
    exceptions: new Map(),
    streams: new Map(),
  };
}

export function copyOf(tables: Tables): Tables {
  return {
    ...tables,
    incarnations: new Map(tables.incarnations),
    entries: new Map(tables.entries),
    entryIds: new Set(tables.entryIds),
    orders: new Map([...tables.orders].map(([id, stored]) => [id, { ...stored }])),
    voids: new Map(tables.voids),
    returned: [...tables.returned],
    levels: new Map(tables.levels),
    damaged: new Map(tables.damaged),
    exceptions: new Map(tables.exceptions),
    streams: new Map([...tables.streams].map(([id, stream]) => [id, { ...stream, changes: [...stream.changes] }])),
  };
}

export function lifeKey(register: string, incarnation: number): string {
  return `${register} ${incarnation}`;
}

export function streamOf(tables: Tables, id: string) {
  const found = tables.streams.get(id);
  if (found) return found;
  const made = { head: 0, floor: 0, changes: [] };
  tables.streams.set(id, made);
  return made;
}

class Conflict extends Error {}
class Rejection extends Error {}

export interface ModelLedgerOptions {
  readonly world: World;
  /** Of the running server; a crash ends all its transactions. */
  readonly process: () => Process;
  readonly tables: () => Tables;
  readonly commitMs: () => number;
  /** A broken stream: numbers are handed out without waiting for who got the one before. */
  readonly numbersEarly: boolean;
}

export function createModelLedger(options: ModelLedgerOptions): Ledger & { dropLocks(): void } {
  const { world, tables } = options;
  let locks = new Map<string, { holder: object; waiting: (() => void)[] }>();
  const early = new Map<string, number>();

  async function lock(holder: object, held: Set<string>, key: string): Promise<void> {
    if (held.has(key)) return;
    const deadline = world.now + 10_000;
    for (;;) {
      const current = locks.get(key);
      if (current === undefined) break;
      if (world.now >= deadline) throw new Conflict(key);
      await new Promise<void>((resolve) => {
        current.waiting.push(resolve);
        world.at(10_000, options.process(), resolve);
      });
    }
    locks.set(key, { holder, waiting: [] });
    held.add(key);
  }

  function release(held: Set<string>): void {
    for (const key of held) {
      const waiting = locks.get(key)?.waiting ?? [];
      locks.delete(key);
      for (const wake of waiting) wake();
    }
  }

  return {
    dropLocks() {
      locks = new Map();
    },
    async transact(_tenant, work) {
      for (let attempt = 1; ; attempt++) {
        const process = options.process();
        const held = new Set<string>();
        const holder = {};
        const tx = modelTransaction({
          tables,
          lock: (key) => lock(holder, held, key),
          pause: () => world.sleep(world.between(0, 2), process),
          numbersEarly: options.numbersEarly ? early : null,
        });
        try {
          const result = await work(tx.transaction);
          await world.sleep(options.commitMs(), process);
          tx.commit();
          release(held);
          return result;
        } catch (error) {
          release(held);
          if (!(error instanceof Conflict) || attempt === 5) throw error;
        }
      }
    },
  };
}

function modelTransaction(context: {
  tables: () => Tables;
  lock: (key: string) => Promise<void>;
  pause: () => Promise<void>;
  numbersEarly: Map<string, number> | null;
}): { transaction: LedgerTransaction; commit: () => void } {
  const { lock, pause } = context;
  const base = context.tables();
  /** What this transaction wrote, in order; read on top of what is committed. */
  let writes: ((tables: Tables) => void)[] = [];
  let own: Tables | null = null;
  const write = (apply: (tables: Tables) => void) => {
    writes.push(apply);
    if (own) apply(own);
  };
  /** A copy is made only for who writes and then reads. */
  const view = (): Tables => {
    if (writes.length === 0) return base;
    if (own) return own;
    own = overlay(base);
    for (const apply of writes) apply(own);
    return own;
  };
  const reject = (isWrong: boolean, code: string) => {
    if (isWrong) throw new Rejection(code);
  };

  const transaction: LedgerTransaction = {
    async lockIncarnation(register, incarnation) {
      await pause();
      await lock(`0 ${lifeKey(register, incarnation)}`);
      return base.incarnations.get(lifeKey(register, incarnation)) ?? null;
    },
    async findEntries(register, incarnation, first, last) {
      const found: NewEntry[] = [];
      for (let sequence = first; sequence <= last; sequence++) {
        const entry = view().entries.get(`${lifeKey(register, incarnation)} ${sequence}`);
        if (entry) found.push(entry);
      }
      return found;
    },
    findParked: async (register, incarnation) =>
      [...view().entries.values()].filter(
        (entry) => entry.register === register && entry.incarnation === incarnation && entry.status === 'parked',
      ),
    async liftEntries(register, incarnation, sequences) {
      write((tables) => {
        for (const sequence of sequences) {
          const key = `${lifeKey(register, incarnation)} ${sequence}`;
          tables.entryIds.delete(tables.entries.get(key)?.id ?? '');
          tables.entries.delete(key);
        }
      });
    },
    takenEntryIds: async (ids) => new Set(ids.filter((id) => view().entryIds.has(id))),
    activeAssociates: async (ids) => new Set(ids),
    async lockOrders(ids) {
      for (const id of ids) if (base.orders.has(id)) await lock(`1 ${id}`);
      return new Map(
        ids.flatMap((id) => {
          const stored = view().orders.get(id);
          if (!stored) return [];
          const sold = stored.order.lines.filter(({ direction }) => direction === 'out');
          return [[id, { id, sold: new Map(sold.map((line) => [line.id, line.quantity])) }] as const];
        }),
      );
    },
    findOrders: async (ids) =>
      new Map(
        ids.flatMap((id) => {
          const stored = view().orders.get(id);
          return stored ? [[id, stored.order] as const] : [];
        }),
      ),
    findVoids: async (orders) =>
      orders.flatMap((order) => {
        const entry = view().voids.get(order);
        return entry ? [{ order, entry }] : [];
      }),
    findReturned: async (orders) => view().returned.filter(({ order }) => orders.includes(order)),
    findExceptions: async (kind, subjects) =>
      subjects.length === 0
        ? []
        : [...view().exceptions.values()].filter(
            (one) => one.kind === kind && subjects.includes(String(one.facts.subject)),
          ),
    expectedCash: async () => 0,
    async savepoint(work) {
      const before = writes;
      writes = [...writes];
      try {
        return granted(await work());
      } catch (error) {
        if (!(error instanceof Rejection)) throw error;
        writes = before;
        own = null;
        return refused({ code: error.message as 'id-reuse' });
      }
    },
    async placeEntries(entries) {
      for (const entry of entries) {
        reject(view().entryIds.has(entry.id), 'id-reuse');
        write((tables) => {
          tables.entries.set(`${lifeKey(entry.register, entry.incarnation)} ${entry.sequence}`, entry);
          tables.entryIds.add(entry.id);
        });
      }
    },
    async saveHead(head) {
      write((tables) => {
        const key = lifeKey(head.register, head.incarnation);
        const record = tables.incarnations.get(key);
        if (record) {
          const { status, lastSequence, lastHash } = head;
          tables.incarnations.set(key, { ...record, status, lastSequence, lastHash });
        }
      });
    },
    async insertOrders(orders) {
      for (const { order, by, isVoided } of orders) {
        reject(view().orders.has(order.id), 'id-reuse');
        write((tables) => tables.orders.set(order.id, { order, register: by.register, isVoided }));
      }
    },
    async voidOrders(voids) {
      for (const { postVoid, by } of voids) write((tables) => tables.voids.set(postVoid.order, by.id));
    },
    async moveStock(moves) {
      const ordinals = [...new Set(moves.map(({ movement }) => movement.ordinal))].sort((a, b) => a - b);
      for (const ordinal of ordinals) await lock(`2 ${String(ordinal).padStart(9, '0')}`);
      await pause();
      for (const { movement } of moves) {
        write((tables) => {
          const bucket = movement.bucket === 'on-hand' ? tables.levels : tables.damaged;
          bucket.set(movement.ordinal, (bucket.get(movement.ordinal) ?? 0) + movement.quantity);
        });
      }
      const [location] = moves.map(({ movement }) => movement.location);
      return ordinals.map((ordinal) => ({
        location: location ?? '',
        ordinal,
        onHand: view().levels.get(ordinal) ?? 0,
        committed: 0,
        damaged: view().damaged.get(ordinal) ?? 0,
      }));
    },
    addTillMovements: async () => undefined,
    openShift: async () => undefined,
    closeShift: async () => true,
    parkCart: async () => undefined,
    resumeCart: async () => undefined,
    async raiseExceptions(exceptions) {
      for (const one of exceptions) write((tables) => tables.exceptions.set(one.id, one));
    },
    async settleExceptions(ids, at) {
      return ids.flatMap((id) => {
        const found = view().exceptions.get(id);
        if (!found) return [];
        const settled: ExceptionRecord = { ...found, status: 'settled', facts: { ...found.facts, at } };
        write((tables) => tables.exceptions.set(id, settled));
        return [settled];
      });
    },
    async publish(changes) {
      for (const id of [...new Set(changes.map((change) => change.stream))].sort()) {
        const mine = changes.filter((change) => change.stream === id);
        if (context.numbersEarly === null) {
          await lock(`3 ${id}`);
          write((tables) => appendTo(tables, id, mine, streamOf(tables, id).head));
          continue;
        }
        const taken = Math.max(context.numbersEarly.get(id) ?? 0, streamOf(base, id).head);
        context.numbersEarly.set(id, taken + mine.length);
        write((tables) => appendTo(tables, id, mine, taken));
      }
    },
  };
  return {
    transaction,
    commit: () => {
      const tables = context.tables();
      for (const apply of writes) apply(tables);
    },
  };
}

function appendTo(tables: Tables, id: string, changes: readonly StreamChange[], from: number): void {
  const stream = streamOf(tables, id);
  stream.changes.push(...changes.map((change, index) => ({ ...change, sequence: from + index + 1 })));
  stream.changes.sort((a, b) => a.sequence - b.sequence);
  stream.head = Math.max(stream.head, from + changes.length);
}

/** Reads what is committed, keeps what is written: maps over maps, so that a transaction copies nothing. */
function overlay(base: Tables): Tables {
  return {
    incarnations: new OverMap(base.incarnations),
    entries: new OverMap(base.entries),
    entryIds: new OverSet(base.entryIds),
    orders: new OverMap(base.orders),
    voids: new OverMap(base.voids),
    returned: [...base.returned],
    levels: new OverMap(base.levels),
    damaged: new OverMap(base.damaged),
    exceptions: new OverMap(base.exceptions),
    streams: new Map(),
  };
}

class OverMap<K, V> extends Map<K, V> {
  readonly #base: Map<K, V>;
  constructor(base: Map<K, V>) {
    super();
    this.#base = base;
  }
  override get(key: K): V | undefined {
    return super.has(key) ? super.get(key) : this.#base.get(key);
  }
  override has(key: K): boolean {
    return super.has(key) || this.#base.has(key);
  }
  override *values(): MapIterator<V> {
    for (const [key, value] of this.#base) if (!super.has(key)) yield value;
    yield* super.values();
  }
}

class OverSet<T> extends Set<T> {
  readonly #base: Set<T>;
  constructor(base: Set<T>) {
    super();
    this.#base = base;
  }
  override has(value: T): boolean {
    return super.has(value) || this.#base.has(value);
  }
}
