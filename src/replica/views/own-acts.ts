/**
 * What this register did about orders, carts and exceptions and the server's documents do not contain yet:
 * its entries above `included`, read from the journal once each.
 */
import type { Journal, JournalRecord } from '../journal/journal.ts';
import { exceptionOf } from './shown-exceptions.ts';
import { cartOf, type OwnEntry, orderOf } from './shown-orders.ts';
import type { ViewKind } from './view-rows.ts';

export interface OwnAct {
  readonly sequence: number;
  readonly of: ViewKind;
  readonly ref: string;
  readonly entry: OwnEntry;
}

export interface OwnActs {
  /** All above `included`, in sequence. One call at a time. */
  above(included: number): Promise<readonly OwnAct[]>;
}

const PAGE = 200;

export function createOwnActs(journal: Pick<Journal, 'after' | 'snapshot'>): OwnActs {
  /** Sequences in (`from`, `through`] have been read. */
  let from = Number.POSITIVE_INFINITY;
  let through = 0;
  let acknowledged = 0;
  let held: readonly OwnAct[] = [];

  return {
    async above(included) {
      const before = acknowledged;
      acknowledged = journal.snapshot().acknowledged;
      // The answer to a request comes after the request.
      const isAnswered = acknowledged !== before && held.some(({ entry }) => isRequest(entry.kind));
      if (included < from || isAnswered) {
        held = [];
        through = included;
      }
      from = included;
      through = Math.max(through, included);
      held = held.filter(({ sequence }) => sequence > included);
      for (;;) {
        const records = await journal.after(through, PAGE);
        const last = records.at(-1);
        if (last === undefined) return held;
        held = [...held, ...records.flatMap(actsIn)];
        through = last.sequence;
        if (records.length < PAGE) return held;
      }
    },
  };
}

function isRequest(kind: OwnEntry['kind']): boolean {
  return kind === 'online-cart.claim';
}

function actsIn({ sequence, entry, result, reasons }: JournalRecord): readonly OwnAct[] {
  const { id, at, associate, register, incarnation } = entry;
  const refusal = result === 'refused' ? (reasons[0] ?? 'refused') : null;
  const own = { id, at, associate, register, incarnation, kind: entry.kind, body: slim(entry), refusal };
  const about = [
    ['orders', orderOf(entry)],
    ['carts', cartOf(entry)],
    ['exceptions', exceptionOf(entry)],
  ] as const;
  return about.flatMap(([of, ref]) => (ref === null ? [] : [{ sequence, of, ref, entry: own }]));
}

/** A sale's lines and a parcel's goods are of no matter here, and many of them are held. */
function slim({ kind, body }: JournalRecord['entry']): OwnEntry['body'] {
  if (kind === 'order.place') return { id: body.id, cart: body.cart } as OwnEntry['body'];
  return 'stock' in body ? ({ ...body, stock: [] } as OwnEntry['body']) : body;
}
