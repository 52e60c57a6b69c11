/**
 * The shelf on the screen's thread. Codes, prices and levels lie in memory; rows are opened from their
 * segment; words, the grid's order and an item's forms are asked of the search port.
 *
 * Invariants: 1. what it shows is the fold of the segments and the changes held, however they came;
 * 2. prices, levels, rows and the overlay of one round change together, between two answers; 3. own
 * movements are counted once: in the level or in the overlay.
 */
import type { Variant } from '../../domain/catalog/variant.ts';
import { type OverlayLevel, shownLevel } from '../../domain/inventory/overlay.ts';
import { available } from '../../domain/inventory/stock.ts';
import { foldWidth } from '../../kernel/text.ts';
import { openSegment } from '../../protocol/segment/columnar.ts';
import { shelfTableOf } from '../../protocol/segment/tables.ts';
import { isSameCode } from './code-index.ts';
import { dropSegment } from './drop-segment.ts';
import { goodsName } from './goods-name.ts';
import { createItemRows, type HeldPart } from './item-rows.ts';
import { createPriceTable, createStockTable } from './number-tables.ts';
import { NOTHING_YET, type ProgressRecord, type ReplicaHandle } from './replica-database.ts';
import type { ReplicaNewsPort } from './replica-store.ts';
import type { SearchPort } from './search-port.ts';
import { sellableFirst } from './sellable-first.ts';
import type { Shelf, ShelfItem, ShelfRow, ShelfState } from './shelf.ts';
import { readTail, type ShelfTail, type TableMark, type TableTail } from './shelf-tail.ts';

export type Overlay = ReadonlyMap<number, OverlayLevel>;
/** Own movements above what the shown levels contain. Asked again, in the same moment, whenever those levels change. */
export type OverlaySource = (included: { readonly incarnation: number | null; readonly sequence: number }) => Overlay;

export interface ShelfOptions {
  readonly handle: ReplicaHandle;
  readonly news: ReplicaNewsPort;
  readonly search: SearchPort;
  /** The store's list; null until the store's document is known: then the first list that is here. */
  readonly priceList?: () => string | null;
  readonly onFault?: (error: unknown) => void;
}

export interface OpenShelf extends Shelf {
  /** Lays own movements over the levels. Call it anew whenever the journal grew. */
  setOverlay(overlay: Overlay | OverlaySource): void;
  /** Resolves when what the replica held at the call answers scans; words and the grid may follow later. */
  refresh(): Promise<void>;
  /** Resolves when words and the grid have followed too. */
  settled(): Promise<void>;
  close(): void;
}

/** Codes that begin as typed, beside what words found. */
const CODE_BEGINNINGS_MAX = 50;
const CODE_BEGINNING_DIGITS_MIN = 4;
/** So many are brought into order however few are read, so that the first few are the same when more are asked for. */
const ORDERED_MIN = 60;

