/** What an associate does with a parcel becomes an entry. It is a fact: nobody refuses it afterwards. */
import { handOverMovements } from '../../domain/fulfillment/fulfillment.ts';
import { granted, type Verdict } from '../../kernel/verdict.ts';
import { handOverDigest, readClientCode } from '../../protocol/channel/hand-over-code.ts';
import type { EntryBody } from '../../protocol/entry/entry.ts';
import type { ChannelOrderDocument } from '../../protocol/sync/channel-documents.ts';
import type { EntryDraft, JournalRefusal } from '../../replica/index.ts';
import type { Counter } from '../counter/index.ts';

export type Proof = EntryBody<'fulfillment.hand-over'>['proof'];

export type ParcelWork =
  | { readonly kind: 'pick' }
  | { readonly kind: 'lay-ready'; readonly shelf: string | null }
  | { readonly kind: 'hand-over'; readonly proof: Proof };

type Working = Pick<Counter, 'journal' | 'store' | 'associate' | 'ids'>;

export async function workOn(
  counter: Working,
  order: ChannelOrderDocument,
  work: ParcelWork,
): Promise<Verdict<null, JournalRefusal>> {
  const { journal } = counter;
  const drafts = draftsOf(counter, order, work);
  const written = await journal.appendGroup(drafts);
  return written.ok ? granted(null) : written;
}

function draftsOf({ store, associate, ids }: Working, order: ChannelOrderDocument, work: ParcelWork): EntryDraft[] {
  const { fulfillment } = order;
  const parcel = { fulfillment: fulfillment.id, order: order.id, location: store.id };
  const by = associate.id;
  const layReady = (shelf: string | null): EntryDraft<'fulfillment.lay-ready'> => ({
    kind: 'fulfillment.lay-ready',
    associate: by,
    body: () => ({ ...parcel, shelf }),
  });
  switch (work.kind) {
    case 'pick':
      return [{ kind: 'fulfillment.pick', associate: by, body: () => parcel } as EntryDraft];
    case 'lay-ready':
      return [layReady(work.shelf?.trim() || null) as EntryDraft];
    case 'hand-over': {
      const stock = handOverMovements(order.lines, { location: store.id, newId: () => ids('movement') });
      const handOver: EntryDraft<'fulfillment.hand-over'> = {
        kind: 'fulfillment.hand-over',
        associate: by,
        body: () => ({ ...parcel, proof: work.proof, fence: fulfillment.lease.fence, stock: [...stock] }),
      };
      // Its client came before it was laid ready: then it is in hand now.
      const isInHand = fulfillment.state === 'ready';
      return (isInHand ? [handOver] : [layReady(null), handOver]) as EntryDraft[];
    }
  }
}

/** Whether this is what the client of this order was given. Needs no network. */
export function isCodeOf(order: Pick<ChannelOrderDocument, 'id' | 'codeDigest'>, typed: string): boolean {
  const read = readClientCode(typed);
  return read.ok && handOverDigest(order.id, read.value) === order.codeDigest;
}
