/**
 * The rows of the goods: changed ones from memory, the others from segments that are opened when first
 * needed and put away when others are needed more. Candidates of a code come from here too.
 */
import type { Variant } from '../../domain/catalog/variant.ts';
import { type OpenSegment, openSegment } from '../../protocol/segment/columnar.ts';
import type { SegmentPart } from '../../protocol/segment/manifest.ts';
import { variantAt } from '../../protocol/segment/rows.ts';
import { codeNumber, rowsWithKey } from './code-index.ts';
import { dropSegment } from './drop-segment.ts';
import type { CodesRecord, ReplicaHandle } from './replica-database.ts';

export interface HeldPart {
  readonly part: SegmentPart;
  readonly codes: CodesRecord;
}

export interface ItemRows {
  /** Replaces the parts; opened segments that are still named stay open. */
  setParts(parts: readonly HeldPart[]): void;
  forgetChanges(): void;
  takeChange(variant: Variant): void;
  /** Rows among changes that no segment holds: for the count. */
  span(): number;
  get(ordinal: number): Promise<Variant | null>;
  /** Ordinals that may carry the code; compare before believing. */
  candidates(code: string): readonly number[];
  /** Ordinals whose digits-only code begins so; at most `limit`. */
  beginningWith(digits: string, limit: number): readonly number[];
}

/** A segment of 2,000 rows takes about half a megabyte. */
const OPEN_SEGMENTS_MAX = 64;
/** Digits-only codes on goods are this long. */
const CODE_LENGTHS = [8, 12, 13, 14];

export function createItemRows(handle: ReplicaHandle, onDamaged: () => void): ItemRows {
  let parts: readonly HeldPart[] = [];
  const changed = new Map<number, Variant>();
  const changedByKey = new Map<number, Set<number>>();
  /** In order of use, the longest unused first. */
  const open = new Map<string, OpenSegment<'items'>>();
  /** Being opened: many rows of one segment are asked for at once, and it is opened once. */
  const opening = new Map<string, Promise<OpenSegment<'items'> | null>>();

  function partOf(ordinal: number): HeldPart | null {
    let low = 0;
    let high = parts.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((parts[middle]?.part.first ?? 0) <= ordinal) low = middle + 1;
      else high = middle;
    }
    const found = parts[low - 1];
    return found !== undefined && ordinal < found.part.first + found.part.rows ? found : null;
  }

  async function segmentOf(hash: string): Promise<OpenSegment<'items'> | null> {
    const known = open.get(hash);
    if (known !== undefined) {
      open.delete(hash);
      open.set(hash, known);
      return known;
    }
    const under = opening.get(hash) ?? readSegment(hash).finally(() => opening.delete(hash));
    opening.set(hash, under);
    return under;
  }

  async function readSegment(hash: string): Promise<OpenSegment<'items'> | null> {
    const record = await handle.run((db) => db.segments.get(hash));
    if (record === undefined) return null;
    const opened = openSegment(record.bytes, 'items');
    if (!opened.ok) {
      await handle.run((db) => dropSegment(db, hash));
      onDamaged();
      return null;
    }
    open.set(hash, opened.value);
    for (const oldest of open.keys()) {
      if (open.size <= OPEN_SEGMENTS_MAX) break;
      open.delete(oldest);
    }
    return opened.value;
  }

  function* keysOf(variant: Variant): Iterable<number> {
    yield codeNumber(variant.sku);
    for (const barcode of variant.barcodes) yield codeNumber(barcode);
  }

  return {
    setParts(next) {
      parts = [...next].sort((a, b) => a.part.first - b.part.first);
      const named = new Set(parts.map(({ part }) => part.hash));
      for (const hash of [...open.keys()]) if (!named.has(hash)) open.delete(hash);
    },
    forgetChanges() {
      changed.clear();
      changedByKey.clear();
    },
    takeChange(variant) {
      const before = changed.get(variant.ordinal);
      if (before !== undefined) for (const key of keysOf(before)) changedByKey.get(key)?.delete(variant.ordinal);
      changed.set(variant.ordinal, variant);
      for (const key of keysOf(variant)) {
        const list = changedByKey.get(key) ?? new Set();
        list.add(variant.ordinal);
        changedByKey.set(key, list);
      }
    },
    span() {
      let rows = 0;
      for (const { part } of parts) rows += part.rows;
      for (const ordinal of changed.keys()) if (partOf(ordinal) === null) rows++;
      return rows;
    },
    async get(ordinal) {
      const newer = changed.get(ordinal);
      if (newer !== undefined) return newer;
      const found = partOf(ordinal);
      if (found === null) return null;
      const segment = await segmentOf(found.part.hash);
      const row = ordinal - found.part.first;
      return segment === null || row >= segment.rows ? null : variantAt(segment, row);
    },
    candidates(code) {
      const key = codeNumber(code);
      const found: number[] = [...(changedByKey.get(key) ?? [])];
      for (const { part, codes } of parts) {
        for (const row of rowsWithKey(codes, key)) {
          const ordinal = part.first + row;
          if (!changed.has(ordinal)) found.push(ordinal);
        }
      }
      return found;
    },
    beginningWith(digits, limit) {
      const found = new Set<number>();
      for (const [ordinal, variant] of changed) {
        if (variant.barcodes.some((code) => code.startsWith(digits))) found.add(ordinal);
      }
      for (const length of CODE_LENGTHS.filter((candidate) => candidate > digits.length)) {
        const scale = 10 ** (length - digits.length);
        const from = Number(digits) * scale;
        for (const { part, codes } of parts) {
          for (let at = firstAtLeast(codes.keys, from); (codes.keys[at] ?? Infinity) < from + scale; at++) {
            if (found.size >= limit) return [...found];
            const ordinal = part.first + (codes.rows[at] ?? 0);
            if (!changed.has(ordinal)) found.add(ordinal);
          }
        }
      }
      return [...found];
    },
  };
}

function firstAtLeast(keys: Float64Array, value: number): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((keys[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
