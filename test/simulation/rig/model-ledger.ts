/**
 * The ledger's promises over plain maps, with what makes a real database hard: transactions run at the
 * same time, wait for each other's rows, hold them while they commit slowly, roll back, and see only what
 * others have committed.
 */
import { applyMovement, EMPTY_LEVEL } from '../../../src/domain/inventory/stock.ts';
import { granted, refused } from '../../../src/kernel/verdict.ts';
import type {
  ExceptionRecord,
  Ledger,
  LedgerTransaction,
  NewEntry,
  StreamChange,
} from '../../../src/server/ledger/ledger.ts';
import { modelChannels } from './model-channels.ts';
import { levelKey, lifeKey, overlay, streamOf, type Tables } from './model-tables.ts';
import type { Process, World } from './world.ts';

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
        const found = view().voids.get(order);
        return found ? [{ order, entry: found.entry }] : [];
      }),
    findReturned: async (orders) =>
      orders.flatMap((order) =>
        (view().returned.get(order) ?? []).filter(({ by }) => !view().orders.get(by)?.isVoided),
      ),
    findExceptions: async (kind, subjects) =>
      subjects.length === 0
        ? []
        : [...view().exceptions.values()].filter(
            (one) => one.kind === kind && subjects.includes(String(one.facts.subject)),
          ),
    expectedCash: async (shift) => view().tills.get(shift) ?? 0,
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
        reject(view().receiptNumbers.has(order.receiptNumber), 'receipt-number-reuse');
        write((tables) => {
          tables.orders.set(order.id, { order, register: by.register, isVoided });
          tables.receiptNumbers.add(order.receiptNumber);
          for (const { direction, origin, quantity } of order.lines) {
            if (direction !== 'back' || origin === null) continue;
            const before = tables.returned.get(origin.order) ?? [];
            const back = { order: origin.order, line: origin.line, by: order.id, quantity };
            tables.returned.set(origin.order, [...before, back]);
          }
        });
      }
    },
    async voidOrders(voids) {
      for (const { postVoid, by } of voids) {
        write((tables) => {
          tables.voids.set(postVoid.order, { postVoid, entry: by.id, register: by.register });
          const stored = tables.orders.get(postVoid.order);
          if (stored) tables.orders.set(postVoid.order, { ...stored, isVoided: true });
        });
      }
    },
    async moveStock(moves) {
      const touched = new Map(
        moves.map(({ movement: { location, ordinal } }) => [levelKey(location, ordinal), { location, ordinal }]),
      );
      for (const key of [...touched.keys()].sort()) await lock(`2 ${key}`);
      await pause();
      for (const { movement } of moves) {
        const key = levelKey(movement.location, movement.ordinal);
        write((tables) => tables.levels.set(key, applyMovement(tables.levels.get(key) ?? EMPTY_LEVEL, movement)));
      }
      return [...touched].map(([key, place]) => ({ ...place, ...(view().levels.get(key) ?? EMPTY_LEVEL) }));
    },
    async addTillMovements(moves) {
      for (const { movement } of moves) {
        if (movement.tender !== 'cash') continue;
        write((tables) =>
          tables.tills.set(movement.shift, (tables.tills.get(movement.shift) ?? 0) + movement.amountMinor),
        );
      }
    },
    async openShift(shift, by) {
      reject(view().shifts.has(shift.shift), 'id-reuse');
      write((tables) => tables.shifts.set(shift.shift, { open: shift, register: by.register, close: null }));
    },
    async closeShift(shift) {
      const found = view().shifts.get(shift.shift);
      if (!found || found.close !== null) return false;
      write((tables) => tables.shifts.set(shift.shift, { ...found, close: shift }));
      return true;
    },
    async parkCart(cart, by) {
      write((tables) => tables.parked.set(cart.id, { cart, register: by.register, isParked: true }));
    },
    async resumeCart(cart) {
      const found = view().parked.get(cart);
      if (found) write((tables) => tables.parked.set(cart, { ...found, isParked: false }));
    },
    async raiseExceptions(exceptions) {
      for (const one of exceptions) write((tables) => tables.exceptions.set(one.id, one));
    },
    ...modelChannels({ lock, write, view }),
    async settleExceptions(ids, settlement, location) {
      return ids.flatMap((id) => {
        const found = view().exceptions.get(id);
        if (found?.status !== 'open' || (location !== undefined && found.location !== location)) return [];
        const settled: ExceptionRecord = { ...found, status: 'settled', settled: settlement };
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
