/**
 * What answers questions: the segments' index, beside it small ones of rows that changed since, and the
 * grid. A thousand changed rows cost a thousand rows' work, not the catalogue's.
 *
 * Invariant: a row is alive in one index at most, the newest that has it.
 */
import type { Variant } from '../../domain/catalog/variant.ts';
import { createGrid, type GridPage } from './grid.ts';
import { createItemTableBuilder, type ItemTable, type ItemTableBuilder, NOBODY } from './item-table.ts';
import { type LogRecord, variantsIn } from './log-records.ts';
import { createIndexBuilder, type PackedIndex } from './packed-index.ts';
import { createLayerSearch, type LayerSearch, type SearchHits } from './search-layers.ts';
import { createRowCutter } from './search-row.ts';

export interface Packed {
  readonly index: PackedIndex;
  readonly table: ItemTable;
}

export interface Standing {
  /** Changes above sequence `after`, in order. */
  take(records: readonly LogRecord[], after: number): void;
  search(query: string, limit: number): SearchHits & { readonly untracked: readonly number[] };
  browse(categories: ReadonlySet<string> | null, offset: number, limit: number): GridPage;
}

interface Layer {
  readonly index: PackedIndex;
  readonly dead: Uint8Array;
  /** Kept while it is small: it is made one with the next. */
  readonly rows: ReadonlyMap<number, Variant> | null;
}

/** Layers are joined up to this many rows: rounds of one row must not become a layer each. */
const JOINED_ROWS_MAX = 500;

export function createStanding(base: Packed): Standing {
  const grid = createGrid(base.table);
  /** Many tablets see no change for hours: the copy that is written to is made with the first. */
  let table: ItemTableBuilder | null = null;
  let { popularity, tracked } = base.table;
  const baseDead = new Uint8Array(base.index.span);
  let isBaseWhole = true;
  let layers: readonly Layer[] = [];
  let search: LayerSearch | null = null;

  function layered(): LayerSearch {
    search ??= createLayerSearch([{ index: base.index, dead: isBaseWhole ? null : baseDead }, ...layers]);
    return search;
  }

  function changedTable(rows: ReadonlyMap<number, Variant>): void {
    table ??= createItemTableBuilder(base.table);
    const items = new Set<number>();
    for (const [ordinal, variant] of rows) {
      const before = table.remove(ordinal);
      if (before !== NOBODY) items.add(before);
      if (variant.active) items.add(table.add(variant));
    }
    const finished = table.finish();
    popularity = finished.popularity;
    tracked = finished.tracked;
    grid.follow(finished, items);
  }

  function bury(rows: ReadonlyMap<number, Variant>): void {
    for (const dead of [baseDead, ...layers.map((layer) => layer.dead)]) {
      for (const ordinal of rows.keys()) if (ordinal < dead.length) dead[ordinal] = 1;
    }
    isBaseWhole = false;
  }

  function addLayer(changed: ReadonlyMap<number, Variant>): void {
    bury(changed);
    const rows = new Map([...changed].filter(([, variant]) => variant.active));
    for (let last = layers.at(-1); last?.rows != null && isToBeJoined(last.rows, rows); last = layers.at(-1)) {
      for (const [ordinal, variant] of last.rows) if (last.dead[ordinal] !== 1) rows.set(ordinal, variant);
      layers = layers.slice(0, -1);
    }
    if (rows.size > 0) {
      const index = createIndexBuilder();
      const cut = createRowCutter();
      for (const [ordinal, variant] of rows) index.add(ordinal, cut(variant));
      const finished = index.finish();
      const kept = rows.size < JOINED_ROWS_MAX ? rows : null;
      layers = [...layers, { index: finished, dead: new Uint8Array(finished.span), rows: kept }];
    }
    search = null;
  }

  return {
    take(records, after) {
      const changed = new Map<number, Variant>();
      for (const record of records) {
        variantsIn(record).forEach((variant, place) => {
          if ((record.sequences[place] as number) > after) changed.set(variant.ordinal, variant);
        });
      }
      if (changed.size === 0) return;
      changedTable(changed);
      addLayer(changed);
    },
    search(query, limit) {
      const hits = layered().search(query, limit, popularity);
      return { ...hits, untracked: hits.ordinals.filter((ordinal) => tracked[ordinal] !== 1) };
    },
    browse: (categories, offset, limit) => grid.page(categories, offset, limit),
  };
}

/** Like a binary number that is counted up: each row is joined a few times at most. */
function isToBeJoined(last: ReadonlyMap<number, Variant>, next: ReadonlyMap<number, Variant>): boolean {
  return last.size <= 2 * next.size && last.size + next.size <= JOINED_ROWS_MAX;
}
