/**
 * What an order does to stock and till. One place says it, for planning an order and for checking one.
 */
import type { StockMovement } from '../inventory/stock.ts';
import type { Tender } from '../tender/tender.ts';
import type { TillMovement } from '../till/till.ts';
import type { OrderLine } from './order.ts';

/** Untracked goods move no stock. */
export function impliedStock(
  lines: readonly Pick<
    OrderLine,
    'id' | 'direction' | 'variant' | 'ordinal' | 'quantity' | 'tracked' | 'disposition'
  >[],
  location: string,
): Omit<StockMovement, 'id'>[] {
  return lines
    .filter((line) => line.tracked)
    .map((line) => ({
      kind: line.direction === 'out' ? 'sale' : 'return',
      location,
      variant: line.variant,
      ordinal: line.ordinal,
      bucket: line.direction === 'back' && line.disposition === 'damaged' ? 'damaged' : 'on-hand',
      quantity: line.direction === 'out' ? 0 - line.quantity : line.quantity,
      line: line.id,
    }));
}

/** What was laid down goes in, change and refunds come out, card slips included. */
export function impliedTill(tenders: readonly Tender[], shift: string): Omit<TillMovement, 'id'>[] {
  return tenders.flatMap((tender): Omit<TillMovement, 'id'>[] => {
    if (tender.direction === 'out') {
      return [{ shift, kind: 'refund', tender: tender.kind, amountMinor: 0 - tender.amountMinor }];
    }
    const laidDown = { shift, kind: 'tender', tender: tender.kind, amountMinor: tender.tenderedMinor } as const;
    if (tender.changeMinor === 0) return [laidDown];
    return [laidDown, { shift, kind: 'change', tender: tender.kind, amountMinor: 0 - tender.changeMinor }];
  });
}

/** Every movement of an order, turned round. */
export function turnedStock(stock: readonly StockMovement[]): Omit<StockMovement, 'id'>[] {
  return stock.map(({ id: _, ...movement }) => ({ ...movement, kind: 'void', quantity: 0 - movement.quantity }));
}

/** Tenders that undo others: change was already given, so only what settled the balance goes back. */
export function turnedTenders(tenders: readonly Tender[]): Omit<Tender, 'id'>[] {
  return tenders.map((tender) => ({
    kind: tender.kind,
    direction: tender.direction === 'in' ? 'out' : 'in',
    amountMinor: tender.amountMinor,
    tenderedMinor: tender.amountMinor,
    changeMinor: 0,
    reference: tender.reference,
  }));
}

/** Sum of what tenders settle, in minus out. */
export function tenderedBalance(tenders: readonly Pick<Tender, 'direction' | 'amountMinor'>[]): number {
  return tenders.reduce((sum, tender) => sum + (tender.direction === 'in' ? 1 : -1) * tender.amountMinor, 0);
}
