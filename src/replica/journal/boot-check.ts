/**
 * Before anybody sells, the journal is looked at: do the rows, the numbers and the chain agree? The end of
 * the chain is verified hash by hash, the rest is counted. A journal that does not agree is never carried on.
 */
import { chainStart, entryHash } from '../../protocol/entry/entry-hash.ts';
import { type HeadRow, type JournalStore, type JournalTransaction, lifeOf } from './store.ts';

/** Entries at the end of the chain that are verified at every start; unsent ones are verified in any case, up to the second bound. */
const TAIL = 200;
const TAIL_MAX = 2_000;

export type JournalDamage =
  /** There are keys or entries, but not the numbers that belong to them. */
  | { readonly code: 'head-missing' }
  | { readonly code: 'identity-missing' }
  /** Entries are fewer or more than the head counts. */
  | { readonly code: 'entries-missing'; readonly expected: number; readonly found: number }
  /** An entry is not what its hash says, or does not follow the one before. */
  | { readonly code: 'chain-broken'; readonly sequence: number }
  /** The last entry is not the one the head names. */
  | { readonly code: 'head-mismatch'; readonly sequence: number };

export function checkJournal(store: JournalStore): Promise<JournalDamage | null> {
  return store.transact('read', ['identity', 'heads', 'links', 'entries'], async (tx) => {
    const present = await tx.get('identity', ['present']);
    if (present === undefined) {
      // Former lives may lie here; without an identity none of them may be.
      return (await tx.all('heads')).length > 0 ? { code: 'identity-missing' } : null;
    }
    const life = lifeOf(present.identity);
    const head = await tx.get('heads', [life]);
    const link = await tx.get('links', [life]);
    if (head === undefined || link === undefined) return { code: 'head-missing' };
    const found = await tx.count('entries', life);
    const expected = head.sequence - head.anchor.sequence;
    if (found !== expected) return { code: 'entries-missing', expected, found };
    const tail = Math.min(TAIL_MAX, Math.max(TAIL, head.sequence - link.acknowledged));
    const start = chainStart(present.identity.register, present.identity.incarnation);
    return checkTail(tx, head, start, Math.max(head.anchor.sequence, head.sequence - tail));
  });
}

async function checkTail(
  tx: JournalTransaction,
  head: HeadRow,
  start: string,
  after: number,
): Promise<JournalDamage | null> {
  const rows = await tx.range('entries', { life: head.life, after });
  let previous = after === head.anchor.sequence ? (after === 0 ? start : head.anchor.hash) : null;
  let sequence = after;
  for (const row of rows) {
    sequence += 1;
    const follows = previous === null || row.entry.previousHash === previous;
    const isItself = row.sequence === sequence && row.entry.sequence === sequence && row.hash === entryHash(row.entry);
    if (!follows || !isItself) return { code: 'chain-broken', sequence };
    previous = row.hash;
  }
  if (sequence !== head.sequence || (previous ?? head.hash) !== head.hash) {
    return { code: 'head-mismatch', sequence: head.sequence };
  }
  return null;
}
