/**
 * What an append writes, decided before the first row is touched: numbered and chained entry rows, the
 * head after them, and what they imply for parked carts, the open cart and the print queue.
 *
 * Invariants: 1. sequences and receipt numbers run on without a gap; 2. a cart that was sold or
 * suspended is no longer the open one, and a resumed one is, in the same transaction.
 */
import { invariant } from '../../kernel/invariant.ts';
import type { Entry, EntryKind } from '../../protocol/entry/entry.ts';
import { entryHash, sealedHash } from '../../protocol/entry/entry-hash.ts';
import type { EntryDraft, RegisterIdentity } from './journal.ts';
import type { EntryRow, HeadRow, ParkedRow } from './store.ts';
import { lifeOf } from './store.ts';

export interface AppendPlan {
  readonly rows: readonly EntryRow[];
  readonly head: HeadRow;
  readonly park: readonly ParkedRow[];
  readonly unpark: readonly string[];
  /** Carts that an entry of this append ended. */
  readonly ended: readonly string[];
}

export const RECEIPT_DIGITS = 6;

export function planAppend(input: {
  identity: RegisterIdentity;
  head: HeadRow;
  drafts: readonly EntryDraft[];
  /** One per draft, made before the first try, so that a second try writes the same entries. */
  entryIds: readonly string[];
  at: string;
}): AppendPlan {
  const { identity, drafts } = input;
  const life = lifeOf(identity);
  const group = input.head.sequence + 1;
  const rows: EntryRow[] = [];
  const park: ParkedRow[] = [];
  const unpark: string[] = [];
  const ended: string[] = [];
  let head = input.head;
  drafts.forEach((draft, index) => {
    const sequence = head.sequence + 1;
    let receipts = head.receipts;
    const numbers = {
      receiptNumber: () => `${identity.series}-${String(++receipts).padStart(RECEIPT_DIGITS, '0')}`,
    };
    const id = input.entryIds[index];
    invariant(id !== undefined, 'every draft has its entry id');
    const entry = {
      id,
      tenant: identity.tenant,
      register: identity.register,
      incarnation: identity.incarnation,
      sequence,
      previousHash: head.hash,
      version: 1,
      kind: draft.kind,
      at: input.at,
      associate: draft.associate,
      body: draft.body(numbers),
      ...(draft.sealed === undefined
        ? { sealedHash: null }
        : { sealed: draft.sealed, sealedHash: sealedHash(draft.sealed) }),
    } as Entry;
    invariant(receipts - head.receipts <= 1, 'an entry takes at most one receipt number');
    const hash = entryHash(entry);
    head = { ...head, sequence, hash, receipts, shift: shiftAfter(head.shift, entry) };
    rows.push({
      life,
      sequence,
      entry,
      hash,
      group,
      print: draft.print ?? false,
      about: subjectsOf(entry),
      // A shift's last entry clears the shift from the head, yet belongs to its day.
      day: dayOf(entry) ?? input.head.shift?.businessDay ?? null,
      ...receiptEndOf(entry),
    });
    if (entry.kind === 'cart.suspend') {
      park.push({ cart: entry.body.cart.id, life, sequence, content: entry.body.cart });
      ended.push(entry.body.cart.id);
    } else if (entry.kind === 'cart.resume') unpark.push(entry.body.cart);
    else if (entry.kind === 'order.place' && entry.body.cart !== null) ended.push(entry.body.cart);
  });
  return { rows, head, park, unpark, ended };
}

/** Kinds that may touch parked carts, and kinds that may end or begin the open one. */
export function touchesParked(kind: EntryKind): boolean {
  return kind === 'cart.suspend' || kind === 'cart.resume';
}

export function touchesDraft(kind: EntryKind): boolean {
  return kind === 'order.place' || touchesParked(kind);
}

function shiftAfter(shift: HeadRow['shift'], entry: Entry): HeadRow['shift'] {
  if (entry.kind === 'shift.open') {
    return { id: entry.body.shift, openedSequence: entry.sequence, businessDay: entry.body.businessDay };
  }
  return entry.kind === 'shift.close' ? null : shift;
}

function subjectsOf(entry: Entry): readonly string[] {
  switch (entry.kind) {
    case 'order.place': {
      const origins = entry.body.lines.flatMap((line) => (line.origin ? [line.origin.order] : []));
      const { id, cart, client } = entry.body;
      return [...new Set([id, ...origins, ...[cart, client].filter((one) => one !== null)])];
    }
    case 'client.create':
    case 'client.edit':
      return [entry.body.client];
    case 'order.post-void':
    case 'receipt.reprint':
      return [entry.body.order];
    case 'fulfillment.hand-over':
      return [entry.body.fulfillment];
    default:
      return [];
  }
}

function dayOf(entry: Entry): string | null {
  return 'businessDay' in entry.body ? entry.body.businessDay : null;
}

function receiptEndOf(entry: Entry): { receiptEnd?: string } {
  return entry.kind === 'order.place' || entry.kind === 'order.post-void'
    ? { receiptEnd: backToFront(entry.body.receiptNumber) }
    : {};
}

export function backToFront(text: string): string {
  return [...text].reverse().join('');
}
