/**
 * A disk for the journal that can be cut off at any step: a model of the database's promises, small enough
 * to read. A `Disk` outlives the stores opened on it, as a disk outlives a crash.
 */
import {
  JOURNAL_KEYS,
  type JournalRows,
  type JournalStore,
  type JournalTable,
  type JournalTransaction,
  type RowKey,
} from '../../src/replica/journal/store.ts';

type Rows = Map<string, unknown>;

export interface Disk {
  readonly tables: Map<JournalTable, Rows>;
  /** Transactions on one disk follow each other, whichever handle they come through. */
  line: Promise<unknown>;
}

export function createDisk(): Disk {
  return { tables: new Map(), line: Promise.resolve() };
}

/** What a restarted process finds: the rows, and nobody in the line. */
export function afterCrash(disk: Disk): Disk {
  return { tables: disk.tables, line: Promise.resolve() };
}

/** What happens at a step of a transaction: it goes on, the database gives up, or the process is gone. */
export type StepFate = 'on' | 'abort' | 'die';

export interface DiskFaults {
  /** Asked before each operation of a transaction, and (as `commit`, `committed`) around its end. */
  fate(step: 'operation' | 'commit' | 'committed', mode: 'read' | 'write'): StepFate | Promise<StepFate>;
  /** A broken disk: which of the transaction's writes survive a death at `commit`. None, if the disk is sound. */
  torn?(writes: number): number;
}

const SOUND: DiskFaults = { fate: () => 'on' };

export class StorageAbort extends Error {
  override readonly name = 'UnknownError';
}

const never = new Promise<never>(() => undefined);

export function openMemoryStore(disk: Disk, faults: DiskFaults = SOUND): JournalStore {
  let isDead = false;
  let isClosed = false;

  /** `leave`: a dead process holds up nobody behind it. */
  async function run<T>(
    mode: 'read' | 'write',
    work: (tx: JournalTransaction) => Promise<T>,
    leave: () => void,
  ): Promise<T> {
    if (isDead) {
      leave();
      return never;
    }
    const writes: (() => void)[] = [];
    const drafts = new Map<JournalTable, Rows>();
    const step = async (name: 'operation' | 'commit' | 'committed') => {
      const fate = isDead ? 'die' : await faults.fate(name, mode);
      if (fate === 'abort') throw new StorageAbort('the database gave up');
      if (fate === 'die') {
        isDead = true;
        if (name === 'commit') for (const write of writes.slice(0, faults.torn?.(writes.length) ?? 0)) write();
        leave();
        await never;
      }
    };
    const rowsOf = (table: JournalTable): Rows => {
      const draft = drafts.get(table);
      if (draft) return draft;
      const made = new Map(disk.tables.get(table) ?? []);
      drafts.set(table, made);
      return made;
    };
    const change = (table: JournalTable, apply: (rows: Rows) => void) => {
      apply(rowsOf(table));
      writes.push(() => {
        const rows = disk.tables.get(table) ?? new Map<string, unknown>();
        disk.tables.set(table, rows);
        apply(rows);
      });
    };
    const result = await work(transactionOver(rowsOf, change, () => step('operation')));
    await step('commit');
    for (const write of writes) write();
    await step('committed');
    return result;
  }

  return {
    transact(mode, _tables, work) {
      if (isClosed) return Promise.reject(new StorageAbort('the handle is closed'));
      let leave: () => void = () => undefined;
      const left = new Promise<void>((resolve) => {
        leave = resolve;
      });
      const done = disk.line.then(() => run(mode, work, leave));
      disk.line = Promise.race([done, left]).catch(() => undefined);
      return done;
    },
    close() {
      isClosed = true;
    },
  };
}

function transactionOver(
  rowsOf: (table: JournalTable) => Rows,
  change: (table: JournalTable, apply: (rows: Rows) => void) => void,
  step: () => Promise<void>,
): JournalTransaction {
  const all = <T extends JournalTable>(table: T) => [...rowsOf(table).values()] as JournalRows[T][];
  const ofLife = (table: 'entries' | 'results' | 'prints', life: string) =>
    all(table)
      .filter((row) => row.life === life)
      .sort((a, b) => a.sequence - b.sequence);
  const entries = async (test: (row: JournalRows['entries']) => boolean) => {
    await step();
    return all('entries').filter(test);
  };
  return {
    async get(table, key) {
      await step();
      return rowsOf(table).get(keyText(key)) as JournalRows[typeof table] | undefined;
    },
    async add(table, row) {
      await step();
      const key = keyOf(table, row);
      if (rowsOf(table).has(key)) throw Object.assign(new Error(`${table} has ${key}`), { name: 'ConstraintError' });
      change(table, (rows) => rows.set(key, row));
    },
    async put(table, row) {
      await step();
      change(table, (rows) => rows.set(keyOf(table, row), row));
    },
    async remove(table, key) {
      await step();
      change(table, (rows) => rows.delete(keyText(key)));
    },
    async removeRange(table, life, through) {
      await step();
      const gone = ofLife(table, life).filter((row) => row.sequence <= through);
      change(table, (rows) => {
        for (const row of gone) rows.delete(keyOf(table, row));
      });
      return gone.length;
    },
    async clear(table) {
      await step();
      change(table, (rows) => rows.clear());
    },
    async all(table) {
      await step();
      return all(table);
    },
    async range(table, { life, after = 0, before = Number.MAX_SAFE_INTEGER, newestFirst = false, limit }) {
      await step();
      // The common question ("what follows this one?") is answered by keys, so that a long day stays fast.
      const isPlain = !newestFirst && limit !== undefined && before === Number.MAX_SAFE_INTEGER;
      if (isPlain && table === 'entries' && rowsOf(table).has(keyText([life, after + 1]))) {
        return following(rowsOf(table), life, after, limit) as JournalRows[typeof table][];
      }
      const found = ofLife(table, life).filter((row) => row.sequence > after && row.sequence < before);
      const ordered = newestFirst ? found.reverse() : found;
      return (limit === undefined ? ordered : ordered.slice(0, limit)) as JournalRows[typeof table][];
    },
    async count(table, life) {
      await step();
      return ofLife(table, life).length;
    },
    entriesAbout: (order) => entries((row) => row.about.includes(order)),
    entriesOfDay: (day) => entries((row) => row.day === day),
    entriesEnding: (reversed) => entries((row) => row.receiptEnd?.startsWith(reversed) ?? false),
  };
}

function following(rows: Rows, life: string, after: number, limit: number): unknown[] {
  const found: unknown[] = [];
  for (let sequence = after + 1; found.length < limit; sequence++) {
    const row = rows.get(keyText([life, sequence]));
    if (row === undefined) break;
    found.push(row);
  }
  return found;
}

function keyText(key: RowKey): string {
  return key.join(' ');
}

function keyOf<T extends JournalTable>(table: T, row: JournalRows[T]): string {
  const fields = row as unknown as Record<string, string | number>;
  return keyText(JOURNAL_KEYS[table].map((field) => fields[field as string] ?? ''));
}
