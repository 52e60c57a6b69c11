/**
 * A segment's header, read by hand: every tablet opens segments at its start, and a library of schemas
 * for this one shape would be a tenth of what it loads. Fields that this build does not know are passed over.
 */
import { PACKED_TABLES, type PackedTable, SEGMENT_FORMAT } from './tables.ts';

export interface SegmentHeader {
  readonly table: PackedTable;
  readonly first: number;
  readonly rows: number;
  readonly columns: readonly ColumnHeader[];
}

export interface ColumnHeader {
  readonly name: string;
  readonly type: string;
  /** Bytes from the end of the header: the numbers themselves, or offsets (text), or indexes (dictionary). */
  readonly at: number;
  /** Where the text lies, and how many bytes of it. */
  readonly textAt?: number;
  readonly textBytes?: number;
  /** Distinct values of a dictionary, and where their offsets lie. */
  readonly values?: number;
  readonly valuesAt?: number;
}

const COLUMNS_MAX = 100;

/** Null: of another shape. */
export function headerFrom(json: unknown): SegmentHeader | null {
  if (!isRecord(json)) return null;
  const { format, table, first, rows, columns } = json;
  const isOurs = format === SEGMENT_FORMAT && typeof table === 'string' && Object.hasOwn(PACKED_TABLES, table);
  if (!isOurs || !isCount(first) || !isCount(rows) || rows === 0) return null;
  if (!Array.isArray(columns) || columns.length > COLUMNS_MAX || !columns.every(isColumn)) return null;
  return { table: table as PackedTable, first, rows, columns };
}

function isColumn(column: unknown): column is ColumnHeader {
  if (!isRecord(column)) return false;
  const { name, type, at, textAt = 0, textBytes = 0, values = 0, valuesAt = 0 } = column;
  return (
    typeof name === 'string' && typeof type === 'string' && [at, textAt, textBytes, values, valuesAt].every(isCount)
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
