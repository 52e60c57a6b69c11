/**
 * Turns the rows of one packed stream into segment parts, inside a transaction whose snapshot the
 * caller chose. Reads one part at a time, so that memory does not grow with the catalogue.
 */
import { sql } from 'kysely';
import type { Price, Variant } from '../../domain/catalog/variant.ts';
import type { StockLevel } from '../../domain/inventory/stock.ts';
import { must, unreachable } from '../../kernel/invariant.ts';
import { ITEM_SEGMENT_ROWS, NUMBER_SEGMENT_ROWS } from '../../protocol/segment/manifest.ts';
import { encodeItems, encodePrices, encodeStock } from '../../protocol/segment/rows.ts';
import type { PackedTable } from '../../protocol/segment/tables.ts';
import type { Sealing } from '../channels/sealing.ts';
import type { Db } from '../db/schema.ts';
import { type ClientStream, countClientParts, encodeClientPart, touchedClientParts } from './client-parts.ts';

export interface StreamTable {
  readonly tenant: string;
  readonly stream: string;
  readonly table: PackedTable;
}

export function rowsPerPart(table: PackedTable): number {
  if (table === 'clients') return 1;
  return table === 'items' ? ITEM_SEGMENT_ROWS : NUMBER_SEGMENT_ROWS;
}

/** How many ordinals the table spans: one more than the highest in use. Of clients, how many parts. */
export async function spanOf(db: Db, { tenant, stream, table }: StreamTable): Promise<number> {
  const owner = ownerOf(stream);
  if (table === 'clients') return countClientParts(db, { tenant, location: owner });
  const query = {
    items: sql<{ top: number | null }>`select max(ordinal) as top from variant where tenant = ${tenant}`,
    prices: sql<{ top: number | null }>`
      select max(ordinal) as top from price where tenant = ${tenant} and price_list = ${owner}`,
    stock: sql<{ top: number | null }>`
      select max(ordinal) as top from stock_level where tenant = ${tenant} and location = ${owner}`,
  }[table];
  const { rows } = await query.execute(db);
  return (rows[0]?.top ?? -1) + 1;
}

/** Where the parts begin that changes above `through` touched. */
export async function touchedSince(db: Db, source: StreamTable, through: number, span: number): Promise<Set<number>> {
  if (source.table === 'clients') return touchedClientParts(db, clientStreamOf(source), through, span);
  const step = rowsPerPart(source.table);
  const { rows } = await sql<{ first: number }>`
    select distinct ((body->>'ordinal')::integer / ${step}::integer) * ${step}::integer as first from change
    where tenant = ${source.tenant} and stream = ${source.stream} and sequence > ${through}`.execute(db);
  return new Set(rows.map((row) => row.first));
}

export interface PartPlace {
  readonly first: number;
  readonly rows: number;
  readonly span: number;
}

export async function encodePart(
  db: Db,
  source: StreamTable,
  { first, rows, span }: PartPlace,
  sealing: Pick<Sealing, 'sealPart'> | undefined,
): Promise<Uint8Array> {
  switch (source.table) {
    case 'clients': {
      const seals = must(sealing, 'who publishes clients can seal');
      return encodeClientPart(db, clientStreamOf(source), first, span, seals);
    }
    case 'items':
      return encodeItems(first, placed(await variantsFrom(db, source, first, rows), first, rows));
    case 'prices':
      return encodePrices(first, placed(await pricesFrom(db, source, first, rows), first, rows));
    case 'stock':
      return encodeStock(first, placed(await levelsFrom(db, source, first, rows), first, rows));
    default:
      return unreachable(source.table);
  }
}

function clientStreamOf({ tenant, stream }: StreamTable): ClientStream {
  return { tenant, location: ownerOf(stream) };
}

function ownerOf(stream: string): string {
  return stream.slice(stream.indexOf(':') + 1);
}

function placed<R extends { readonly ordinal: number }>(
  found: readonly R[],
  first: number,
  rows: number,
): (R | null)[] {
  const list = Array.from<unknown, R | null>({ length: rows }, () => null);
  for (const row of found) list[row.ordinal - first] = row;
  return list;
}

async function variantsFrom(db: Db, { tenant }: StreamTable, first: number, rows: number): Promise<Variant[]> {
  const found = await sql<{ row: Variant }>`
    select row from variant
    where tenant = ${tenant} and ordinal >= ${first} and ordinal < ${first + rows} order by ordinal`.execute(db);
  return found.rows.map(({ row }) => row);
}

async function pricesFrom(db: Db, { tenant, stream }: StreamTable, first: number, rows: number): Promise<Price[]> {
  const found = await sql<Price>`
    select ordinal, price_minor as "priceMinor", compare_at_minor as "compareAtMinor" from price
    where tenant = ${tenant} and price_list = ${ownerOf(stream)} and ordinal >= ${first} and ordinal < ${first + rows}`.execute(
    db,
  );
  return found.rows;
}

async function levelsFrom(db: Db, { tenant, stream }: StreamTable, first: number, rows: number) {
  const found = await sql<StockLevel & { ordinal: number }>`
    select ordinal, on_hand as "onHand", committed, damaged from stock_level
    where tenant = ${tenant} and location = ${ownerOf(stream)} and ordinal >= ${first} and ordinal < ${first + rows}`.execute(
    db,
  );
  return found.rows;
}
