/**
 * The reading side of the catalogue that is too heavy for the screen's thread: search, the grid's order,
 * the forms of an item. Answers in ordinals. Lives in a worker; tests run it in their own thread.
 *
 * Invariants: 1. it answers from the last index that stands while the next one is being built; 2. a saved
 * index is believed only for the very segments it names; 3. a damaged segment is dropped and announced,
 * and the rest stays searchable.
 */
import type { Category } from '../../domain/catalog/variant.ts';
import { sha256Hex } from '../../kernel/hash.ts';
import { must } from '../../kernel/invariant.ts';
import { openSegment } from '../../protocol/segment/columnar.ts';
import type { SegmentPart } from '../../protocol/segment/manifest.ts';
import { dropSegment } from './drop-segment.ts';
import { goodsName, itemPartsOf } from './goods-name.ts';
import { createItemTableBuilder, type ItemTableBuilder, loadItemTable, saveItemTable } from './item-table.ts';
import { type LogRecord, packedRecord } from './log-records.ts';
import { createIndexBuilder, type IndexBuilder } from './packed-index.ts';
import type { ReplicaDatabase, ReplicaHandle } from './replica-database.ts';
import type { ReplicaNewsPort } from './replica-store.ts';
import { loadIndex, saveIndex } from './saved-index.ts';
import type { SearchAnswerMessage, SearchQuestion } from './search-port.ts';
import { createRowCutter, openSearchRows } from './search-row.ts';
import { createStanding, type Packed, type Standing } from './search-standing.ts';
import { heldHashes, progressOf } from './standing.ts';

export interface SearchEngine {
  answer(question: SearchQuestion): Promise<SearchAnswerMessage>;
  /**
   * Takes in what the replica has become. Calls during a run lead to one more run. Names what answers are made
   * from now: the same name, the same answers. `seen`: the replica's `goodsName`, of which to take in so much at least.
   */
  refresh(seen?: string): Promise<string>;
}

interface Base {
  /** Names the segments it was built from. */
  readonly source: string;
  /** Sorting the vocabulary waits until somebody asks: in a fill, the next segment comes first. */
  readonly packed: () => Packed;
}

const NOTHING: Base = {
  source: sha256Hex(''),
  packed: once(() => ({ index: createIndexBuilder().finish(), table: createItemTableBuilder().finish() })),
};

