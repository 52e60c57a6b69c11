/** A server's documents as plain arrays, and a tablet's replica over a fake IndexedDB that reads them. */
import 'fake-indexeddb/auto';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import type { Price, Variant } from '../../../src/domain/catalog/variant.ts';
import { sha256Hex } from '../../../src/kernel/hash.ts';
import type { SegmentPart, TableManifest } from '../../../src/protocol/segment/manifest.ts';
import { encodeItems, encodePrices, encodeStock } from '../../../src/protocol/segment/rows.ts';
import type { LevelRow } from '../../../src/protocol/sync/documents.ts';
import type { StreamPage } from '../../../src/protocol/sync/pull.ts';
import { createShelf, type OpenShelf } from '../../../src/replica/catalog/create-shelf.ts';
import { createDexieReplicaStore } from '../../../src/replica/catalog/dexie-replica-store.ts';
import { createReplicaNews } from '../../../src/replica/catalog/news.ts';
import { createReplicaHandle, type ReplicaHandle } from '../../../src/replica/catalog/replica-database.ts';
import type { ReplicaNewsPort, ReplicaStore, Round } from '../../../src/replica/catalog/replica-store.ts';
import { createSearchEngine } from '../../../src/replica/catalog/search-engine.ts';
import { createInProcessSearch } from '../../../src/replica/catalog/search-port.ts';

export const PRICES = 'prices:pls_00000000000000000000000001';
export const STOCK = 'stock:loc_00000000000000000000000001';
export const EPOCH = 'epoch-1';
export const AT = '2026-03-02T09:00:00.000Z';

const padded = (n: number) => String(n).padStart(26, '0');

export function variant(ordinal: number, change: Partial<Variant> = {}): Variant {
  return {
    ordinal,
    id: `var_${padded(ordinal)}`,
    item: `itm_${padded(ordinal)}`,
    sku: `SKU-${ordinal}`,
    barcodes: [],
    title: { en: `Thing ${ordinal}` },
    options: [],
    optionNames: [],
    category: `cat_${padded(1)}`,
    taxCategory: `txc_${padded(1)}`,
    image: null,
    unit: 'each',
    tracked: true,
    popularity: 0,
    active: true,
    ...change,
  };
}

export const itemId = (n: number) => `itm_${padded(n)}`;
export const categoryId = (n: number) => `cat_${padded(n)}`;

/** What a server publishes: rows by ordinal, and every change ever made of each stream. */
export interface FakeServer {
  readonly segments: Map<string, Uint8Array>;
  manifest(stream: string, through?: number): TableManifest;
  put(stream: string, kind: string, ref: string, body: unknown): void;
  putVariant(row: Variant): void;
  /** Many at once. */
  putAllVariants(rows: readonly Variant[]): void;
  putPrice(row: Price): void;
  putLevel(row: LevelRow): void;
  head(stream: string): number;
  pages(stream: string, after: number, size?: number): StreamPage[];
}