export function createShelf(options: ShelfOptions): OpenShelf {
  const { handle, news, search } = options;
  const items = createItemRows(handle, () => news.publish({ kind: 'segment-dropped' }));
  const prices = new Map<string, ReturnType<typeof createPriceTable>>();
  let stock: ReturnType<typeof createStockTable> | null = null;
  const marks = new Map<string, TableMark>();
  let progress: ProgressRecord = NOTHING_YET;
  let overlaySource: OverlaySource = () => new Map();
  let overlay: Overlay = new Map();
  let state: ShelfState = {
    phase: 'empty',
    rows: 0,
    expectedRows: 0,
    bytes: 0,
    expectedBytes: 0,
    asOf: null,
    version: 0,
  };
  let newestSearch = 0;
  let running: Promise<void> | null = null;
  let isStale = false;
  let following: Promise<void> = Promise.resolve();
  /** Rounds taken in here that words have not followed yet. */
  let ahead = 0;
  /** What words were answered from when they last followed. */
  let followed: string | null = null;
  const listeners = new Set<() => void>();

  function changed(next: Partial<ShelfState>): void {
    state = { ...state, ...next, version: state.version + 1 };
    for (const listener of [...listeners]) listener();
  }

  function layOverlay(): void {
    overlay = overlaySource({ incarnation: progress.incarnation, sequence: progress.included });
  }

  function takeIn(tail: ShelfTail): readonly string[] {
    const damaged: string[] = [];
    const streams = new Set(tail.tables.map((table) => table.stream));
    for (const stream of [...marks.keys()]) {
      if (streams.has(stream)) continue;
      marks.delete(stream);
      if (stream === 'items') {
        items.setParts([]);
        items.forgetChanges();
      } else if (shelfTableOf(stream) === 'stock') stock = null;
      else prices.delete(stream);
    }
    for (const table of tail.tables) {
      damaged.push(...takeTable(table));
      const last = table.records.at(-1)?.to ?? 0;
      const before = table.isNew ? 0 : (marks.get(table.stream)?.sequence ?? 0);
      const told = tail.progress.cursors[table.stream] ?? 0;
      const sequence = Math.max(before, last, told);
      marks.set(table.stream, { shape: table.shape, sequence, codes: table.codes });
    }
    progress = tail.progress;
    layOverlay();
    changed(stateOf(tail, items.span()));
    return damaged;
  }

  function takeTable(table: TableTail): readonly string[] {
    switch (shelfTableOf(table.stream)) {
      case 'items': {
        if (table.isNew) {
          const held = table.held.map((part): HeldPart | null => {
            const codes = table.codes.get(part.hash);
            return codes === undefined ? null : { part, codes };
          });
          items.setParts(held.filter((part) => part !== null));
          items.forgetChanges();
        }
        for (const record of table.records) items.takeChanges(record);
        return [];
      }
      case 'prices': {
        const list = (table.isNew ? undefined : prices.get(table.stream)) ?? createPriceTable();
        prices.set(table.stream, list);
        const damaged = takeSegments(table, 'prices', (segment) => list.takeSegment(segment));
        for (const record of table.records) list.takeChanges(record);
        return damaged;
      }
      case 'stock': {
        const levels = (table.isNew ? null : stock) ?? createStockTable();
        stock = levels;
        const damaged = takeSegments(table, 'stock', (segment) => levels.takeSegment(segment));
        for (const record of table.records) levels.takeChanges(record);
        return damaged;
      }
      default:
        return [];
    }
  }

  async function run(): Promise<void> {
    const tail = await handle.run((db) => readTail(db, marks));
    const damaged = takeIn(tail);
    for (const hash of damaged) await handle.run((db) => dropSegment(db, hash));
    if (damaged.length > 0) news.publish({ kind: 'segment-dropped' });
    // Not awaited: a scan must not wait for words to be sorted. The next version tells screens to ask again.
    ahead++;
    following = search
      .refresh(goodsName(tail.progress, tail.here))
      .finally(() => ahead--)
      .then((now) => {
        // Most rounds change stock alone, which is none of the words' business.
        const isOther = now === null || now !== followed;
        followed = now;
        if (isOther) changed({});
      });
    following.catch((error) => options.onFault?.(error));
  }

  function refresh(): Promise<void> {
    isStale = true;
    running ??= (async () => {
      while (isStale) {
        isStale = false;
        await run();
      }
    })().finally(() => {
      running = null;
    });
    return running;
  }

  const stop = news.subscribe(() => {
    refresh().catch((error) => options.onFault?.(error));
  });

  async function row(ordinal: number): Promise<ShelfRow | null> {
    const variant = await items.get(ordinal);
    return variant === null ? null : shown(variant);
  }

  function shown(variant: Variant): ShelfRow {
    return { ...variant, ...offeredAs(variant.ordinal) };
  }

  function offeredAs(ordinal: number): Pick<ShelfRow, 'priceMinor' | 'compareAtMinor' | 'level'> {
    const list = options.priceList?.() ?? null;
    const table = list === null ? [...prices.values()][0] : prices.get(`prices:${list}`);
    const { priceMinor = null, compareAtMinor = null } = table?.at(ordinal) ?? {};
    const level = stock === null ? null : stock.at(ordinal);
    return { priceMinor, compareAtMinor, level: shownLevel(level, overlay.get(ordinal)) };
  }

  /** What is not known is no reason to move it back. */
  function isSellable(ordinal: number, isTracked: boolean): boolean {
    const { priceMinor, level } = offeredAs(ordinal);
    return priceMinor !== null && (!isTracked || level === null || available(level) > 0);
  }

  async function rowsOf(ordinals: readonly number[]): Promise<ShelfRow[]> {
    const rows = await Promise.all(ordinals.map(row));
    return rows.filter((found) => found !== null);
  }

  async function itemOf(ordinal: number, forms: readonly number[]): Promise<ShelfItem | null> {
    const first = await row(ordinal);
    if (first === null) return null;
    const variants = (await rowsOf(forms)).filter((variant) => variant.active && variant.item === first.item);
    return { row: first, variants };
  }

  /** Rows that carry exactly this code: by barcode, else by the same GTIN written otherwise, else by SKU. */
  async function carrying(code: string): Promise<readonly ShelfRow[]> {
    const rows = await rowsOf(items.candidates(code));
    const fits: ((variant: Variant) => boolean)[] = [
      (variant) => variant.barcodes.includes(code),
      (variant) => variant.barcodes.some((barcode) => isSameCode(barcode, code)),
      (variant) => variant.sku === code,
    ];
    for (const fit of fits) {
      const found = rows.filter(fit);
      const offered = found.filter((variant) => variant.active);
      if (offered.length > 0) return inOrder(offered);
      if (found.length > 0) return inOrder(found);
    }
    return [];
  }

  const isComplete = () => state.phase === 'ready';
  /** Asked before words are: what they answer then is of all that is here. */
  const isFollowed = () => isComplete() && ahead === 0;

  return {
    state: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async scan(code) {
      const wasComplete = isComplete();
      const rows = await carrying(code);
      if (rows.length > 0) return { kind: 'found', rows };
      // A damaged part is noticed by reading it: what was whole when the question came may not be now.
      const readable = await rowsOf(items.candidates(code));
      const complete = wasComplete && readable.length === items.candidates(code).length;
      return { kind: 'unknown', code, complete };
    },
    async search(query, limit) {
      const mine = ++newestSearch;
      const wasFollowed = isFollowed();
      const code = foldWidth(query).trim();
      const [words, exact] = await Promise.all([
        search.ask({ kind: 'search', query, limit: Math.max(limit, ORDERED_MIN) }),
        carrying(code),
      ]);
      const first = exact.filter((variant) => variant.active).map((variant) => variant.ordinal);
      const beginnings =
        /^[0-9]+$/.test(code) && code.length >= CODE_BEGINNING_DIGITS_MIN
          ? items.beginningWith(code, CODE_BEGINNINGS_MAX)
          : [];
      const ordinals = [...new Set([...first, ...words.ordinals, ...beginnings])];
      const ranks = new Map(words.ordinals.map((ordinal, place) => [ordinal, words.ranks?.[place] ?? null]));
      const untracked = new Set(words.untracked);
      // What carries the very code is meant, in stock or not.
      const ordered = sellableFirst(
        ordinals,
        (ordinal) => (first.includes(ordinal) ? null : (ranks.get(ordinal) ?? null)),
        (ordinal) => isSellable(ordinal, !untracked.has(ordinal)),
      );
      // Each row may lie in a segment that has to be opened: none is read that is not asked for.
      const shown = ordered.slice(0, limit + beginnings.length);
      const readable = await rowsOf(shown);
      const rows = readable.filter((variant) => variant.active);
      if (mine !== newestSearch) return null;
      const unseen = [...first, ...beginnings].filter((ordinal) => !words.ordinals.includes(ordinal)).length;
      const total = Math.max(rows.length, words.total + (words.total > words.ordinals.length ? 0 : unseen));
      const complete = wasFollowed && words.isWhole && readable.length === shown.length;
      return { rows: rows.slice(0, limit), total, complete };
    },
    async browse({ category, offset, limit }) {
      const wasFollowed = isFollowed();
      const { ordinals, forms = [], total, isWhole } = await search.ask({ kind: 'browse', category, offset, limit });
      const found = await Promise.all(ordinals.map((ordinal, place) => itemOf(ordinal, forms[place] ?? [])));
      return { items: found.filter((item) => item !== null), total, complete: wasFollowed && isWhole };
    },
    row,
    setOverlay(source) {
      overlaySource = typeof source === 'function' ? source : () => source;
      layOverlay();
      changed({});
    },
    refresh,
    async settled() {
      await refresh();
      await following;
    },
    close() {
      stop();
      search.close();
      handle.close();
    },
  };
}

