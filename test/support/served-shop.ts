/** What a proof over several channels asks of the central database: goods to try it with, and what became of them. */
import { must } from '../../src/kernel/invariant.ts';
import type { Central } from './central.ts';

export interface ServedGoods {
  readonly sku: string;
  readonly title: string;
  readonly barcode: string;
}

/** Items of one form with a code, of which Amsterdam has at least (or exactly) so many to promise. */
export async function goodsWith(
  central: Central,
  units: { least: number } | { exactly: number },
): Promise<ServedGoods[]> {
  return central.rows<{ sku: string; title: string; barcode: string }>(
    `select v.sku, v.row->'title'->>'en' as title, v.row->'barcodes'->>0 as barcode
     from variant v join stock_level l using (tenant, ordinal) join location p on p.tenant = l.tenant and p.id = l.location
     where p.name like '%Amsterdam%' and (v.row->>'active')::boolean and (v.row->>'tracked')::boolean
       and jsonb_array_length(v.row->'barcodes') > 0
       and (select count(*) from variant w where w.tenant = v.tenant and w.item = v.item) = 1
       and (select count(*) from variant w where w.tenant = v.tenant and w.row->'title'->>'en' ilike '%' || (v.row->'title'->>'en') || '%') = 1
       and ${'least' in units ? 'l.on_hand - l.committed >= $1' : 'l.on_hand - l.committed = $1'}
     order by v.ordinal`,
    'least' in units ? units.least : units.exactly,
  );
}

export async function levelOf(central: Central, sku: string): Promise<{ onHand: number; committed: number }> {
  const [row] = await central.rows<{ on_hand: number; committed: number }>(
    `select l.on_hand::int as on_hand, l.committed::int as committed from stock_level l join variant v using (tenant, ordinal)
     join location p on p.tenant = l.tenant and p.id = l.location where v.sku = $1 and p.name like '%Amsterdam%'`,
    sku,
  );
  const level = must(row, 'the goods have a level');
  return { onHand: level.on_hand, committed: level.committed };
}

export async function exceptionsOf(central: Central, kind: string): Promise<{ facts: Record<string, unknown> }[]> {
  return central.rows('select facts from exception where kind = $1', kind);
}