export function createFakeServer(rowsPerPart = 4): FakeServer {
  const segments = new Map<string, Uint8Array>();
  const changes = new Map<string, { sequence: number; kind: string; ref: string; body: unknown }[]>();
  const of = (stream: string) => changes.get(stream) ?? [];

  function rowsAt(stream: string, through: number): unknown[] {
    const rows: unknown[] = [];
    for (const { sequence, body } of of(stream)) {
      if (sequence > through) break;
      const row = body as { ordinal: number };
      while (rows.length <= row.ordinal) rows.push(null);
      rows[row.ordinal] = row;
    }
    return rows;
  }

  const server: FakeServer = {
    segments,
    manifest(stream, through = server.head(stream)) {
      const rows = rowsAt(stream, through);
      const parts: SegmentPart[] = [];
      for (let first = 0; first < rows.length; first += rowsPerPart) {
        const some = rows.slice(first, first + rowsPerPart);
        const bytes =
          stream === 'items'
            ? encodeItems(first, some as Variant[])
            : stream.startsWith('prices')
              ? encodePrices(first, some as Price[])
              : encodeStock(first, some as LevelRow[]);
        const hash = sha256Hex(bytes);
        segments.set(hash, bytes);
        parts.push({ hash, first, rows: some.length, bytes: bytes.length });
      }
      return { stream, through, parts };
    },
    put(stream, kind, ref, body) {
      changes.set(stream, [...of(stream), { sequence: server.head(stream) + 1, kind, ref, body }]);
    },
    putVariant: (row) => server.put('items', 'variant.put', String(row.ordinal), row),
    putAllVariants(rows) {
      const before = server.head('items');
      const added = rows.map((row, at) => ({
        sequence: before + at + 1,
        kind: 'variant.put',
        ref: String(row.ordinal),
        body: row,
      }));
      changes.set('items', [...of('items'), ...added]);
    },
    putPrice: (row) => server.put(PRICES, 'price.put', String(row.ordinal), row),
    putLevel: (row) => server.put(STOCK, 'level.put', String(row.ordinal), row),
    head: (stream) => of(stream).length,
    pages(stream, after, size = 1_000) {
      const rest = of(stream).filter((change) => change.sequence > after);
      const head = server.head(stream);
      const pages: StreamPage[] = [];
      do {
        const page = rest.splice(0, size);
        pages.push({ stream, head, floor: 0, changes: page, more: rest.length > 0 });
      } while (rest.length > 0);
      return pages;
    },
  };
  return server;
}

export interface Tablet {
  readonly store: ReplicaStore;
  readonly shelf: OpenShelf;
  readonly news: ReplicaNewsPort;
  readonly handle: ReplicaHandle;
  readonly idb: IDBFactory;
  /** A new page over the same disk. */
  reopen(): Tablet;
}

export function createTablet(idb = new IDBFactory()): Tablet {
  const ports = { indexedDB: idb, IDBKeyRange };
  const news = createReplicaNews();
  const handle = createReplicaHandle(ports);
  const engine = createSearchEngine({ handle: createReplicaHandle(ports), news });
  const shelf = createShelf({ handle, news, search: createInProcessSearch(engine) });
  return {
    store: createDexieReplicaStore({ handle: createReplicaHandle(ports), news }),
    shelf,
    news,
    handle,
    idb,
    reopen: () => createTablet(idb),
  };
}

export const STREAMS = ['items', PRICES, STOCK, 'retailer'];

/** One complete pull, as a sync engine would make it. */
export async function pull(tablet: Tablet, server: FakeServer, extra: Partial<Round> = {}, pageSize = 1_000) {
  const { cursors } = await tablet.store.progress();
  const from = { ...cursors };
  for (const table of extra.tables ?? []) from[table.stream] = table.through;
  return tablet.store.applyRound({
    epoch: EPOCH,
    incarnation: 1,
    included: 0,
    serverTime: AT,
    pages: STREAMS.flatMap((stream) => server.pages(stream, from[stream] ?? 0, pageSize)),
    ...extra,
  });
}

/** A first fill through segments. */
export async function fill(tablet: Tablet, server: FakeServer) {
  const tables = ['items', PRICES, STOCK].map((stream) => server.manifest(stream));
  await tablet.store.activatePartial({ epoch: EPOCH, tables });
  await fetchAll(tablet, server, tables);
  return pull(tablet, server, { tables });
}

export async function fetchAll(tablet: Tablet, server: FakeServer, tables: readonly TableManifest[]) {
  const held = await tablet.store.heldSegments();
  let fetched = 0;
  for (const { hash } of tables.flatMap((table) => table.parts)) {
    if (held.has(hash)) continue;
    await tablet.store.keepSegment(hash, server.segments.get(hash) ?? new Uint8Array());
    fetched++;
  }
  return fetched;
}
