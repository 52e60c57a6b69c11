/** Which goods, and which categories, the replica holds at a moment, in few words: two readers compare what they saw. */
import type { SegmentPart } from '../../protocol/segment/manifest.ts';
import type { ProgressRecord } from './replica-database.ts';

export function itemPartsOf({ tables, filling }: ProgressRecord): readonly SegmentPart[] {
  return (tables.items ?? filling?.tables.find((table) => table.stream === 'items'))?.parts ?? [];
}

export function goodsName(progress: ProgressRecord, here: ReadonlySet<string>): string {
  const { epoch, tables, cursors } = progress;
  const parts = itemPartsOf(progress).map(({ hash }) => (here.has(hash) ? hash.slice(0, 8) : '-'));
  return [epoch, tables.items?.through, cursors.items, cursors.retailer, ...parts].join(' ');
}
