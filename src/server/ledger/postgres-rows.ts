/** How facts lie in tables: one function per table, from the domain's words to its columns. */
import type { Selectable } from 'kysely';
import type { StockMovement } from '../../domain/inventory/stock.ts';
import type { Order, OrderLine, PostVoid } from '../../domain/order/order.ts';
import type { Tender } from '../../domain/tender/tender.ts';
import type { ShiftOpen, TillMovement } from '../../domain/till/till.ts';
import type { Schema } from '../db/schema.ts';
import type { EntryRef, ExceptionRecord, NewEntry } from './ledger.ts';

type Row<T extends keyof Schema> = Selectable<Schema[T]>;

export function ledgerRows(tenant: string) {
  return {
    entry: (entry: NewEntry): Row<'entry'> => ({
      tenant,
      register: entry.register,
      incarnation: entry.incarnation,
      sequence: entry.sequence,
      id: entry.id,
      location: entry.location,
      kind: entry.kind,
      version: entry.version,
      at: entry.at,
      associate: entry.associate,
      hash: entry.hash,
      envelope: entry.envelope,
      status: entry.status,
      reasons: [...entry.reasons],
      received_at: entry.receivedAt,
    }),

    order: ({ order, by, isVoided }: { order: Order; by: EntryRef; isVoided: boolean }): Row<'sales_order'> => ({
      tenant,
      location: order.location,
      id: order.id,
      register: by.register,
      incarnation: by.incarnation,
      sequence: by.sequence,
      kind: order.kind,
      receipt_number: order.receiptNumber,
      business_day: order.businessDay,
      placed_at: by.at,
      associate: by.associate,
      shift: order.shift,
      currency: order.currency,
      net_minor: order.totals.netMinor,
      tax_minor: order.totals.taxMinor,
      total_minor: order.totals.totalMinor,
      discount_minor: order.totals.discountMinor,
      status: isVoided ? 'voided' : 'placed',
    }),

    line: (order: string, line: OrderLine, position: number): Row<'order_line'> => ({
      tenant,
      order_id: order,
      id: line.id,
      position,
      direction: line.direction,
      variant: line.variant,
      ordinal: line.ordinal,
      sku: line.sku,
      title: line.title,
      quantity: line.quantity,
      unit: line.unit,
      list_price_minor: line.listPriceMinor,
      extended_minor: line.extendedMinor,
      net_minor: line.netMinor,
      tax_minor: line.taxMinor,
      total_minor: line.totalMinor,
      taxes: [...line.taxes],
      adjustments: [...line.adjustments],
      associate: line.associate,
      origin_order: line.origin?.order ?? null,
      origin_line: line.origin?.line ?? null,
      return_reason: line.returnReason,
      disposition: line.disposition,
    }),

    tender: (order: string, tender: Tender): Row<'order_tender'> => ({
      tenant,
      order_id: order,
      id: tender.id,
      kind: tender.kind,
      direction: tender.direction,
      amount_minor: tender.amountMinor,
      tendered_minor: tender.tenderedMinor,
      change_minor: tender.changeMinor,
      reference: tender.reference,
    }),

    void: ({ postVoid, by }: { postVoid: PostVoid; by: EntryRef }): Row<'order_void'> => ({
      tenant,
      order_id: postVoid.order,
      entry: by.id,
      receipt_number: postVoid.receiptNumber,
      business_day: postVoid.businessDay,
      reason: postVoid.reason,
      total_minor: postVoid.totalMinor,
    }),

    movement: ({ movement, by }: { movement: StockMovement; by: EntryRef }): Row<'stock_movement'> => ({
      tenant,
      location: movement.location,
      id: movement.id,
      variant: movement.variant,
      ordinal: movement.ordinal,
      kind: movement.kind,
      bucket: movement.bucket,
      quantity: movement.quantity,
      entry: by.id,
      line: movement.line,
      at: by.at,
    }),

    till: ({ movement, by }: { movement: TillMovement; by: EntryRef }): Row<'till_movement'> => ({
      tenant,
      location: by.location,
      id: movement.id,
      shift: movement.shift,
      kind: movement.kind,
      tender: movement.tender,
      amount_minor: movement.amountMinor,
      entry: by.id,
      at: by.at,
    }),

    shift: (shift: ShiftOpen, by: EntryRef): Row<'shift'> => ({
      tenant,
      location: by.location,
      id: shift.shift,
      register: by.register,
      business_day: shift.businessDay,
      status: 'open',
      opened_at: by.at,
      opened_by: by.associate,
      float_minor: shift.floatMinor,
      closed_at: null,
      closed_by: null,
      close: null,
    }),

    exception: (exception: ExceptionRecord): Row<'exception'> => ({
      tenant,
      location: exception.location,
      id: exception.id,
      kind: exception.kind,
      entry: exception.entry,
      register: exception.register,
      facts: exception.facts,
      status: exception.status,
      raised_at: exception.raisedAt,
      settled_at: null,
      action: null,
      settled_by: null,
      note: null,
    }),
  };
}

export function exceptionFromRow(row: Row<'exception'>): ExceptionRecord {
  return {
    id: row.id,
    location: row.location,
    kind: row.kind,
    entry: row.entry,
    register: row.register,
    facts: row.facts,
    status: row.status,
    raisedAt: row.raised_at,
    ...(row.settled_at === null
      ? {}
      : {
          settled: {
            at: row.settled_at,
            associate: row.settled_by,
            action: row.action ?? '',
            note: row.note ?? '',
          },
        }),
  };
}
