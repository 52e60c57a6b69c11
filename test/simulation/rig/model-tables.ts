/** What the central database holds, as plain maps, and how one transaction reads over what others committed. */
import type { Cart } from '../../../src/domain/cart/cart.ts';
import type { StockLevel } from '../../../src/domain/inventory/stock.ts';
import type { Order, PostVoid } from '../../../src/domain/order/order.ts';
import type { ShiftClose, ShiftOpen } from '../../../src/domain/till/till.ts';
import type { KeptCart, KeptClient, KeptOrder } from '../../../src/server/ledger/channel-records.ts';
import type {
  ExceptionRecord,
  IncarnationRecord,
  NewEntry,
  ReturnedLine,
  StreamChange,
} from '../../../src/server/ledger/ledger.ts';

export interface StoredChange extends StreamChange {
  readonly sequence: number;
}
export interface StoredOrder {
  readonly order: Order;
  readonly register: string;
  readonly isVoided: boolean;
}
export interface StoredVoid {
  readonly postVoid: PostVoid;
  readonly entry: string;
  readonly register: string;
}
export interface StoredShift {
  readonly open: ShiftOpen;
  readonly register: string;
  readonly close: ShiftClose | null;
}

/** Everything committed. */
export interface Tables {
  readonly incarnations: Map<string, IncarnationRecord>;
  readonly entries: Map<string, NewEntry>;
  readonly entryIds: Set<string>;
  readonly orders: Map<string, StoredOrder>;
  readonly receiptNumbers: Set<string>;
  /** By the order they cancel. */
  readonly voids: Map<string, StoredVoid>;
  readonly returned: Map<string, readonly ReturnedLine[]>;
  /** By location and ordinal. */
  readonly levels: Map<string, StockLevel>;
  readonly shifts: Map<string, StoredShift>;
  /** Cash of each shift: the sum of its movements. */
  readonly tills: Map<string, number>;
  readonly parked: Map<string, { readonly cart: Cart; readonly register: string; readonly isParked: boolean }>;
  readonly exceptions: Map<string, ExceptionRecord>;
  readonly channelOrders: Map<string, KeptOrder>;
  readonly onlineCarts: Map<string, KeptCart>;
  readonly clients: Map<string, KeptClient>;
  readonly streams: Map<string, { head: number; floor: number; changes: StoredChange[] }>;
}

export function emptyTables(): Tables {
  return {
    incarnations: new Map(),
    entries: new Map(),
    entryIds: new Set(),
    orders: new Map(),
    receiptNumbers: new Set(),
    voids: new Map(),
    returned: new Map(),
    levels: new Map(),
    shifts: new Map(),
    tills: new Map(),
    parked: new Map(),
    exceptions: new Map(),
    channelOrders: new Map(),
    onlineCarts: new Map(),
    clients: new Map(),
    streams: new Map(),
  };
}

/** Rows are never edited in place, so that a copy of the maps is a copy of everything; streams are. */
export function copyOf(tables: Tables): Tables {
  return {
    incarnations: new Map(tables.incarnations),
    entries: new Map(tables.entries),
    entryIds: new Set(tables.entryIds),
    orders: new Map(tables.orders),
    receiptNumbers: new Set(tables.receiptNumbers),
    voids: new Map(tables.voids),
    returned: new Map(tables.returned),
    levels: new Map(tables.levels),
    shifts: new Map(tables.shifts),
    tills: new Map(tables.tills),
    parked: new Map(tables.parked),
    exceptions: new Map(tables.exceptions),
    channelOrders: new Map(tables.channelOrders),
    onlineCarts: new Map(tables.onlineCarts),
    clients: new Map(tables.clients),
    streams: new Map([...tables.streams].map(([id, stream]) => [id, { ...stream, changes: [...stream.changes] }])),
  };
}

export function lifeKey(register: string, incarnation: number): string {
  return `${register} ${incarnation}`;
}

export function levelKey(location: string, ordinal: number): string {
  return `${location} ${ordinal}`;
}

export function streamOf(tables: Tables, id: string) {
  const found = tables.streams.get(id);
  if (found) return found;
  const made = { head: 0, floor: 0, changes: [] };
  tables.streams.set(id, made);
  return made;
}

/** Reads what is committed, keeps what is written: maps over maps, so that a transaction copies nothing. */
export function overlay(base: Tables): Tables {
  return {
    incarnations: new OverMap(base.incarnations),
    entries: new OverMap(base.entries),
    entryIds: new OverSet(base.entryIds),
    orders: new OverMap(base.orders),
    receiptNumbers: new OverSet(base.receiptNumbers),
    voids: new OverMap(base.voids),
    returned: new OverMap(base.returned),
    levels: new OverMap(base.levels),
    shifts: new OverMap(base.shifts),
    tills: new OverMap(base.tills),
    parked: new OverMap(base.parked),
    exceptions: new OverMap(base.exceptions),
    channelOrders: new OverMap(base.channelOrders),
    onlineCarts: new OverMap(base.onlineCarts),
    clients: new OverMap(base.clients),
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
