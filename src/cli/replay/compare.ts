/** What really came to lie in PostgreSQL, held against the oracle. */

import { paidMinor } from '../../domain/channel/channel-order.ts';
import { type ChannelOrderRecord, contentOf, parcelState } from '../../domain/channel/channel-record.ts';
import type { Database } from '../../server/db/database.ts';
import type { Expected } from './oracle.ts';
import { OPENING_STOCK } from './retailer.ts';

export interface Comparison {
  /** At counters and on the web. */
  readonly salesCentrally: number;
  /** Of them, ordered on the web and collected. */
  readonly collected: number;
  readonly totalMinor: number;
  readonly refundsMinor: number;
  /** Invoices that are not there, or there more than once. */
  readonly lost: number;
  readonly doubled: number;
  /** SKUs of which something is still promised, or whose level or whose sum of movements is not opening stock minus what was sold. */
  readonly stockMismatches: number;
  /** Invoices whose total is not the file's, or whose tenders do not settle it. */
  readonly moneyMismatches: number;
}

export async function compare(
  { db }: Pick<Database, 'db'>,
  tenant: string,
  /** Invoices by their receipt number, and by the id of their web order. */
  rung: ReadonlyMap<string, string>,
  expected: Expected,
): Promise<Comparison> {
  const orders = await db
    .selectFrom('sales_order')
    .select(['id', 'receipt_number', 'total_minor'])
    .where('tenant', '=', tenant)
    .execute();
  const tenders = await db
    .selectFrom('order_tender')
    .select(['order_id', 'direction', 'amount_minor'])
    .where('tenant', '=', tenant)
    .execute();
  const settled = new Map<string, number>();
  for (const { order_id, direction, amount_minor } of tenders) {
    settled.set(order_id, (settled.get(order_id) ?? 0) + (direction === 'in' ? amount_minor : -amount_minor));
  }
  const times = new Map<string, number>();
  let totalMinor = 0;
  let refundsMinor = 0;
  let moneyMismatches = 0;
  for (const { receipt_number, total_minor, id } of orders) {
    const invoice = rung.get(receipt_number) ?? `nobody rang ${receipt_number}`;
    times.set(invoice, (times.get(invoice) ?? 0) + 1);
    if (total_minor < 0) refundsMinor -= total_minor;
    else totalMinor += total_minor;
    if (expected.totalOf.get(invoice) !== total_minor || (settled.get(id) ?? 0) !== total_minor) moneyMismatches += 1;
  }
  const webOrders = await db
    .selectFrom('channel_order')
    .select(['id', 'record'])
    .where('tenant', '=', tenant)
    .execute();
  for (const { id, record } of webOrders) {
    const invoice = rung.get(id) ?? `nobody ordered ${id}`;
    times.set(invoice, (times.get(invoice) ?? 0) + 1);
    const total = contentOf(record)?.totals.totalMinor ?? 0;
    totalMinor += total;
    if (expected.totalOf.get(invoice) !== total || !isCollected(record, total)) moneyMismatches += 1;
  }
  const invented = [...times.keys()].filter((invoice) => !expected.totalOf.has(invoice)).length;
  return {
    salesCentrally: orders.length + webOrders.length,
    collected: webOrders.length,
    totalMinor,
    refundsMinor,
    lost: [...expected.totalOf.keys()].filter((invoice) => !times.has(invoice)).length,
    doubled: invented + [...times.values()].filter((count) => count > 1).length,
    stockMismatches: await stockMismatches(db, tenant, expected),
    moneyMismatches,
  };
}

function isCollected(record: ChannelOrderRecord, totalMinor: number): boolean {
  return parcelState(record) === 'handed-over' && paidMinor(record.knowledge) === totalMinor;
}

async function stockMismatches(db: Database['db'], tenant: string, expected: Expected): Promise<number> {
  const levels = await db
    .selectFrom('variant')
    .leftJoin('stock_level', (join) =>
      join.onRef('stock_level.tenant', '=', 'variant.tenant').onRef('stock_level.ordinal', '=', 'variant.ordinal'),
    )
    .select(['variant.sku', 'stock_level.on_hand', 'stock_level.committed'])
    .where('variant.tenant', '=', tenant)
    .execute();
  const moved = await db
    .selectFrom('stock_movement')
    .innerJoin('variant', (join) =>
      join
        .onRef('variant.tenant', '=', 'stock_movement.tenant')
        .onRef('variant.ordinal', '=', 'stock_movement.ordinal'),
    )
    .select((select) => ['variant.sku', select.fn.sum<number | string>('stock_movement.quantity').as('quantity')])
    .where('stock_movement.tenant', '=', tenant)
    .where('stock_movement.bucket', '=', 'on-hand')
    .groupBy('variant.sku')
    .execute();
  const sums = new Map(moved.map(({ sku, quantity }) => [sku, Number(quantity)]));
  return levels.filter(({ sku, on_hand, committed }) => {
    const sold = expected.soldOf.get(sku);
    const right = sold === undefined ? 0 : OPENING_STOCK - sold;
    return (on_hand ?? 0) !== right || (sums.get(sku) ?? 0) !== right || (committed ?? 0) !== 0;
  }).length;
}