export function createSearchEngine({ handle, news }: { handle: ReplicaHandle; news: ReplicaNewsPort }): SearchEngine {
  let base = NOTHING;
  /** Which segments the saved index names, as far as this engine knows. */
  let onDisk: string | null = null;
  /** Grows with the segments of a fill, so that none is read twice. */
  let growing: Growing | null = null;
  let standing: (() => Standing) | null = null;
  /** What `standing` was made over, and up to which change it has taken them in. */
  let standsOver = '';
  let takenTo = 0;
  let categories: readonly Category[] = [];
  /** The change of the retailer's stream up to which `categories` are known. */
  let categoriesAt = -1;
  /** Whether `standing` holds every row that a complete pull told of. */
  let standsWhole = false;
  /** `goodsName` of the replica that the last run took in. */
  let reflects = '';
  let running: Promise<void> | null = null;
  let isStale = false;

  async function run(): Promise<void> {
    const state = await handle.run((db) => stateAfter(db, takenTo));
    const source = sha256Hex(state.held.map((part) => part.hash).join(' '));
    if (source !== base.source) base = await newBase(state.held, source);
    await stand(state);
    standsWhole = state.isWhole && base.source === source;
    // What names its segments may be written before the round that makes a fill whole: stock is still to come.
    const saved = state.isComplete && base.source === source && onDisk !== source ? save(base) : null;
    // In a fill, the next segment comes first; once all is here, whoever asks next should not wait.
    if (standsWhole) standing?.();
    await saved;
    reflects = state.name;
  }

  async function stand({ cursors, through, records }: Awaited<ReturnType<typeof stateAfter>>): Promise<void> {
    const over = `${base.source} ${through}`;
    const [items = 0, retailer = 0] = [cursors.items, cursors.retailer];
    const isAnew = standing === null || standsOver !== over || items < takenTo;
    const after = isAnew ? 0 : takenTo;
    const changes = isAnew && takenTo > 0 ? await handle.run((db) => loggedAfter(db, 0)) : records;
    if (isAnew || retailer !== categoriesAt) categories = await handle.run(categoriesOf);
    categoriesAt = retailer;
    const before = standing === null || isAnew ? standOver(base) : standing;
    standing = changes.length === 0 ? before : taking(before, changes, after);
    standsOver = over;
    takenTo = Math.max(items, changes.at(-1)?.to ?? 0);
  }

  async function save({ source, packed }: Base): Promise<void> {
    growing = null;
    // Said before it is so: what a full disk refuses once is not tried again until the goods change.
    onDisk = source;
    const bytes = saveBase(packed());
    try {
      await handle.run((db) => db.derived.put({ key: 'search-index', source, bytes }));
    } catch {
      // The index in memory answers all the same; the next start builds it anew.
    }
  }

  async function newBase(parts: readonly SegmentPart[], source: string): Promise<Base> {
    const saved = await handle.run((db) => db.derived.get('search-index'));
    if (saved?.source === source) {
      const loaded = loadBase(source, saved.bytes);
      if (loaded !== null) {
        onDisk = source;
        return loaded;
      }
    }
    const wanted = new Set(parts.map((part) => part.hash));
    if (growing === null || [...growing.parts].some((hash) => !wanted.has(hash))) {
      growing = growingFromNothing();
    }
    const grown = growing;
    const readable: string[] = [];
    for (const part of parts) {
      if (!grown.parts.has(part.hash)) {
        const isReadable = await addSegment(part.hash, grown);
        if (!isReadable) continue;
        grown.parts.add(part.hash);
      }
      readable.push(part.hash);
    }
    return {
      source: sha256Hex(readable.join(' ')),
      packed: once(() => ({ index: grown.index.finish(), table: grown.table.finish() })),
    };
  }

  async function addSegment(hash: string, grown: Growing): Promise<boolean> {
    const record = await handle.run((db) => db.segments.get(hash));
    if (record === undefined) return false;
    const opened = openSegment(record.bytes, 'items');
    if (!opened.ok) {
      await handle.run((db) => dropSegment(db, hash));
      news.publish({ kind: 'segment-dropped' });
      return false;
    }
    const rowAt = openSearchRows(opened.value);
    for (let place = 0; place < opened.value.rows; place++) {
      const row = rowAt(place);
      if (row === null) continue;
      grown.index.add(row.ordinal, grown.cut(row));
      grown.table.add(row);
    }
    return true;
  }

  /** Whoever saw the replica as it is reflected already need not wait for another reading. */
  async function following(seen: string | undefined): Promise<void> {
    if (running !== null) await running;
    if (seen === undefined || seen !== reflects || running !== null) await refreshed();
  }

  async function refreshed(): Promise<void> {
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

  return {
    async refresh(seen) {
      await following(seen);
      return [standsOver, takenTo, categoriesAt, standsWhole].join(' ');
    },
    async answer(question) {
      if (standing === null) await refreshed();
      if (standing === null) return { ordinals: [], total: 0, isWhole: false };
      const stands = standing();
      const isWhole = standsWhole && running === null;
      switch (question.kind) {
        case 'search':
          return { ...stands.search(question.query, question.limit), isWhole };
        case 'browse': {
          const wanted = question.category === null ? null : withDescendants(categories, question.category);
          return { ...stands.browse(wanted, question.offset, question.limit), isWhole };
        }
      }
    },
  };
}

/** All at once: which item segments are here, how far a pull came, and the changes above `sequence`. */
async function stateAfter(db: ReplicaDatabase, sequence: number) {
  return db.transaction('r', db.progress, db.segments, db.log, async () => {
    const [progress, here, records] = await Promise.all([progressOf(db), heldHashes(db), loggedAfter(db, sequence)]);
    const { tables, cursors } = progress;
    const parts = itemPartsOf(progress);
    const held = parts.filter((part) => here.has(part.hash));
    const isHeld = held.length === parts.length;
    return {
      held,
      cursors,
      records,
      through: tables.items?.through ?? 0,
      name: goodsName(progress, here),
      /** The manifest in use misses none, or that of the fill under way. */
      isComplete: parts.length > 0 && isHeld,
      isWhole: cursors.items !== undefined && isHeld,
    };
  });
}

async function loggedAfter(db: ReplicaDatabase, sequence: number) {
  const records = await db.log
    .where('[stream+to]')
    .between(['items', sequence + 1], ['items', Number.MAX_SAFE_INTEGER])
    .toArray();
  return records.map(packedRecord);
}

async function categoriesOf(db: ReplicaDatabase): Promise<readonly Category[]> {
  const documents = await db.documents
    .where('[stream+family+ref]')
    .between(['retailer', 'category', ''], ['retailer', 'category', '\uffff'])
    .toArray();
  return documents.map((document) => document.body as Category);
}

function standOver({ packed }: Base): () => Standing {
  return once(() => createStanding(packed()));
}

/** What stands takes in the changes when somebody asks for it: nothing of what was there is read again. */
function taking(standing: () => Standing, records: readonly LogRecord[], after: number): () => Standing {
  return once(() => {
    const stands = standing();
    stands.take(records, after);
    return stands;
  });
}

interface Growing {
  /** Hashes of the segments taken in. */
  readonly parts: Set<string>;
  readonly index: IndexBuilder;
  readonly table: ItemTableBuilder;
  readonly cut: ReturnType<typeof createRowCutter>;
}

function growingFromNothing(): Growing {
  return {
    parts: new Set(),
    index: createIndexBuilder(),
    table: createItemTableBuilder(),
    cut: createRowCutter(),
  };
}

function withDescendants(categories: readonly Category[], root: string): ReadonlySet<string> {
  const found = new Set([root]);
  for (let before = 0; before < found.size; ) {
    before = found.size;
    for (const category of categories)
      if (category.parent !== null && found.has(category.parent)) found.add(category.id);
  }
  return found;
}

function saveBase({ index, table }: Packed): Uint8Array {
  const parts = [saveIndex(index), saveItemTable(table)] as const;
  const tableAt = tableAfter(parts[0].length);
  const bytes = new Uint8Array(tableAt + parts[1].length);
  new Uint32Array(bytes.buffer, 0, 1).set([parts[0].length]);
  bytes.set(parts[0], 8);
  bytes.set(parts[1], tableAt);
  return bytes;
}

/** Where typed arrays can lie over it as it was read: a copy of it would be held beside the original. */
function tableAfter(indexLength: number): number {
  return (8 + indexLength + 3) & ~3;
}

function loadBase(source: string, bytes: Uint8Array): Base | null {
  if (bytes.length < 8) return null;
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  const index = loadIndex(bytes.subarray(8, 8 + length));
  const table = loadItemTable(bytes.subarray(tableAfter(length)));
  return index === null || table === null ? null : { source, packed: () => ({ index, table }) };
}

function once<T>(make: () => T): () => T {
  // Let go once it has made: it holds everything that was needed for the making.
  let pending: (() => T) | null = make;
  let made: { readonly value: T } | null = null;
  return () => {
    if (pending !== null) made = { value: pending() };
    pending = null;
    return must(made, 'it was made at the first call').value;
  };
}
