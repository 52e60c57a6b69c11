/**
 * The journal of a demo register: entries numbered without gaps and chained as a tablet's are, so that the
 * server admits them like anybody's. Receipt numbers come from the incarnation's own series.
 */
import type { Order, PostVoid } from '../../domain/order/order.ts';
import type { ShiftClose, ShiftOpen, TillPay } from '../../domain/till/till.ts';
import type { IdSource } from '../../kernel/ids.ts';
import type { Entry, EntryBody, EntryEnvelope } from '../../protocol/entry/entry.ts';
import { chainStart, entryHash } from '../../protocol/entry/entry-hash.ts';

export interface RegisterIdentity {
  readonly tenant: string;
  readonly register: string;
  readonly incarnation: number;
  readonly series: string;
}

/** What happens at a demo counter. */
interface Happenings {
  readonly 'shift.open': ShiftOpen;
  readonly 'order.place': Order;
  readonly 'order.post-void': PostVoid;
  readonly 'till.pay': TillPay;
  readonly 'shift.close': ShiftClose;
  readonly 'fulfillment.pick': EntryBody<'fulfillment.pick'>;
  readonly 'fulfillment.lay-ready': EntryBody<'fulfillment.lay-ready'>;
  readonly 'fulfillment.hand-over': EntryBody<'fulfillment.hand-over'>;
}

export interface RegisterJournal {
  append<K extends keyof Happenings>(
    kind: K,
    body: Happenings[K],
    by: { readonly at: number; readonly associate: string },
  ): void;
  nextReceiptNumber(): string;
  entries(): readonly EntryEnvelope[];
}

export function createRegisterJournal(identity: RegisterIdentity, newId: IdSource): RegisterJournal {
  const { tenant, register, incarnation, series } = identity;
  const entries: EntryEnvelope[] = [];
  let previousHash = chainStart(register, incarnation);
  let receipts = 0;
  return {
    append(kind, body, { at, associate }) {
      const entry = {
        id: newId('entry'),
        tenant,
        register,
        incarnation,
        sequence: entries.length + 1,
        previousHash,
        version: 1,
        kind,
        at: new Date(at).toISOString(),
        associate,
        body,
        sealedHash: null,
      } as Entry;
      entries.push(entry as EntryEnvelope);
      previousHash = entryHash(entry);
    },
    nextReceiptNumber() {
      receipts += 1;
      return `${series}-${String(receipts).padStart(6, '0')}`;
    },
    entries: () => entries,
  };
}