/** Opens the parts of a table of numbers; names those that would not open. */
function takeSegments<T extends 'prices' | 'stock'>(
  table: TableTail,
  kind: T,
  take: (segment: Extract<ReturnType<typeof openSegment<T>>, { ok: true }>['value']) => void,
): readonly string[] {
  const damaged: string[] = [];
  for (const [hash, record] of table.segments) {
    const opened = openSegment(record.bytes, kind);
    if (opened.ok) take(opened.value);
    else damaged.push(hash);
  }
  return damaged;
}

function inOrder(rows: readonly ShelfRow[]): readonly ShelfRow[] {
  return [...rows].sort((a, b) => a.ordinal - b.ordinal);
}

function stateOf({ progress, here }: ShelfTail, rows: number): Partial<ShelfState> {
  const wanted =
    Object.keys(progress.tables).length > 0 ? Object.values(progress.tables) : (progress.filling?.tables ?? []);
  const parts = wanted.filter(({ stream }) => shelfTableOf(stream) !== null).flatMap((table) => table.parts);
  const expectedBytes = parts.reduce((sum, part) => sum + part.bytes, 0);
  const bytes = parts.reduce((sum, part) => sum + (here.has(part.hash) ? part.bytes : 0), 0);
  const itemParts = wanted.find((table) => table.stream === 'items')?.parts ?? [];
  const phase = phaseOf(
    progress,
    parts.every((part) => here.has(part.hash)),
  );
  const expectedRows = Math.max(
    rows,
    itemParts.reduce((sum, part) => sum + part.rows, 0),
  );
  return { phase, rows, expectedRows, bytes, expectedBytes, asOf: progress.asOf };
}

function phaseOf(progress: ProgressRecord, isWhole: boolean): ShelfState['phase'] {
  if (progress.asOf !== null) return isWhole ? 'ready' : 'filling';
  return progress.filling === null ? 'empty' : 'filling';
}
