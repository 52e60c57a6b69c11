/** A tablet serves who ordered on the web: it finds the order in its own copy, proves the code and hands the parcel over. */
import { handOverMovements } from '../../domain/fulfillment/fulfillment.ts';
import { invariant } from '../../kernel/invariant.ts';
import { handOverDigest } from '../../protocol/channel/hand-over-code.ts';
import type { OrderedOnWeb } from './shopper.ts';
import type { Till } from './till.ts';

/** False where the tablet has not heard of the order, or not yet that it was paid. */
export async function handOver(till: Till, associate: string, { order, code }: OrderedOnWeb): Promise<boolean> {
  const document = await till.channelOrder(order);
  if (document === null || document.state !== 'paid') return false;
  invariant(handOverDigest(order, code) === document.codeDigest, 'the code that the client was told opens the parcel');
  const { location, lines } = document;
  const parcel = { order, fulfillment: document.fulfillment.id, location };
  const stock = [...handOverMovements(lines, { location, newId: () => till.ids('movement') })];
  const done = await till.journal.append({ kind: 'fulfillment.pick', associate, body: () => parcel });
  const laid = await till.journal.append({
    kind: 'fulfillment.lay-ready',
    associate,
    body: () => ({ ...parcel, shelf: null }),
  });
  const handed = await till.journal.append({
    kind: 'fulfillment.hand-over',
    associate,
    body: () => ({ ...parcel, proof: 'code' as const, fence: document.fulfillment.lease.fence, stock }),
  });
  invariant(done.ok && laid.ok && handed.ok, 'what was done to a parcel was written');
  return true;
}
