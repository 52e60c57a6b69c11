/**
 * The one transaction of an append. Entries are numbered, chained and hashed before it begins, on the head
 * as this tab knows it; the transaction looks whether that head still stands, and whether the wish was
 * granted before, in one turn, and writes everything in the next. On another head it plans anew.
 *
 * Invariants: 1. all of an append is written, or nothing; 2. nothing is written without the fence; 3. what
 * can happen only once is asked inside the transaction that writes it.
 */
import { must } from '../../kernel/invariant.ts';
import type { Entry } from '../../protocol/entry/entry.ts';
import { ENTRY_BYTES_MAX } from '../../protocol/limits.ts';
import { type AlreadyDone, alreadyDone, shiftAlreadyOpen } from './already-done.ts';
import type { EntryDraft, RegisterIdentity } from './journal.ts';
import { endOpenCart, guardOf, layOpenCart } from './open-cart-draft.ts';
import { type AppendPlan, planAppend, touchesDraft, touchesParked } from './plan-append.ts';
import { type ReturnedBefore, returnedBefore } from './returned-before.ts';
import {
  type DraftGuardRow,
  type HeadRow,
  type JournalStore,
  type JournalTable,
  type JournalTransaction,
  lifeOf,
} from './store.ts';

export interface Attempt {
  readonly drafts: readonly EntryDraft[];
  readonly entryIds: readonly string[];
  readonly at: string;
  /** The number under which this tab may write. */
  readonly fence: number | null;
  /** The head as this tab last saw it, if it did. */
  readonly expected: HeadRow | null;
  /** Where an earlier try may have put these entries: above this sequence. Null on the first try. */
  readonly lookAbove: number | null;
}

export class LostFence extends Error {
  override readonly name = 'LostFence';
}

/** Thrown inside the transaction, so that nothing of it stays. */
export class NotWritten extends Error {
  override readonly name = 'NotWritten';
  readonly refusal: AlreadyDone | ReturnedBefore | { readonly code: 'entry-too-large' };

  constructor(refusal: NotWritten['refusal']) {
    super(refusal.code);
    this.refusal = refusal;
  }
}

export function writeAppend(store: JournalStore, identity: RegisterIdentity, attempt: Attempt): Promise<AppendPlan> {
  const { drafts, entryIds, at, expected, lookAbove } = attempt;
  const life = lifeOf(identity);
  const planOn = (head: HeadRow): AppendPlan => {
    const plan = planAppend({ identity, head, drafts, entryIds, at });
    if (plan.rows.some(({ entry }) => isTooLarge(entry))) throw new NotWritten({ code: 'entry-too-large' });
    return plan;
  };
  const tables = tablesOf(drafts);
  const hasDraft = tables.includes('draft');
  const guess = expected === null || lookAbove !== null ? null : planOn(expected);

  return store.transact('write', tables, async (tx) => {
    const [stored, guard, doneAsGuessed] = await Promise.all([
      tx.get('heads', [life]),
      hasDraft ? guardOf(tx) : null,
      guess && alreadyDone(tx, guess.rows),
    ]);
    const head = must(stored, 'an enrolled tablet has a head of its journal');
    if (lookAbove !== null) {
      // The try before may have been heard: others may have appended behind it since.
      const since = await tx.range('entries', { life, after: lookAbove });
      const rows = since.filter((row) => entryIds.includes(row.entry.id));
      if (rows.length === entryIds.length) return { rows, head, park: [], unpark: [], ended: [] };
    }
    if (head.fence !== attempt.fence) throw new LostFence();
    const isAsGuessed = guess !== null && expected !== null && isSameHead(head, expected);
    const plan = isAsGuessed ? guess : planOn(head);
    const before =
      shiftAlreadyOpen(head, plan.rows) ??
      (isAsGuessed ? doneAsGuessed : await alreadyDone(tx, plan.rows)) ??
      (await returnedBefore(tx, plan.rows));
    if (before !== null) throw new NotWritten(before);
    for (const row of plan.rows) {
      await tx.add('entries', row);
      if (row.print) await tx.add('prints', { life, sequence: row.sequence });
    }
    if (guard !== null) await moveCarts(tx, plan, guard);
    await tx.put('heads', plan.head);
    return plan;
  });
}

function tablesOf(drafts: readonly EntryDraft[]): JournalTable[] {
  const tables: JournalTable[] = ['entries', 'heads'];
  if (drafts.some((draft) => draft.print)) tables.push('prints');
  if (drafts.some((draft) => touchesDraft(draft.kind))) tables.push('draft');
  if (drafts.some((draft) => touchesParked(draft.kind))) tables.push('parked');
  return tables;
}

function isSameHead(a: HeadRow, b: HeadRow): boolean {
  return (
    a.sequence === b.sequence &&
    a.hash === b.hash &&
    a.receipts === b.receipts &&
    a.fence === b.fence &&
    a.shift?.id === b.shift?.id &&
    a.anchor.sequence === b.anchor.sequence
  );
}

function isTooLarge(entry: Entry): boolean {
  const text = JSON.stringify(entry);
  // No character takes more than three bytes, so most entries need no counting.
  return text.length * 3 > ENTRY_BYTES_MAX && new TextEncoder().encode(text).length > ENTRY_BYTES_MAX;
}

async function moveCarts(tx: JournalTransaction, plan: AppendPlan, found: DraftGuardRow): Promise<void> {
  let guard = found;
  for (const cart of plan.ended) guard = await endOpenCart(tx, guard, cart);
  for (const row of plan.park) await tx.put('parked', row);
  for (const cart of plan.unpark) {
    const parked = await tx.get('parked', [cart]);
    await tx.remove('parked', [cart]);
    if (parked) guard = await layOpenCart(tx, guard, parked.content, []);
  }
}
