/** An entry of a journal, reduced to what the oracle can count. */
import type { Entry } from '../../../src/protocol/entry/entry.ts';
import { intentOf } from './facts.ts';
import type { JournalFact } from './oracle.ts';

/** `openedBy`: which intent opened a shift, by the shift's id. */
export function journalFact(entry: Entry, openedBy: ReadonlyMap<string, number>, tab: number): JournalFact {
  const fact: JournalFact = {
    id: entry.id,
    kind: entry.kind,
    intent: -1,
    receiptNumber: null,
    shift: 'shift' in entry.body ? entry.body.shift : null,
    totalMinor: null,
    expectedMinor: null,
    counts: null,
    cart: null,
    tab,
  };
  switch (entry.kind) {
    case 'order.place': {
      const { lines, receiptNumber, totals, cart } = entry.body;
      return { ...fact, intent: intentOf(lines[0]?.note), receiptNumber, totalMinor: totals.totalMinor, cart };
    }
    case 'order.post-void': {
      const { reason, receiptNumber, totalMinor } = entry.body;
      return { ...fact, intent: intentOf(reason), receiptNumber, totalMinor };
    }
    case 'till.pay':
      return { ...fact, intent: intentOf(entry.body.reason) };
    case 'shift.open':
      return { ...fact, intent: openedBy.get(entry.body.shift) ?? -1 };
    case 'shift.close': {
      const { expectedMinor, sales, returns, voids } = entry.body;
      return { ...fact, expectedMinor, counts: [sales, returns, voids] };
    }
    case 'cart.suspend':
      return { ...fact, cart: entry.body.cart.id };
    case 'cart.resume':
      return { ...fact, cart: entry.body.cart };
    case 'receipt.reprint':
    case 'fulfillment.pick':
    case 'fulfillment.lay-ready':
    case 'fulfillment.hand-over':
    case 'online-cart.claim':
    case 'online-cart.release':
    case 'client.create':
    case 'client.edit':
    case 'exception.settle':
      return fact;
  }
}
