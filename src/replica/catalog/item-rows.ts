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
import { type PackedChanges, variantIn } from './log-records.ts';
import type { CodesRecord, ReplicaHandle } from './replica-database.ts';

export interface HeldPart {
  readonly part: SegmentPart;
  readonly codes: CodesRecord;
}

export interface ItemRows {
  /** Replaces the parts; opened segments that are still named stay open. */
  setParts(parts: readonly HeldPart[]): void;
  forgetChanges(): void;
  takeChanges(changes: PackedChanges): void;
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
/** More rows than a record of changes ever holds. */
const RECORD_ROWS = 2 ** 20;
/** Digits-only codes on goods are this long. */
const CODE_LENGTHS = [8, 12, 13, 14];

export function createItemRows(handle: ReplicaHandle, onDamaged: () => void): ItemRows {
  let parts: readonly HeldPart[] = [];
  /** By ordinal: which record, times RECORD_ROWS, and which place in it. */
  const changed = new Map<number, number>();
  /** Records with rows that no later record replaced. */
  const records = new Map<number, { readonly changes: PackedChanges; live: number }>();
  let lastRecord = 0;
  let beyondParts = 0;
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

  /** Ordinals of the changed rows that have a code from `from` to `to`. */
  function* changedWithKeys(from: number, to: number): Iterable<number> {
    for (const [record, { changes }] of records) {
      const { keys, keyRows, ordinals } = changes;
      for (let at = firstAtLeast(keys, from); (keys[at] ?? Infinity) <= to; at++) {
        const place = keyRows[at] as number;
        const ordinal = ordinals[place] as number;
        if (changed.get(ordinal) === record * RECORD_ROWS + place) yield ordinal;
      }
    }
  }

  function letGo(row: number): void {
    const number = Math.floor(row / RECORD_ROWS);
    const record = records.get(number);
    if (record !== undefined && --record.live === 0) records.delete(number);
  }

  function countBeyondParts(): void {
    beyondParts = 0;
    for (const ordinal of changed.keys()) if (partOf(ordinal) === null) beyondParts++;
  }

  return {
    setParts(next) {
      parts = [...next].sort((a, b) => a.part.first - b.part.first);
      const named = new Set(parts.map(({ part }) => part.hash));
      for (const hash of [...open.keys()]) if (!named.has(hash)) open.delete(hash);
      countBeyondParts();
    },
    forgetChanges() {
      changed.clear();
      records.clear();
      beyondParts = 0;
    },
    takeChanges(changes) {
      const record = ++lastRecord;
      const held = { changes, live: changes.ordinals.length };
      records.set(record, held);
      changes.ordinals.forEach((ordinal, place) => {
        const before = changed.get(ordinal);
        if (before !== undefined) letGo(before);
        else if (partOf(ordinal) === null) beyondParts++;
        changed.set(ordinal, record * RECORD_ROWS + place);
      });
    },
    span() {
      let rows = 0;
      for (const { part } of parts) rows += part.rows;
      return rows + beyondParts;
    },
    async get(ordinal) {
      const newer = changed.get(ordinal);
      const record = newer === undefined ? undefined : records.get(Math.floor(newer / RECORD_ROWS));
      if (newer !== undefined && record !== undefined) return variantIn(record.changes, newer % RECORD_ROWS);
      const found = partOf(ordinal);
      if (found === null) return null;
      const segment = await segmentOf(found.part.hash);
      const row = ordinal - found.part.first;
      return segment === null || row >= segment.rows ? null : variantAt(segment, row);
    },
    candidates(code) {
      const key = codeNumber(code);
      const found = [...new Set(changedWithKeys(key, key))];
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
      for (const length of CODE_LENGTHS.filter((candidate) => candidate > digits.length)) {
        const scale = 10 ** (length - digits.length);
        const from = Number(digits) * scale;
        for (const ordinal of changedWithKeys(from, from + scale - 1)) {
          if (found.size >= limit) return [...found];
          found.add(ordinal);
        }
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
