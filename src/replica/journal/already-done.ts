/**
 * What can happen only once: an order, the sale of a cart, the post-void of an order, the hand-over of a
 * parcel, the opening of a shift. It is asked inside the transaction that would write it, because a second tap, a restart between
 * the write and the screen, or a window that did not hear of the first all look like a new wish.
 */
import type { EntryRow, HeadRow, JournalTransaction } from './store.ts';

/** `order` is the order to look at. */
export interface AlreadyDone {
  readonly code: 'already-done';
  readonly order: string | null;
  readonly receiptNumber: string | null;
}

/** All questions leave together; they are asked before anything is written, so that no entry finds itself. */
export async function alreadyDone(tx: JournalTransaction, rows: readonly EntryRow[]): Promise<AlreadyDone | null> {
  const answers = await Promise.all(rows.map((row) => doneBefore(tx, row)));
  return answers.find((answer) => answer !== null) ?? null;
}

/** A second opening of a shift, which the head of the journal tells. */
export function shiftAlreadyOpen(head: HeadRow, rows: readonly EntryRow[]): AlreadyDone | null {
  const isOpening = rows.some(({ entry }) => entry.kind === 'shift.open');
  return isOpening && head.shift !== null ? { code: 'already-done', order: null, receiptNumber: null } : null;
}

async function doneBefore(tx: JournalTransaction, { entry }: EntryRow): Promise<AlreadyDone | null> {
  if (entry.kind === 'order.post-void') {
    const { order } = entry.body;
    const before = (await tx.entriesAbout(order)).find((row) => row.entry.kind === 'order.post-void');
    return before?.entry.kind === 'order.post-void' ? done(order, before.entry.body.receiptNumber) : null;
  }
  if (entry.kind === 'fulfillment.hand-over') {
    const { fulfillment, order } = entry.body;
    const about = await tx.entriesAbout(fulfillment);
    return about.some((row) => row.entry.kind === entry.kind)
      ? { code: 'already-done', order, receiptNumber: null }
      : null;
  }
  if (entry.kind !== 'order.place') return null;
  const { id, cart } = entry.body;
  const subjects = cart === null ? [id] : [id, cart];
  const about = await Promise.all(subjects.map((subject) => tx.entriesAbout(subject)));
  for (const [place, subject] of subjects.entries()) {
    for (const before of about[place] ?? []) {
      if (before.entry.kind !== 'order.place') continue;
      const { body } = before.entry;
      if (body.id === id || body.cart === subject) return done(body.id, body.receiptNumber);
    }
  }
  return null;
}

function done(order: string, receiptNumber: string): AlreadyDone {
  return { code: 'already-done', order, receiptNumber };
}
