/**
 * What the counter does between two visitors for those who ordered on the web: gathers, lays ready, hands
 * over. One thing at a time, in order, each when it is due and somebody is there.
 */
import { handOverMovements } from '../../domain/fulfillment/fulfillment.ts';
import type { StockMovement } from '../../domain/inventory/stock.ts';
import type { IdSource } from '../../kernel/ids.ts';
import type { RegisterJournal } from './register-journal.ts';

export interface Errand {
  /** Milliseconds. */
  readonly notBefore: number;
  readonly order: string;
  readonly fulfillment: string;
  readonly location: string;
  readonly what:
    | { readonly kind: 'fulfillment.pick' }
    | { readonly kind: 'fulfillment.lay-ready'; readonly shelf: string | null }
    | {
        readonly kind: 'fulfillment.hand-over';
        readonly fence: number;
        readonly lines: Parameters<typeof handOverMovements>[0];
      };
}

/** Does the next one, if it is due. Answers what it moved. */
export function runErrand(
  errands: Errand[],
  counter: { readonly journal: RegisterJournal; readonly newId: IdSource },
  by: { readonly at: number; readonly associate: string },
): readonly StockMovement[] {
  const [next] = errands;
  if (next === undefined || next.notBefore > by.at) return [];
  errands.shift();
  const { order, fulfillment, location, what } = next;
  const parcel = { order, fulfillment, location };
  const { journal } = counter;
  switch (what.kind) {
    case 'fulfillment.pick':
      journal.append(what.kind, parcel, by);
      return [];
    case 'fulfillment.lay-ready':
      journal.append(what.kind, { ...parcel, shelf: what.shelf }, by);
      return [];
    case 'fulfillment.hand-over': {
      const stock = handOverMovements(what.lines, { location, newId: () => counter.newId('movement') });
      journal.append(what.kind, { ...parcel, proof: 'code', fence: what.fence, stock: [...stock] }, by);
      return stock;
    }
  }
}
