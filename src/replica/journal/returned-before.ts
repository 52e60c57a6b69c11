/**
 * Goods come back once. A return is planned from what was known then; meanwhile its cart may have been
 * parked, or have waited in another window, while the same goods came back or their sale was voided. It is
 * asked inside the transaction that would write it, of what this tablet sold; other sales the server judges.
 */
import type { Order } from '../../domain/order/order.ts';
import { returnableLines } from '../../domain/returns/plan-return.ts';
import type { EntryRow, JournalTransaction } from './store.ts';

/** `order` is the sale whose goods are no longer out. */
export interface ReturnedBefore {
  readonly code: 'returned-before';
  readonly order: string;
  readonly receiptNumber: string;
}

export async function returnedBefore(
  tx: JournalTransaction,
  rows: readonly EntryRow[],
): Promise<ReturnedBefore | null> {
  for (const { entry } of rows) {
    if (entry.kind !== 'order.place') continue;
    const back = new Map<string, Map<string, number>>();
    for (const { direction, origin, quantity } of entry.body.lines) {
      if (direction !== 'back' || origin === null) continue;
      const lines = back.get(origin.order) ?? new Map<string, number>();
      back.set(origin.order, lines.set(origin.line, (lines.get(origin.line) ?? 0) + quantity));
    }
    for (const [id, lines] of back) {
      const { sale, followers, isVoided } = await standing(tx, id);
      if (sale === null) continue;
      const left = new Map(returnableLines(sale, followers, isVoided).map((each) => [each.line.id, each.returnable]));
      const isTooMuch = [...lines].some(([line, quantity]) => quantity > (left.get(line) ?? 0));
      if (isTooMuch) return { code: 'returned-before', order: id, receiptNumber: sale.receiptNumber };
    }
  }
  return null;
}

/** The sale as this tablet knows it, and the orders that followed on it and were not voided themselves. */
async function standing(tx: JournalTransaction, id: string) {
  let sale: Order | null = null;
  const followers: Order[] = [];
  for (const { entry } of await tx.entriesAbout(id)) {
    if (entry.kind !== 'order.place') continue;
    if (entry.body.id === id) sale = entry.body;
    else if (!(await isVoid(tx, entry.body.id))) followers.push(entry.body);
  }
  return { sale, followers, isVoided: await isVoid(tx, id) };
}

async function isVoid(tx: JournalTransaction, id: string): Promise<boolean> {
  const about = await tx.entriesAbout(id);
  return about.some(({ entry }) => entry.kind === 'order.post-void' && entry.body.order === id);
}
