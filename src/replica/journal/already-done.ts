/**
 * What can happen only once: an order, the sale of a cart, the post-void of an order, the opening of a
 * shift. It is asked inside the transaction that would write it, because a second tap, a restart between
 * the write and the screen, or a window that did not hear of the first all look like a new wish.
 */
import type { EntryRow, HeadRow, JournalTransaction } from './store.ts';

/** `order` is the order to look at. */
export interface AlreadyDone {
  readonly code: 'already-done';
  readonly order: string | null;
  readonly receiptNumber: string | null;
}

export async function alreadyDone(
  tx: JournalTransaction,
  head: HeadRow,
  rows: readonly EntryRow[],
): Promise<AlreadyDone | null> {
  for (const { entry } of rows) {
    if (entry.kind === 'shift.open' && head.shift !== null) {
      return { code: 'already-done', order: null, receiptNumber: null };
    }
    if (entry.kind === 'order.post-void') {
      const { order } = entry.body;
      const before = (await tx.entriesAbout(order)).find((row) => row.entry.kind === 'order.post-void');
      if (before?.entry.kind === 'order.post-void') return done(order, before.entry.body.receiptNumber);
    }
    if (entry.kind !== 'order.place') continue;
    const { id, cart } = entry.body;
    for (const subject of cart === null ? [id] : [id, cart]) {
      for (const before of await tx.entriesAbout(subject)) {
        if (before.entry.kind !== 'order.place') continue;
        const { body } = before.entry;
        if (body.id === id || body.cart === subject) return done(body.id, body.receiptNumber);
      }
    }
  }
  return null;
}

function done(order: string, receiptNumber: string): AlreadyDone {
  return { code: 'already-done', order, receiptNumber };
}
